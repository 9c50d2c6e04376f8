package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.workload.Operator.Arithmetic;

/** Lowers feed-forward blocks. The FLOPs of a mixture of experts come from the active experts, its bytes from the distinct experts that a pass touches. */
final class FeedForwardLowering {

    /** FLOPs an element of a non-linearity: an exponential counted as one, and the products around it. */
    private static final double ACTIVATION_FLOPS = 4;

    private FeedForwardLowering() { }

    static void lower(LayerWriter layer, DenseFeedForward block, int hidden) {
        long width = block.width();
        if (block.gated() && block.fusedGateUp()) {
            layer.matmul("gate_up_proj", TensorRole.FFN_GATE_UP, 2 * width, hidden, block.bias());
        } else {
            if (block.gated()) {
                layer.matmul("gate_proj", TensorRole.FFN_GATE, width, hidden, block.bias());
            }
            layer.matmul("up_proj", TensorRole.FFN_UP, width, hidden, block.bias());
        }
        layer.add(activation(layer, "activation", width, block.gated()));
        layer.matmul("down_proj", TensorRole.FFN_DOWN, hidden, width, block.bias());
    }

    static void lower(LayerWriter layer, MixtureOfExperts moe, int hidden) {
        layer.matmul("router", TensorRole.ROUTER, moe.experts(), hidden, moe.routerBias());
        if (moe.latent() > 0) {
            layer.matmul("latent_down_proj", TensorRole.LATENT_DOWN, moe.latent(), hidden, false);
        }
        routed(layer, moe, hidden);
        if (moe.latent() > 0) {
            layer.matmul("latent_up_proj", TensorRole.LATENT_UP, hidden, moe.latent(), false);
        }
        if (moe.sharedWidth() > 0) {
            shared(layer, moe, hidden);
        }
    }

    private static void routed(LayerWriter layer, MixtureOfExperts moe, int hidden) {
        long input = moe.expertInput(hidden);
        long width = moe.width();
        int top = moe.top();
        int inward = moe.gated() ? 2 : 1;
        double inwardBias = moe.bias() ? layer.vector(inward * width) * moe.experts() : 0;
        double outwardBias = moe.bias() ? layer.vector(input) * moe.experts() : 0;
        layer.experts(
                new OperatorBuilder(moe.gated() ? "expert_gate_up" : "expert_up", Arithmetic.WEIGHTS).routed()
                        .flops(top * (2.0 * inward * width * input + (moe.bias() ? inward * width : 0)))
                        .activations(layer.activations(top * (input + (double) inward * width))),
                TensorRole.EXPERT_UP, width, input, inward, inwardBias, top, moe.experts());
        layer.add(activation(layer, "expert_activation", (long) top * width, moe.gated()).routed());
        layer.experts(
                new OperatorBuilder("expert_down", Arithmetic.WEIGHTS).routed()
                        .flops(top * (2.0 * width * input + (moe.bias() ? input : 0)))
                        .activations(layer.activations(top * (double) (input + width))),
                TensorRole.EXPERT_DOWN, input, width, 1, outwardBias, top, moe.experts());
        layer.add(layer.elementwiseBuilder("expert_combine", 2.0 * top * input, (top + 1.0) * input).routed());
    }

    private static void shared(LayerWriter layer, MixtureOfExperts moe, int hidden) {
        long width = moe.sharedWidth();
        if (moe.gated()) {
            layer.matmul("shared_expert_gate", TensorRole.SHARED_EXPERT_GATE, width, hidden, false);
        }
        layer.matmul("shared_expert_up", TensorRole.SHARED_EXPERT_UP, width, hidden, false);
        layer.add(activation(layer, "shared_expert_activation", width, moe.gated()));
        layer.matmul("shared_expert_down", TensorRole.SHARED_EXPERT_DOWN, hidden, width, false);
        if (moe.sharedGate()) {
            layer.matmul("shared_expert_scale", TensorRole.SHARED_EXPERT_SCALE, 1, hidden, false);
        }
    }

    private static OperatorBuilder activation(LayerWriter layer, String name, long width, boolean gated) {
        return layer.elementwiseBuilder(name, (ACTIVATION_FLOPS + (gated ? 1 : 0)) * width, (gated ? 3.0 : 2.0) * width);
    }
}
