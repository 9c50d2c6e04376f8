package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.checkpoint.onnx.Dataflow.input;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The residual stream of a decoder, followed from its embeddings through every addition: what it is each time, and what is added to it.
 *
 * <p>A layer has no name of its own in a graph, but this much is common to all exporters: blocks read the stream, and what they make of it is added to it.
 */
final class ResidualTrace {

    private final Dataflow flow;
    private final Map<String, Normalisation> norms;
    /** Values that are the stream, with how many additions lie before them. */
    private final Map<String, Integer> stream = new HashMap<>();
    private final List<String> added = new ArrayList<>();
    private boolean embeddingNorm;

    private ResidualTrace(Dataflow flow, Map<String, Normalisation> norms) {
        this.flow = flow;
        this.norms = norms;
    }

    /** Follows the stream from the looked-up embeddings. */
    static ResidualTrace of(Dataflow flow, Map<String, Normalisation> norms, EmbeddingTables tables) {
        ResidualTrace trace = new ResidualTrace(flow, norms);
        tables.values().forEach(value -> trace.stream.put(value, 0));
        flow.graph().nodes.stream().filter(node -> node.getOutputCount() > 0).forEach(trace::follow);
        return trace;
    }

    private void follow(NodeProto node) {
        String result = node.getOutput(0);
        if (Normalisation.adds(node)) {
            sum(input(node, 0), input(node, 1)).ifPresent(state -> stream.put(Normalisation.sum(node), state));
        } else if (node.getOpType().equals("Add") && node.getInputCount() == 2) {
            sum(node.getInput(0), node.getInput(1)).ifPresent(state -> stream.put(result, state));
        } else if (node.getOpType().equals("Concat") && node.getInputList().stream().allMatch(stream::containsKey)) {
            stream.put(result, stream.get(node.getInput(0)));
        } else if (Dataflow.handsOn(node) && stream.containsKey(input(node, 0))) {
            stream.put(result, stream.get(input(node, 0)));
        } else if ((node.getOpType().equals("Mul") || node.getOpType().equals("Div")) && node.getInputCount() == 2) {
            scaled(node, 0);
            scaled(node, 1);
        }
        Normalisation norm = norms.get(result);
        if (norm != null && stream.getOrDefault(norm.input(), -1) == 0 && flow.readers(result).stream().anyMatch(this::isSum)) {
            embeddingNorm = true;
            stream.put(result, 0);
        }
    }

    private boolean isSum(NodeProto node) {
        return Normalisation.adds(node) || node.getOpType().equals("Add");
    }

    private void scaled(NodeProto node, int place) {
        if (stream.containsKey(node.getInput(place)) && flow.isNumber(node.getInput(1 - place))) {
            stream.put(node.getOutput(0), stream.get(node.getInput(place)));
        }
    }

    /** The stream's state after a sum; empty for a sum of other values. */
    private Optional<Integer> sum(String one, String other) {
        Integer first = stream.get(one);
        Integer second = stream.get(other);
        if (first == null && second == null) {
            return Optional.empty();
        }
        if (first != null && second != null) {
            return Optional.of(Math.max(first, second));
        }
        String addend = first == null ? one : other;
        if (flow.known(addend).isPresent()) {
            return Optional.of(first == null ? second : first);
        }
        added.add(addend);
        return Optional.of(added.size());
    }

    /** What is added, one by one. */
    List<String> added() {
        return List.copyOf(added);
    }

    /** Whether the embeddings are normalised before anything is added to them. */
    boolean embeddingNorm() {
        return embeddingNorm;
    }

    boolean isStream(String value) {
        return stream.containsKey(value);
    }

    /**
     * Where a block reads the stream.
     *
     * @param additions that lie before
     * @param norm      between the stream and the block, if any
     */
    record Entry(int additions, Optional<Normalisation> norm) { }

    /** The entry that a value is nothing more than; empty for one that something has been made of. */
    Optional<Entry> entry(String value) {
        String name = value;
        while (true) {
            if (stream.containsKey(name)) {
                return Optional.of(new Entry(stream.get(name), Optional.empty()));
            }
            Normalisation norm = norms.get(name);
            if (norm != null) {
                return Optional.ofNullable(stream.get(norm.input())).map(additions -> new Entry(additions, Optional.of(norm)));
            }
            NodeProto made = flow.producer(name);
            if (made == null || !Dataflow.handsOn(made) || made.getInputCount() == 0) {
                return Optional.empty();
            }
            name = made.getInput(0);
        }
    }
}
