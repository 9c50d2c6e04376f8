package dev.ridgepoint.statistics;

import dev.ridgepoint.trial.Distribution;
import java.util.Arrays;

/**
 * Numbers beyond Tukey's inner fences, one and a half interquartile ranges outside the quartiles (Tukey 1977); a number on a fence is inside.
 *
 * @param lowFence  lower quartile less 1.5 interquartile ranges
 * @param highFence upper quartile plus 1.5 interquartile ranges
 * @param low       how many are below
 * @param high      how many are above
 * @param size      how many numbers in all
 */
public record Outliers(double lowFence, double highFence, int low, int high, int size) {

    private static final double REACH = 1.5;

    /** @throws UndefinedStatisticException if there is no number, or one of them is not finite */
    public static Outliers of(double... values) {
        Distribution distribution = Sample.of("outliers", 1, values).distribution();
        double reach = REACH * (distribution.upperQuartile() - distribution.lowerQuartile());
        double lowFence = distribution.lowerQuartile() - reach;
        double highFence = distribution.upperQuartile() + reach;
        int low = (int) Arrays.stream(values).filter(value -> value < lowFence).count();
        int high = (int) Arrays.stream(values).filter(value -> value > highFence).count();
        return new Outliers(lowFence, highFence, low, high, values.length);
    }

    /** Share of the numbers that are outliers. */
    public double share() {
        return (low + (double) high) / size;
    }

    /** Whether a number lies beyond a fence. */
    public boolean contains(double value) {
        return value < lowFence || value > highFence;
    }
}
