package dev.ridgepoint.statistics;

import dev.ridgepoint.trial.Distribution;

/** Finite numbers, as many as a statistic needs. */
final class Sample {

    private final String statistic;
    private final double[] values;
    private final double min;
    private final double max;

    private Sample(String statistic, double[] values, double min, double max) {
        this.statistic = statistic;
        this.values = values;
        this.min = min;
        this.max = max;
    }

    /**
     * @param statistic what is asked of the numbers, for messages
     * @param least     how many it needs
     * @throws UndefinedStatisticException if there are fewer, or one of them is not finite
     */
    static Sample of(String statistic, int least, double[] values) {
        if (values.length < least) {
            throw new UndefinedStatisticException(statistic, "needs at least " + least + (least == 1 ? " value" : " values") + ", has " + values.length);
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new UndefinedStatisticException(statistic, "value " + (i + 1) + " is " + values[i]);
            }
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        return new Sample(statistic, values, min, max);
    }

    /** @throws UndefinedStatisticException if all numbers are the same */
    Sample varying() {
        if (min == max) {
            throw new UndefinedStatisticException(statistic, "all " + values.length + " values are " + min);
        }
        return this;
    }

    int size() {
        return values.length;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** Corrected for what the first sum rounded off. */
    double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double left = 0;
        for (double value : values) {
            left += value - mean;
        }
        return finite(mean + left / values.length);
    }

    /** Sum of squared deviations from {@code centre}. */
    double squaresAbout(double centre) {
        double sum = 0;
        for (double value : values) {
            sum += (value - centre) * (value - centre);
        }
        return finite(sum);
    }

    /** Sums of squares, cubes and fourth powers of deviations from {@code centre}, in units of {@code scale}. */
    Moments.Sums sums(double centre, double scale) {
        double squares = 0;
        double cubes = 0;
        double fourths = 0;
        for (double value : values) {
            double deviation = (value - centre) / scale;
            double square = deviation * deviation;
            squares += square;
            cubes += square * deviation;
            fourths += square * square;
        }
        return new Moments.Sums(squares, cubes, fourths);
    }

    /** Sum of squared deviations from the mean. */
    double squares() {
        return squaresAbout(mean());
    }

    /** A sum of squares up to this is rounding: each number is known to a few units in its last place. */
    double noise() {
        double unit = 4 * Math.ulp(Math.max(Math.abs(min), Math.abs(max)));
        return values.length * unit * unit;
    }

    /** In ascending order, and their percentiles. */
    Distribution distribution() {
        return Distribution.of(values);
    }

    private double finite(double sum) {
        if (!Double.isFinite(sum)) {
            throw new UndefinedStatisticException(statistic, "the values are too large: their sum or the sum of their squares overflows");
        }
        return sum;
    }
}
