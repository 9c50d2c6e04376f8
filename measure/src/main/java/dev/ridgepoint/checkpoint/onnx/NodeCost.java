package dev.ridgepoint.checkpoint.onnx;

import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.List;

/**
 * What one node of a graph costs in one pass.
 *
 * @param name            the node's, or its first output's where it has none
 * @param operator        its type
 * @param arithmetic      which of a device's peaks bounds it
 * @param output          extents of its first output
 * @param flops           a multiply-accumulate is two
 * @param weightBytes     initialisers that it reads
 * @param activationBytes other values that it reads and writes
 */
public record NodeCost(String name, String operator, Arithmetic arithmetic, List<Long> output, double flops, double weightBytes, double activationBytes) {

    /** Copies its list. */
    public NodeCost {
        output = List.copyOf(output);
    }

    /** Bytes of all kinds. */
    public double bytes() {
        return weightBytes + activationBytes;
    }

    /** Vectors of the last extent's length in its first output. */
    public double rows() {
        return output.stream().limit(Math.max(0, output.size() - 1)).mapToDouble(Long::doubleValue).reduce(1, (one, other) -> one * other);
    }

    /** FLOPs a byte; 0 where nothing is computed or moved. */
    public double operationalIntensity() {
        return flops == 0 || bytes() == 0 ? 0 : flops / bytes();
    }
}
