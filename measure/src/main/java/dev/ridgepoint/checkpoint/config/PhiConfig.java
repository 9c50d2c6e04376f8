package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;

/** Phi-1.5 and Phi-2, which run attention and feed-forward side by side, and Phi-3 and Phi-4, which store their projections fused. */
final class PhiConfig {

    private PhiConfig() { }

    static Outline phi(ConfigFields c) {
        if (c.flag("qk_layernorm", false)) {
            c.remarks().unknown("qk_layernorm = true");
        }
        Heads heads = Transformer.heads(c).biases(true, true).rotary(Transformer.rotary(c, 0.5)).fused();
        DenseFeedForward block = new DenseFeedForward(c.positive("intermediate_size"), false, Transformer.activation(c, "hidden_act", "gelu-tanh"), true,
                false);
        Layer layer = Layer.of("block", heads.mixer(), block).with(Norms.PARALLEL);
        Outline plain = Transformer.decoder("phi2", c, false, Transformer.same(Transformer.layers(c), layer)).withLayerNorm();
        return Embeddings.withOutputBias(plain);
    }

    /** A window as long as the context is none. */
    static Outline phi3(ConfigFields c) {
        long context = c.context("max_position_embeddings");
        Heads heads = Transformer.heads(c).rotary(Transformer.rotary(c, 1)).fused();
        c.findPositive("sliding_window").filter(window -> window < context).ifPresent(heads::window);
        DenseFeedForward block = new DenseFeedForward(c.positive("intermediate_size"), true, Transformer.activation(c, "hidden_act", "silu"), false, true);
        boolean bias = c.flag("attention_bias", false);
        Layer layer = Layer.of("block", heads.biases(bias, bias).mixer(), block);
        c.ignore("mlp_bias", "full_attn_mod", "interpolate_factor", "lm_head_bias");
        return Transformer.decoder("phi3", c, false, Transformer.same(Transformer.layers(c), layer));
    }
}
