package dev.ridgepoint.checkpoint.config;

import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.checkpoint.outline.Heads;
import dev.ridgepoint.checkpoint.outline.Layer;
import dev.ridgepoint.checkpoint.outline.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Mixtures of experts under ordinary attention: Mixtral, MiniMax-M2, GLM-4.5, gpt-oss, Llama 4, Granite 3 and Hunyuan. */
final class MixtureConfig {

    private MixtureConfig() { }

    private static FeedForward experts(ConfigFields c, String count, String width) {
        return new MixtureOfExperts(c.positive(count), c.positive("num_experts_per_tok"), c.positive(width), true,
                Transformer.activation(c, "hidden_act", "silu"), false, false, 0, 0, false);
    }

    static Outline mixtral(ConfigFields c) {
        Heads heads = Transformer.heads(c);
        c.findPositive("sliding_window").ifPresent(heads::window);
        Layer layer = Layer.of("block", heads.mixer(), experts(c, "num_local_experts", "intermediate_size"));
        return Transformer.decoder("mixtral", c, false, Transformer.same(Transformer.layers(c), layer));
    }

    static Outline graniteMoe(ConfigFields c) {
        boolean bias = c.flag("attention_bias", false);
        Layer layer = Layer.of("block", Transformer.heads(c).biases(bias, bias).mixer(), experts(c, "num_local_experts", "intermediate_size"));
        return Transformer.decoder("granite", c, false, Transformer.same(Transformer.layers(c), layer));
    }

    /** Half of a head is turned, queries and keys are normalised over their full width. */
    static Outline miniMax(ConfigFields c) {
        Heads heads = Transformer.heads(c);
        heads.rotary(c.findPositive("rotary_dim").orElseGet(() -> Transformer.rotary(c, 0.5)));
        if (c.flag("use_qk_norm", true)) {
            heads.qkNorm(c.text("qk_norm_type").orElse("per_layer").equals("per_layer") ? QkNorm.FULL_WIDTH : QkNorm.PER_HEAD);
        }
        c.ignore("mlp_intermediate_size", "attn_type_list", "layernorm_full_attention_beta", "layernorm_linear_attention_beta", "layernorm_mlp_beta",
                "use_mtp", "num_mtp_modules", "mtp_transformer_layers", "use_routing_bias", "shared_intermediate_size", "shared_moe_mode",
                "attention_window_size", "max_model_len", "output_dim");
        c.remarks().note("The router's selection bias per expert is left out.");
        Layer layer = Layer.of("block", heads.mixer(), experts(c, "num_local_experts", "intermediate_size"));
        return Transformer.decoder("llama", c, false, Transformer.same(Transformer.layers(c), layer));
    }

    /** Dense layers first; half of a head is turned; a norm of queries and keys in the larger ones. */
    static Outline glm4Moe(ConfigFields c) {
        int count = Transformer.layers(c);
        Heads heads = Transformer.heads(c).biases(c.flag("attention_bias", false), false).rotary(Transformer.rotary(c, 0.5));
        if (c.flag("use_qk_norm", false)) {
            heads.qkNorm(QkNorm.PER_HEAD);
        }
        int width = c.positive("moe_intermediate_size");
        FeedForward experts = new MixtureOfExperts(c.positive("n_routed_experts"), c.positive("num_experts_per_tok"), width, true,
                Transformer.activation(c, "hidden_act", "silu"), false, false, 0, Math.multiplyExact(c.natural("n_shared_experts", 1), width), false);
        int dense = c.natural("first_k_dense_replace", 1);
        Layer first = Layer.of("dense", heads.mixer(), Transformer.gated(c, false));
        Layer rest = Layer.of("moe", heads.mixer(), experts);
        if (c.findPositive("num_nextn_predict_layers").isPresent()) {
            c.remarks().note("The multi-token-prediction layers are left out, a plain decode step does not run them.");
        }
        c.remarks().note("The router's selection bias per expert is left out.");
        return Transformer.decoder("glm4_moe", c, false, IntStream.range(0, count).mapToObj(i -> i < dense ? first : rest).toList());
    }

