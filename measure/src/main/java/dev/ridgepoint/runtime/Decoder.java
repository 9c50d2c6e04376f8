package dev.ridgepoint.runtime;

/**
 * A decoder that runs on this machine, with a cache of its own. Not for use by several threads.
 *
 * <p>Shapes: a pass takes {@code tokens} tokens of each of the batch's sequences and yields the logits of each sequence's last token.
 */
public non-sealed interface Decoder extends LanguageModel {

    /** Tokens of each sequence in the cache. */
    int cached();

    /**
     * Makes the cache hold {@code tokens} tokens of each sequence without running them: an empty cache for 0, one of arbitrary but finite contents otherwise, as a
     * timed run at a depth needs.
     */
    void setCached(int tokens);

    /** {@inheritDoc} They come after those in the cache, and are appended to it. */
    @Override
    long run(int[][] tokens);

    /** Logits of each sequence's last token in the last pass, {@code batch x vocabulary}. Copied out when asked for, not in {@link #run}. */
    float[][] logits();
}
