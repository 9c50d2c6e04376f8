package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.MixtureOfExperts;
import java.util.List;

/**
 * A mixture of experts in plain operators, {@code [batch, tokens, hidden]} to the same. Each expert picks its tokens out of all and adds what it makes of them
 * into the sum, so that an expert without tokens reads none of its weights. ONNX Runtime's own MoE operator is slower from eight tokens on.
 */
final class MixtureOfExpertsBlock {

    private final Section layer;
    private final MixtureOfExperts moe;
    private final int input;

    private MixtureOfExpertsBlock(Section layer, MixtureOfExperts moe) {
        this.layer = layer;
        this.moe = moe;
        this.input = moe.expertInput(layer.hidden());
    }

    static Value build(Section layer, MixtureOfExperts moe, Value x) {
        return new MixtureOfExpertsBlock(layer, moe).build(x);
    }

    private Value build(Value x) {
        int hidden = layer.hidden();
        NodeGroup router = layer.at("router");
        Value tokens = router.reshape(x, -1, hidden);
        // The router stays in 32 bits: it is small, and a wrong choice of expert is no small error.
        Value scores = layer.linear(router, MatrixFormat.FP32, "router", tokens, moe.experts(), hidden, moe.routerBias());
        List<Value> best = router.nodes(Op.onnx("TopK").with("axis", -1), 2, scores, layer.graph().integers(moe.top()));
        Value shares = router.node(Op.onnx("Softmax").with("axis", -1), best.get(0));

        Value inputs = moe.latent() == 0 ? tokens : layer.linear("latent_down_proj", tokens, moe.latent(), hidden, false);
        NodeGroup combine = layer.at("expert_combine");
        Value sum = combine.node("ConstantOfShape", combine.node("Shape", inputs));
        for (int expert = 0; expert < moe.experts(); expert++) {
            sum = expert(expert, inputs, best.get(1), shares, sum);
        }
        Value routed = moe.latent() == 0 ? sum : layer.linear("latent_up_proj", sum, hidden, moe.latent(), false);
        Value all = moe.sharedWidth() == 0 ? routed : combine.node("Add", routed, shared(tokens));
        return combine.node("Reshape", all, combine.node("Shape", x));
    }

    /**
     * Adds one expert's part.
     *
     * @param chosen experts of each token, {@code [tokens, top]}
     * @param shares of each in the token's sum, {@code [tokens, top]}
     */
    private Value expert(int index, Value tokens, Value chosen, Value shares, Value sum) {
        Graph graph = layer.graph();
        NodeGroup dispatch = layer.at("expert_dispatch");
        Value places = dispatch.transpose(dispatch.node("NonZero", dispatch.node("Equal", chosen, graph.integer(index))), 1, 0);
        Value rows = dispatch.node(Op.onnx("Gather").with("axis", 1), places, graph.integers(0));
        Value mine = dispatch.node("GatherND", tokens, rows);

        String name = "e" + index;
        NodeGroup inward = layer.at((moe.gated() ? "expert_gate_up/" : "expert_up/") + name);
        NodeGroup activation = layer.at("expert_activation/" + name);
        Value up = layer.linear(inward, "expert_up/" + name, mine, moe.width(), input, moe.bias());
        Value inner;
        if (moe.gated()) {
            Value gate = layer.linear(inward, "expert_gate/" + name, mine, moe.width(), input, moe.bias());
            inner = activation.node("Mul", Activation.apply(layer, activation, moe.activation(), gate), up);
        } else {
            inner = Activation.apply(layer, activation, moe.activation(), up);
        }
        Value made = layer.linear(layer.at("expert_down/" + name), "expert_down/" + name, inner, input, moe.width(), moe.bias());

        NodeGroup combine = layer.at("expert_combine");
        Value share = combine.node("Unsqueeze", combine.node("GatherND", shares, places), graph.integers(-1));
        return combine.node(Op.onnx("ScatterND").with("reduction", "add"), sum, rows, combine.node("Mul", made, share));
    }

    private Value shared(Value tokens) {
        int width = moe.sharedWidth();
        int hidden = layer.hidden();
        NodeGroup activation = layer.at("shared_expert_activation");
        Value up = layer.linear("shared_expert_up", tokens, width, hidden, false);
        Value inner = moe.gated()
                ? activation.node("Mul", Activation.apply(layer, activation, moe.activation(),
                        layer.linear("shared_expert_gate", tokens, width, hidden, false)), up)
                : Activation.apply(layer, activation, moe.activation(), up);
        Value made = layer.linear("shared_expert_down", inner, hidden, width, false);
        if (!moe.sharedGate()) {
            return made;
        }
        NodeGroup scale = layer.at("shared_expert_scale");
        return scale.node("Mul", made, scale.node("Sigmoid", layer.linear(scale, MatrixFormat.FP32, "shared_expert_scale", tokens, 1, hidden, false)));
    }
}
