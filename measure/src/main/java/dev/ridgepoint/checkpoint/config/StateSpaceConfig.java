package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.architecture.Mamba1;
import dev.ridgepoint.architecture.Mamba2;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.ArrayList;
import java.util.List;

/** Mamba and Mamba-2, alone and in the hybrids of Falcon-H1, Granite 4 and Nemotron-H. */
final class StateSpaceConfig {

    private StateSpaceConfig() { }

    static Outline mamba(ConfigFields c) {
        int hidden = Transformer.hidden(c);
        int inner = c.findPositive("intermediate_size").orElseGet(() -> c.positive("intermediate_size", c.positive("expand", 2) * hidden));
        c.ignore("expand", "use_conv_bias", "use_bias", "hidden_act");
        int rank = c.findPositive("time_step_rank").orElseGet(() -> c.positive("time_step_rank", (hidden + 15) / 16));
        Mamba1 mixer = new Mamba1(inner, c.positive("state_size", 16), rank, c.positive("conv_kernel", 4));
        return Outline.decoder("mamba1", hidden, c.positive("vocab_size"), Outline.plainEmbeddings(c.flag("tie_word_embeddings", true)), 0,
                Transformer.same(Transformer.layers(c), Layer.of("block", mixer)));
    }

    static Outline mamba2(ConfigFields c) {
        return c.has("d_model") ? originalMamba2(c) : Outline.decoder("mamba2", Transformer.hidden(c), c.positive("vocab_size"),
                Outline.plainEmbeddings(c.flag("tie_word_embeddings", false)), 0,
                Transformer.same(Transformer.layers(c), Layer.of("block", new Mamba2(
                        c.positive("num_heads"), c.positive("head_dim", 64), c.positive("state_size", 128), c.positive("n_groups", 8),
                        c.positive("conv_kernel", 4), true))));
    }

    /** The configuration of the authors' own checkpoints; the vocabulary is padded. */
    static Outline originalMamba2(ConfigFields c) {
        int hidden = c.positive("d_model");
        ConfigFields layer = c.inner("ssm_cfg").orElseThrow(() -> c.mistake("ssm_cfg", "is missing"));
        if (!layer.text("layer").orElse("Mamba1").equals("Mamba2")) {
            throw c.mistake("ssm_cfg.layer", "is not Mamba2");
        }
        if (!c.numbers("attn_layer_idx").orElse(List.of()).isEmpty() || c.findPositive("d_intermediate").isPresent()) {
            throw c.mistake("attn_layer_idx", "attention and feed-forward layers in this configuration are not understood");
        }
        c.ignore("attn_cfg");
        int size = layer.positive("headdim", 64);
        int inner = layer.positive("expand", 2) * hidden;
        Mamba2 mixer = new Mamba2(inner / size, size, layer.positive("d_state", 128), layer.positive("ngroups", 1), layer.positive("d_conv", 4), true);
        int multiple = c.positive("pad_vocab_size_multiple", 8);
        int vocabulary = (c.positive("vocab_size") + multiple - 1) / multiple * multiple;
        return Outline.decoder("mamba2", hidden, vocabulary, Outline.plainEmbeddings(c.flag("tie_embeddings", true)), 0,
                Transformer.same(c.layers("n_layer"), Layer.of("block", mixer)));
    }

    /** Attention and Mamba-2 side by side in every layer. */
    static Outline falconH1(ConfigFields c) {
        int hidden = Transformer.hidden(c);
        int size = c.findPositive("mamba_d_head").orElse(0);
        int inner = c.findPositive("mamba_d_ssm").orElseGet(() -> c.positive("mamba_expand", 2) * hidden);
        int heads = c.findPositive("mamba_n_heads").orElseGet(() -> c.positive("mamba_n_heads", size == 0 ? 128 : inner / size));
        Mamba2 mamba = new Mamba2(heads, size == 0 ? inner / heads : size, c.positive("mamba_d_state"), c.positive("mamba_n_groups", 1),
                c.positive("mamba_d_conv", 4), c.flag("mamba_rms_norm", false));
        c.ignore("mamba_expand", "mamba_conv_bias", "mamba_norm_before_gate", "mamba_use_mlp", "attn_layer_indices", "num_logits_to_keep");
        boolean bias = c.flag("attention_bias", false);
        Mixer attention = Transformer.heads(c).biases(bias, bias).mixer();
        Layer layer = new Layer("block", List.of(attention, mamba), List.of(Transformer.gated(c, c.flag("mlp_bias", false))),
                Norms.PRE);
        c.remarks().note("Attention and Mamba 2 read the same input and their outputs are added.");
        return Transformer.decoder("llama", c, false, Transformer.same(Transformer.layers(c), layer));
    }

    /** Mamba-2 and a few layers of attention without rotation, each with experts or a dense block that the configuration calls shared. */
    static Outline graniteHybrid(ConfigFields c) {
        int hidden = Transformer.hidden(c);
        int count = Transformer.layers(c);
        List<String> types = c.perLayer("layer_types", count).or(() -> c.perLayer("layers_block_type", count))
                .orElseThrow(() -> c.mistake("layer_types", "is missing"));
        String activation = Transformer.activation(c, "hidden_act", "silu");
        int shared = c.positive("shared_intermediate_size");
        int experts = c.natural("num_local_experts", 0);
        FeedForward block = experts == 0
                ? new DenseFeedForward(shared, true, activation, false, false)
                : new MixtureOfExperts(experts, c.positive("num_experts_per_tok"), c.positive("intermediate_size"), true, activation, false, false, 0, shared,
                false);
        c.ignore("num_experts_per_tok", "intermediate_size", "normalization_function", "mamba_conv_bias", "mamba_expand", "attn_layer_indices");
        boolean bias = c.flag("attention_bias", false);
        Heads attention = Transformer.heads(c).biases(bias, bias);
        if (!c.text("position_embedding_type").orElse("nope").equals("rope")) {
            attention.rotary(0);
        }
        List<Layer> layers = new ArrayList<>();
        Layer full = Layer.of("attention", attention.mixer(), block);
        for (String type : types) {
            layers.add(type.equals("attention") ? full : Layer.of("mamba2", graniteMamba(c, hidden), block));
        }
        if (types.stream().allMatch("attention"::equals)) {
            c.ignore("mamba_n_heads", "mamba_d_head", "mamba_d_state", "mamba_n_groups", "mamba_d_conv");
        }
        return Transformer.decoder("granite", c, true, layers);
    }

    private static Mamba2 graniteMamba(ConfigFields c, int hidden) {
        int heads = c.positive("mamba_n_heads", 128);
        int size = c.findPositive("mamba_d_head").orElseGet(() -> c.positive("mamba_d_head", c.positive("mamba_expand", 2) * hidden / heads));
        return new Mamba2(heads, size, c.positive("mamba_d_state", 256), c.positive("mamba_n_groups", 1), c.positive("mamba_d_conv", 4), true);
    }
}
