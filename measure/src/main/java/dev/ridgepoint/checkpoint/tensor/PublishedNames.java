package dev.ridgepoint.checkpoint.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of tensors in checkpoints, and of modules in exported graphs, as GGUF has them. A name that is not known stays as it is. */
public final class PublishedNames {

    private static final Pattern IN_LAYER = Pattern.compile("(?:.*[./])?(?:layers|layer|h|blocks)[./](\\d{1,5})[./](.+?)[./](weight|bias)");
    private static final Pattern EXPERT = Pattern.compile("(?:.*[./])?experts[./](\\d{1,6})[./](\\w+)");

    /** Parameters that are no module's weight or bias. */
    private static final Pattern BARE = Pattern.compile("(?:.*[./])?(?:layers|layer|h|blocks)[./](\\d{1,5})[./](?:\\w+[./])*(\\w+)");
    private static final Map<String, String> BARE_PARTS = Map.of(
            "A_log", "ssm_a", "D", "ssm_d", "dt_bias", "ssm_dt.bias", "sinks", "attn_sinks", "gate_up_proj", "ffn_gate_up_exps.weight",
            "down_proj", "ffn_down_exps.weight", "gate_up_proj_bias", "ffn_gate_up_exps.bias", "down_proj_bias", "ffn_down_exps.bias");
    /** Towers of other senses and heads that guess ahead have layers of their own, which are not the language model's. */
    private static final Pattern ELSEWHERE = Pattern.compile("(?:.*[./])?(?:vision\\w*|visual|audio\\w*|mtp|multi_modal\\w*|image\\w*)[./].*");

    /** Ends of names; the first that fits decides. */
    private static final Map<Pattern, String> PARTS = new LinkedHashMap<>();
    private static final Map<Pattern, String> OUTER = new LinkedHashMap<>();
    private static final Map<String, String> EXPERT_PARTS = Map.of(
            "gate_proj", "gate", "w1", "gate", "up_proj", "up", "w3", "up", "down_proj", "down", "w2", "down");

