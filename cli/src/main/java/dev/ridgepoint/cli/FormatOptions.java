package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a model is stored and executed. */
final class FormatOptions {

    /** Descriptors name the formats of published checkpoints, where {@code f16} is not yet a GGUF file. */
    private static final Map<String, String> FORMAT_OF_NATIVE = Map.of("f16", "fp16", "f32", "fp32");

    @Option(names = "--weights", paramLabel = "FORMAT", converter = Named.Weights.class, completionCandidates = Named.Weights.class, order = 10,
            description = "Weights format; 'ridgepoint list formats' explains them (default: the one the model was published in).")
    private WeightsFormat weights;

    @Option(names = "--kv", paramLabel = "FORMAT", converter = Named.Cache.class, completionCandidates = Named.Cache.class, order = 11,
            description = "KV-cache format: ${COMPLETION-CANDIDATES} (default: 16 bits as the weights format has it).")
    private BlockFormat cache;

    @Option(names = "--activations", paramLabel = "FORMAT", converter = Named.Numbers.class, completionCandidates = Named.Numbers.class, order = 12,
            description = "Format of the activations between operators (default: the one that goes with the weights).")
    private NumberFormat activations;

    @Option(names = "--attention", paramLabel = "KERNEL", converter = Named.Kernel.class, completionCandidates = Named.Kernel.class, order = 13,
            description = "fused: scores stay on the chip; unfused: they go through memory (default: fused, or what the runtime's name says).")
    private AttentionKernel attention;

    @Option(names = "--mla", paramLabel = "EXECUTION", converter = Named.Latent.class, completionCandidates = Named.Latent.class, order = 14,
            description = "How latent attention is executed: ${COMPLETION-CANDIDATES} (default: cheaper, for each phase).")
    private LatentExecution latent = LatentExecution.CHEAPER;

    @Option(names = "--layers", paramLabel = "N", converter = Whole.Layers.class, order = 15,
            description = "Cut or extend the model to N layers, its pattern repeated as far as needed.")
    private Integer layers;

    @Option(names = "--runtime", paramLabel = "RUNTIME", completionCandidates = RuntimeOption.Names.class, order = 16,
            description = "ideal: every ceiling is reached; calibrated: what the profile was measured to reach; or the id of a runtime ('ridgepoint list "
                    + "runtimes'), with -fa at its end for fused attention (default: ideal).")
    private String runtime = RuntimeOption.IDEAL;

    /** The device's ceilings for a predictor's formats. */
    Roofline roofline(Hardware hardware, Predictor predictor) {
        Numerics numerics = predictor.workload().numerics();
        return switch (runtime) {
            case RuntimeOption.IDEAL -> Roofline.of(hardware, numerics);
            case RuntimeOption.CALIBRATED -> Roofline.calibrated(hardware, numerics);
            default -> Roofline.under(hardware, numerics, BackendRates.of(
                    RuntimeOption.backend(Library.find(), runtime), hardware, numerics, predictor.workload().kernel(), Circumstances.USUAL));
        };
    }

    /**
     * The predictor of a command whose question is about ideal rooflines.
     *
     * @throws InvalidInputException if another runtime is asked for
     */
    Predictor idealPredictor(Architecture whole) {
        if (!runtime.equals(RuntimeOption.IDEAL)) {
            throw new InvalidInputException("this command changes a device's rates, which no runtime but an ideal one follows: leave --runtime "
                    + runtime + " out");
        }
        return predictor(whole);
    }

    /** How latent attention is executed. */
    LatentExecution latentExecution() {
        return latent;
    }

    Predictor predictor(Architecture whole) {
        Architecture model = layers == null ? whole : whole.withLayers(layers);
        Numerics numerics = Numerics.of(weights == null ? nativeWeights(model) : weights);
        if (cache != null) {
            numerics = numerics.withCache(cache);
        }
        if (activations != null) {
            numerics = numerics.withActivations(activations);
        }
        return new Predictor(Workload.of(model, numerics, kernel()), latent);
    }

    private AttentionKernel kernel() {
        if (attention != null) {
            return attention;
        }
        boolean own = runtime.equals(RuntimeOption.IDEAL) || runtime.equals(RuntimeOption.CALIBRATED);
        return own || RuntimeOption.backend(Library.find(), runtime).alwaysFused() ? AttentionKernel.FUSED : Backend.attention(runtime);
    }

    private static WeightsFormat nativeWeights(Architecture model) {
        Optional<WeightsFormat> stored = WeightsFormats.asStored(model);
        if (stored.isPresent()) {
            return stored.get();
        }
        String name = model.nativeWeights();
        return WeightsFormats.named(FORMAT_OF_NATIVE.getOrDefault(name, name)).orElseThrow(() -> new InvalidInputException(
                model.id() + " was published in '" + name + "', which is not a weights format; choose one with --weights"));
    }
}
