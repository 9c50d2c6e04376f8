package dev.ridgepoint.architecture;

import java.util.List;

/** The part of a layer that works on each token alone. */
public sealed interface FeedForward permits DenseFeedForward, MixtureOfExperts {

    /** The field's short name of this kind. */
    String kindName();

    /** Every weight tensor of the block in a model of the given hidden size. */
    List<TensorShape> tensors(int hidden);
}
