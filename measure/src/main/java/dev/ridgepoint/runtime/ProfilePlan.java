package dev.ridgepoint.runtime;

/**
 * Which passes are profiled. Each phase begins with one more pass, which is thrown away.
 *
 * @param promptTokens tokens of a prompt, after none
 * @param prompts      how often it is run
 * @param depth        tokens in the cache before the first step
 * @param steps        single tokens run after them
 */
public record ProfilePlan(int promptTokens, int prompts, int depth, int steps) {

    /** @throws IllegalArgumentException if a phase has nothing to run */
    public ProfilePlan {
        if (promptTokens < 1 || prompts < 1 || depth < 0 || steps < 1) {
            throw new IllegalArgumentException("a profile needs a prompt and a step at least");
        }
    }
}
