package dev.ridgepoint.hardware;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one runtime reaches on a device: measured on single operators, never on a whole model, so that a model's time remains a prediction. Weights formats go by
 * the id of {@link dev.ridgepoint.format.WeightsFormat}.
 *
 * @param runtime          the runtime, its version and its threads
 * @param streaming        bytes a second of weights that products of one row read from main memory, by weights format
 * @param products         operations a second of products whose weights are near, by weights format and rows
 * @param attention        operations a second of the attention core, by queries of a sequence; empty where it was not measured
 * @param elementwise      bytes a second of element-wise operators
 * @param launchOverhead   seconds that a product costs beside its work, by weights format
 * @param otherOverhead    seconds that any other operator costs
 */
public record Calibration(
        String runtime, Map<String, Sourced> streaming, Map<String, SortedMap<Integer, Sourced>> products,
        SortedMap<Integer, Sourced> attention, Optional<Sourced> elementwise, Map<String, Sourced> launchOverhead, Optional<Sourced> otherOverhead) {

    /** Copies its maps. */
    public Calibration {
        streaming = Map.copyOf(streaming);
        products = Map.copyOf(products);
        launchOverhead = Map.copyOf(launchOverhead);
    }
}
