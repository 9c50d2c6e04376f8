package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.checkpoint.onnx.Dataflow.input;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.ridgepoint.format.BlockFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the products with weights: plain, transposed, dequantised on the way, and those that ONNX Runtime's quantised operators carry out. */
final class Projections {

    private static final int FOUR_BITS_UNSIGNED = 21;
    private static final int FOUR_BITS = 22;

    private final Dataflow flow;

    private Projections(Dataflow flow) {
        this.flow = flow;
    }

    /** All of a graph, by the name of the product. */
    static Map<String, Projection> of(Dataflow flow) {
        Projections projections = new Projections(flow);
        Map<String, Projection> found = new LinkedHashMap<>();
        flow.graph().nodes.stream().filter(node -> node.getOutputCount() > 0)
                .forEach(node -> projections.read(node).ifPresent(projection -> found.put(projection.output(), projection)));
        flow.graph().nodes.stream().filter(node -> node.getOpType().equals("Concat")).forEach(node -> join(node, found));
        return found;
    }

    /** Products with one input, side by side, are one: what is too large for a tensor is stored in pieces. */
    private static void join(NodeProto concat, Map<String, Projection> found) {
        List<Projection> pieces = concat.getInputList().stream().map(found::get).toList();
        if (pieces.isEmpty()) {
            return;
        }
        Projection first = pieces.get(0);
        if (pieces.stream().allMatch(piece -> piece != null && piece.input().equals(first.input()) && piece.inputs() == first.inputs())) {
            long outputs = pieces.stream().mapToLong(Projection::outputs).sum();
            pieces.forEach(piece -> found.remove(piece.output()));
            found.put(concat.getOutput(0), new Projection(concat, first.input(), first.weight(), first.inputs(), outputs, first.bias(), first.stored()));
        }
    }

    /** A matrix as it lies in the file; {@code rows} are a product's inputs unless it is turned. */
    private record Matrix(String name, long rows, long columns, BlockFormat stored) {

        Matrix turned() {
            return new Matrix(name, columns, rows, stored);
        }
    }

    private Optional<Projection> read(NodeProto node) {
        return switch (node.getOpType()) {
            case "MatMul" -> matrix(input(node, 1)).map(m -> of(node, m, false));
            case "MatMulInteger" -> matrix(input(node, 1)).map(m -> of(node, scaled(m, ""), false));
            case "FusedMatMul" -> matrix(input(node, 1)).map(m -> of(node, turned(node, "transB", m), false));
            case "Gemm" -> matrix(input(node, 1)).map(m -> of(node, turned(node, "transB", m), !input(node, 2).isEmpty()));
            case "DynamicQuantizeMatMul" -> matrix(input(node, 1)).map(m -> of(node, scaled(m, input(node, 2)), !input(node, 4).isEmpty()));
            case "MatMulIntegerToFloat" -> matrix(input(node, 1)).map(m -> of(node, scaled(m, input(node, 3)), !input(node, 6).isEmpty()));
            case "Attention" -> node.getDomain().isEmpty() ? Optional.empty() : matrix(input(node, 1)).map(m -> of(node, m, !input(node, 2).isEmpty()));
            case "MatMulNBits" -> Optional.of(inBlocks(node));
            default -> Optional.empty();
        };
    }

    private Projection of(NodeProto node, Matrix m, boolean bias) {
        return new Projection(node, input(node, 0), m.name(), m.rows(), m.columns(), bias || added(node.getOutput(0), m.columns()), m.stored());
    }

    private static Matrix turned(NodeProto node, String attribute, Matrix m) {
        return Dataflow.attribute(node, attribute, 0) == 1 ? m.turned() : m;
    }

    /** MatMulNBits keeps outputs in rows, each cut into blocks with a scale and perhaps a zero point. */
    private Projection inBlocks(NodeProto node) {
        long inputs = Dataflow.attribute(node, "K", 0);
        long outputs = Dataflow.attribute(node, "N", 0);
        int bits = (int) Dataflow.attribute(node, "bits", 4);
        int shared = flow.constant(input(node, 2)).map(scale -> bits(scale.getDataType())).orElse(32) + (input(node, 3).isEmpty() ? 0 : bits);
        BlockFormat stored = inBlocks(bits, shared, (int) Dataflow.attribute(node, "block_size", 32));
        return of(node, new Matrix(input(node, 1), inputs, outputs, stored), !input(node, 5).isEmpty());
    }

