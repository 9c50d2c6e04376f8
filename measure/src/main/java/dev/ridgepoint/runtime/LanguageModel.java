package dev.ridgepoint.runtime;

/** A model that runs passes over token ids on this machine. Not for use by several threads. */
public sealed interface LanguageModel extends AutoCloseable permits Decoder, Encoder {

    /** Name of the runtime, with its version and where it runs: {@code onnxruntime 1.29.0 cpu}. */
    String runtime();

    /** Sequences of a pass. */
    int batch();

    /** Token ids are less than this. */
    int vocabulary();

    /**
     * Runs a pass of as many tokens as each row has.
     *
     * @param tokens token ids, a row a sequence, all rows of one length
     * @return nanoseconds inside the runtime's own call, the rest of this method being the harness
     * @throws IllegalArgumentException if it cannot take so many
     */
    long run(int[][] tokens);

    @Override
    void close();
}
