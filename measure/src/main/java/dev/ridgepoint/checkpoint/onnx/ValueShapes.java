package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.runtime.OnnxEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The types and extents of a graph's values, as ONNX Runtime infers them. It is given the graph with sizes in place of symbols and with its weights as
 * inputs, so that none are read; what it can compute beforehand, as exporters' arithmetic on shapes, it does.
 */
final class ValueShapes {

    /** A value's type, as {@code TensorProto.DataType} numbers it, and its extents. */
    record Shape(int type, List<Long> extents) {

        long elements() {
            return extents.stream().reduce(1L, Math::multiplyExact);
        }

        long last() {
            return extents.isEmpty() ? 1 : extents.get(extents.size() - 1);
        }
    }

    private final Map<String, Shape> shapes = new HashMap<>();

    private ValueShapes() { }

    /**
     * The shapes of a pass.
     *
     * @throws InvalidInputException if an extent is open, or ONNX Runtime does not take the graph
     */
    static ValueShapes of(OnnxGraph graph, PassSize pass) {
        ValueShapes all = new ValueShapes();
        graph.initialisers.values().forEach(tensor -> all.shapes.put(tensor.getName(), new Shape(tensor.getDataType(), tensor.getDimsList())));
        ModelProto model = weightless(graph, pass);
        model.getGraph().getInputList().forEach(all::put);
        all.infer(graph.file, model);
        return all;
    }

    Shape find(String value) {
        return shapes.get(value);
    }

    private static ModelProto weightless(OnnxGraph graph, PassSize pass) {
        GraphProto.Builder plain = GraphProto.newBuilder().setName("graph").addAllNode(graph.nodes);
        TreeSet<String> open = new TreeSet<>();
        for (ValueInfoProto input : graph.inputs) {
            if (!graph.initialisers.containsKey(input.getName())) {
                plain.addInput(sized(input, pass, open));
            }
        }
        if (!open.isEmpty()) {
            throw new InvalidInputException(graph.file, "extents of unknown size: " + String.join(", ", open) + "; give each with --extent NAME=SIZE");
        }
        for (TensorProto tensor : graph.initialisers.values()) {
            if (OnnxGraph.isWeight(tensor)) {
                plain.addInput(input(tensor));
            } else {
                plain.addInitializer(tensor);
            }
        }
        // Of a graph's outputs the shapes can be asked for; so every value becomes one.
        graph.nodes.stream().flatMap(node -> node.getOutputList().stream()).filter(name -> !name.isEmpty())
                .forEach(name -> plain.addOutput(ValueInfoProto.newBuilder().setName(name)));
        return ModelProto.newBuilder().setIrVersion(graph.version).addAllOpsetImport(graph.operatorSets).addAllFunctions(graph.functions).setGraph(plain)
                .build();
    }

    private static ValueInfoProto sized(ValueInfoProto input, PassSize pass, TreeSet<String> open) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        int place = 0;
        for (TensorShapeProto.Dimension extent : input.getType().getTensorType().getShape().getDimList()) {
            OptionalLong size = extent.hasDimValue() ? OptionalLong.of(extent.getDimValue()) : pass.of(input.getName(), place, extent.getDimParam());
            if (size.isEmpty()) {
                open.add(extent.getDimParam().isEmpty() ? input.getName() + "[" + place + "]" : extent.getDimParam());
            }
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size.orElse(1)));
            place++;
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(input.getType().getTensorType().getElemType()).setShape(shape);
        return ValueInfoProto.newBuilder().setName(input.getName()).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
    }

    private static ValueInfoProto input(TensorProto tensor) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        tensor.getDimsList().forEach(extent -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent)));
        TypeProto.Tensor.Builder type = TypeProto.Tensor.newBuilder().setElemType(tensor.getDataType()).setShape(shape);
        return ValueInfoProto.newBuilder().setName(tensor.getName()).setType(TypeProto.newBuilder().setTensorType(type)).build();
    }

    private void infer(String file, ModelProto model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
            try (OrtSession session = OnnxEnvironment.get().createSession(model.toByteArray(), options)) {
                session.getOutputInfo().forEach((name, info) -> put(name, info.getInfo()));
            }
        } catch (OrtException e) {
            throw new InvalidInputException(file, "ONNX Runtime does not take the graph: " + OnnxEnvironment.reason(e));
        }
    }

    private void put(String name, ValueInfo info) {
        if (info instanceof TensorInfo tensor && Arrays.stream(tensor.getShape()).allMatch(extent -> extent >= 0)) {
            shapes.put(name, new Shape(type(tensor.onnxType), Arrays.stream(tensor.getShape()).boxed().toList()));
        }
    }

    /** ONNX Runtime's Java numbers the types in another order than ONNX does. */
    private static int type(TensorInfo.OnnxTensorType type) {
        String name = type.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "");
        return Arrays.stream(DataType.values()).filter(known -> known.name().equals(name)).mapToInt(DataType::getNumber).findFirst().orElse(0);
    }

    private void put(ValueInfoProto value) {
        TypeProto.Tensor tensor = value.getType().getTensorType();
        List<Long> extents = new ArrayList<>();
        for (TensorShapeProto.Dimension extent : tensor.getShape().getDimList()) {
            if (!extent.hasDimValue()) {
                return;
            }
            extents.add(extent.getDimValue());
        }
        if (tensor.hasShape()) {
            shapes.put(value.getName(), new Shape(tensor.getElemType(), extents));
        }
    }
}
