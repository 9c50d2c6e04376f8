package dev.ridgepoint.architecture;

/**
 * Which of the earlier tokens a query may see, itself included.
 *
 * @param kind   the shape of the mask
 * @param tokens the window, the chunk or the selection, in tokens; 0 when all are seen
 */
public record AttentionSpan(Kind kind, int tokens) {

    /** The shapes of mask. */
    public enum Kind {
        /** Every earlier token. */
        FULL,
        /** Every token, later ones too (encoders). */
        BIDIRECTIONAL,
        /** The last {@code tokens} tokens (Mistral v0.1, Gemma 2 and 3, gpt-oss). */
        SLIDING,
        /** The tokens of the query's own chunk: positions are cut into chunks of {@code tokens} (Llama 4). */
        CHUNKED,
        /** The {@code tokens} tokens that an indexer scores highest (DeepSeek V3.2). */
        SELECTED
    }

    /** All earlier tokens. */
    public static final AttentionSpan FULL = new AttentionSpan(Kind.FULL, 0);

    /** All tokens, later ones too. */
    public static final AttentionSpan BIDIRECTIONAL = new AttentionSpan(Kind.BIDIRECTIONAL, 0);

    /** @throws IllegalArgumentException if a bounded span has no tokens */
    public AttentionSpan {
        if (kind != Kind.FULL && kind != Kind.BIDIRECTIONAL && tokens < 1) {
            throw new IllegalArgumentException("a span needs at least one token, not " + tokens);
        }
    }

    /**
     * Query-key pairs of one sequence when {@code queries} tokens follow {@code cached} ones, each query seeing itself and what came before.
     * Full: {@code S C + S (S + 1) / 2}.
     */
    public double pairs(double queries, double cached) {
        return switch (kind) {
            case FULL -> queries * cached + queries * (queries + 1) / 2;
            case BIDIRECTIONAL -> queries * (cached + queries);
            case SLIDING, SELECTED -> bounded(queries, cached);
            case CHUNKED -> chunkedUpTo(cached + queries) - chunkedUpTo(cached);
        };
    }

    /** Distinct cached tokens (the new ones included) that the pass must read for one sequence when attention is fused. */
    public double tokensRead(double queries, double cached) {
        return switch (kind) {
            case FULL, BIDIRECTIONAL -> cached + queries;
            case SLIDING -> Math.min(cached + queries, tokens + queries - 1);
            case SELECTED -> Math.min(cached + queries, tokens * queries);
            case CHUNKED -> cached % tokens + queries;
        };
    }

    /** Most tokens that the cache must keep for a sequence of {@code length} tokens. */
    public double tokensKept(double length) {
        return kind == Kind.SLIDING || kind == Kind.CHUNKED ? Math.min(length, tokens) : length;
    }

    /**
     * Of equal passes of {@code queries} tokens that follow one another from {@code cached} on, the number over which both {@link #pairs} and
     * {@link #tokensRead} are affine in the pass; at least 1. What makes a generation's closed form possible.
     */
    public double affinePasses(double queries, double cached) {
        switch (kind) {
            case FULL, BIDIRECTIONAL:
                return Double.POSITIVE_INFINITY;
            case SLIDING:
                return cached >= tokens - 1 ? Double.POSITIVE_INFINITY : untilEnd(queries, cached, tokens);
            case SELECTED:
                if (cached < tokens - 1) {
                    return untilEnd(queries, cached, tokens);
                }
                double everySelection = tokens * queries;
                return cached + queries > everySelection ? Double.POSITIVE_INFINITY : untilEnd(queries, cached, everySelection);
            default:
                return untilEnd(queries, cached % tokens, tokens);
        }
    }

    /** Passes that end at or before {@code end}, and one that crosses it if there is none. */
    private static double untilEnd(double queries, double cached, double end) {
        return Math.max(1, Math.floor((end - cached) / queries));
    }

    private double bounded(double queries, double cached) {
        // Queries before the window is full see a growing span, the rest see all of it.
        double growing = Math.max(0, Math.min(queries, tokens - cached));
        return growing * cached + growing * (growing + 1) / 2 + (queries - growing) * tokens;
    }

    private double chunkedUpTo(double length) {
        double whole = Math.floor(length / tokens);
        double rest = length - whole * tokens;
        return whole * tokens * (tokens + 1.0) / 2 + rest * (rest + 1) / 2;
    }
}
