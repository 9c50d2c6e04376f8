package dev.ridgepoint.runtime;

/**
 * A decoder that runs on this machine, with a cache of its own. Not for use by several threads.
 *
 * <p>Shapes: a pass takes {@code tokens} tokens of each of the spec's {@code batch} sequences and yields the logits of each sequence's last token.
 */
public interface Decoder extends AutoCloseable {

    /** Name of the runtime, with its version: {@code onnxruntime 1.29.0 cpu}. */
    String runtime();

    /** What was built. */
    DecoderSpec spec();

    /** Tokens of each sequence in the cache. */
    int cached();

    /**
     * Makes the cache hold {@code tokens} tokens of each sequence without running them: an empty cache for 0, one of arbitrary but finite contents otherwise, as a
     * timed run at a depth needs.
     */
    void setCached(int tokens);

    /**
     * Runs a pass of as many tokens as each row has, after those in the cache, and appends them to it.
     *
     * @param tokens token ids, a row a sequence, all rows of one length
     * @return nanoseconds inside the runtime's own call, the rest of this method being the harness
     * @throws IllegalArgumentException if the cache has no room for them
     */
    long run(int[][] tokens);

    /** Logits of each sequence's last token in the last pass, {@code batch x vocabulary}. Copied out when asked for, not in {@link #run}. */
    float[][] logits();

    @Override
    void close();
}
