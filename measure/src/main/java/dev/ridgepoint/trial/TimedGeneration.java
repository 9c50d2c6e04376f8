package dev.ridgepoint.trial;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One prompt and its tokens, timed.
 *
 * @param prefill the pass of the prompt, which yields the first token
 * @param steps   a pass for each token after the first
 * @param usage   memory and power while they ran
 */
public record TimedGeneration(TimedPass prefill, List<TimedPass> steps, Usage usage) {

    /** A generation counts as disturbed when its prompt was, or more than this share of its steps. One slow step of a hundred moves no mean. */
    private static final double TOLERATED = 0.25;

    /** Copies its list. */
    public TimedGeneration {
        steps = List.copyOf(steps);
    }

    /** Seconds of all passes. The reference kernel between them is not in it. */
    public double totalSeconds() {
        return prefill.seconds() + steps.stream().mapToDouble(TimedPass::seconds).sum();
    }

    /** Seconds of a token after the first, on average; empty when there is none. */
    public OptionalDouble subsequentTokenSeconds() {
        return steps.stream().mapToDouble(TimedPass::seconds).average();
    }

    /** Seconds outside the runtime's own call. */
    public double harnessSeconds() {
        return totalSeconds() - prefill.runtimeSeconds() - steps.stream().mapToDouble(TimedPass::runtimeSeconds).sum();
    }

    /** Whether it should be run again. */
    public boolean interfered() {
        return prefill.interfered() || steps.stream().filter(TimedPass::interfered).count() > TOLERATED * steps.size();
    }
}
