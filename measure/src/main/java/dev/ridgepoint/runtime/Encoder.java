package dev.ridgepoint.runtime;

/**
 * An encoder that runs on this machine: every token of a sequence sees every other, there is no cache, and nothing is generated.
 *
 * <p>Shapes: a pass takes {@code tokens} tokens of each of the batch's sequences and yields a vector of the hidden size for each sequence.
 */
public non-sealed interface Encoder extends LanguageModel {

    /** A vector for each sequence of the last pass, {@code batch x hidden}. Copied out when asked for, not in {@link #run}. */
    float[][] embeddings();
}
