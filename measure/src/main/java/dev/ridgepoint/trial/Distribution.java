package dev.ridgepoint.trial;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.apache.commons.math3.util.FastMath;

/** What can be said of some numbers whose order does not matter. Immutable. */
public final class Distribution {

    private static final int RESAMPLES = 2000;
    /** The same numbers have the same interval, whoever asks and whenever. */
    private static final long SEED = 20_261_120;

    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    /** @throws IllegalArgumentException if there is no number, or one of them is not finite */
    public static Distribution of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        // Sorted, NaN is last and infinities are at the ends.
        if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("not every value is finite: " + Arrays.toString(values));
        }
        return new Distribution(sorted);
    }

    /** How many numbers there are. */
    public int size() {
        return sorted.length;
    }

    /** Arithmetic mean. */
    public double mean() {
        return StatUtils.mean(sorted);
    }

    /** Standard deviation of the sample, over n - 1; NaN for a single number, which says nothing about its spread. */
    public double standardDeviation() {
        return sorted.length < 2 ? Double.NaN : FastMath.sqrt(StatUtils.variance(sorted));
    }

    /** The least. */
    public double min() {
        return sorted[0];
    }

    /** The greatest. */
    public double max() {
        return sorted[sorted.length - 1];
    }

    /** Half of the numbers are at most this. */
    public double median() {
        return percentile(50);
    }

    /** A quarter of the numbers is at most this. */
    public double lowerQuartile() {
        return percentile(25);
    }

    /** Three quarters of the numbers are at most this. */
    public double upperQuartile() {
        return percentile(75);
    }

    /** What {@code percent} of the numbers are at most, interpolated between neighbours as R, NumPy and Excel do by default (type 7). */
    public double percentile(double percent) {
        return percent == 0 ? min() : percentile(sorted, percent);
    }

    private static double percentile(double[] values, double percent) {
        return new Percentile(percent).withEstimationType(EstimationType.R_7).evaluate(values);
    }

    /**
     * How sure the median is: the percentile bootstrap of {@value #RESAMPLES} resamples. Holds for numbers that are independent of one another, as iterations are and
     * the tokens of one iteration are not.
     *
     * @param level the confidence: 0.95
     * @return empty for fewer than two numbers
     */
    public Optional<Interval> medianInterval(double level) {
        if (sorted.length < 2) {
            return Optional.empty();
        }
        RandomGenerator random = new Well19937c(SEED);
        double[] medians = new double[RESAMPLES];
        double[] resample = new double[sorted.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < resample.length; j++) {
                resample[j] = sorted[random.nextInt(sorted.length)];
            }
            medians[i] = percentile(resample, 50);
        }
        double tail = 50 * (1 - level);
        return Optional.of(new Interval(percentile(medians, tail), percentile(medians, 100 - tail), level));
    }

    double[] values() {
        return sorted.clone();
    }
}
