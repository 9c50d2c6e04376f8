package dev.ridgepoint.predict;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.LayerPattern;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The models and devices that the tests of the model speak about: those of the library, and small ones made for one question. */
public final class Subjects {

    private static final Library LIBRARY = Library.find();
    private static final Map<String, Architecture> MODELS = new ConcurrentHashMap<>();
    private static final Map<String, Hardware> DEVICES = new ConcurrentHashMap<>();
    private static final Map<List<Object>, Workload> WORKLOADS = new ConcurrentHashMap<>();

    private Subjects() { }

    /** A model of the library. */
    public static Architecture model(String id) {
        return MODELS.computeIfAbsent(id, LIBRARY::architecture);
    }

    /** A device of the library. */
    public static Hardware device(String id) {
        return DEVICES.computeIfAbsent(id, LIBRARY::hardware);
    }

    /** A weights format. */
    public static WeightsFormat weights(String id) {
        return WeightsFormats.named(id).orElseThrow();
    }

    /** A weights format with the cache and the activations that go with it. */
    public static Numerics numerics(String weights) {
        return Numerics.of(weights(weights));
    }

    /** A model lowered with fused attention. */
    public static Workload workload(Architecture model, String weights) {
        return workload(model, weights, AttentionKernel.FUSED);
    }

    /** A model of the library lowered with fused attention. */
    public static Workload workload(String model, String weights) {
        return workload(model(model), weights);
    }

    /** A lowered model. */
    public static Workload workload(Architecture model, String weights, AttentionKernel kernel) {
        return WORKLOADS.computeIfAbsent(List.of(model, weights, kernel), key -> Workload.of(model, numerics(weights), kernel));
    }

    /** A device of the library under a weights format. */
    public static Roofline roofline(String device, String weights) {
        return Roofline.of(device(device), numerics(weights));
    }

    /** A prediction for a device of the library. */
    public static Prediction predict(String model, String weights, String device, Request request) {
        return new Predictor(workload(model, weights)).predict(roofline(device, weights), request);
    }

    /** A prediction for a device without caches. */
    public static Prediction predict(Workload workload, Hardware device, Request request) {
        return new Predictor(workload).predict(Roofline.of(device, workload.numerics()), request);
    }

    /** One peak for everything and one memory level. */
    public static Hardware flat(double flops, double bandwidth) {
        return device(flops, flops, List.of(level("dram", Double.NaN, bandwidth)));
    }

    /** One peak for everything, and a cache between it and memory. */
    public static Hardware cached(double flops, double cacheBytes, double cacheBandwidth, double bandwidth) {
        return device(flops, flops, List.of(level("cache", cacheBytes, cacheBandwidth), level("dram", Double.NaN, bandwidth)));
    }

    /** A matrix unit and a vector unit. */
    public static Hardware device(double matrix, double vector, List<MemoryLevel> memory) {
        List<Peak> peaks = new ArrayList<>();
        for (NumberFormat format : List.of(NumberFormat.FP32, NumberFormat.FP16, NumberFormat.BF16)) {
            peaks.add(new Peak(ComputeUnit.MATRIX, format, false, sourced(matrix), 0));
            peaks.add(new Peak(ComputeUnit.VECTOR, format, false, sourced(vector), 0));
        }
        return new Hardware(
                "imagined", "imagined", "", Hardware.Kind.DESKTOP_GPU, 0, Optional.empty(), peaks, memory, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Map.of(), "");
    }

    /** The same device with a launch overhead. */
    public static Hardware withOverhead(Hardware device, double seconds) {
        return new Hardware(
                device.id(), device.name(), device.vendor(), device.kind(), device.year(), device.cores(), device.peaks(), device.memory(),
                Optional.of(sourced(seconds)), device.tdp(), device.price(), device.calibration(), device.sources(), device.notes());
    }

    /** A memory level; a capacity that is not a number is not stated. */
    public static MemoryLevel level(String name, double capacity, double bandwidth) {
        Optional<Sourced> holds = Double.isNaN(capacity) ? Optional.empty() : Optional.of(sourced(capacity));
        return new MemoryLevel(name, "", holds, Optional.of(sourced(bandwidth)), false);
    }

    private static Sourced sourced(double value) {
        return new Sourced(value, "", "a test", Sourced.Confidence.DERIVED, "");
    }

    /** Two layers, 8 query heads of 16 over 2 KV heads, hidden size 64, feed-forward of 96: small enough for step-by-step comparison. */
    public static Architecture small(AttentionSpan span) {
        return small(new GroupedQueryAttention(
                8, 2, 16, span, false, false, GroupedQueryAttention.QkNorm.NONE, false, false, false, 16, false));
    }

    /** Two layers of latent attention that reads the {@code top} tokens its indexer chooses. */
    public static Architecture smallIndexed(int top) {
        return small(new LatentAttention(4, 48, 32, 16, 8, 16, Optional.of(new LatentAttention.Indexer(2, 8, top))));
    }

    /** Two layers of a mixer and a dense feed-forward. */
    public static Architecture small(Mixer mixer) {
        return small(mixer, new DenseFeedForward(96, true, "silu", false, false), 2);
    }

    /** Layers of a mixer and a feed-forward, hidden size 64, a vocabulary of 128. */
    public static Architecture small(Mixer mixer, FeedForward feedForward, int layers) {
        LayerPattern pattern = new LayerPattern(layers, List.of("block"));
        LayerGroup group = new LayerGroup("block", pattern.layersOf("block"), List.of(mixer), List.of(feedForward), LayerGroup.Norms.PRE);
        return new Architecture(
                "small", "small", "llama", Architecture.Kind.DECODER, new Architecture.Provenance("", "exact", ""), "bf16", 64, 128,
                new Architecture.Embeddings(false, 0, 0, false, true, false, false), Architecture.Norm.RMSNORM, 0, pattern, List.of(group));
    }

    /** The operators of that name in a phase, layer groups in order. */
    public static List<OperatorPrediction> operators(Prediction prediction, PhaseName phase, String name) {
        List<OperatorPrediction> found = prediction.operators().stream()
                .filter(o -> o.phase() == phase && o.operator().name().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no " + name + " in " + phase);
        }
        return found;
    }

    /** The only operator of that name in a phase. */
    public static OperatorPrediction operator(Prediction prediction, PhaseName phase, String name) {
        List<OperatorPrediction> found = operators(prediction, phase, name);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " operators " + name + " in " + phase);
        }
        return found.get(0);
    }
}
