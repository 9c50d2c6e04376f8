package dev.ridgepoint.format;

import dev.ridgepoint.architecture.TensorRole;
import java.util.EnumSet;
import java.util.Set;

/** Tensors that llama.cpp's rules treat alike. */
enum MixPart {
    KEY(TensorRole.ATTENTION_K),
    VALUE(TensorRole.ATTENTION_V),
    /** {@code attn_qkv}: also the name of a delta-net's first projection. */
    FUSED_QKV(TensorRole.ATTENTION_QKV, TensorRole.DELTA_QKV),
    ATTENTION_OUTPUT(TensorRole.ATTENTION_OUTPUT),
    DOWN(TensorRole.FFN_DOWN, TensorRole.EXPERT_DOWN, TensorRole.SHARED_EXPERT_DOWN),
    EXPERTS(TensorRole.EXPERT_GATE, TensorRole.EXPERT_UP, TensorRole.EXPERT_DOWN);

    private final Set<TensorRole> roles;

    MixPart(TensorRole first, TensorRole... rest) {
        roles = EnumSet.of(first, rest);
    }

    boolean contains(TensorRole role) {
        return roles.contains(role);
    }
}
