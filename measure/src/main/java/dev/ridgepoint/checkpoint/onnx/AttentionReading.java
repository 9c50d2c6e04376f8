package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.checkpoint.onnx.Dataflow.attribute;
import static dev.ridgepoint.checkpoint.onnx.Dataflow.input;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Remarks;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a branch as attention: heads from the node that attends or from the shapes of the cache, all else from the products around it. */
final class AttentionReading {

    private static final Set<String> NODES = Set.of("GroupQueryAttention", "MultiHeadAttention", "Attention");
    private static final int GQA_SINKS = 11;
    private static final int MHA_BIAS = 3;
    private static final int ATTENTION_PAST = 4;

    private final Dataflow flow;
    private final Branch branch;
    private final Remarks remarks;
    private final Optional<NodeProto> node;

    private AttentionReading(Dataflow flow, Branch branch, Remarks remarks) {
        this.flow = flow;
        this.branch = branch;
        this.remarks = remarks;
        this.node = branch.first(NODES);
    }

    /** Whether a branch attends: a node does, or a softmax stands between products of what was computed. */
    static boolean isAttention(Branch branch) {
        return branch.first(NODES).isPresent() || branch.has("Softmax") && !branch.has("TopK") && unfused(branch);
    }

    private static boolean unfused(Branch branch) {
        List<NodeProto> products = branch.nodes().stream().filter(node -> Set.of("MatMul", "FusedMatMul", "Einsum").contains(node.getOpType())).toList();
        return products.stream().anyMatch(product -> branch.reading().stream().noneMatch(p -> p.node() == product)
                && branch.inner().stream().noneMatch(p -> p.node() == product));
    }

    /** @throws NotUnderstoodException if the shapes leave something open or contradict one another */
    static GroupedQueryAttention read(Dataflow flow, Branch branch, Remarks remarks) {
        return new AttentionReading(flow, branch, remarks).read();
    }

    private record Shape(long heads, long keys, long size) { }

    private GroupedQueryAttention read() {
        for (Projection projection : branch.inner()) {
            String source = flow.origin(projection.input());
            if (flow.graphInput(source).isPresent()) {
                throw new NotUnderstoodException("attention to the input '" + source + "' and not to the tokens");
            }
        }
        if (branch.inner().size() != 1) {
            throw new NotUnderstoodException("attention with " + branch.inner().size() + " products between the reading ones and its result, and not one");
        }
        if (!isCausal()) {
            throw new NotUnderstoodException("attention without a cache that nothing tells to look back only, as an encoder's");
        }
        long width = branch.inner().get(0).inputs();
        Shape shape = shape(width);
        Heads heads = projected(shape, width);
        norms(shape, heads);
        heads.rotary((int) new RotaryReading(flow, branch, remarks).size(shape.size));
        node.ifPresent(attending -> {
            long window = attribute(attending, "local_window_size", -1);
            if (window > 0) {
                heads.window((int) window);
            }
            if (attending.getOpType().equals("GroupQueryAttention") && !input(attending, GQA_SINKS).isEmpty()) {
                heads.sinks();
            }
        });
        if (node.filter(attending -> attending.getOpType().equals("GroupQueryAttention")).isEmpty()) {
            remarks.absent("a sliding window, which would be in the numbers of a mask");
        }
        return heads.mixer();
    }

    private boolean isCausal() {
        boolean told = node.filter(attending -> attending.getOpType().equals("GroupQueryAttention") || attribute(attending, "unidirectional", 0) == 1
                || attribute(attending, "is_causal", 0) == 1 || !attending.getDomain().isEmpty() && !input(attending, ATTENTION_PAST).isEmpty()
                && attending.getOpType().equals("Attention")).isPresent();
        return told || cache().isPresent();
    }

    private Shape shape(long width) {
        if (node.isPresent()) {
            NodeProto attending = node.get();
            long heads = attribute(attending, "num_heads", attribute(attending, "q_num_heads", 0));
            if (heads > 0) {
                long size = whole(width, heads, "heads");
                return new Shape(heads, attribute(attending, "kv_num_heads", keys(heads, size)), size);
            }
        }
        List<Long> cache = cache().orElseThrow(() -> new NotUnderstoodException("attention whose heads no node, input or output gives the number of"));
        return new Shape(whole(width, cache.get(1), "elements of a head"), cache.get(0), cache.get(1));
    }

