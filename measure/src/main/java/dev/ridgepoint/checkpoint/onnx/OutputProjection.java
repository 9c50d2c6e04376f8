package dev.ridgepoint.checkpoint.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product over the vocabulary that a decoder ends in: of its outputs the widest that is a product. */
final class OutputProjection {

    /** What may follow it: a bias, a scale, a cap. */
    private static final Set<String> AFTER = Set.of("Mul", "Div", "Tanh", "Add", "Clip");

    private OutputProjection() { }

    /** Empty for a graph that ends in something else. */
    static Optional<Projection> of(Dataflow flow, Map<String, Projection> projections) {
        return flow.graph().outputs.stream().map(ValueInfoProto::getName).map(output -> before(flow, projections, output)).flatMap(Optional::stream)
                .max(Comparator.comparingLong(Projection::outputs));
    }

    private static Optional<Projection> before(Dataflow flow, Map<String, Projection> projections, String output) {
        String value = output;
        while (!projections.containsKey(value)) {
            NodeProto made = flow.producer(value);
            if (made == null || made.getInputCount() == 0 || !Dataflow.handsOn(made) && !AFTER.contains(made.getOpType())) {
                return Optional.empty();
            }
            boolean second = made.getInputCount() == 2 && AFTER.contains(made.getOpType()) && flow.known(made.getInput(0)).isPresent();
            value = made.getInput(second ? 1 : 0);
        }
        return Optional.of(projections.get(value));
    }
}
