package dev.ridgepoint.graph;

import ai.onnx.proto.OnnxMl.TensorShapeProto;

/** A tensor's extent along one axis: a number, or a name for one that differs from pass to pass. */
public sealed interface Dimension {

    /** The same in every pass. */
    record Fixed(long size) implements Dimension { }

    /** Known only when the pass is run. */
    record Named(String name) implements Dimension { }

    static Dimension of(long size) {
        return new Fixed(size);
    }

    static Dimension named(String name) {
        return new Named(name);
    }

    /** ONNX's message for it. */
    default TensorShapeProto.Dimension proto() {
        TensorShapeProto.Dimension.Builder proto = TensorShapeProto.Dimension.newBuilder();
        if (this instanceof Fixed fixed) {
            proto.setDimValue(fixed.size());
        } else if (this instanceof Named named) {
            proto.setDimParam(named.name());
        }
        return proto.build();
    }
}
