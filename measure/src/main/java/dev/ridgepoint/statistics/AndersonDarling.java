package dev.ridgepoint.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * The test of Anderson and Darling: whether numbers are normally distributed, of a mean and a variance that they themselves tell (Anderson and Darling 1954,
 * doi 10.1080/01621459.1954.10501232). p is of A-squared corrected for size, {@code A2 (1 + 0.75 / n + 2.25 / n^2)} (D'Agostino and Stephens 1986,
 * Goodness-of-Fit Techniques, table 4.9).
 */
public final class AndersonDarling {

    private static final String NAME = "Anderson-Darling test";
    /** The published curve for p holds up to here. Beyond, p is less than the 5e-31 that it ends with. */
    private static final double FARTHEST = 13;

    private AndersonDarling() { }

    /** The statistic is A-squared itself, not the corrected one. @throws UndefinedStatisticException if there are fewer than 8 numbers, or they do not vary */
    public static TestResult test(double... values) {
        Sample sample = Sample.of(NAME, 8, values).varying();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        Moments moments = Moments.of(values);
        double mean = moments.mean();
        double deviation = moments.standardDeviation();
        double sum = 0;
        for (int i = 0; i < sample.size(); i++) {
            double below = UpperTail.logBelow((sorted[i] - mean) / deviation);
            double above = UpperTail.logBelow((mean - sorted[i]) / deviation);
            // (2 i - 1) of ln F(x_i) and of ln (1 - F(x_(n + 1 - i))), i from 1, over 2 n.
            sum += (i + 0.5) / n * below + (n - i - 0.5) / n * above;
        }
        double statistic = -n - 2 * sum;
        return new TestResult(NAME, "A-squared", statistic, List.of(), p(statistic * (1 + 0.75 / n + 2.25 / n / n)));
    }

    private static double p(double a) {
        if (a <= 0.2) {
            return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a * a);
        }
        if (a <= 0.34) {
            return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a * a);
        }
        if (a < 0.6) {
            return Math.exp(0.9177 - 4.279 * a - 1.38 * a * a);
        }
        double far = Math.min(a, FARTHEST);
        return Math.exp(1.2937 - 5.709 * far + 0.0186 * far * far);
    }
}
