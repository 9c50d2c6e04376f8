package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.DenseFeedForward;

/** One layer's feed-forward block, gated or plain. */
final class Nd4jFeedForward {

    private final String where;
    private final DenseFeedForward block;
    private final Projection gate;
    private final Projection up;
    private final Projection fused;
    private final Projection down;

    /** The block of the layer {@code where}. */
    Nd4jFeedForward(String where, DenseFeedForward block, int hidden, Nd4jWeights weights) {
        this.where = where;
        this.block = block;
        int width = block.width();
        boolean bias = block.bias();
        boolean together = block.gated() && block.fusedGateUp();
        fused = together ? weights.projection(where + "/gate_up_proj", 2L * width, hidden, bias) : null;
        gate = block.gated() && !together ? weights.projection(where + "/gate_proj", width, hidden, bias) : null;
        up = together ? null : weights.projection(where + "/up_proj", width, hidden, bias);
        down = weights.projection(where + "/down_proj", hidden, width, bias);
    }

    /** Runs {@code x} through the block and writes the result to {@code y}, or adds it. */
    void run(Pass pass, Activation x, Activation y, boolean add) {
        Activation inner = pass.room().get("up", block.width());
        Activation gates = pass.room().get("gate", block.width());
        if (fused != null) {
            Activation both = pass.room().get("gate_up", fused.outputs());
            pass.operator(where, "gate_up_proj", () -> {
                fused.apply(x, both, false);
                both.copyPart(0, gates);
                both.copyPart(gates.width(), inner);
            });
        } else {
            if (gate != null) {
                pass.operator(where, "gate_proj", () -> gate.apply(x, gates, false));
            }
            pass.operator(where, "up_proj", () -> up.apply(x, inner, false));
        }
        Activation spare = pass.room().get("activation", block.width());
        pass.operator(where, "activation", () -> {
            Elementwise.activate(block.activation(), (block.gated() ? gates : inner).rows(), spare.rows());
            if (block.gated()) {
                inner.rows().muli(gates.rows());
            }
        });
        pass.operator(where, "down_proj", () -> down.apply(inner, y, add));
    }
}
