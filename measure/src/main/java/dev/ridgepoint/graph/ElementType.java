package dev.ridgepoint.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Element types of tensors. */
public enum ElementType {
    FLOAT(DataType.FLOAT, 4), UINT8(DataType.UINT8, 1), INT8(DataType.INT8, 1), INT32(DataType.INT32, 4), INT64(DataType.INT64, 8);

    private final DataType onnx;
    private final int bytes;

    ElementType(DataType onnx, int bytes) {
        this.onnx = onnx;
        this.bytes = bytes;
    }

    /** ONNX's number for the type. */
    int onnx() {
        return onnx.getNumber();
    }

    /** Bytes of an element. */
    public int bytes() {
        return bytes;
    }
}
