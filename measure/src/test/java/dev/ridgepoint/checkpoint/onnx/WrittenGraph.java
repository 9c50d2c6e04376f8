package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.ridgepoint.graph.Op;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A graph written node by node, as an exporter would; its weights are said to be in a file that there is not. */
final class WrittenGraph {

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("main_graph");

    /** Adds a node of one output, which is called after it. */
    String node(String name, Op op, String... inputs) {
        return node(name, op, List.of(name + "/output_0"), inputs);
    }

    String node(String name, Op op, List<String> outputs, String... inputs) {
        graph.addNode(NodeProto.newBuilder().setName(name).setOpType(op.type()).setDomain(op.domain()).addAllAttribute(op.attributes())
                .addAllInput(List.of(inputs)).addAllOutput(outputs));
        return outputs.get(0);
    }

    String node(String name, String type, String... inputs) {
        return node(name, Op.onnx(type), inputs);
    }

    String weight(String name, DataType type, long... extents) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (long extent : extents) {
            tensor.addDims(extent);
        }
        graph.addInitializer(tensor);
        return name;
    }

    String number(String name, float value) {
        graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT_VALUE).addFloatData(value));
        return name;
    }

    String integer(String name, long value) {
        graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(DataType.INT64_VALUE).addInt64Data(value));
        return name;
    }

    String integers(String name, long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.INT64_VALUE).addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    String input(String name, DataType type, Object... extents) {
        graph.addInput(value(name, type, extents));
        return name;
    }

    void output(String name, DataType type, Object... extents) {
        graph.addOutput(value(name, type, extents));
    }

    /** A number fixes an extent, a word names it. */
    private static ValueInfoProto value(String name, DataType type, Object... extents) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object extent : extents) {
            shape.addDim(extent instanceof Number number ? TensorShapeProto.Dimension.newBuilder().setDimValue(number.longValue())
                    : TensorShapeProto.Dimension.newBuilder().setDimParam(extent.toString()));
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
    }

    Path write(Path path) {
        ModelProto model = ModelProto.newBuilder().setIrVersion(9).setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(14))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1)).build();
        try {
            return Files.write(path, model.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
