package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GatedDeltaNet;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Qwen2, Qwen3, their mixtures of experts, and the hybrids of Qwen3-Next and Qwen3.5. */
final class QwenConfig {

    private QwenConfig() { }

    /** Biases on the three projections, which the configuration does not mention. */
    static Outline qwen2(ConfigFields c) {
        return Transformer.decoder("qwen2", c, false, windowed(c, Transformer.heads(c).biases(true, false), Transformer.gated(c, false)));
    }

    static Outline qwen3(ConfigFields c) {
        boolean bias = c.flag("attention_bias", false);
        Heads heads = Transformer.heads(c).biases(bias, bias).qkNorm(QkNorm.PER_HEAD);
        return Transformer.decoder("qwen3", c, false, windowed(c, heads, Transformer.gated(c, false)));
    }

    /** From {@code max_window_layers} on, layers have the window, where it is switched on at all. */
    private static List<Layer> windowed(ConfigFields c, Heads heads, FeedForward block) {
        int count = Transformer.layers(c);
        Layer full = Layer.of("full", heads.mixer(), block);
        c.ignore("sliding_window", "max_window_layers", "layer_types");
        if (!c.flag("use_sliding_window", false) || c.findPositive("sliding_window").isEmpty()) {
            return Transformer.same(count, full);
        }
        int first = c.natural("max_window_layers", count);
        Layer sliding = Layer.of("sliding", heads.window(c.positive("sliding_window")).mixer(), block);
        return IntStream.range(0, count).mapToObj(i -> i >= first ? sliding : full).toList();
    }

    static Outline qwen2Moe(ConfigFields c) {
        return Transformer.decoder("qwen2_moe", c, false, sparse(c, Transformer.heads(c).biases(true, false), experts(c, true)));
    }

    static Outline qwen3Moe(ConfigFields c) {
        boolean bias = c.flag("attention_bias", false);
        Heads heads = Transformer.heads(c).biases(bias, bias).qkNorm(QkNorm.PER_HEAD);
        return Transformer.decoder("qwen3_moe", c, false, sparse(c, heads, experts(c, false)));
    }

    private static FeedForward experts(ConfigFields c, boolean shared) {
        int sharedWidth = shared ? c.findPositive("shared_expert_intermediate_size").orElse(0) : 0;
        return new MixtureOfExperts(c.positive("num_experts"), c.positive("num_experts_per_tok"), c.positive("moe_intermediate_size"), true,
                Transformer.activation(c, "hidden_act", "silu"), false, false, 0, sharedWidth, sharedWidth > 0);
    }

    private static List<Layer> sparse(ConfigFields c, Heads heads, FeedForward experts) {
        int count = Transformer.layers(c);
        c.ignore("sliding_window", "max_window_layers", "layer_types");
        if (c.flag("use_sliding_window", false)) {
            c.remarks().unknown("use_sliding_window = true");
        }
        int step = c.positive("decoder_sparse_step", 1);
        List<Integer> dense = c.numbers("mlp_only_layers").orElse(List.of());
        boolean all = step == 1 && dense.isEmpty();
        c.ignore("intermediate_size");
        Layer moe = Layer.of("moe", heads.mixer(), experts);
        if (all) {
            return Transformer.same(count, moe);
        }
        Layer plain = Layer.of("dense", heads.mixer(), Transformer.gated(c, false));
        return IntStream.range(0, count).mapToObj(i -> dense.contains(i) || (i + 1) % step != 0 ? plain : moe).toList();
    }

    /** Three gated delta-nets to one attention with an output gate; experts or a dense block. */
    static Outline hybrid(String family, ConfigFields c) {
        int count = Transformer.layers(c);
        FeedForward block = c.has("num_experts") ? experts(c, true) : Transformer.gated(c, false);
        c.ignore("intermediate_size", "decoder_sparse_step", "use_sliding_window");
        if (!c.numbers("mlp_only_layers").orElse(List.of()).isEmpty()) {
            throw c.mistake("mlp_only_layers", "dense layers are not known in this family");
        }
        GatedDeltaNet delta = new GatedDeltaNet(c.positive("linear_num_key_heads"), c.positive("linear_key_head_dim"),
                c.positive("linear_num_value_heads"), c.positive("linear_value_head_dim"), c.positive("linear_conv_kernel_dim", 4));
        Heads heads = Transformer.heads(c).qkNorm(QkNorm.PER_HEAD).rotary(Transformer.rotary(c, 0.25));
        if (c.flag("attn_output_gate", true)) {
            heads.outputGate();
        }
        boolean bias = c.flag("attention_bias", false);
        Layer linear = Layer.of("delta", delta, block);
        Layer full = Layer.of("full", heads.biases(bias, bias).mixer(), block);
        int interval = c.positive("full_attention_interval", 4);
        List<String> types = c.perLayer("layer_types", count).orElse(List.of());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean attends = types.isEmpty() ? (i + 1) % interval == 0 : types.get(i).equals("full_attention");
            layers.add(attends ? full : linear);
        }
        c.ignore("mtp_num_hidden_layers", "mtp_use_dedicated_embeddings", "num_nextn_predict_layers");
        if (c.findPositive("mtp_num_hidden_layers").isPresent()) {
            c.remarks().note("The multi-token-prediction layers are left out, a plain decode step does not run them.");
        }
        return Transformer.decoder(family, c, false, layers);
    }
}
