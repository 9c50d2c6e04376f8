package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.checkpoint.onnx.Dataflow.input;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables that the residual stream begins with.
 *
 * @param tokens     initialisers of the tokens' table, several where its columns are cut apart
 * @param vocabulary its rows
 * @param positions  rows of the table of positions; 0 for none
 * @param values     what is looked up
 */
record EmbeddingTables(Set<String> tokens, long vocabulary, long positions, Set<String> values) {

    private record LookUp(String table, String ids, String output, long rows, long columns) { }

    /** Tables of rows as wide as the hidden state; empty where there is none. */
    static Optional<EmbeddingTables> of(Dataflow flow, Projection output) {
        List<LookUp> all = flow.graph().nodes.stream().map(node -> lookUp(flow, node)).flatMap(Optional::stream).toList();
        List<List<LookUp>> whole = new ArrayList<>(all.stream().collect(Collectors.groupingBy(l -> l.rows() + " by " + l.ids())).values());
        whole.removeIf(pieces -> pieces.stream().mapToLong(LookUp::columns).sum() != output.inputs());
        // Positions are rarely as many as tokens; a vocabulary is as the output has it, or padded.
        Optional<List<LookUp>> tokens = whole.stream().max(Comparator.<List<LookUp>>comparingInt(l -> l.get(0).rows() == output.outputs() ? 1 : 0)
                .thenComparingLong(l -> l.get(0).rows()));
        return tokens.map(table -> {
            whole.remove(table);
            Set<String> values = new HashSet<>();
            table.forEach(piece -> values.add(piece.output()));
            whole.forEach(other -> other.forEach(piece -> values.add(piece.output())));
            long positions = whole.stream().mapToLong(other -> other.get(0).rows()).sum();
            return new EmbeddingTables(table.stream().map(LookUp::table).collect(Collectors.toSet()), table.get(0).rows(), positions, values);
        });
    }

    private static Optional<LookUp> lookUp(Dataflow flow, NodeProto node) {
        String data = input(node, 0);
        String ids = flow.origin(input(node, 1));
        boolean quantised = node.getOpType().equals("GatherBlockQuantized");
        if (!quantised && !node.getOpType().equals("Gather") || flow.known(ids).isPresent()) {
            return Optional.empty();
        }
        String name = flow.origin(data);
        Optional<TensorProto> table = flow.constant(name);
        if (quantised) {
            // Packed in one way or another, it has a scale for each block of a row.
            long block = Dataflow.attribute(node, "block_size", 128);
            return table.filter(tensor -> tensor.getDimsCount() > 1 && tensor.getDims(0) > 0).flatMap(tensor -> flow.known(input(node, 2))
                    .map(scales -> new LookUp(name, ids, node.getOutput(0), tensor.getDims(0), Dataflow.elements(scales) / tensor.getDims(0) * block)));
        }
        return table.filter(tensor -> tensor.getDimsCount() == 2).map(tensor -> new LookUp(name, ids, node.getOutput(0), tensor.getDims(0), tensor.getDims(1)));
    }
}
