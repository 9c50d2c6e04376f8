package dev.ridgepoint.backend;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.workload.AttentionKernel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runtime on one kind of device, as its file describes it.
 *
 * @param id             name in files and on the command line: {@code llama.cpp-cuda}
 * @param name           name for people
 * @param sources        where what it says comes from
 * @param microBatch     tokens of a prompt, over all sequences, that it processes in one pass unless told otherwise
 * @param activations    what flows between operators
 * @param halfAccumulate whether its products of 16 bits add up in 16 bits, which some chips do twice as fast
 * @param kernels        what multiplies with quantised weights, by rows
 * @param before         what did so in builds before a date
 * @param parameters     what it reaches; a ceiling that it lacks does not bind
 * @param adjustments    what is different under some conditions
 * @param models         ids of the models that were measured under it
 * @param spreads        how far measurements lie from it
 */
public record Backend(
        String id, String name, String sources, int microBatch, NumberFormat activations, boolean halfAccumulate, List<ProductKernel> kernels,
        Optional<Before> before, Map<Parameter, Double> parameters, List<Adjustment> adjustments, List<String> models, List<Spread> spreads) {

    /** What an id ends with when attention is fused: {@code llama.cpp-cuda-fa}. */
    public static final String FUSED = "-fa";

    /**
     * Builds that had other kernels.
     *
     * @param built   before which month
     * @param kernels what multiplied with quantised weights then
     */
    public record Before(Month built, List<ProductKernel> kernels) { }

    /** Copies its collections. */
    public Backend {
        kernels = List.copyOf(kernels);
        EnumMap<Parameter, Double> sorted = new EnumMap<>(Parameter.class);
        sorted.putAll(parameters);
        parameters = Collections.unmodifiableMap(sorted);
        adjustments = List.copyOf(adjustments);
        models = List.copyOf(models);
        spreads = List.copyOf(spreads);
    }

    /** The kernels of a build. */
    List<ProductKernel> kernels(Circumstances circumstances) {
        return before.filter(b -> circumstances.built().filter(built -> built.isBefore(b.built())).isPresent()).map(Before::kernels).orElse(kernels);
    }

    /** The devices that were measured under it. */
    public List<String> devices() {
        return adjustments.stream().flatMap(adjustment -> adjustment.when().device().stream()).distinct().toList();
    }

    /** The same with other parameters and adjustments. */
    public Backend with(Map<Parameter, Double> newParameters, List<Adjustment> newAdjustments) {
        return new Backend(id, name, sources, microBatch, activations, halfAccumulate, kernels, before, newParameters, newAdjustments, models, spreads);
    }

    /** The same, with what was measured under it and how far that lies from it. */
    public Backend with(List<String> newModels, List<Spread> newSpreads) {
        return new Backend(id, name, sources, microBatch, activations, halfAccumulate, kernels, before, parameters, adjustments, newModels, newSpreads);
    }

    /** Whether it has no attention but fused: servers for data centres, which multiply in the weights' own format, know no other. */
    public boolean alwaysFused() {
        return kernels.stream().anyMatch(kernel -> kernel.way() == ProductKernel.Way.NATIVE);
    }

    /** How attention runs under a name of this backend. */
    public static AttentionKernel attention(String runtime) {
        return runtime.endsWith(FUSED) ? AttentionKernel.FUSED : AttentionKernel.UNFUSED;
    }

    /** The backend's own id under one of its names. */
    public static String idOf(String runtime) {
        return runtime.endsWith(FUSED) ? runtime.substring(0, runtime.length() - FUSED.length()) : runtime;
    }
}
