package dev.ridgepoint.ceiling;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import dev.ridgepoint.format.NumberFormat;
import java.nio.FloatBuffer;
import java.util.List;

/** How ONNX Runtime stores and multiplies the weights of a product; activations go in and come out in 32 bits. */
public enum ProductFormat {
    /** {@code MatMul}. */
    FP32("fp32", NumberFormat.FP32, "MatMul"),
    /** {@code DynamicQuantizeMatMul}: activations to unsigned bytes on the way, signed weights with a scale for each column. Of the signs only these two are fast. */
    INT8("onnx-int8", NumberFormat.INT8, "DynamicQuantizeMatMul"),
    /** {@code MatMulNBits}: blocks of 32 with a scale each, multiplied as bytes. */
    INT4("onnx-int4", NumberFormat.INT4, "MatMulNBits, 4 bits in blocks of 32, accuracy level 4");

    private static final int BLOCK = 32;

    private final String id;
    private final NumberFormat number;
    private final String operator;

    ProductFormat(String id, NumberFormat number, String operator) {
        this.id = id;
        this.number = number;
        this.operator = operator;
    }

    /** The weights format that this is: {@code fp32}, {@code onnx-int8}, {@code onnx-int4}. */
    public String id() {
        return id;
    }

    /** The format that its peak is listed under. */
    public NumberFormat number() {
        return number;
    }

    /** The operator, for people. */
    public String operator() {
        return operator;
    }

    /** Bytes of a square matrix of that size, with its scales. */
    public long bytes(long size) {
        return switch (this) {
            case FP32 -> 4 * size * size;
            case INT8 -> size * size + 4 * size;
            case INT4 -> size * size / 2 + 4 * size * (size / BLOCK);
        };
    }

    /** Adds a square matrix that is the next part of {@code noise}. */
    void addWeights(OnnxGraph graph, String name, int size, Noise noise) throws OrtException {
        switch (this) {
            case FP32 -> graph.weights(name, noise.next(bytes(size)).asFloatBuffer(), size, size);
            case INT8 -> {
                graph.weights(name, noise.next((long) size * size), OnnxJavaType.INT8, size, size);
                graph.weights(name + "_scale", scales(size, Math.sqrt(3.0 / size) / 127), size);
            }
            case INT4 -> {
                long blocks = size / BLOCK;
                graph.weights(name, noise.next((long) size * size / 2), OnnxJavaType.UINT8, size, blocks, BLOCK / 2);
                graph.weights(name + "_scale", scales(size * blocks, Math.sqrt(3.0 / size) / 8), size * blocks);
            }
        }
    }

    void addProduct(OnnxGraph graph, String in, String weights, String out, int size) {
        switch (this) {
            case FP32 -> graph.node("", "MatMul", List.of(in, weights), out);
            case INT8 -> graph.node(OnnxGraph.CONTRIBUTED, "DynamicQuantizeMatMul", List.of(in, weights, weights + "_scale"), out);
            case INT4 -> {
                NodeProto.Builder node = graph.node(OnnxGraph.CONTRIBUTED, "MatMulNBits", List.of(in, weights, weights + "_scale"), out);
                node.addAttribute(OnnxGraph.attribute("K", size)).addAttribute(OnnxGraph.attribute("N", size))
                        .addAttribute(OnnxGraph.attribute("bits", 4)).addAttribute(OnnxGraph.attribute("block_size", BLOCK))
                        .addAttribute(OnnxGraph.attribute("accuracy_level", 4));
            }
        }
    }

    private static FloatBuffer scales(long count, double scale) {
        FloatBuffer buffer = OnnxGraph.direct(4 * count).asFloatBuffer();
        while (buffer.hasRemaining()) {
            buffer.put((float) scale);
        }
        return buffer.rewind();
    }
}
