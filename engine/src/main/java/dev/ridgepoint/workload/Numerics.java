package dev.ridgepoint.workload;

import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.format.WeightsFormat;

/**
 * The number formats of a run.
 *
 * @param weights     how weights are stored, and what they are multiplied in
 * @param cache       how the KV cache is stored
 * @param activations what flows between operators
 */
public record Numerics(WeightsFormat weights, BlockFormat cache, NumberFormat activations) {

    /** The activations and the cache that go with the weights. */
    public static Numerics of(WeightsFormat weights) {
        return new Numerics(weights, weights.defaultCache(), weights.activations());
    }

    /** The same with another cache. */
    public Numerics withCache(BlockFormat other) {
        return new Numerics(weights, other, activations);
    }

    /** The same with other activations. */
    public Numerics withActivations(NumberFormat other) {
        return new Numerics(weights, cache, other);
    }
}
