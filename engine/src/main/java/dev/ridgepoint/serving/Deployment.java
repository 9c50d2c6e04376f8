package dev.ridgepoint.serving;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.backend.ServerRates;
import dev.ridgepoint.energy.EnergyModel;
import dev.ridgepoint.energy.PassEnergy;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.RaggedPass;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Workload;
import java.util.Locale;

/** A model on a device, or spread over several that do the same at once, ready to serve. Costs of passes are prepared once; it serves any number of times. */
public final class Deployment implements Server {

    private final Predictor predictor;
    private final Roofline roofline;
    private final ServingPolicy policy;
    private final double cacheBytes;
    private final CacheLayout layout;
    private final RaggedPass pass;
    private final int devices;
    private final PassEnergy energy;
    private final ServerRates rates;

    /** A model on one device. */
    public Deployment(Predictor predictor, Roofline roofline, ServingPolicy policy, int blockTokens, double cacheBytes) {
        this(predictor, roofline, 1, policy, blockTokens, cacheBytes);
    }

    /**
     * @param predictor   the model, or one device's share of it
     * @param roofline    the device's ceilings
     * @param devices     that each do such a share at once
     * @param policy      how passes are made up
     * @param blockTokens tokens of a cache block
     * @param cacheBytes  memory of a device for the KV cache
     * @throws InvalidInputException if the model generates nothing, or the memory is less than a block
     */
    public Deployment(Predictor predictor, Roofline roofline, int devices, ServingPolicy policy, int blockTokens, double cacheBytes) {
        Workload workload = predictor.workload();
        if (workload.architecture().kind() == Architecture.Kind.ENCODER) {
            throw new InvalidInputException(workload.architecture().id() + " is an encoder: it generates nothing that could be served token by token");
        }
        this.predictor = predictor;
        this.roofline = roofline;
        this.policy = policy;
        this.cacheBytes = cacheBytes;
        this.layout = CacheLayout.of(workload, blockTokens, cacheBytes);
        if (layout.blocks() < 1) {
            throw new InvalidInputException("a KV cache of " + Math.round(cacheBytes / 1e6) + " MB does not hold one block of " + blockTokens + " tokens");
        }
        this.pass = new RaggedPass(predictor, roofline, cacheBytes, policy.tokenBudget());
        this.devices = devices;
        this.energy = EnergyModel.of(roofline.hardware()).map(model -> model.ofPasses(roofline)).orElse(null);
        this.rates = rates(roofline);
    }

    private static ServerRates rates(Roofline roofline) {
        return roofline.backend() != null && roofline.backend().statesServing() ? roofline.backend().server() : ServerRates.IDEAL;
    }

    /**
     * Memory for the KV cache: what is left of a share of the device's after the weights.
     *
     * @throws InvalidInputException if the device states no capacity, or the weights leave nothing
     */
    public static double cacheBytes(Hardware hardware, Workload workload, double share) {
        double capacity = hardware.mainMemory().capacity().orElseThrow(() -> new InvalidInputException(
                hardware.id() + " states no memory capacity; say how much the KV cache may have with --kv-capacity")).value();
        double left = share * capacity - workload.weightBytes();
        if (left <= 0) {
            throw new InvalidInputException(String.format(Locale.ROOT, "%s does not fit on %s: %.4g GB of weights in %.4g GB of memory (%.3g %% of %.4g GB)",
                    workload.architecture().id(), hardware.id(), workload.weightBytes() / 1e9, share * capacity / 1e9, 100 * share, capacity / 1e9));
        }
        return left;
    }

    @Override
    public ServingResult serve(RequestSource source, Slo slo, long seed) {
        return Simulator.serve(received(source), policy, layout, passTime(), pass.batch(), slo, seed);
    }

    Simulator simulator(RequestSource source, int tokensHere, long seed, StageListener listener) {
        return new Simulator(source, policy, layout, passTime(), pass.batch(), tokensHere, seed, listener);
    }

    private PassTime passTime() {
        return new PredictedPass(pass, rates.sequenceSeconds(), energy, devices);
    }

    /** Requests as they come out of what the runtime does before their prompt: reading, cutting into tokens, scheduling. */
    RequestSource received(RequestSource source) {
        double seconds = rates.requestSeconds();
        return seconds == 0 ? source : into -> {
            boolean more = source.next(into);
            if (more) {
                into.readyAfter(seconds);
            }
            return more;
        };
    }

    /** Devices that a request goes through at once. */
    public int devices() {
        return devices;
    }

    /** The model. */
    public Predictor predictor() {
        return predictor;
    }

    /** The device's ceilings. */
    public Roofline roofline() {
        return roofline;
    }

    /** How passes are made up. */
    public ServingPolicy policy() {
        return policy;
    }

    /** The KV cache. */
    public CacheLayout layout() {
        return layout;
    }

    /** Memory for it. */
    public double cacheBytes() {
        return cacheBytes;
    }
}
