package dev.ridgepoint.statistics;

/**
 * Mean, spread, skewness and kurtosis of numbers. Immutable. Each of the last two goes by several definitions; the methods name theirs after Joanes and Gill
 * 1998 (doi 10.1111/1467-9884.00122), m being central moments over n.
 */
public final class Moments {

    private final Sample sample;
    private final double mean;
    /** Sums of squares, cubes and fourth powers of deviations, in units of the greatest deviation: no overflow. */
    private final double scale;
    private final double squares;
    private final double cubes;
    private final double fourths;

    private Moments(Sample sample) {
        this.sample = sample;
        this.mean = sample.mean();
        this.scale = Math.max(sample.max() - mean, mean - sample.min());
        Sums sums = scale == 0 || sample.min() == sample.max() ? new Sums(0, 0, 0) : sample.sums(mean, scale);
        this.squares = sums.squares();
        this.cubes = sums.cubes();
        this.fourths = sums.fourths();
    }

    /** Sums of powers of scaled deviations. */
    record Sums(double squares, double cubes, double fourths) { }

    /** @throws UndefinedStatisticException if there is no number, or one of them is not finite */
    public static Moments of(double... values) {
        return new Moments(Sample.of("moments", 1, values));
    }

    /** How many numbers. */
    public int size() {
        return sample.size();
    }

    /** Arithmetic mean. */
    public double mean() {
        return mean;
    }

    /** Over n - 1. @throws UndefinedStatisticException for a single number */
    public double standardDeviation() {
        atLeast("standard deviation", 2);
        return scale * Math.sqrt(squares / (size() - 1));
    }

    /** Standard deviation over mean. @throws UndefinedStatisticException for a single number, or a mean that is not above 0 */
    public double coefficientOfVariation() {
        if (mean <= 0) {
            throw new UndefinedStatisticException("coefficient of variation", "is of positive numbers, and their mean is " + mean);
        }
        return standardDeviation() / mean;
    }

    /** Biased, g1: {@code m3 / m2^1.5}. What SciPy's {@code skew} gives. @throws UndefinedStatisticException if the numbers do not vary */
    public double skewness() {
        varying("skewness");
        return Math.sqrt(size()) * cubes / Math.pow(squares, 1.5);
    }

    /**
     * G1, unbiased for normal numbers: {@code g1 sqrt(n (n - 1)) / (n - 2)}. What pandas, Excel and SAS give.
     *
     * @throws UndefinedStatisticException for fewer than three numbers, or if they do not vary
     */
    public double unbiasedSkewness() {
        atLeast("skewness G1", 3);
        double n = size();
        return skewness() * Math.sqrt(n * (n - 1)) / (n - 2);
    }

    /** Pearson's, biased, b2: {@code m4 / m2^2}; 3 for a normal distribution. @throws UndefinedStatisticException if the numbers do not vary */
    public double kurtosis() {
        varying("kurtosis");
        return size() * fourths / (squares * squares);
    }

    /** Excess, biased, g2: {@code m4 / m2^2 - 3}; 0 for a normal distribution. What SciPy's {@code kurtosis} gives. */
    public double excessKurtosis() {
        return kurtosis() - 3;
    }

    /**
     * Excess, G2, unbiased for normal numbers: {@code (n - 1) ((n + 1) g2 + 6) / ((n - 2) (n - 3))}. What pandas, Excel and SAS give.
     *
     * @throws UndefinedStatisticException for fewer than four numbers, or if they do not vary
     */
    public double unbiasedExcessKurtosis() {
        atLeast("kurtosis G2", 4);
        double n = size();
        return (n - 1) * ((n + 1) * excessKurtosis() + 6) / ((n - 2) * (n - 3));
    }

    /**
     * Sarle's coefficient of bimodality: {@code (G1^2 + 1) / (G2 + 3 (n - 1)^2 / ((n - 2) (n - 3)))}. A uniform distribution has 5/9; more than that hints at
     * two modes, or at a heavy skew (SAS/STAT User's Guide, CLUSTER procedure). {@link HartiganDip} tells these apart.
     *
     * @throws UndefinedStatisticException for fewer than four numbers, or if they do not vary
     */
    public double bimodality() {
        atLeast("coefficient of bimodality", 4);
        double n = size();
        double skewness = unbiasedSkewness();
        return (skewness * skewness + 1) / (unbiasedExcessKurtosis() + 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
    }

    private void atLeast(String statistic, int least) {
        if (size() < least) {
            throw new UndefinedStatisticException(statistic, "needs at least " + least + " values, has " + size());
        }
    }

    private void varying(String statistic) {
        if (squares == 0) {
            throw new UndefinedStatisticException(statistic, size() == 1 ? "there is one value" : "all " + size() + " values are " + mean);
        }
    }
}
