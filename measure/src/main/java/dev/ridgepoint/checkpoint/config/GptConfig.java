package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Architecture.Norm;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;

/** GPT-2, GPT-NeoX, OPT and Falcon: layer norms and plain feed-forward blocks. */
final class GptConfig {

    private GptConfig() { }

    /** Learned positions, biases everywhere. */
    static Outline gpt2(ConfigFields c) {
        int hidden = c.positive("n_embd");
        int heads = c.positive("n_head");
        int inner = c.findPositive("n_inner").orElseGet(() -> c.positive("n_inner", 4 * hidden));
        DenseFeedForward block = new DenseFeedForward(inner, false, Transformer.activation(c, "activation_function", "gelu-tanh"), true, false);
        Layer layer = Layer.of("block", Heads.of(heads, heads, hidden / heads).rotary(0).biases(true, true).fused().mixer(), block);
        int positions = c.findPositive("n_positions").orElseGet(() -> c.positive("n_ctx"));
        c.ignore("n_ctx");
        return new Outline("gpt2", Architecture.Kind.DECODER, hidden, c.positive("vocab_size"),
                Embeddings.positions(c.flag("tie_word_embeddings", true), positions), Norm.LAYERNORM, positions, Transformer.same(c.layers("n_layer"), layer));
    }

    /** A norm each for attention and feed-forward, which run side by side unless told otherwise. */
    static Outline gptNeoX(ConfigFields c) {
        int heads = c.positive("num_attention_heads");
        int size = Transformer.hidden(c) / heads;
        boolean bias = c.flag("attention_bias", true);
        DenseFeedForward block = new DenseFeedForward(c.positive("intermediate_size"), false, Transformer.activation(c, "hidden_act", "gelu"), true, false);
        Heads attention = Heads.of(heads, heads, size).rotary((int) (size * c.share("rotary_pct", 0.25))).biases(bias, bias).fused();
        Layer layer = Layer.of("block", attention.mixer(), block);
        boolean parallel = c.flag("use_parallel_residual", true);
        return Transformer.decoder("phi2", c, false, Transformer.same(Transformer.layers(c), parallel ? layer.with(Norms.PARALLEL_TWO_NORMS) : layer))
                .withLayerNorm();
    }

    /** Learned positions, of which the first two are not used. */
    static Outline opt(ConfigFields c) {
        int hidden = Transformer.hidden(c);
        int heads = c.positive("num_attention_heads");
        int embedded = c.findPositive("word_embed_proj_dim").orElse(hidden);
        if (embedded != hidden || !c.flag("do_layer_norm_before", true)) {
            throw c.mistake("word_embed_proj_dim", "embeddings of another width than the layers, and norms that follow, are not modelled");
        }
        boolean bias = c.flag("enable_bias", true);
        DenseFeedForward block = new DenseFeedForward(c.positive("ffn_dim"), false, Transformer.activation(c, "activation_function", "relu"), bias, false);
        Layer layer = Layer.of("block", Heads.of(heads, heads, hidden / heads).rotary(0).biases(bias, bias).mixer(), block);
        long context = c.context("max_position_embeddings");
        c.ignore("_remove_final_layer_norm");
        return new Outline("opt", Architecture.Kind.DECODER, hidden, c.positive("vocab_size"),
                Embeddings.positions(c.flag("tie_word_embeddings", true), (int) context + 2), Norm.LAYERNORM, context,
                Transformer.same(Transformer.layers(c), layer));
    }

    /** One norm and one key-value head, or with the new decoder architecture two norms and several. */
    static Outline falcon(ConfigFields c) {
        int hidden = Transformer.hidden(c);
        int heads = c.findPositive("num_attention_heads").orElseGet(() -> c.positive("n_head"));
        boolean wide = c.flag("new_decoder_architecture", false);
        boolean single = c.flag("multi_query", true);
        int keys = wide ? c.findPositive("num_kv_heads").orElseGet(() -> c.positive("n_head_kv", heads)) : single ? 1 : heads;
        c.ignore("num_kv_heads", "n_head_kv");
        boolean bias = c.flag("bias", false);
        boolean positionsByBias = c.flag("alibi", false);
        Heads attention = Heads.of(heads, keys, hidden / heads).biases(bias, bias).fused();
        if (positionsByBias) {
            attention.rotary(0);
        }
        DenseFeedForward block = new DenseFeedForward(c.findPositive("ffn_hidden_size").orElseGet(() -> c.positive("ffn_hidden_size", 4 * hidden)), false,
                Transformer.activation(c, "activation", "gelu"), bias, false);
        boolean parallel = wide || c.flag("parallel_attn", true);
        c.ignore("parallel_attn");
        int norms = wide ? c.findPositive("num_ln_in_parallel_attn").orElseGet(() -> c.positive("num_ln_in_parallel_attn", 2)) : 1;
        Layer layer = Layer.of("block", attention.mixer(), block).with(!parallel ? Norms.PRE : norms == 2 ? Norms.PARALLEL_TWO_NORMS : Norms.PARALLEL);
        int layers = c.has("num_hidden_layers") ? Transformer.layers(c) : c.layers("n_layer");
        long context = c.findPositive("max_position_embeddings").orElseGet(() -> c.positive("max_position_embeddings", 2048));
        return Outline.decoder("falcon", hidden, c.positive("vocab_size"), Outline.plainEmbeddings(c.flag("tie_word_embeddings", true)), context,
                Transformer.same(layers, layer)).withLayerNorm();
    }
}
