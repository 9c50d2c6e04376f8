package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.ridgepoint.checkpoint.onnx.ValueShapes.Shape;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The nodes of an ONNX file with their FLOPs and bytes. Matrix products count two FLOPs a multiply-accumulate; a node that computes element by element,
 * or reduces, counts one for each element of the largest value that it touches; one that only moves or renames counts none. A view moves nothing. Bytes
 * are those of every input and output, each once; a gathered table, and one of rotary angles, counts the rows that are read.
 *
 * @param nodes       in the order of the file
 * @param notCounted  types of nodes whose FLOPs are not known, with how many there are
 * @param shapeless   nodes that are left out, as a value's extents could not be inferred
 */
public record OnnxNodes(List<NodeCost> nodes, Map<String, Integer> notCounted, List<String> shapeless) {

    private static final Set<String> VIEWS = Set.of("Reshape", "Squeeze", "Unsqueeze", "Flatten", "Identity", "Shape", "Size", "Constant", "ConstantOfShape");
    private static final Set<String> MOVES = Set.of(
            "Transpose", "Concat", "Split", "Slice", "Gather", "GatherElements", "GatherND", "Expand", "Tile", "Pad", "Cast", "ScatterND",
            "ScatterElements", "Range", "Where", "DynamicQuantizeLinear", "QuantizeLinear", "DequantizeLinear", "OneHot", "Trilu", "NonZero", "Dropout");
    private static final Set<String> ELEMENTWISE = Set.of(
            "Add", "Sub", "Mul", "Div", "Pow", "Sqrt", "Exp", "Log", "Neg", "Abs", "Erf", "Tanh", "Sigmoid", "Relu", "Gelu", "FastGelu", "BiasGelu",
            "QuickGelu", "Silu", "HardSigmoid", "LeakyRelu", "Softplus", "Sin", "Cos", "Reciprocal", "Min", "Max", "Clip", "Softmax", "LogSoftmax",
            "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "LayerNormalization", "SimplifiedLayerNormalization", "RMSNormalization",
            "SkipLayerNormalization", "SkipSimplifiedLayerNormalization", "BatchNormalization", "InstanceNormalization", "Mod", "Floor", "Ceil",
            "Round", "Sign", "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Not", "CumSum", "TopK", "ArgMax", "ArgMin",
            "RotaryEmbedding", "AveragePool", "MaxPool", "GlobalAveragePool", "Sum", "Mean", "IsNaN");
    private static final Set<String> ATTENTION = Set.of("GroupQueryAttention", "MultiHeadAttention");
    private static final Set<String> PRODUCTS = Set.of(
            "MatMul", "MatMulInteger", "FusedMatMul", "MatMulIntegerToFloat", "DynamicQuantizeMatMul", "QLinearMatMul", "Gemm", "MatMulNBits", "Conv",
            "ConvInteger");
    private static final Set<String> GATHERS = Set.of("Gather", "GatherElements", "GatherND");

    /** Copies its lists. */
    public OnnxNodes {
        nodes = List.copyOf(nodes);
        notCounted = Map.copyOf(notCounted);
        shapeless = List.copyOf(shapeless);
    }

    /**
     * Reads a file and infers the shapes of one pass.
     *
     * @throws InvalidInputException if it is no ONNX model, or has extents whose size is not known
     */
    public static OnnxNodes read(Path path, PassSize pass) {
        OnnxGraph graph = OnnxGraph.read(path);
        return new Reading(graph, ValueShapes.of(graph, pass)).nodes();
    }

    /** FLOPs of all. */
    public double flops() {
        return nodes.stream().mapToDouble(NodeCost::flops).sum();
    }

    /** Bytes of all. */
    public double bytes() {
        return nodes.stream().mapToDouble(NodeCost::bytes).sum();
    }

    private record Reading(OnnxGraph graph, ValueShapes shapes) {

        OnnxNodes nodes() {
            List<NodeCost> costs = new ArrayList<>();
            Map<String, Integer> unknown = new TreeMap<>();
            List<String> shapeless = new ArrayList<>();
            for (NodeProto node : graph.nodes) {
                if (!isSized(node)) {
                    shapeless.add(name(node));
                    continue;
                }
                double flops = 0;
                try {
                    flops = flops(node);
                } catch (UnsupportedOperationException e) {
                    unknown.merge(node.getOpType(), 1, Integer::sum);
                }
                costs.add(new NodeCost(name(node), node.getOpType(), arithmetic(node), out(node).extents(), flops, weightBytes(node), activationBytes(node)));
            }
            return new OnnxNodes(costs, unknown, shapeless);
        }

        private static String name(NodeProto node) {
            return !node.getName().isEmpty() ? node.getName() : node.getOutputCount() > 0 ? node.getOutput(0) : node.getOpType();
        }

        private boolean isSized(NodeProto node) {
            return node.getOutputCount() > 0 && shapes.find(node.getOutput(0)) != null
                    && node.getInputList().stream().filter(value -> !value.isEmpty()).allMatch(value -> shapes.find(value) != null);
        }

        /** Products are those of activations where nothing that is multiplied is an initialiser. */
        private Arithmetic arithmetic(NodeProto node) {
            if (ATTENTION.contains(node.getOpType())) {
                return Arithmetic.ACTIVATIONS;
            }
            if (!PRODUCTS.contains(node.getOpType())) {
                return Arithmetic.ELEMENTWISE;
            }
            return node.getInputList().stream().anyMatch(graph.initialisers::containsKey) ? Arithmetic.WEIGHTS : Arithmetic.ACTIVATIONS;
        }

