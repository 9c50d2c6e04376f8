package dev.ridgepoint.serving;

/**
 * How a server makes up its passes.
 *
 * @param mostSequences that run at once
 * @param tokenBudget   most tokens of a pass: decoding sequences first, then pieces of prompts
 * @param preemption    what becomes of a sequence's cache when there is no room for it
 * @param speculation   drafts
 * @param sharing       whether the blocks of a prompt's beginning are kept for requests that begin alike
 */
public record ServingPolicy(int mostSequences, int tokenBudget, Preemption preemption, Speculation speculation, boolean sharing) {

    /** @throws IllegalArgumentException if nothing could run */
    public ServingPolicy {
        if (mostSequences < 1 || tokenBudget < 1) {
            throw new IllegalArgumentException("a pass needs room for a sequence and a token");
        }
        // With less, a sequence that all others decode before would never have its prompt processed.
        if (tokenBudget < (long) mostSequences * (1 + speculation.draftTokens())) {
            throw new IllegalArgumentException("a pass of " + tokenBudget + " tokens has no room for " + mostSequences + " sequences"
                    + (speculation.draftTokens() > 0 ? " with " + speculation.draftTokens() + " drafted tokens each" : ""));
        }
    }
}
