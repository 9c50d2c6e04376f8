package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.architecture.TensorRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tensor does, by its name in GGUF. */
final class TensorRoles {

    private static final Map<String, TensorRole> OUTER = Map.ofEntries(
            Map.entry("token_embd.weight", TensorRole.TOKEN_EMBEDDING),
            Map.entry("position_embd.weight", TensorRole.POSITION_EMBEDDING),
            Map.entry("token_types.weight", TensorRole.TOKEN_TYPE_EMBEDDING),
            Map.entry("output.weight", TensorRole.OUTPUT),
            Map.entry("output.bias", TensorRole.BIAS),
            Map.entry("output_norm.weight", TensorRole.NORM),
            Map.entry("output_norm.bias", TensorRole.NORM),
            Map.entry("token_embd_norm.weight", TensorRole.NORM),
            Map.entry("token_embd_norm.bias", TensorRole.NORM),
            Map.entry("pooler.weight", TensorRole.POOLER),
            Map.entry("pooler.bias", TensorRole.BIAS));

    private static final Map<String, TensorRole> IN_LAYER = Map.ofEntries(
            Map.entry("attn_q.weight", TensorRole.ATTENTION_Q),
            Map.entry("attn_k.weight", TensorRole.ATTENTION_K),
            Map.entry("attn_v.weight", TensorRole.ATTENTION_V),
            Map.entry("attn_qkv.weight", TensorRole.ATTENTION_QKV),
            Map.entry("attn_output.weight", TensorRole.ATTENTION_OUTPUT),
            Map.entry("attn_sinks.weight", TensorRole.ATTENTION_SINKS),
            Map.entry("attn_sinks", TensorRole.ATTENTION_SINKS),
            Map.entry("attn_q_a.weight", TensorRole.MLA_Q_A),
            Map.entry("attn_q_b.weight", TensorRole.MLA_Q_B),
            Map.entry("attn_kv_a_mqa.weight", TensorRole.MLA_KV_A),
            Map.entry("attn_kv_b.weight", TensorRole.MLA_KV_B),
            Map.entry("attn_k_b.weight", TensorRole.MLA_KV_B),
            Map.entry("attn_v_b.weight", TensorRole.MLA_KV_B),
            Map.entry("indexer.attn_q_b.weight", TensorRole.INDEXER_Q),
            Map.entry("indexer.attn_k.weight", TensorRole.INDEXER_K),
            Map.entry("indexer.proj.weight", TensorRole.INDEXER_WEIGHTS),
            Map.entry("ffn_gate.weight", TensorRole.FFN_GATE),
            Map.entry("ffn_up.weight", TensorRole.FFN_UP),
            Map.entry("ffn_gate_up.weight", TensorRole.FFN_GATE_UP),
            Map.entry("ffn_down.weight", TensorRole.FFN_DOWN),
            Map.entry("ffn_gate_inp.weight", TensorRole.ROUTER),
            Map.entry("ffn_gate_exps.weight", TensorRole.EXPERT_GATE),
            Map.entry("ffn_up_exps.weight", TensorRole.EXPERT_UP),
            Map.entry("ffn_down_exps.weight", TensorRole.EXPERT_DOWN),
            Map.entry("ffn_latent_down.weight", TensorRole.LATENT_DOWN),
            Map.entry("ffn_latent_up.weight", TensorRole.LATENT_UP),
            Map.entry("ffn_gate_shexp.weight", TensorRole.SHARED_EXPERT_GATE),
            Map.entry("ffn_up_shexp.weight", TensorRole.SHARED_EXPERT_UP),
            Map.entry("ffn_down_shexp.weight", TensorRole.SHARED_EXPERT_DOWN),
            Map.entry("ffn_gate_inp_shexp.weight", TensorRole.SHARED_EXPERT_SCALE),
            Map.entry("ssm_in.weight", TensorRole.SSM_IN),
            Map.entry("ssm_x.weight", TensorRole.SSM_X),
            Map.entry("ssm_dt.weight", TensorRole.SSM_DT),
            Map.entry("ssm_out.weight", TensorRole.SSM_OUT),
            Map.entry("ssm_conv1d.weight", TensorRole.SSM_CONV),
            Map.entry("shortconv.conv.weight", TensorRole.SSM_CONV),
            Map.entry("shortconv.in_proj.weight", TensorRole.SHORT_CONV_IN),
            Map.entry("shortconv.out_proj.weight", TensorRole.SHORT_CONV_OUT),
            Map.entry("ssm_a", TensorRole.SSM_PARAMETER),
            Map.entry("ssm_d", TensorRole.SSM_PARAMETER),
            Map.entry("ssm_dt", TensorRole.SSM_PARAMETER),
            Map.entry("ssm_dt.bias", TensorRole.SSM_PARAMETER));

    /** What some names mean in a layer with a delta-net. */
    private static final Map<String, List<TensorRole>> IN_DELTA_NET = Map.of(
            "attn_qkv.weight", List.of(TensorRole.DELTA_QKV),
            "attn_gate.weight", List.of(TensorRole.DELTA_GATE),
            "ssm_in.weight", List.of(TensorRole.DELTA_QKV, TensorRole.DELTA_GATE),
            "ssm_beta.weight", List.of(TensorRole.DELTA_BETA),
            "ssm_ba.weight", List.of(TensorRole.DELTA_BETA, TensorRole.DELTA_DECAY),
            "ssm_alpha.weight", List.of(TensorRole.DELTA_DECAY),
            "ssm_out.weight", List.of(TensorRole.DELTA_OUT));

    private TensorRoles() { }

    static Optional<TensorRole> outside(String name) {
        return Optional.ofNullable(OUTER.get(name));
    }

    /** More than one where a file stores as one what a descriptor has apart; none for what no descriptor has. */
    static List<TensorRole> inside(LayerTensors layer, String part) {
        if (part.contains("norm")) {
            return List.of(TensorRole.NORM);
        }
        if (RecurrenceShapes.isDelta(layer) && IN_DELTA_NET.containsKey(part)) {
            return IN_DELTA_NET.get(part);
        }
        if (part.equals("ffn_up.weight") && fused(layer)) {
            return List.of(TensorRole.FFN_GATE_UP);
        }
        if (part.equals("ffn_gate_up_exps.weight")) {
            return List.of(TensorRole.EXPERT_GATE, TensorRole.EXPERT_UP);
        }
        TensorRole role = IN_LAYER.get(part);
        return role != null ? List.of(role) : part.endsWith(".bias") ? List.of(TensorRole.BIAS) : List.of();
    }

    private static boolean fused(LayerTensors layer) {
        return layer.find("ffn_down.weight").filter(down -> layer.get("ffn_up.weight").rows() == 2 * down.columns()).isPresent();
    }
}
