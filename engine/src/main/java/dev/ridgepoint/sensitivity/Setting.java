package dev.ridgepoint.sensitivity;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.RateScale;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Totals;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;

/**
 * Everything that a predicted time depends on, one part of which is changed at a time.
 *
 * @param hardware the device, on its ideal roofline
 * @param model    the model
 * @param numerics its number formats
 * @param kernel   how attention is computed
 * @param latent   how latent attention is executed
 * @param request  what is asked
 * @param storage  what the bytes of the formats are multiplied by
 */
public record Setting(
        Hardware hardware, Architecture model, Numerics numerics, AttentionKernel kernel, LatentExecution latent, Request request, Storage storage) {

    /**
     * Bits of imagined formats, as shares of those of the formats named.
     *
     * @param weights of every weight
     * @param cache   of every element of the KV cache
     */
    public record Storage(double weights, double cache) {
        /** As the formats have it. */
        public static final Storage AS_NAMED = new Storage(1, 1);
    }

    /** A setting in formats that there are. */
    public Setting(Hardware hardware, Architecture model, Numerics numerics, AttentionKernel kernel, LatentExecution latent, Request request) {
        this(hardware, model, numerics, kernel, latent, request, Storage.AS_NAMED);
    }

    /** The same on a device with other rates. */
    public Setting with(RateScale rates) {
        return new Setting(rates.of(hardware), model, numerics, kernel, latent, request, storage);
    }

    /** The same with another model. */
    public Setting with(Architecture other) {
        return new Setting(hardware, other, numerics, kernel, latent, request, storage);
    }

    /** The same in other formats. */
    public Setting with(Numerics other) {
        return new Setting(hardware, model, other, kernel, latent, request, storage);
    }

    /** The same with more or fewer bits. */
    public Setting with(Storage other) {
        return new Setting(hardware, model, numerics, kernel, latent, request, other);
    }

    /** The predicted times. @throws dev.ridgepoint.input.InvalidInputException if the device has no unit for the formats */
    public Times times() {
        Workload named = Workload.of(model, numerics, kernel);
        Workload workload = storage.equals(Storage.AS_NAMED) ? named : new Workload(
                named.architecture(), numerics, kernel, named.operators().stream().map(this::stored).toList(),
                Math.round(named.weightBytes() * storage.weights()), named.stages());
        Totals totals = new Totals();
        new Predictor(workload, latent).predict(Roofline.of(hardware, numerics), request, totals);
        return new Times(totals.prefill().seconds(), totals.decode().seconds() / Math.max(1, request.generate()));
    }

    private Operator stored(Operator o) {
        return new Operator(
                o.name(), o.layerGroup(), o.count(), o.arithmetic(), o.rows(), o.execution(), o.span(), o.flopsPerToken(), o.flopsPerPair(),
                o.flopsPerTokenRead(), o.weightBytes() * storage.weights(), o.weightBytesPerToken() * storage.weights(), o.expertBytes() * storage.weights(),
                o.logMissProbability(), o.activationBytesPerToken(), o.activationBytesPerTokenRead(), o.activationBytesPerScore(),
                o.cacheReadPerTokenRead() * storage.cache(), o.cacheWritePerToken() * storage.cache(), o.stateBytesPerSequence(), o.exchange());
    }
}
