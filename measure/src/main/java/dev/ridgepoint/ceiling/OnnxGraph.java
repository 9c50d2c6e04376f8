package dev.ridgepoint.ceiling;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small ONNX graph under construction. Weights stay in buffers beside it, as a model file is limited to 2 GiB; every dimension below 0 is left open. */
final class OnnxGraph {

    static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    static final int INT32 = TensorProto.DataType.INT32.getNumber();
    static final String CONTRIBUTED = "com.microsoft";

    private static final int IR_VERSION = 9;
    private static final int OPSET = 18;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("ceiling");
    private final Map<String, OnnxTensorLike> weights = new HashMap<>();

    OnnxGraph input(String name, int type, long... shape) {
        graph.addInput(value(name, type, shape));
        return this;
    }

    OnnxGraph output(String name, int type, long... shape) {
        graph.addOutput(value(name, type, shape));
        return this;
    }

    NodeProto.Builder node(String domain, String type, List<String> inputs, String... outputs) {
        return graph.addNodeBuilder().setDomain(domain).setOpType(type).setName(type + graph.getNodeCount())
                .addAllInput(inputs).addAllOutput(List.of(outputs));
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    OnnxGraph weights(String name, FloatBuffer values, long... shape) throws OrtException {
        return weights(name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape), FLOAT, 4L * values.remaining());
    }

    OnnxGraph weights(String name, ByteBuffer values, OnnxJavaType type, long... shape) throws OrtException {
        int onnx = (type == OnnxJavaType.INT8 ? TensorProto.DataType.INT8 : TensorProto.DataType.UINT8).getNumber();
        return weights(name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape, type), onnx, values.remaining());
    }

    private OnnxGraph weights(String name, OnnxTensor tensor, int type, long bytes) {
        TensorProto.Builder initializer = TensorProto.newBuilder().setName(name).setDataType(type).setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", "beside")).addExternalData(entry("offset", "0"))
                .addExternalData(entry("length", Long.toString(bytes)));
        for (long dimension : tensor.getInfo().getShape()) {
            initializer.addDims(dimension);
        }
        graph.addInitializer(initializer);
        weights.put(name, tensor);
        return this;
    }

    /**
     * A session that runs the graph. Idle threads sleep, as they do in the timed decoders that the figures are to predict: waiting actively they would take the cores
     * from what is measured next.
     */
    OrtSession session(int threads) throws OrtException {
        ModelProto model = ModelProto.newBuilder().setIrVersion(IR_VERSION).addOpsetImport(opset("", OPSET)).addOpsetImport(opset(CONTRIBUTED, 1))
                .setGraph(graph).build();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addExternalInitializers(weights);
            return OrtEnvironment.getEnvironment().createSession(model.toByteArray(), options);
        }
    }

    /** Closes the tensors of the weights, once the session is closed. */
    void close() {
        weights.values().forEach(OnnxTensorLike::close);
    }

    /** A direct buffer, as native code wants it. */
    static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static OperatorSetIdProto opset(String domain, long version) {
        return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
    }

    private static ValueInfoProto value(String name, int type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
            if (shape[i] >= 0) {
                dimension.setDimValue(shape[i]);
            } else {
                dimension.setDimParam(name + "_" + i);
            }
        }
        return ValueInfoProto.newBuilder().setName(name)
                .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(dimensions))).build();
    }
}
