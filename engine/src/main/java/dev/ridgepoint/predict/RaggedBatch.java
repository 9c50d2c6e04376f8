package dev.ridgepoint.predict;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.AttentionSpan.Kind;

/**
 * One pass over sequences that differ in length: some decode, some have a piece of their prompt processed. Holds the sums that the cost of a pass depends on,
 * so that adding a sequence costs a few additions. Mutable and reused from pass to pass.
 */
public final class RaggedBatch {

    private final Part decode;
    private final Part prefill;
    private int sampled;

    RaggedBatch(AttentionSpan[] spans) {
        decode = new Part(spans);
        prefill = new Part(spans);
    }

    /** A batch whose cost depends on no context: for step times that are given and not predicted. */
    public static RaggedBatch withoutContexts() {
        return new RaggedBatch(new AttentionSpan[0]);
    }

    /** Empties it. */
    public void clear() {
        decode.clear();
        prefill.clear();
        sampled = 0;
    }

    /**
     * Adds a sequence that decodes.
     *
     * @param tokens that are checked at once: 1, or a draft and one more
     * @param cached tokens already in its cache
     */
    public void decode(int tokens, int cached) {
        decode.add(tokens, cached);
        sampled += tokens;
    }

    /**
     * Adds a piece of a prompt.
     *
     * @param tokens  of the piece
     * @param cached  tokens already in its cache
     * @param samples whether the piece is the prompt's last, so that its last token's logits are wanted
     */
    public void prefill(int tokens, int cached, boolean samples) {
        prefill.add(tokens, cached);
        sampled += samples ? 1 : 0;
    }

    /** Tokens of all sequences. */
    public int tokens() {
        return decode.tokens + prefill.tokens;
    }

    /** Tokens of prompts. */
    public int prefillTokens() {
        return prefill.tokens;
    }

    /** Sequences that decode. */
    public int decodingSequences() {
        return decode.sequences;
    }

    /** Tokens whose logits are wanted. */
    public int sampledTokens() {
        return sampled;
    }

    Part decoding() {
        return decode;
    }

    Part prefilling() {
        return prefill;
    }

    /** Sums over the sequences of one phase: query-key pairs, tokens read and scores under each span. */
    static final class Part {

        private final AttentionSpan[] spans;
        private final boolean[] full;
        final double[] pairs;
        final double[] read;
        final double[] scores;
        int tokens;
        int sequences;

        Part(AttentionSpan[] spans) {
            this.spans = spans;
            full = new boolean[spans.length];
            for (int i = 0; i < spans.length; i++) {
                full[i] = spans[i].kind() == Kind.FULL;
            }
            pairs = new double[spans.length];
            read = new double[spans.length];
            scores = new double[spans.length];
        }

        void clear() {
            tokens = 0;
            sequences = 0;
            for (int i = 0; i < pairs.length; i++) {
                pairs[i] = 0;
                read[i] = 0;
                scores[i] = 0;
            }
        }

        void add(int queries, int cached) {
            tokens += queries;
            sequences++;
            for (int i = 0; i < pairs.length; i++) {
                double kept = full[i] ? (double) cached + queries : spans[i].tokensRead(queries, cached);
                pairs[i] += full[i] ? queries * (cached + (queries + 1) / 2.0) : spans[i].pairs(queries, cached);
                read[i] += kept;
                scores[i] += queries * kept;
            }
        }
    }
}