    static {
        part("self_attn[./]q_proj|attention[./]self[./]query|attention[./]wq", "attn_q");
        part("self_attn[./]k_proj|attention[./]self[./]key|attention[./]wk", "attn_k");
        part("self_attn[./]v_proj|attention[./]self[./]value|attention[./]wv", "attn_v");
        part("self_attn[./]qkv_proj|attn[./]c_attn|attention[./]query_key_value|self_attention[./]query_key_value|linear_attn[./]in_proj_qkv", "attn_qkv");
        part("self_attn[./](?:o_proj|out_proj|dense)|attn[./]c_proj|attention[./](?:dense|wo|out_proj)|attention[./]output[./]dense|self_attention[./]dense"
                + "|attn[./]attention[./]out_proj", "attn_output");
        part("self_attn[./]q_a_proj", "attn_q_a");
        part("self_attn[./]q_b_proj", "attn_q_b");
        part("self_attn[./]kv_a_proj_with_mqa", "attn_kv_a_mqa");
        part("self_attn[./]kv_b_proj", "attn_kv_b");
        part("indexer[./]wq_b", "indexer.attn_q_b");
        part("indexer[./]wk", "indexer.attn_k");
        part("indexer[./]weights_proj", "indexer.proj");
        part("(?:mlp[./]shared_expert|block_sparse_moe[./]shared_expert)_gate", "ffn_gate_inp_shexp");
        part("(?:shared_experts?|shared_mlp)[./]gate_proj", "ffn_gate_shexp");
        part("(?:shared_experts?|shared_mlp)[./]up_proj", "ffn_up_shexp");
        part("(?:shared_experts?|shared_mlp)[./](?:down_proj|output_linear)", "ffn_down_shexp");
        part("(?:mlp|block_sparse_moe|feed_forward|mixer)[./](?:gate|router)(?:[./](?:wg|layer))?", "ffn_gate_inp");
        part("(?:mlp|feed_forward|block_sparse_moe)[./](?:gate_proj|w1|c_fc_0)", "ffn_gate");
        part("mlp[./]gate_up_proj", "ffn_up");
        part("(?:mlp|feed_forward)[./](?:up_proj|w3|c_fc|c_fc_1|fc1|dense_h_to_4h)|fc1|intermediate[./]dense", "ffn_up");
        part("(?:mlp|feed_forward)[./](?:down_proj|w2|c_proj|fc2|dense_4h_to_h)|fc2|output[./]dense", "ffn_down");
        part("block_sparse_moe[./]input_linear", "ffn_gate_up_exps");
        part("block_sparse_moe[./]output_linear", "ffn_down_exps");
        part("linear_attn[./]in_proj_z", "attn_gate");
        part("linear_attn[./]in_proj_b", "ssm_beta");
        part("linear_attn[./]in_proj_a", "ssm_alpha");
        part("(?:mixer|mamba|linear_attn)[./]in_proj(?:_qkvz)?", "ssm_in");
        part("linear_attn[./]in_proj_ba", "ssm_ba");
        part("(?:mixer|mamba|linear_attn)[./]out_proj", "ssm_out");
        part("(?:mixer|mamba|linear_attn)[./]conv1d", "ssm_conv1d");
        part("mixer[./]x_proj", "ssm_x");
        part("mixer[./]dt_proj", "ssm_dt");
        part("conv[./]in_proj", "shortconv.in_proj");
        part("conv[./]out_proj", "shortconv.out_proj");
        part("conv[./]conv", "shortconv.conv");
        part(".*(?:norm|layernorm|ln_\\w+|LayerNorm|_norm\\w*)", "any_norm");
        outer("embed_tokens|wte|word_embeddings|embed_in|tok_embeddings|backbone[./]embeddings?", "token_embd");
        outer("wpe|embed_positions|position_embeddings", "position_embd");
        outer("token_type_embeddings", "token_types");
        outer("lm_head|embed_out|output", "output");
        outer("pooler[./]dense", "pooler");
        outer("embeddings[./]LayerNorm", "token_embd_norm");
        outer("(?:norm|ln_f|final_layernorm|final_layer_norm|norm_f|model[./]norm)", "output_norm");
    }

    private PublishedNames() { }

    private static void part(String ends, String name) {
        PARTS.put(Pattern.compile("(?:.*[./])?(?:" + ends + ")"), name);
    }

    private static void outer(String ends, String name) {
        OUTER.put(Pattern.compile("(?:.*[./])?(?:" + ends + ")"), name);
    }

    /** The name in GGUF. */
    public static String inGguf(String published) {
        if (ELSEWHERE.matcher(published).matches()) {
            return published;
        }
        Matcher inLayer = IN_LAYER.matcher(published);
        if (inLayer.matches()) {
            String part = part(inLayer.group(2));
            return part == null ? published : "blk." + inLayer.group(1) + "." + part + "." + inLayer.group(3);
        }
        Matcher bare = BARE.matcher(published);
        if (bare.matches() && BARE_PARTS.containsKey(bare.group(2))) {
            return "blk." + bare.group(1) + "." + BARE_PARTS.get(bare.group(2));
        }
        int dot = Math.max(published.lastIndexOf('.'), published.lastIndexOf('/'));
        String kind = dot < 0 ? "" : published.substring(dot + 1);
        if (!kind.equals("weight") && !kind.equals("bias")) {
            return published;
        }
        String stem = published.substring(0, dot);
        return OUTER.entrySet().stream().filter(entry -> entry.getKey().matcher(stem).matches()).map(entry -> entry.getValue() + "." + kind)
                .findFirst().orElse(published);
    }

    private static String part(String module) {
        Matcher expert = EXPERT.matcher(module);
        if (expert.matches()) {
            String matrix = EXPERT_PARTS.get(expert.group(2));
            return matrix == null ? null : "ffn_" + matrix + "." + expert.group(1);
        }
        return PARTS.entrySet().stream().filter(entry -> entry.getKey().matcher(module).matches()).map(Map.Entry::getValue).findFirst().orElse(null);
    }
}
