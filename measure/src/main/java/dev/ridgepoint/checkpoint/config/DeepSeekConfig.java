package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.Optional;
import java.util.stream.IntStream;

/** Latent attention: DeepSeek-V2 and V3, Kimi-K2, GLM-5, MiniCPM3 and PLM. */
final class DeepSeekConfig {

    private DeepSeekConfig() { }

    /** Dense layers first, then experts, of which some are shared. */
    static Outline deepSeek(ConfigFields c) {
        int count = Transformer.layers(c);
        LatentAttention attention = attention(c, Optional.empty());
        return sparse(c, attention, count);
    }

    /** The same with an indexer that chooses what attention reads. */
    static Outline sparseAttention(ConfigFields c) {
        LatentAttention.Indexer indexer = new LatentAttention.Indexer(
                c.positive("index_n_heads", 64), c.positive("index_head_dim", 128), c.positive("index_topk", 2048));
        return sparse(c, attention(c, Optional.of(indexer)), Transformer.layers(c));
    }

    private static LatentAttention attention(ConfigFields c, Optional<LatentAttention.Indexer> indexer) {
        c.ignore("num_key_value_heads", "head_dim", "qk_head_dim", "attention_bias");
        if (c.flag("attention_bias", false)) {
            c.remarks().unknown("attention_bias = true");
        }
        int rank = c.findPositive("q_lora_rank").orElse(0);
        return new LatentAttention(c.positive("num_attention_heads"), rank, c.positive("kv_lora_rank"), c.positive("qk_nope_head_dim"),
                c.positive("qk_rope_head_dim"), c.positive("v_head_dim"), indexer);
    }

    private static Outline sparse(ConfigFields c, LatentAttention attention, int count) {
        FeedForward dense = Transformer.gated(c, false);
        Layer first = Layer.of("dense", attention, dense);
        if (c.findPositive("n_routed_experts").isEmpty()) {
            return Transformer.decoder("deepseek", c, false, Transformer.same(count, first));
        }
        int width = c.positive("moe_intermediate_size");
        int shared = c.natural("n_shared_experts", 0);
        FeedForward experts = new MixtureOfExperts(c.positive("n_routed_experts"), c.positive("num_experts_per_tok"), width, true,
                Transformer.activation(c, "hidden_act", "silu"), false, false, 0, Math.multiplyExact(shared, width), false);
        Layer rest = Layer.of("moe", attention, experts);
        int replaced = c.natural("first_k_dense_replace", 0);
        int every = c.positive("moe_layer_freq", 1);
        if (c.findPositive("num_nextn_predict_layers").isPresent()) {
            c.remarks().note("The multi-token-prediction layers are left out, a plain decode step does not run them.");
        }
        c.ignore("num_nextn_predict_layers", "n_group", "indexer_rope_interleave");
        return Transformer.decoder("deepseek", c, false, IntStream.range(0, count).mapToObj(i -> i >= replaced && i % every == 0 ? rest : first).toList());
    }

    static Outline miniCpm3(ConfigFields c) {
        LatentAttention attention = latentOfMiniCpm(c);
        return Transformer.decoder("minicpm", c, true, Transformer.same(Transformer.layers(c), Layer.of("block", attention, Transformer.gated(c, false))));
    }

    /** Its configuration may leave the size of a value out: it is that of a head. */
    private static LatentAttention latentOfMiniCpm(ConfigFields c) {
        int heads = c.positive("num_attention_heads");
        c.ignore("num_key_value_heads");
        int value = c.findPositive("v_head_dim").orElseGet(() -> c.positive("v_head_dim", Transformer.hidden(c) / heads));
        return new LatentAttention(heads, c.findPositive("q_lora_rank").orElse(0), c.positive("kv_lora_rank"), c.positive("qk_nope_head_dim"),
                c.positive("qk_rope_head_dim"), value, Optional.empty());
    }

    /** A plain block with a squared ReLU. */
    static Outline plm(ConfigFields c) {
        FeedForward plain = new DenseFeedForward(c.positive("intermediate_size"), false, Transformer.activation(c, "hidden_act", "relu2"), false, false);
        return Transformer.decoder("plm", c, true, Transformer.same(Transformer.layers(c), Layer.of("block", attention(c, Optional.empty()), plain)));
    }
}
