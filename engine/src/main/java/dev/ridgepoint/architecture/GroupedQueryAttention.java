package dev.ridgepoint.architecture;

import static dev.ridgepoint.architecture.TensorShape.matrix;
import static dev.ridgepoint.architecture.TensorShape.vector;

import java.util.ArrayList;
import java.util.List;

/**
 * Attention whose {@code heads} query heads share {@code kvHeads} key-value heads: multi-head attention when they are as many, multi-query when
 * there is one (Ainslie et al. 2023, arXiv 2305.13245).
 *
 * @param heads      query heads
 * @param kvHeads    key-value heads; divides {@code heads}
 * @param headSize   size of a head; not always {@code hidden / heads}
 * @param span       which tokens a query sees
 * @param qkvBias    whether the three projections have a bias
 * @param outputBias whether the output projection has one
 * @param qkNorm     normalisation of queries and keys
 * @param fusedQkv   whether the checkpoint stores the three projections as one
 * @param outputGate whether the query projection also yields a gate as wide as the queries (Qwen3-Next)
 * @param sinks      whether each head has a learned sink (gpt-oss)
 * @param rotarySize leading elements of a head that rotary embedding turns; 0 for none
 * @param keyIsValue whether values are the keys before their norm and rotation, so that there is no value projection (Gemma 4)
 */
public record GroupedQueryAttention(
        int heads, int kvHeads, int headSize, AttentionSpan span, boolean qkvBias, boolean outputBias, QkNorm qkNorm,
        boolean fusedQkv, boolean outputGate, boolean sinks, int rotarySize, boolean keyIsValue) implements Mixer {

    /** How queries and keys are normalised before the dot product. */
    public enum QkNorm { NONE, PER_HEAD, FULL_WIDTH }

    /** @throws IllegalArgumentException if the key-value heads do not divide the heads, or the rotary part is larger than a head */
    public GroupedQueryAttention {
        if (heads % kvHeads != 0) {
            throw new IllegalArgumentException(kvHeads + " KV heads do not divide " + heads + " heads");
        }
        if (rotarySize > headSize) {
            throw new IllegalArgumentException("rotary-size " + rotarySize + " of a head of " + headSize);
        }
    }

    @Override
    public String kindName() {
        String kind = kvHeads == heads ? "MHA" : kvHeads == 1 ? "MQA" : "GQA";
        return switch (span.kind()) {
            case FULL, BIDIRECTIONAL, SELECTED -> kind;
            case SLIDING -> kind + " window " + span.tokens();
            case CHUNKED -> kind + " chunk " + span.tokens();
        };
    }

    /** Outputs of the query projection, the gate included. */
    public long queryRows() {
        return (long) heads * headSize * (outputGate ? 2 : 1);
    }

    /** Outputs of the key projection. */
    public long keyRows() {
        return (long) kvHeads * headSize;
    }

    /** Outputs of the value projection; 0 when the keys serve as values. */
    public long valueRows() {
        return keyIsValue ? 0 : keyRows();
    }

    @Override
    public List<TensorShape> tensors(int hidden) {
        List<TensorShape> tensors = new ArrayList<>();
        if (fusedQkv) {
            tensors.add(matrix(TensorRole.ATTENTION_QKV, queryRows() + keyRows() + valueRows(), hidden));
        } else {
            tensors.add(matrix(TensorRole.ATTENTION_Q, queryRows(), hidden));
            tensors.add(matrix(TensorRole.ATTENTION_K, keyRows(), hidden));
            if (!keyIsValue) {
                tensors.add(matrix(TensorRole.ATTENTION_V, valueRows(), hidden));
            }
        }
        tensors.add(matrix(TensorRole.ATTENTION_OUTPUT, hidden, (long) heads * headSize));
        if (qkvBias) {
            tensors.add(vector(TensorRole.BIAS, queryRows() + keyRows() + valueRows()));
        }
        if (outputBias) {
            tensors.add(vector(TensorRole.BIAS, hidden));
        }
        switch (qkNorm) {
            case PER_HEAD -> tensors.add(vector(TensorRole.NORM, 2L * headSize));
            case FULL_WIDTH -> tensors.add(vector(TensorRole.NORM, (long) (heads + kvHeads) * headSize));
            case NONE -> { }
        }
        if (sinks) {
            tensors.add(vector(TensorRole.ATTENTION_SINKS, heads));
        }
        return tensors;
    }

    @Override
    public long cacheElementsPerToken() {
        return 2 * keyRows();
    }

    @Override
    public long stateElements() {
        return 0;
    }
}
