package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model's weights take in a weights format: the tensors alone, without a file's header and tokenizer. A tied output projection is stored once.
 *
 * @param weights      number of weights
 * @param bytesByBlock bytes of the tensors in each block format, most first
 */
public record CheckpointSize(long weights, Map<BlockFormat, Long> bytesByBlock) {

    /** Copies its map, and orders it. */
    public CheckpointSize {
        Map<BlockFormat, Long> ordered = new LinkedHashMap<>();
        bytesByBlock.entrySet().stream()
                .sorted(Map.Entry.<BlockFormat, Long>comparingByValue().reversed())
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        bytesByBlock = Collections.unmodifiableMap(ordered);
    }

    /** The size of {@code architecture} in {@code format}. */
    public static CheckpointSize of(Architecture architecture, WeightsFormat format) {
        long weights = 0;
        Map<BlockFormat, Long> bytes = new LinkedHashMap<>();
        for (Tensor tensor : architecture.tensors()) {
            BlockFormat block = format.blockFor(tensor, architecture);
            weights += tensor.weights();
            bytes.merge(block, block.bytes(tensor.rows(), tensor.columns(), tensor.copies()), Long::sum);
        }
        return new CheckpointSize(weights, bytes);
    }

    /** Bytes of all tensors. */
    public long bytes() {
        return bytesByBlock.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Mean over all weights, scales included. */
    public double bitsPerWeight() {
        return 8.0 * bytes() / weights;
    }
}
