package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A normalisation with learned scales: one node, or the arithmetic that older exporters write for it.
 *
 * @param output   the normalised value
 * @param input    what is normalised; for a node that adds before it, the sum
 * @param width    number of scales
 * @param centred  whether the mean is taken off first
 */
record Normalisation(String output, String input, long width, boolean centred) {

    /** All of a graph, by the name of their result. */
    static Map<String, Normalisation> of(Dataflow flow) {
        Map<String, Normalisation> found = new LinkedHashMap<>();
        for (NodeProto node : flow.graph().nodes) {
            read(flow, node).ifPresent(norm -> found.put(norm.output(), norm));
        }
        return found;
    }

    /** The sum that a node which adds and normalises makes on the way; it has a name even where the node does not give it out. */
    static String sum(NodeProto node) {
        String named = node.getOutputCount() > 3 ? node.getOutput(3) : "";
        return named.isEmpty() ? node.getOutput(0) + "#sum" : named;
    }

    static boolean adds(NodeProto node) {
        return node.getOpType().equals("SkipSimplifiedLayerNormalization") || node.getOpType().equals("SkipLayerNormalization");
    }

    private static Optional<Normalisation> read(Dataflow flow, NodeProto node) {
        return switch (node.getOpType()) {
            case "SimplifiedLayerNormalization", "RMSNormalization" -> of(flow, node, Dataflow.input(node, 0), Dataflow.input(node, 1), false);
            case "LayerNormalization" -> of(flow, node, Dataflow.input(node, 0), Dataflow.input(node, 1), true);
            case "SkipSimplifiedLayerNormalization" -> of(flow, node, sum(node), Dataflow.input(node, 2), false);
            case "SkipLayerNormalization" -> of(flow, node, sum(node), Dataflow.input(node, 2), true);
            case "Mul" -> written(flow, node);
            default -> Optional.empty();
        };
    }

    private static Optional<Normalisation> of(Dataflow flow, NodeProto node, String input, String scale, boolean centred) {
        return flow.known(scale).map(tensor -> new Normalisation(node.getOutput(0), input, Dataflow.elements(tensor), centred));
    }

    /** Scales times {@code x / sqrt(mean(x^2) + e)}, or the same of {@code x - mean(x)}. */
    private static Optional<Normalisation> written(Dataflow flow, NodeProto node) {
        for (int i = 0; i < node.getInputCount() && node.getInputCount() == 2; i++) {
            Optional<TensorProto> scale = flow.known(node.getInput(i)).filter(tensor -> Dataflow.elements(tensor) > 1);
            NodeProto divided = flow.producer(flow.origin(node.getInput(1 - i)));
            if (scale.isPresent() && divided != null && List.of("Div", "Mul").contains(divided.getOpType())) {
                return mean(flow, divided, 6).map(mean -> {
                    NodeProto of = flow.producer(Dataflow.input(mean, 0));
                    NodeProto base = of != null && List.of("Pow", "Mul").contains(of.getOpType()) ? flow.producer(Dataflow.input(of, 0)) : null;
                    boolean centred = of != null && base != null && base.getOpType().equals("Sub");
                    String x = centred ? Dataflow.input(base, 0) : of == null ? Dataflow.input(mean, 0) : Dataflow.input(of, 0);
                    long width = Dataflow.elements(scale.get());
                    return new Normalisation(centred ? shifted(flow, node.getOutput(0), width) : node.getOutput(0), flow.origin(x), width, centred);
                });
            }
        }
        return Optional.empty();
    }

    /** With the vector that is added to a scaled value, if one is. */
    private static String shifted(Dataflow flow, String scaled, long width) {
        List<NodeProto> readers = flow.readers(scaled);
        boolean adds = readers.size() == 1 && readers.get(0).getOpType().equals("Add") && readers.get(0).getInputList().stream()
                .anyMatch(other -> flow.known(other).filter(tensor -> Dataflow.elements(tensor) == width).isPresent());
        return adds ? readers.get(0).getOutput(0) : scaled;
    }

    /** The mean of squares that a division goes back to. */
    private static Optional<NodeProto> mean(Dataflow flow, NodeProto node, int steps) {
        for (String value : node.getInputList()) {
            NodeProto made = flow.producer(value);
            if (made == null || steps == 0) {
                continue;
            }
            if (made.getOpType().equals("ReduceMean")) {
                NodeProto of = flow.producer(Dataflow.input(made, 0));
                if (of != null && List.of("Pow", "Mul").contains(of.getOpType())) {
                    return Optional.of(made);
                }
            }
            if (List.of("Sqrt", "Reciprocal", "Add", "Div", "Cast", "Pow").contains(made.getOpType())) {
                Optional<NodeProto> found = mean(flow, made, steps - 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
