package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.ArrayList;
import java.util.List;

/** Llama and the families that differ from it in a norm, a bias or a name: one kind of layer, a gated feed-forward block, no surprises. */
final class LlamaConfig {

    private LlamaConfig() { }

    static Outline llama(ConfigFields c) {
        boolean bias = c.flag("attention_bias", false);
        Layer layer = Layer.of("block", Transformer.heads(c).biases(bias, bias).mixer(), Transformer.gated(c, c.flag("mlp_bias", false)));
        return Transformer.decoder("llama", c, false, Transformer.same(Transformer.layers(c), layer));
    }

    /** Scales of its own, which are elementwise, and no more. */
    static Outline granite(ConfigFields c) {
        boolean bias = c.flag("attention_bias", false);
        Layer layer = Layer.of("block", Transformer.heads(c).biases(bias, bias).mixer(), Transformer.gated(c, c.flag("mlp_bias", false)));
        return Transformer.decoder("granite", c, false, Transformer.same(Transformer.layers(c), layer));
    }

    /** Every layer has the window, where there is one. */
    static Outline mistral(ConfigFields c) {
        Heads heads = Transformer.heads(c);
        c.findPositive("sliding_window").ifPresent(heads::window);
        return Transformer.decoder("mistral", c, false, Transformer.same(Transformer.layers(c), Layer.of("block", heads.mixer(), Transformer.gated(c, false))));
    }

    static Outline minicpm(ConfigFields c) {
        Layer layer = Layer.of("block", Transformer.heads(c).mixer(), Transformer.gated(c, false));
        return Transformer.decoder("minicpm", c, true, Transformer.same(Transformer.layers(c), layer));
    }

    /** Layers and activations have names of their own. */
    static Outline exaone(ConfigFields c) {
        FeedForward gated = new DenseFeedForward(
                c.positive("intermediate_size"), true, Transformer.activation(c, "activation_function", "silu"), false, false);
        Layer layer = Layer.of("block", Transformer.heads(c).mixer(), gated);
        return Transformer.decoder("exaone", c, false, Transformer.same(c.layers("num_layers"), layer));
    }

    /** Norms follow attention and feed-forward, and queries and keys are normalised over their full width. */
    static Outline olmo2(ConfigFields c) {
        boolean bias = c.flag("attention_bias", false);
        Layer layer = Layer.of("block", Transformer.heads(c).biases(bias, bias).qkNorm(QkNorm.FULL_WIDTH).mixer(), Transformer.gated(c, false))
                .with(Norms.POST);
        return Transformer.decoder("olmo2", c, false, Transformer.same(Transformer.layers(c), layer));
    }

    /** Layer norms, a quarter of a head turned, and a bias on the three projections alone. */
    static Outline stablelm(ConfigFields c) {
        Heads heads = Transformer.heads(c).biases(c.flag("use_qkv_bias", false), false).rotary(Transformer.rotary(c, 0.25));
        if (c.flag("qk_layernorm", false)) {
            c.remarks().unknown("qk_layernorm: its norm of a head each");
        }
        Layer layer = Layer.of("block", heads.mixer(), Transformer.gated(c, false));
        if (c.flag("use_parallel_residual", false)) {
            layer = layer.with(Norms.PARALLEL);
        }
        return Transformer.decoder("stablelm", c, false, Transformer.same(Transformer.layers(c), layer)).withLayerNorm();
    }

    /** Every fourth layer is not turned. */
    static Outline smollm3(ConfigFields c) {
        int count = Transformer.layers(c);
        boolean bias = c.flag("attention_bias", false);
        FeedForward gated = Transformer.gated(c, c.flag("mlp_bias", false));
        Layer turned = Layer.of("rotary", Transformer.heads(c).biases(bias, bias).mixer(), gated);
        Layer still = Layer.of("no-rotary", Transformer.heads(c).biases(bias, bias).rotary(0).mixer(), gated);
        int interval = c.positive("no_rope_layer_interval", 4);
        List<String> flags = c.perLayer("no_rope_layers", count).orElse(List.of());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean turns = flags.isEmpty() ? (i + 1) % interval != 0 : flags.get(i).equals("1");
            layers.add(turns ? turned : still);
        }
        if (!c.flag("use_sliding_window", false)) {
            c.ignore("sliding_window", "max_window_layers", "layer_types");
        }
        return Transformer.decoder("llama", c, true, layers);
    }
}
