package dev.ridgepoint.architecture;

import java.util.List;

/** The part of a layer that mixes tokens with one another: attention of some kind, or a recurrence with a state of fixed size. */
public sealed interface Mixer permits GroupedQueryAttention, LatentAttention, Mamba1, Mamba2, GatedDeltaNet, ShortConvolution {

    /** The field's short name of this kind, as people write it in tables: {@code GQA}, {@code MLA}, {@code Mamba-2}. */
    String kindName();

    /** Every weight tensor of the mixer in a model of the given hidden size. */
    List<TensorShape> tensors(int hidden);

    /** Elements that one token adds to the KV cache in one layer; 0 for a recurrence. */
    long cacheElementsPerToken();

    /** Elements of recurrent state that one sequence keeps in one layer, in 32 bits; 0 for attention. */
    long stateElements();
}
