package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.checkpoint.onnx.Dataflow.attribute;
import static dev.ridgepoint.checkpoint.onnx.Dataflow.input;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.ridgepoint.checkpoint.outline.Remarks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How much of a head an attention branch turns, and the positions that its tables of angles have room for. */
final class RotaryReading {

    private static final int GQA_COSINES = 7;

    private final Dataflow flow;
    private final Branch branch;
    private final Remarks remarks;

    RotaryReading(Dataflow flow, Branch branch, Remarks remarks) {
        this.flow = flow;
        this.branch = branch;
        this.remarks = remarks;
    }

    /** Elements of a head that are turned; 0 for none. */
    long size(long headSize) {
        Optional<NodeProto> attending = branch.first(Set.of("GroupQueryAttention")).filter(node -> attribute(node, "do_rotary", 0) == 1);
        if (attending.isPresent()) {
            return tables(input(attending.get(), GQA_COSINES), 0, headSize);
        }
        Optional<NodeProto> turning = branch.first(Set.of("RotaryEmbedding"));
        if (turning.isPresent()) {
            boolean contributed = !turning.get().getDomain().isEmpty();
            return tables(input(turning.get(), contributed ? 2 : 1), attribute(turning.get(), "rotary_embedding_dim", 0), headSize);
        }
        if (branch.first(Set.of("Attention")).filter(node -> attribute(node, "do_rotary", 0) == 1).isPresent()) {
            return headSize;
        }
        return written(headSize);
    }

    /** Of tables {@code [positions, size / 2]}. */
    private long tables(String cosines, long stated, long headSize) {
        Optional<TensorProto> table = flow.constant(flow.origin(cosines)).filter(tensor -> tensor.getDimsCount() == 2);
        if (stated > 0) {
            return Math.min(stated, headSize);
        }
        if (table.isEmpty()) {
            whole(headSize);
        }
        return table.map(tensor -> Math.min(2 * tensor.getDims(1), headSize)).orElse(headSize);
    }

    private void whole(long headSize) {
        remarks.absent("rotary-size, for which all " + headSize + " elements of a head are taken");
    }

    /** Positions that the tables of angles have room for; 0 where there are none. */
    static long context(Collection<Branch> branches, Dataflow flow) {
        return branches.stream().flatMap(branch -> branch.nodes().stream()).mapToLong(node -> {
            int place = switch (node.getOpType()) {
                case "GroupQueryAttention" -> GQA_COSINES;
                case "RotaryEmbedding" -> node.getDomain().isEmpty() ? 1 : 2;
                default -> -1;
            };
            return place < 0 ? 0 : flow.constant(flow.origin(input(node, place))).filter(table -> table.getDimsCount() == 2)
                    .map(table -> table.getDims(0)).orElse(0L);
        }).max().orElse(0);
    }

    /** Angles that the graph computes as positions times frequencies, one for two elements; or cosines that it looks up. */
    private long written(long headSize) {
        Optional<NodeProto> cosine = branch.first(Set.of("Cos"));
        if (cosine.isPresent()) {
            OptionalLong frequencies = frequencies(input(cosine.get(), 0));
            if (frequencies.isEmpty()) {
                whole(headSize);
            }
            return Math.min(2 * frequencies.orElse(headSize / 2), headSize);
        }
        boolean turns = branch.has("Neg") && branch.has("Concat");
        if (turns) {
            whole(headSize);
        }
        return turns ? headSize : 0;
    }

    private OptionalLong frequencies(String angles) {
        List<String> open = new ArrayList<>(List.of(angles));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String value = open.remove(0);
            Optional<TensorProto> known = flow.known(value);
            if (known.isPresent() && Dataflow.elements(known.get()) > 1 && known.get().getDataType() != TensorProto.DataType.INT64_VALUE) {
                return OptionalLong.of(Dataflow.elements(known.get()));
            }
            NodeProto made = flow.producer(value);
            if (made != null && seen.add(value) && List.of("MatMul", "Mul", "Concat", "Expand", "Einsum", "Cast", "Transpose", "Unsqueeze", "Reshape")
                    .contains(made.getOpType())) {
                open.addAll(made.getInputList());
            }
        }
        return OptionalLong.empty();
    }
}
