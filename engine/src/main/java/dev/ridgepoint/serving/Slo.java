package dev.ridgepoint.serving;

import java.util.OptionalDouble;

/**
 * A service-level objective: what one request must not exceed, seconds.
 *
 * @param ttft     time to first token
 * @param tpot     time per output token after the first
 * @param endToEnd time to the last token
 */
public record Slo(OptionalDouble ttft, OptionalDouble tpot, OptionalDouble endToEnd) {

    /** Nothing is asked. */
    public static final Slo NONE = new Slo(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /** Whether anything is asked. */
    public boolean asks() {
        return ttft.isPresent() || tpot.isPresent() || endToEnd.isPresent();
    }

    /** Whether a request meets it; a request of one token has no time per token after it. */
    boolean met(double ttftSeconds, double tpotSeconds, double endToEndSeconds) {
        return within(ttftSeconds, ttft) && within(tpotSeconds, tpot) && within(endToEndSeconds, endToEnd);
    }

    private static boolean within(double seconds, OptionalDouble limit) {
        return limit.isEmpty() || Double.isNaN(seconds) || seconds <= limit.getAsDouble();
    }
}
