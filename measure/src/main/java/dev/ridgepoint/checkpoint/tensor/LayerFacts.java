package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.architecture.AttentionSpan;

/** What the shapes of a layer's tensors leave open. A fact that the file does not have costs an {@link dev.ridgepoint.input.InvalidInputException}. */
public interface LayerFacts {

    /** Elements of an attention head, of which {@code width} are all. */
    int headSize(long width);

    /** What a query sees. */
    AttentionSpan span();

    /** Elements of a head that are turned. */
    int rotary(int headSize);

    /** Experts that a token is sent to. */
    int expertsUsed();

    /** State elements of a channel, or the size of a linear-attention key. */
    int stateSize();

    /** Tokens that an indexer selects. */
    int indexerTop();

    /** Heads of an indexer. */
    int indexerHeads();

    /** Name of the feed-forward's non-linearity. */
    String activation();

    /** Whether attention and feed-forward run side by side although each has a norm. */
    boolean parallel();
}
