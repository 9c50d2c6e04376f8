package dev.ridgepoint.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The test of Shapiro and Wilk: whether numbers are normally distributed (Shapiro and Wilk 1965, doi 10.1093/biomet/52.3-4.591). Weights and p are Royston's
 * approximation for 3 to 5000 numbers (Royston 1995, algorithm AS R94, doi 10.2307/2986146).
 */
public final class ShapiroWilk {

    private static final String NAME = "Shapiro-Wilk test";
    private static final int MOST = 5000;
    /** Up to this many numbers, ln(g - ln(1 - W)) is taken to be normal, above it ln(1 - W). */
    private static final int SMALL = 11;

    // Polynomials of AS R94, constants first.
    private static final double[] LAST_WEIGHT = {0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056};
    private static final double[] NEXT_WEIGHT = {0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633};
    private static final double[] SMALL_BOUND = {-2.273, 0.459};
    private static final double[] SMALL_MEAN = {0.544, -0.39978, 0.025054, -6.714e-4};
    private static final double[] SMALL_LOG_DEVIATION = {1.3822, -0.77857, 0.062767, -0.0020322};
    private static final double[] MEAN = {-1.5861, -0.31082, -0.083751, 0.0038915};
    private static final double[] LOG_DEVIATION = {-0.4803, -0.082676, 0.0030302};

    private ShapiroWilk() { }

    /** @throws UndefinedStatisticException if there are not 3 to 5000 numbers, or they do not vary */
    public static TestResult test(double... values) {
        Sample sample = Sample.of(NAME, 3, values).varying();
        int n = sample.size();
        if (n > MOST) {
            throw new UndefinedStatisticException(NAME, "is known for 3 to " + MOST + " values, not for " + n + "; the Anderson-Darling test takes any number");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] weights = weights(n);
        double mean = sample.mean();
        double scale = sample.max() - sample.min();
        double squares = 0;
        double weighted = 0;
        double weightSquares = 0;
        for (int i = 0; i < n; i++) {
            double deviation = (sorted[i] - mean) / scale;
            squares += deviation * deviation;
            weighted += weights[i] * deviation;
            weightSquares += weights[i] * weights[i];
        }
        // 1 - W as a product of differences: W is close to 1, and 1 - W is what p is taken from.
        double root = Math.sqrt(weightSquares * squares);
        double missing = Math.max(0, (root - weighted) * (root + weighted) / (weightSquares * squares));
        return new TestResult(NAME, "W", 1 - missing, List.of(), p(missing, n));
    }

    /** Antisymmetric; their squares add up to 1 but for what the polynomials round. */
    private static double[] weights(int n) {
        double[] weights = new double[n];
        if (n == 3) {
            weights[2] = Math.sqrt(0.5);
            weights[0] = -weights[2];
            return weights;
        }
        NormalDistribution normal = new NormalDistribution();
        double squares = 0;
        for (int i = n - 1; i >= n - n / 2; i--) {
            weights[i] = normal.inverseCumulativeProbability((i + 1 - 0.375) / (n + 0.25));
            squares += 2 * weights[i] * weights[i];
        }
        double last = weights[n - 1];
        double next = weights[n - 2];
        double small = 1 / Math.sqrt(n);
        double lastWeight = polynomial(LAST_WEIGHT, small) + last / Math.sqrt(squares);
        double remaining = squares - 2 * last * last;
        double share = 1 - 2 * lastWeight * lastWeight;
        double nextWeight = 0;
        int given = 1;
        if (n > 5) {
            nextWeight = polynomial(NEXT_WEIGHT, small) + next / Math.sqrt(squares);
            remaining -= 2 * next * next;
            share -= 2 * nextWeight * nextWeight;
            given = 2;
        }
        double factor = Math.sqrt(remaining / share);
        for (int i = n - n / 2; i < n - given; i++) {
            weights[i] /= factor;
        }
        weights[n - 1] = lastWeight;
        if (given == 2) {
            weights[n - 2] = nextWeight;
        }
        for (int i = 0; i < n / 2; i++) {
            weights[i] = -weights[n - 1 - i];
        }
        return weights;
    }

    /** @param missing 1 - W */
    private static double p(double missing, int n) {
        if (n == 3) {
            // Exact.
            return Math.max(0, 6 / Math.PI * (Math.asin(Math.sqrt(1 - missing)) - Math.asin(Math.sqrt(0.75))));
        }
        double log = Math.log(missing);
        if (n <= SMALL) {
            double bound = polynomial(SMALL_BOUND, n);
            if (log >= bound) {
                return 0;
            }
            return UpperTail.normal((-Math.log(bound - log) - polynomial(SMALL_MEAN, n)) / Math.exp(polynomial(SMALL_LOG_DEVIATION, n)));
        }
        double size = Math.log(n);
        return UpperTail.normal((log - polynomial(MEAN, size)) / Math.exp(polynomial(LOG_DEVIATION, size)));
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
