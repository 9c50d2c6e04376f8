package dev.ridgepoint.architecture;

/**
 * What a weight tensor does in the model. A weights format chooses the block format of a tensor by its role, and the lowering
 * finds an operator's weights by it.
 */
public enum TensorRole {
    TOKEN_EMBEDDING, POSITION_EMBEDDING, TOKEN_TYPE_EMBEDDING, OUTPUT,
    NORM, BIAS,

    ATTENTION_Q, ATTENTION_K, ATTENTION_V, ATTENTION_QKV, ATTENTION_OUTPUT, ATTENTION_SINKS,
    /** MLA: the query's down- and up-projection, the latent's down-projection and its up-projection to keys and values. */
    MLA_Q_A, MLA_Q_B, MLA_KV_A, MLA_KV_B,
    /** Sparse attention's indexer: queries from the latent query, keys from the hidden state, a weight per head. */
    INDEXER_Q, INDEXER_K, INDEXER_WEIGHTS,

    FFN_GATE, FFN_UP, FFN_GATE_UP, FFN_DOWN,
    ROUTER, EXPERT_GATE, EXPERT_UP, EXPERT_DOWN, LATENT_DOWN, LATENT_UP,
    SHARED_EXPERT_GATE, SHARED_EXPERT_UP, SHARED_EXPERT_DOWN, SHARED_EXPERT_SCALE,

    /** State-space and linear-attention layers. */
    SSM_IN, SSM_X, SSM_DT, SSM_OUT, SSM_CONV, SSM_PARAMETER,
    /** Gated delta-net: query, key and value in one; the output gate; the decay and write strengths per head. */
    DELTA_QKV, DELTA_GATE, DELTA_DECAY, DELTA_BETA, DELTA_OUT,
    SHORT_CONV_IN, SHORT_CONV_OUT,
    POOLER;

    /** Vectors and tiny tables that every format keeps in 32 or 16 bits. */
    public boolean isVector() {
        return this == NORM || this == BIAS || this == ATTENTION_SINKS || this == SSM_PARAMETER;
    }
}
