package dev.ridgepoint.statistics;

import dev.ridgepoint.trial.Distribution;

/** How far the slow trials are from the usual one: the 95th percentile over the median. */
public final class TailRatio {

    private TailRatio() { }

    /** @throws UndefinedStatisticException if there is no number, one of them is not finite, or the median is not above 0 */
    public static double of(double... values) {
        Distribution distribution = Sample.of("tail ratio", 1, values).distribution();
        if (distribution.median() <= 0) {
            throw new UndefinedStatisticException("tail ratio", "is of positive numbers, and their median is " + distribution.median());
        }
        return distribution.percentile(95) / distribution.median();
    }
}
