package dev.ridgepoint.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * A weight tensor that a graph names and does not contain, as no ONNX message may exceed 2 GB. Its numbers are made when asked for.
 *
 * @param name  as the graph has it
 * @param type  of its elements
 * @param shape of the tensor, row-major
 * @param fill  writes the elements into a buffer of their size, in the machine's byte order
 */
public record ExternalTensor(String name, ElementType type, long[] shape, Consumer<ByteBuffer> fill) {

    /** Largest tensor: ONNX Runtime is handed one in a buffer, and Java counts a buffer's bytes in 31 bits. */
    static final long MOST_BYTES = Integer.MAX_VALUE;

    /** Size of the tensor. */
    public long bytes() {
        long bytes = type.bytes();
        for (long extent : shape) {
            bytes *= extent;
        }
        return bytes;
    }

    /** The tensor in memory that ONNX Runtime can use where it lies. */
    public ByteBuffer materialise() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.toIntExact(bytes())).order(ByteOrder.nativeOrder());
        fill.accept(buffer);
        return buffer.clear();
    }
}
