package dev.ridgepoint.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.ArrayList;
import java.util.List;

/**
 * An ONNX operator with its attributes, before it has inputs.
 *
 * @param domain     empty for ONNX's own, {@code com.microsoft} for ONNX Runtime's
 * @param type       its name there
 * @param attributes as ONNX's messages
 */
public record Op(String domain, String type, List<AttributeProto> attributes) {

    /** Domain of ONNX Runtime's own operators. */
    static final String CONTRIB = "com.microsoft";

    /** Copies its list. */
    public Op {
        attributes = List.copyOf(attributes);
    }

    /** An operator of ONNX. */
    public static Op onnx(String type) {
        return new Op("", type, List.of());
    }

    /** An operator of ONNX Runtime. */
    public static Op contrib(String type) {
        return new Op(CONTRIB, type, List.of());
    }

    /** The same with a whole number. */
    public Op with(String name, long value) {
        return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value));
    }

    /** The same with a number. */
    public Op with(String name, float value) {
        return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value));
    }

    /** The same with whole numbers. */
    public Op with(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return with(attribute);
    }

    /** The same with a word. */
    public Op with(String name, String value) {
        return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING)
                .setS(com.google.protobuf.ByteString.copyFromUtf8(value)));
    }

    /** The same with a graph to run, one of the branches of {@link Graph#branch}. */
    public Op with(String name, Graph branch) {
        return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.GRAPH).setG(branch.proto()));
    }

    private Op with(AttributeProto.Builder attribute) {
        List<AttributeProto> more = new ArrayList<>(attributes);
        more.add(attribute.build());
        return new Op(domain, type, more);
    }
}
