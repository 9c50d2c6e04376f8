package dev.ridgepoint.format;

import dev.ridgepoint.architecture.TensorRole;
import java.util.EnumSet;
import java.util.Set;

/** Tensors that a weights format treats alike. */
enum TensorGroup {
    /** The output projection, or the embedding where it doubles as one: {@link MixSite#isIn} tells. */
    OUTPUT(TensorRole.OUTPUT),
    /** The embedding where it is no output as well: that rule comes first. */
    EMBEDDING(TensorRole.TOKEN_EMBEDDING),
    QUERY(TensorRole.ATTENTION_Q),
    KEY(TensorRole.ATTENTION_K),
    VALUE(TensorRole.ATTENTION_V),
    /** {@code attn_qkv} in GGUF: also the name of a delta-net's first projection. */
    FUSED_QKV(TensorRole.ATTENTION_QKV, TensorRole.DELTA_QKV),
    ATTENTION_OUTPUT(TensorRole.ATTENTION_OUTPUT),
    /** {@code ffn_down*} in GGUF. */
    DOWN(TensorRole.FFN_DOWN, TensorRole.EXPERT_DOWN, TensorRole.SHARED_EXPERT_DOWN),
    /** {@code ffn_gate*} and {@code ffn_up*} in GGUF. */
    GATE_AND_UP(TensorRole.FFN_GATE, TensorRole.FFN_UP, TensorRole.FFN_GATE_UP, TensorRole.EXPERT_GATE, TensorRole.EXPERT_UP,
            TensorRole.SHARED_EXPERT_GATE, TensorRole.SHARED_EXPERT_UP),
    EXPERTS(TensorRole.EXPERT_GATE, TensorRole.EXPERT_UP, TensorRole.EXPERT_DOWN),
    /** The matrices that post-training quantisation goes for: all in the layers but the router, convolutions and projections to a number per head. */
    LAYER_MATRIX(
            TensorRole.ATTENTION_Q, TensorRole.ATTENTION_K, TensorRole.ATTENTION_V, TensorRole.ATTENTION_QKV, TensorRole.ATTENTION_OUTPUT,
            TensorRole.MLA_Q_A, TensorRole.MLA_Q_B, TensorRole.MLA_KV_A, TensorRole.MLA_KV_B, TensorRole.INDEXER_Q, TensorRole.INDEXER_K,
            TensorRole.FFN_GATE, TensorRole.FFN_UP, TensorRole.FFN_GATE_UP, TensorRole.FFN_DOWN,
            TensorRole.EXPERT_GATE, TensorRole.EXPERT_UP, TensorRole.EXPERT_DOWN, TensorRole.LATENT_DOWN, TensorRole.LATENT_UP,
            TensorRole.SHARED_EXPERT_GATE, TensorRole.SHARED_EXPERT_UP, TensorRole.SHARED_EXPERT_DOWN,
            TensorRole.SSM_IN, TensorRole.SSM_X, TensorRole.SSM_OUT, TensorRole.DELTA_QKV, TensorRole.DELTA_GATE, TensorRole.DELTA_OUT,
            TensorRole.SHORT_CONV_IN, TensorRole.SHORT_CONV_OUT),
    /** What the conversion to GGUF leaves in 32 bits, whatever the file's format. */
    KEPT_IN_GGUF(
            TensorRole.NORM, TensorRole.BIAS, TensorRole.ATTENTION_SINKS, TensorRole.SSM_PARAMETER, TensorRole.SSM_CONV, TensorRole.ROUTER,
            TensorRole.SHARED_EXPERT_SCALE, TensorRole.POSITION_EMBEDDING, TensorRole.TOKEN_TYPE_EMBEDDING);

    private final Set<TensorRole> roles;

    TensorGroup(TensorRole first, TensorRole... rest) {
        roles = EnumSet.of(first, rest);
    }

    boolean contains(TensorRole role) {
        return roles.contains(role);
    }
}
