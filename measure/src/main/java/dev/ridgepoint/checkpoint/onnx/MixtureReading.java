package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.checkpoint.onnx.Dataflow.attribute;
import static dev.ridgepoint.checkpoint.onnx.Dataflow.input;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.outline.Remarks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a branch as a mixture of experts: one node of ONNX Runtime's, or experts one by one behind a {@code TopK}. */
final class MixtureReading {

    private static final Set<String> NODES = Set.of("MoE", "QMoE");
    private static final int ROUTED = 1;

    private final Dataflow flow;
    private final Branch branch;
    private final Remarks remarks;

    private MixtureReading(Dataflow flow, Branch branch, Remarks remarks) {
        this.flow = flow;
        this.branch = branch;
        this.remarks = remarks;
    }

    /** Whether a branch routes. */
    static boolean isMixture(Branch branch) {
        return branch.first(NODES).isPresent() || branch.has("TopK");
    }

    /**
     * The mixture without shared experts, which are a branch of their own.
     *
     * @throws NotUnderstoodException if its shapes leave something open or contradict one another
     */
    static MixtureOfExperts read(Dataflow flow, Branch branch, long hidden, Remarks remarks) {
        MixtureReading reading = new MixtureReading(flow, branch, remarks);
        Optional<NodeProto> node = branch.first(NODES);
        return node.isPresent() ? reading.ofNode(node.get(), hidden) : reading.oneByOne(hidden);
    }

    /** Whatever the order of their axes, the second matrices have {@code experts x hidden x width} elements. */
    private MixtureOfExperts ofNode(NodeProto node, long hidden) {
        boolean quantised = node.getOpType().equals("QMoE");
        long packed = quantised ? 8 / attribute(node, "expert_weight_bits", 4) : 1;
        // QMoE has scales between its matrices: input, router, (weights, scales, bias) three times; MoE has (weights, bias) three times.
        int step = quantised ? 3 : 2;
        long first = elements(input(node, 2));
        long second = elements(input(node, 2 + step));
        long experts = flow.constant(input(node, 2)).map(tensor -> tensor.getDims(0)).orElseThrow(() -> new NotUnderstoodException(
                "a " + node.getOpType() + " whose experts are no initialisers"));
        boolean third = !input(node, 2 + 2 * step).isEmpty();
        if (second == 0 || second * packed % (experts * hidden) != 0 || first != second && first != 2 * second) {
            throw new NotUnderstoodException("a " + node.getOpType() + " of " + experts + " experts with " + first + " and " + second + " elements");
        }
        boolean bias = !input(node, step + 1).isEmpty() || !input(node, 2 * step + 1).isEmpty();
        boolean gated = third || first == 2 * second;
        String kind = Dataflow.text(node, "activation_type");
        String activation = switch (kind) {
            case "silu", "swiglu" -> "silu";
            case "" -> "relu";
            default -> kind;
        };
        Projection router = router(input(node, ROUTED));
        return new MixtureOfExperts((int) experts, (int) attribute(node, "k", 1), (int) (second * packed / (experts * hidden)), gated, activation, bias,
                router.bias(), 0, 0, false);
    }

    private long elements(String value) {
        return flow.constant(value).map(Dataflow::elements).orElse(0L);
    }

    private MixtureOfExperts oneByOne(long hidden) {
        NodeProto choice = branch.first(Set.of("TopK")).orElseThrow();
        OptionalLong top = flow.number(input(choice, 1));
        if (top.isEmpty()) {
            throw new NotUnderstoodException("a router whose number of chosen experts is computed");
        }
        Projection router = router(input(choice, 0));
        List<Projection> inward = branch.reading().stream().filter(projection -> projection != router).toList();
        List<Projection> down = branch.inner();
        long experts = router.outputs();
        boolean gated = inward.size() == 2 * experts;
        long width = down.isEmpty() ? 0 : down.get(0).inputs();
        boolean alike = down.size() == experts && (gated || inward.size() == experts) && inward.stream().allMatch(p -> p.outputs() == width)
                && down.stream().allMatch(p -> p.inputs() == width && p.outputs() == hidden);
        if (!alike) {
            throw new NotUnderstoodException("a router of " + experts + " outputs before " + inward.size() + " products that read the stream and " + down.size()
                    + " that follow");
        }
        boolean bias = down.get(0).bias() || inward.get(0).bias();
        return new MixtureOfExperts((int) experts, (int) top.getAsLong(), (int) width, gated, NonLinearity.of(flow, branch.nodes(), remarks), bias,
                router.bias(), 0, 0, false);
    }

    /** The product that scores are made of. */
    private Projection router(String scores) {
        String value = scores;
        for (int steps = 0; steps < 12; steps++) {
            for (Projection projection : branch.reading()) {
                if (projection.output().equals(value)) {
                    return projection;
                }
            }
            NodeProto made = flow.producer(value);
            if (made == null || made.getInputCount() == 0) {
                break;
            }
            boolean first = made.getInputCount() == 2 && flow.known(made.getInput(0)).isPresent();
            value = made.getInput(first ? 1 : 0);
        }
        throw new NotUnderstoodException("experts whose router is no product with the stream");
    }
}