        private Shape out(NodeProto node) {
            return shapes.find(node.getOutput(0));
        }

        private Shape in(NodeProto node, int index) {
            if (index >= node.getInputCount() || node.getInput(index).isEmpty()) {
                throw new InvalidInputException(graph.file, name(node) + ": " + node.getOpType() + " has no input " + (index + 1));
            }
            return shapes.find(node.getInput(index));
        }

        /** @throws UnsupportedOperationException if the type of node is not known */
        private double flops(NodeProto node) {
            return switch (node.getOpType()) {
                case "MatMul", "MatMulInteger", "FusedMatMul", "MatMulIntegerToFloat", "DynamicQuantizeMatMul", "QLinearMatMul" ->
                        2.0 * out(node).elements() * in(node, 0).last();
                case "Gemm" -> {
                    List<Long> a = in(node, 0).extents();
                    yield 2.0 * out(node).elements() * a.get(attribute(node, "transA", 0) == 1 ? 0 : 1);
                }
                case "MatMulNBits" -> 2.0 * out(node).elements() * attribute(node, "K", in(node, 0).last());
                case "Conv", "ConvInteger" -> 2.0 * out(node).elements() * in(node, 1).elements() / in(node, 1).extents().get(0);
                case "GroupQueryAttention" -> grouped(node);
                case "MultiHeadAttention" -> {
                    long keys = in(node, 1).extents().get(1);
                    yield 2.0 * in(node, 0).elements() * keys + 2.0 * out(node).elements() * keys;
                }
                default -> {
                    if (ELEMENTWISE.contains(node.getOpType())) {
                        double most = out(node).elements();
                        for (String value : node.getInputList()) {
                            most = value.isEmpty() ? most : Math.max(most, shapes.find(value).elements());
                        }
                        yield most;
                    }
                    if (VIEWS.contains(node.getOpType()) || MOVES.contains(node.getOpType())) {
                        yield 0;
                    }
                    throw new UnsupportedOperationException(node.getOpType());
                }
            };
        }

        /** Every query against every key: {@code 4 B S T} elements of the output's width. */
        private double grouped(NodeProto node) {
            int index = node.getOutputCount() > 1 && !node.getOutput(1).isEmpty() ? 1 : 0;
            Shape present = shapes.find(node.getOutput(index));
            if (index == 0 || present == null || present.extents().size() != 4) {
                throw new UnsupportedOperationException(node.getOpType());
            }
            return 4.0 * out(node).elements() * present.extents().get(2);
        }

        private static long attribute(NodeProto node, String name, long otherwise) {
            return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).mapToLong(AttributeProto::getI).findFirst().orElse(otherwise);
        }

        private double weightBytes(NodeProto node) {
            if (VIEWS.contains(node.getOpType())) {
                return 0;
            }
            double bytes = 0;
            for (int i = 0; i < node.getInputCount(); i++) {
                if (graph.initialisers.containsKey(node.getInput(i))) {
                    boolean table = i == 0 && GATHERS.contains(node.getOpType());
                    bytes += table ? out(node).elements() * width(out(node)) : isOfAngles(node, i) ? rowsOfAngles(node, i) : bytes(node.getInput(i));
                }
            }
            return bytes;
        }

        private static boolean isOfAngles(NodeProto node, int input) {
            return switch (node.getOpType()) {
                case "GroupQueryAttention" -> input == 7 || input == 8;
                case "RotaryEmbedding" -> node.getDomain().isEmpty() ? input == 1 || input == 2 : input == 2 || input == 3;
                default -> false;
            };
        }

        /** Of tables of sines and cosines the rows of the pass's positions, at most all. */
        private double rowsOfAngles(NodeProto node, int input) {
            Shape table = in(node, input);
            List<Long> extents = out(node).extents();
            return table.elements() == 0 || extents.size() < 2 ? bytes(node.getInput(input))
                    : Math.min(table.elements(), extents.get(extents.size() - 2) * table.last()) * width(table);
        }

        private double activationBytes(NodeProto node) {
            if (VIEWS.contains(node.getOpType())) {
                return 0;
            }
            double bytes = 0;
            for (int i = 0; i < node.getInputCount(); i++) {
                if (!node.getInput(i).isEmpty() && !graph.initialisers.containsKey(node.getInput(i))) {
                    boolean table = i == 0 && GATHERS.contains(node.getOpType());
                    bytes += table ? out(node).elements() * width(out(node)) : bytes(node.getInput(i));
                }
            }
            for (String value : node.getOutputList()) {
                bytes += value.isEmpty() || shapes.find(value) == null ? 0 : bytes(value);
            }
            return bytes;
        }

        private double bytes(String value) {
            Shape shape = shapes.find(value);
            return shape.elements() * width(shape);
        }

        /** Bytes of an element. */
        private static double width(Shape shape) {
            DataType type = DataType.forNumber(shape.type());
            return switch (type == null ? DataType.UNDEFINED : type) {
                case DOUBLE, INT64, UINT64, COMPLEX64 -> 8;
                case FLOAT, INT32, UINT32 -> 4;
                case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
                // What this version of the messages does not know are the types of four bits.
                case UNDEFINED -> shape.type() == 21 || shape.type() == 22 || shape.type() == 23 ? 0.5 : 1;
                default -> 1;
            };
        }
    }
}
