package dev.ridgepoint.serving;

import java.util.random.RandomGenerator;

/**
 * Speculative decoding: {@code draftTokens} are drafted for each sequence and checked in one pass with the token before them; those up to the first miss are
 * kept, and the pass itself gives one more. With acceptance {@code a} and {@code k} drafted tokens, a pass gives {@code (1 - a^(k+1)) / (1 - a)} tokens on
 * average (Leviathan, Kalman and Matias 2023).
 *
 * @param draftTokens     drafted for each pass; 0 for none
 * @param acceptance      probability that a drafted token is right, whatever came before
 * @param secondsPerDraft what drafting one token for the whole batch takes; 0 where drafts cost nothing, as from n-grams
 */
public record Speculation(int draftTokens, double acceptance, double secondsPerDraft) {

    /** No drafts. */
    public static final Speculation NONE = new Speculation(0, 0, 0);

    /** @throws IllegalArgumentException if a value is out of range */
    public Speculation {
        if (draftTokens < 0 || !(acceptance >= 0 && acceptance <= 1) || !(secondsPerDraft >= 0)) {
            throw new IllegalArgumentException("speculation needs 0 or more drafted tokens and an acceptance from 0 to 1");
        }
    }

    /** Tokens that a pass gives when {@code drafted} tokens are checked. */
    int draw(int drafted, RandomGenerator random) {
        int kept = 0;
        while (kept < drafted && random.nextDouble() < acceptance) {
            kept++;
        }
        return kept + 1;
    }
}
