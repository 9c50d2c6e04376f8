package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.DenseFeedForward;
import java.util.List;

/** A feed-forward block that every token runs through: {@code [.., hidden]} to the same. */
final class DenseFeedForwardBlock {

    private DenseFeedForwardBlock() { }

    static Value build(Section layer, DenseFeedForward block, Value x) {
        int width = block.width();
        int hidden = layer.hidden();
        NodeGroup activation = layer.at("activation");
        Value inner;
        if (block.gated() && block.fusedGateUp()) {
            List<Value> gateUp = activation.split(layer.linear("gate_up_proj", x, 2L * width, hidden, block.bias()), width, width);
            inner = activation.node("Mul", Activation.apply(layer, activation, block.activation(), gateUp.get(0)), gateUp.get(1));
        } else if (block.gated()) {
            Value gate = layer.linear("gate_proj", x, width, hidden, block.bias());
            Value up = layer.linear("up_proj", x, width, hidden, block.bias());
            inner = activation.node("Mul", Activation.apply(layer, activation, block.activation(), gate), up);
        } else {
            inner = Activation.apply(layer, activation, block.activation(), layer.linear("up_proj", x, width, hidden, block.bias()));
        }
        return layer.linear("down_proj", inner, hidden, width, block.bias());
    }
}