    /** The format of the library where it has one of that layout, as names are compared. */
    static BlockFormat inBlocks(int bits, int shared, int columns) {
        return List.of(BlockFormat.INT4_F32, BlockFormat.INT8_F32, BlockFormat.INT4_G128, BlockFormat.INT8_G128, BlockFormat.INT8, BlockFormat.Q4_0,
                        BlockFormat.Q8_0).stream()
                .filter(known -> known.elementBits() == bits && known.scaleBits() == shared && known.blockColumns() == columns).findFirst()
                .orElseGet(() -> new BlockFormat("int" + bits + (columns == BlockFormat.WHOLE_ROW ? "" : "-g" + columns), bits, shared, 1, columns));
    }

    /** Integers with a scale an output, of the type of that value. */
    private Matrix scaled(Matrix m, String scale) {
        int shared = flow.known(scale).map(tensor -> bits(tensor.getDataType())).orElse(32);
        return new Matrix(m.name(), m.rows(), m.columns(), inBlocks(m.stored().elementBits(), shared, BlockFormat.WHOLE_ROW));
    }

    private Optional<Matrix> matrix(String value) {
        Optional<TensorProto> stored = flow.constant(value);
        if (stored.isPresent()) {
            TensorProto tensor = stored.get();
            return tensor.getDimsCount() != 2 ? Optional.empty()
                    : Optional.of(new Matrix(value, tensor.getDims(0), tensor.getDims(1), block(tensor.getDataType())));
        }
        NodeProto made = flow.producer(value);
        if (made == null || made.getInputCount() == 0) {
            return Optional.empty();
        }
        return switch (made.getOpType()) {
            case "Cast", "Identity" -> matrix(made.getInput(0));
            case "Transpose" -> matrix(made.getInput(0)).map(Matrix::turned);
            case "DequantizeLinear" -> matrix(made.getInput(0)).map(m -> dequantised(made, m));
            default -> Optional.empty();
        };
    }

    private Matrix dequantised(NodeProto node, Matrix m) {
        int block = (int) Dataflow.attribute(node, "block_size", 0);
        if (block == 0) {
            return scaled(m, input(node, 1));
        }
        int bits = m.stored().elementBits();
        int shared = flow.known(input(node, 1)).map(scale -> bits(scale.getDataType())).orElse(32) + (input(node, 2).isEmpty() ? 0 : bits);
        return new Matrix(m.name(), m.rows(), m.columns(), inBlocks(bits, shared, block));
    }

    /** Whether a vector of that size is added to a product, perhaps once its scale is. */
    private boolean added(String product, long outputs) {
        String value = product;
        for (int steps = 0; steps < 4; steps++) {
            List<NodeProto> readers = flow.readers(value);
            if (readers.size() != 1 || readers.get(0).getOutputCount() == 0) {
                return false;
            }
            NodeProto reader = readers.get(0);
            boolean vector = reader.getInputList().stream().anyMatch(other -> flow.known(other).filter(t -> Dataflow.elements(t) == outputs).isPresent());
            if (vector && (reader.getOpType().equals("Add") || reader.getOpType().equals("BiasGelu") || reader.getOpType().equals("FastGelu"))) {
                return true;
            }
            boolean skip = reader.getOpType().startsWith("Skip");
            if (skip) {
                int place = reader.getOpType().equals("SkipSimplifiedLayerNormalization") ? 3 : 4;
                return !input(reader, place).isEmpty();
            }
            if (!Dataflow.converts(reader) && !reader.getOpType().equals("Mul")) {
                return false;
            }
            value = reader.getOutput(0);
        }
        return false;
    }

    /** Bits of an element, by the number of its type. */
    static int bits(int type) {
        if (type == FOUR_BITS || type == FOUR_BITS_UNSIGNED) {
            return 4;
        }
        DataType known = DataType.forNumber(type);
        return switch (known == null ? DataType.UNDEFINED : known) {
            case DOUBLE, INT64, UINT64 -> 64;
            case FLOAT, INT32, UINT32 -> 32;
            case FLOAT16, BFLOAT16, INT16, UINT16 -> 16;
            default -> 8;
        };
    }

    /** How elements of a type lie when nothing belongs to them. */
    static BlockFormat block(int type) {
        DataType known = DataType.forNumber(type);
        return switch (known == null ? DataType.UNDEFINED : known) {
            case DOUBLE -> BlockFormat.F64;
            case FLOAT -> BlockFormat.F32;
            case FLOAT16 -> BlockFormat.F16;
            case BFLOAT16 -> BlockFormat.BF16;
            default -> new BlockFormat("int" + bits(type), bits(type), 0, 1, 1);
        };
    }
}