    /** Sliding and full layers in turn, sinks, biases everywhere. */
    static Outline gptOss(ConfigFields c) {
        int count = Transformer.layers(c);
        boolean bias = c.flag("attention_bias", true);
        FeedForward experts = new MixtureOfExperts(c.positive("num_local_experts"),
                c.findPositive("num_experts_per_tok").orElseGet(() -> c.positive("experts_per_token")), c.positive("intermediate_size"), true,
                Transformer.activation(c, "hidden_act", "silu"), true, true, 0, 0, false);
        int window = c.positive("sliding_window", 128);
        Layer sliding = Layer.of("sliding", Transformer.heads(c).biases(bias, bias).sinks().window(window).mixer(), experts);
        Layer full = Layer.of("full", Transformer.heads(c).biases(bias, bias).sinks().mixer(), experts);
        List<String> types = c.perLayer("layer_types", count).orElse(List.of());
        return Transformer.decoder("gpt_oss", c, false, IntStream.range(0, count)
                .mapToObj(i -> (types.isEmpty() ? i % 2 == 0 : types.get(i).equals("sliding_attention")) ? sliding : full).toList());
    }

    /** Chunked layers and, every fourth, one that attends to everything without rotation; experts in some or all, one of them shared. */
    static Outline llama4(ConfigFields c) {
        int count = Transformer.layers(c);
        boolean bias = c.flag("attention_bias", false);
        int width = c.positive("intermediate_size");
        String activation = Transformer.activation(c, "hidden_act", "silu");
        FeedForward experts = new MixtureOfExperts(c.positive("num_local_experts"), c.positive("num_experts_per_tok"), width, true, activation,
                false, false, 0, width, false);
        FeedForward dense = new DenseFeedForward(c.positive("intermediate_size_mlp"), true, activation, false, false);
        int chunk = c.positive("attention_chunk_size", 8192);
        int step = c.positive("interleave_moe_layer_step", 1);
        int interval = c.positive("no_rope_layer_interval", 4);
        List<String> turned = c.perLayer("no_rope_layers", count).orElse(List.of());
        c.ignore("use_qk_norm", "layer_types", "moe_layers");
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean full = turned.isEmpty() ? (i + 1) % interval == 0 : turned.get(i).equals("0");
            boolean sparse = (i + 1) % step == 0;
            Heads heads = Transformer.heads(c).biases(bias, bias);
            layers.add(Layer.of((full ? "full" : "chunked") + (sparse ? "-moe" : "-dense"), (full ? heads.rotary(0) : heads.chunk(chunk)).mixer(),
                    sparse ? experts : dense));
        }
        return Transformer.decoder("llama", c, false, layers);
    }

    /** Norms of queries and keys; its mixtures have one number for all layers or a list of equal ones. */
    static Outline hunyuan(ConfigFields c) {
        boolean bias = c.flag("attention_bias", false);
        Heads heads = Transformer.heads(c).biases(bias, bias);
        if (c.flag("use_qk_norm", true)) {
            heads.qkNorm(QkNorm.PER_HEAD);
        }
        c.ignore("attention_head_dim", "use_cla", "cla_share_factor", "norm_type", "mlp_bias", "num_experts", "org_vocab_size", "add_classification_head",
                "class_num", "pool_type", "use_rotary_pos_emb", "anyres_vit_max_image_size", "routed_scaling", "group_limited_greedy");
        int count = c.findPositive("num_experts").orElse(1);
        FeedForward block = count == 1 ? Transformer.gated(c, false) : new MixtureOfExperts(count, each(c, "moe_topk"), each(c, "moe_intermediate_size"), true,
                Transformer.activation(c, "hidden_act", "silu"), false, false, 0,
                Math.multiplyExact(each(c, "num_shared_expert"), each(c, "moe_intermediate_size")), false);
        c.ignore("intermediate_size", "moe_layer_num_skipped", "use_mixed_mlp_moe", "moe_drop_tokens", "moe_random_routing_dropped_token", "capacity_factor");
        return Transformer.decoder("llama", c, true, Transformer.same(Transformer.layers(c), Layer.of("block", heads.mixer(), block)));
    }

    private static int each(ConfigFields c, String key) {
        List<Integer> values = c.numbersOrOne(key).stream().distinct().toList();
        if (values.size() != 1 || values.get(0) < 1) {
            throw c.mistake(key, "layers that differ in it are not modelled");
        }
        return values.get(0);
    }
}
