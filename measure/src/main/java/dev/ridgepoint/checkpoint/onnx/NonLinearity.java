package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.ridgepoint.checkpoint.outline.Remarks;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The name of a non-linearity, as descriptors write it, from the nodes that compute it. */
final class NonLinearity {

    private static final Set<String> NODES = Set.of("Sigmoid", "Silu", "Swish", "QuickGelu", "Gelu", "BiasGelu", "FastGelu", "Erf", "Tanh", "Relu",
            "HardSigmoid", "HardSwish", "LeakyRelu", "Softplus", "Elu", "Mish", "Celu", "Selu");
    private static final double QUICK = 1.702;

    private NonLinearity() { }

    static boolean isOne(NodeProto node) {
        return NODES.contains(node.getOpType());
    }

    /** It decides no cost: one that is not known goes by its node's name, with a remark. */
    static String of(Dataflow flow, Collection<NodeProto> nodes, Remarks remarks) {
        Set<String> types = nodes.stream().filter(NonLinearity::isOne).map(NodeProto::getOpType).collect(Collectors.toCollection(TreeSet::new));
        if (types.isEmpty()) {
            remarks.unknown("a feed-forward block without a non-linearity that is known");
            return "unknown";
        }
        NodeProto node = nodes.stream().filter(NonLinearity::isOne).findFirst().orElseThrow();
        return switch (node.getOpType()) {
            case "Sigmoid", "Silu", "Swish" -> "silu";
            case "QuickGelu" -> Math.abs(Dataflow.decimal(node, "alpha", QUICK) - 1) < 1e-6 ? "silu" : "quick-gelu";
            case "Gelu" -> Dataflow.text(node, "approximate").equals("tanh") ? "gelu-tanh" : "gelu";
            case "Erf", "BiasGelu" -> "gelu";
            case "FastGelu", "Tanh" -> "gelu-tanh";
            case "Relu" -> squared(flow, node) ? "relu2" : "relu";
            default -> {
                remarks.unknown("the non-linearity " + node.getOpType());
                yield node.getOpType().toLowerCase(Locale.ROOT);
            }
        };
    }

    private static boolean squared(Dataflow flow, NodeProto relu) {
        String value = relu.getOutput(0);
        return flow.readers(value).stream().anyMatch(reader -> reader.getOpType().equals("Pow") && reader.getInput(0).equals(value)
                || reader.getOpType().equals("Mul") && reader.getInputList().stream().allMatch(value::equals));
    }
}
