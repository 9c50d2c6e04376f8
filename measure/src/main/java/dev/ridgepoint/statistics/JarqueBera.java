package dev.ridgepoint.statistics;

import java.util.List;

/**
 * The test of Jarque and Bera: whether skewness and kurtosis are those of a normal distribution, {@code n / 6 (g1^2 + g2^2 / 4)}, chi-squared with two
 * degrees of freedom for many numbers (Jarque and Bera 1980, doi 10.1016/0165-1765(80)90024-5). With fewer than some thousands it rejects too seldom.
 */
public final class JarqueBera {

    private static final String NAME = "Jarque-Bera test";

    private JarqueBera() { }

    /** @throws UndefinedStatisticException if there are fewer than two numbers, or they do not vary */
    public static TestResult test(double... values) {
        Sample.of(NAME, 2, values).varying();
        Moments moments = Moments.of(values);
        double skewness = moments.skewness();
        double kurtosis = moments.excessKurtosis();
        double statistic = moments.size() / 6.0 * (skewness * skewness + kurtosis * kurtosis / 4);
        return new TestResult(NAME, "JB", statistic, List.of(2.0), Math.exp(-statistic / 2));
    }
}
