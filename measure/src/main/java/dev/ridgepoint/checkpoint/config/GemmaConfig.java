package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.ArrayList;
import java.util.List;

/** Gemma, whose published configurations leave out whatever is the class's default. */
final class GemmaConfig {

    private GemmaConfig() { }

    static Outline gemma(ConfigFields c) {
        Layer layer = Layer.of("block", Heads.of(c.positive("num_attention_heads"), c.positive("num_key_value_heads"), c.positive("head_dim", 256)).mixer(),
                block(c));
        c.ignore("hidden_activation");
        return Transformer.decoder("gemma", c, true, Transformer.same(Transformer.layers(c), layer));
    }

    private static FeedForward block(ConfigFields c) {
        // The first configurations said gelu and meant its approximation.
        c.ignore("hidden_act", "hidden_activation");
        return new DenseFeedForward(c.positive("intermediate_size"), true, "gelu-tanh", false, false);
    }

    /** Sliding and full layers in turn, norms on both sides. */
    static Outline gemma2(ConfigFields c) {
        int heads = c.positive("num_attention_heads", 8);
        int keys = c.positive("num_key_value_heads", 4);
        int size = c.positive("head_dim", 256);
        int window = c.positive("sliding_window", 4096);
        Layer sliding = Layer.of("sliding", Heads.of(heads, keys, size).window(window).mixer(), block(c)).with(Norms.PRE_AND_POST);
        Layer full = Layer.of("full", Heads.of(heads, keys, size).mixer(), block(c)).with(Norms.PRE_AND_POST);
        c.ignore("sliding_window_size", "attention_bias");
        return outline("gemma2", c, c.positive("vocab_size", 256_000), c.has("max_position_embeddings") ? c.context("max_position_embeddings") : 8192,
                order(c, sliding, full, 2));
    }

    /** Five sliding layers to a full one, and norms on queries and keys too. */
    static Outline gemma3(ConfigFields c) {
        int heads = c.positive("num_attention_heads", 8);
        int keys = c.positive("num_key_value_heads", 4);
        int size = c.positive("head_dim", 256);
        int window = c.positive("sliding_window", 4096);
        Layer sliding = Layer.of("sliding", Heads.of(heads, keys, size).window(window).qkNorm(QkNorm.PER_HEAD).mixer(), block(c)).with(Norms.PRE_AND_POST);
        Layer full = Layer.of("full", Heads.of(heads, keys, size).qkNorm(QkNorm.PER_HEAD).mixer(), block(c)).with(Norms.PRE_AND_POST);
        c.ignore("attention_bias", "use_bidirectional_attention");
        return outline("gemma3", c, c.positive("vocab_size", 262_208), context(c), order(c, sliding, full, c.findPositive("sliding_window_pattern").orElse(6)));
    }

    /** Full layers have heads of another size, whose keys may serve as values; a dense block and experts side by side where there are experts. */
    static Outline gemma4(ConfigFields c) {
        if (c.findPositive("hidden_size_per_layer_input").isPresent() || c.findPositive("num_kv_shared_layers").isPresent()) {
            throw c.mistake("hidden_size_per_layer_input", "per-layer embeddings and shared caches are not modelled");
        }
        c.ignore("vocab_size_per_layer_input", "use_double_wide_mlp", "attention_bias", "use_bidirectional_attention");
        int heads = c.positive("num_attention_heads");
        int keys = c.positive("num_key_value_heads");
        int size = c.positive("head_dim", 256);
        int fullSize = c.positive("global_head_dim", size);
        boolean keyIsValue = c.flag("attention_k_eq_v", false);
        Heads full = Heads.of(heads, keyIsValue ? c.positive("num_global_key_value_heads", keys) : keys, fullSize)
                .rotary((int) (fullSize * c.share("partial_rotary_factor", 0.25))).qkNorm(QkNorm.PER_HEAD);
        if (keyIsValue) {
            full.keyIsValue();
        }
        c.ignore("num_global_key_value_heads");
        List<FeedForward> blocks = new ArrayList<>(List.of(block(c)));
        if (c.flag("enable_moe_block", false)) {
            blocks.add(new MixtureOfExperts(c.positive("num_experts"), c.findPositive("top_k_experts").orElseGet(() -> c.positive("num_experts_per_tok")),
                    c.findPositive("moe_intermediate_size").orElseGet(() -> c.positive("expert_intermediate_size")), true, "gelu-tanh", false, false, 0, 0,
                            false));
        }
        c.ignore("num_experts", "top_k_experts", "moe_intermediate_size");
        Layer sliding = new Layer("sliding", List.of(Heads.of(heads, keys, size).window(c.positive("sliding_window")).qkNorm(QkNorm.PER_HEAD).mixer()), blocks,
                Norms.PRE_AND_POST);
        Layer wide = new Layer("full", List.of(full.mixer()), blocks, Norms.PRE_AND_POST);
        return outline("gemma3", c, c.positive("vocab_size", 262_144), c.has("max_position_embeddings") ? c.context("max_position_embeddings") : 131_072,
                order(c, sliding, wide, 6));
    }

    private static long context(ConfigFields c) {
        if (c.has("max_position_embeddings")) {
            return c.context("max_position_embeddings");
        }
        c.remarks().assume("max_position_embeddings", 131_072);
        return 131_072;
    }

    private static Outline outline(String family, ConfigFields c, int vocabulary, long context, List<Layer> layers) {
        return Outline.decoder(family, c.positive("hidden_size"), vocabulary, Outline.plainEmbeddings(c.flag("tie_word_embeddings", true)), context, layers);
    }

    private static List<Layer> order(ConfigFields c, Layer sliding, Layer full, int every) {
        int count = Transformer.layers(c);
        List<String> types = c.perLayer("layer_types", count).orElse(List.of());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean slides = types.isEmpty() ? (i + 1) % every != 0 : types.get(i).equals("sliding_attention");
            layers.add(slides ? sliding : full);
        }
        return layers;
    }
}
