package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Which node makes a value of a graph, which nodes read it, and which values are there before it runs. */
final class Dataflow {

    /** The first output has the numbers of the first input in another type or shape. */
    private static final Set<String> CONVERSIONS = Set.of("Cast", "Identity", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Dropout", "DynamicQuantizeLinear",
            "QuantizeLinear", "DequantizeLinear", "Transpose");
    /** Or some of them. */
    private static final Set<String> CHOICES = Set.of("Gather", "GatherND", "GatherElements", "Slice", "Expand");

    private final OnnxGraph graph;
    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Map<String, List<NodeProto>> readers = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();

    /** @throws NotUnderstoodException if a node reads what only a later one makes, or makes what there is: ONNX allows neither */
    Dataflow(OnnxGraph graph) {
        this.graph = graph;
        constants.putAll(graph.initialisers);
        Set<String> made = new HashSet<>(graph.initialisers.keySet());
        graph.inputs.forEach(input -> made.add(input.getName()));
        for (NodeProto node : graph.nodes) {
            node.getInputList().stream().filter(value -> !value.isEmpty() && !made.contains(value)).findFirst().ifPresent(value -> {
                throw new NotUnderstoodException("the node '" + node.getName() + "' reads '" + value + "', which nothing before it makes");
            });
            node.getOutputList().stream().filter(value -> !value.isEmpty()).forEach(value -> {
                if (!made.add(value)) {
                    throw new NotUnderstoodException("'" + value + "' is made twice");
                }
                producers.put(value, node);
            });
            node.getInputList().stream().filter(value -> !value.isEmpty()).distinct()
                    .forEach(value -> readers.computeIfAbsent(value, name -> new ArrayList<>()).add(node));
            if (node.getOpType().equals("Constant") && node.getOutputCount() > 0) {
                node.getAttributeList().stream().map(Dataflow::tensor).flatMap(Optional::stream).findFirst()
                        .ifPresent(tensor -> constants.put(node.getOutput(0), tensor));
            }
        }
    }

    private static Optional<TensorProto> tensor(AttributeProto attribute) {
        return switch (attribute.getName()) {
            case "value" -> Optional.of(attribute.getT());
            case "value_int" -> Optional.of(TensorProto.newBuilder().setDataType(TensorProto.DataType.INT64_VALUE).addInt64Data(attribute.getI()).build());
            case "value_float" -> Optional.of(TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT_VALUE).addFloatData(attribute.getF()).build());
            case "value_ints" -> Optional.of(TensorProto.newBuilder().setDataType(TensorProto.DataType.INT64_VALUE).addDims(attribute.getIntsCount())
                    .addAllInt64Data(attribute.getIntsList()).build());
            default -> Optional.empty();
        };
    }

    OnnxGraph graph() {
        return graph;
    }

    /** Null for an input of the graph, an initialiser, and what there is not. */
    NodeProto producer(String value) {
        return producers.get(value);
    }

    List<NodeProto> readers(String value) {
        return readers.getOrDefault(value, List.of());
    }

    /** A node's input, or the empty name where it has none there. */
    static String input(NodeProto node, int index) {
        return index < node.getInputCount() ? node.getInput(index) : "";
    }

    /** An initialiser or the number in a node. */
    Optional<TensorProto> constant(String value) {
        return Optional.ofNullable(constants.get(value));
    }

    /** The tensor that a value is made of without any input of the graph: itself, converted, or with a number added. */
    Optional<TensorProto> known(String value) {
        String name = value;
        for (int steps = 0; steps < 8; steps++) {
            if (constants.containsKey(name)) {
                return constant(name);
            }
            NodeProto made = producers.get(name);
            if (made == null || made.getInputCount() == 0) {
                return Optional.empty();
            }
            boolean added = made.getOpType().equals("Add") && made.getInputCount() == 2;
            if (added && constant(made.getInput(0)).isPresent()) {
                name = elements(constants.get(made.getInput(0))) == 1 ? made.getInput(1) : made.getInput(0);
            } else if (CONVERSIONS.contains(made.getOpType()) || added && constant(made.getInput(1)).isPresent()) {
                name = made.getInput(0);
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    static long elements(TensorProto tensor) {
        return tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
    }

    /** Whether a value is one known number. */
    boolean isNumber(String value) {
        return known(value).filter(tensor -> elements(tensor) == 1).isPresent();
    }

    /** The first whole number of a small constant. */
    OptionalLong number(String value) {
        Optional<TensorProto> tensor = known(value);
        if (tensor.isEmpty()) {
            return OptionalLong.empty();
        }
        TensorProto t = tensor.get();
        if (t.getInt64DataCount() > 0) {
            return OptionalLong.of(t.getInt64Data(0));
        }
        boolean raw = t.getDataType() == TensorProto.DataType.INT64_VALUE && t.getRawData().size() >= Long.BYTES;
        return raw ? OptionalLong.of(t.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getLong()) : OptionalLong.empty();
    }

    static boolean converts(NodeProto node) {
        return CONVERSIONS.contains(node.getOpType());
    }

    /** Whether a node hands on its first input's numbers, or those of some tokens. */
    static boolean handsOn(NodeProto node) {
        return converts(node) || CHOICES.contains(node.getOpType());
    }

    /** Where the numbers of a value come from: the first value before it that is more than a conversion. */
    String origin(String value) {
        String name = value;
        for (NodeProto made = producers.get(name); made != null && converts(made) && made.getInputCount() > 0; made = producers.get(name)) {
            name = made.getInput(0);
        }
        return name;
    }

    /** What the file says of an input of the graph. */
    Optional<ValueInfoProto> graphInput(String value) {
        return graph.inputs.stream().filter(input -> input.getName().equals(value) && !graph.initialisers.containsKey(value)).findFirst();
    }

    static long attribute(NodeProto node, String name, long otherwise) {
        return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).mapToLong(AttributeProto::getI).findFirst().orElse(otherwise);
    }

    static double decimal(NodeProto node, String name, double otherwise) {
        return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).mapToDouble(AttributeProto::getF).findFirst().orElse(otherwise);
    }

    static String text(NodeProto node, String name) {
        return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).map(a -> a.getS().toStringUtf8()).findFirst().orElse("");
    }
}