    /** Of a node that knows no difference: as many as the rows of the key projection have room for. */
    private long keys(long heads, long size) {
        List<Projection> reading = branch.reading();
        return reading.size() < 2 ? heads : whole(reading.stream().mapToLong(Projection::outputs).min().orElseThrow(), size, "elements of a head");
    }

    private static long whole(long width, long parts, String what) {
        if (parts <= 0 || width % parts != 0) {
            throw new NotUnderstoodException("attention " + width + " wide, which is no multiple of " + parts + " " + what);
        }
        return width / parts;
    }

    /** Key-value heads and their size, from a cache {@code [batch, heads, tokens, size]} that is read or given out. */
    private Optional<List<Long>> cache() {
        Optional<List<Long>> read = branch.inputs().stream().map(flow::graphInput).flatMap(Optional::stream).map(AttentionReading::headsAndSize)
                .flatMap(Optional::stream).findFirst();
        return read.or(() -> flow.graph().outputs.stream().filter(output -> branch.nodes().stream()
                .anyMatch(made -> made.getOutputList().contains(output.getName()))).map(AttentionReading::headsAndSize).flatMap(Optional::stream).findFirst());
    }

    private static Optional<List<Long>> headsAndSize(ValueInfoProto value) {
        List<TensorShapeProto.Dimension> extents = value.getType().getTensorType().getShape().getDimList();
        boolean fits = extents.size() == 4 && extents.get(1).getDimValue() > 0 && extents.get(3).getDimValue() > 0;
        return fits ? Optional.of(List.of(extents.get(1).getDimValue(), extents.get(3).getDimValue())) : Optional.empty();
    }

    private Heads projected(Shape shape, long width) {
        long keyRows = shape.keys * shape.size;
        List<Projection> reading = branch.reading();
        if (shape.keys <= 0 || shape.heads % shape.keys != 0) {
            throw new NotUnderstoodException(shape.keys + " key-value heads for " + shape.heads + " heads");
        }
        Heads heads = Heads.of((int) shape.heads, (int) shape.keys, (int) shape.size);
        boolean ofNode = node.filter(attending -> attending.getOpType().equals("MultiHeadAttention") && !input(attending, MHA_BIAS).isEmpty()).isPresent();
        heads.biases(ofNode || reading.stream().anyMatch(Projection::bias), branch.inner().get(0).bias());
        List<Long> rows = reading.stream().map(Projection::outputs).sorted().toList();
        if (reading.size() == 1 && rows.get(0) >= width + keyRows) {
            heads.fused();
            if (rows.get(0) == width + keyRows) {
                return heads.keyIsValue();
            }
            if (rows.get(0) == 2 * width + 2 * keyRows) {
                return heads.outputGate();
            }
            if (rows.get(0) == width + 2 * keyRows) {
                return heads;
            }
        } else if (reading.size() == 2 || reading.size() == 3) {
            boolean keys = rows.subList(0, rows.size() - 1).stream().allMatch(outputs -> outputs == keyRows);
            long queries = rows.get(rows.size() - 1);
            if (keys && reading.size() == 2) {
                heads.keyIsValue();
            }
            if (keys && queries == 2 * width) {
                return heads.outputGate();
            }
            if (keys && queries == width) {
                return heads;
            }
        }
        throw new NotUnderstoodException("attention of " + shape.heads + " heads of " + shape.size + " over " + shape.keys + ", which reads the stream by "
                + (reading.isEmpty() ? "nothing" : "products of " + rows + " outputs"));
    }

    private void norms(Shape shape, Heads heads) {
        for (Normalisation norm : branch.norms()) {
            if (norm.width() == shape.size) {
                heads.qkNorm(QkNorm.PER_HEAD);
            } else if (norm.width() == shape.heads * shape.size || norm.width() == shape.keys * shape.size) {
                heads.qkNorm(QkNorm.FULL_WIDTH);
            } else {
                remarks.unknown("a norm of " + norm.width() + " elements inside attention");
            }
        }
    }
}
