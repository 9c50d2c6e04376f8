package dev.ridgepoint.result;

import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.result.BenchmarkResult.Results;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.workload.Numerics;
import java.util.Locale;

/**
 * What the model says of a run. Ratios are of the measured median to the prediction; null where either is missing.
 *
 * @param hardware             id of the profile
 * @param weights              id of the weights format that stands for the runtime's
 * @param firstTokenMs         the prompt
 * @param subsequentTokenMs    a token after the first, on average
 * @param tokensPerSecond      first token included
 * @param prefillBound         {@code compute} or {@code memory}
 * @param decodeBound          the same; null when nothing is generated after the first token
 * @param firstTokenRatio      measured over predicted
 * @param subsequentTokenRatio measured over predicted
 * @param tokensPerSecondRatio measured over predicted
 */
public record PredictionBeside(
        String hardware, String weights, double firstTokenMs, Double subsequentTokenMs, double tokensPerSecond, String prefillBound, String decodeBound,
        Double firstTokenRatio, Double subsequentTokenRatio, Double tokensPerSecondRatio) {

    /** What a timed decoder stores: between operators and in the cache it has 32 bits. */
    public static Numerics numerics(StoredWeights weights) {
        String format = switch (weights) {
            case FP32 -> "fp32";
            case INT8 -> "onnx-int8";
            case INT4 -> "onnx-int4";
        };
        return Numerics.of(WeightsFormats.named(format).orElseThrow());
    }

    /** A profile that was measured on this machine knows what the runtime reaches; a data sheet knows the roofs alone. */
    public static Roofline roofline(Hardware hardware, Numerics numerics) {
        return hardware.calibration().isPresent() ? Roofline.calibrated(hardware, numerics) : Roofline.of(hardware, numerics);
    }

    /** Lays a prediction of the same request beside what was measured. The request generates one token fewer, as the prompt's pass yields the first. */
    static PredictionBeside of(Prediction prediction, Results measured) {
        double first = prediction.timeToFirstToken();
        Double subsequent = prediction.decode().map(Phase::seconds).orElse(null);
        int tokens = prediction.request().batch() * (prediction.request().generate() + 1);
        double rate = tokens / prediction.totalSeconds();
        return new PredictionBeside(prediction.roofline().hardware().id(), prediction.workload().numerics().weights().id(), 1e3 * first,
                subsequent == null ? null : (Double) (1e3 * subsequent), rate, bound(prediction.prefill().orElseThrow()),
                prediction.decode().map(PredictionBeside::bound).orElse(null), ratio(measured.latency().firstTokenMs().median(), 1e3 * first),
                subsequent == null ? null : ratio(measured.latency().subsequentTokenMs().median(), 1e3 * subsequent),
                ratio(measured.throughput().tokensPerSecond().median(), rate));
    }

    private static String bound(Phase phase) {
        Bound bound = phase.bound();
        return bound.name().toLowerCase(Locale.ROOT);
    }

    private static Double ratio(Double measured, double predicted) {
        return measured == null ? null : (Double) (measured / predicted);
    }
}
