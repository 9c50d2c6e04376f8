package dev.ridgepoint.statistics;

import java.util.List;

/**
 * What a test found.
 *
 * @param name             of the test: {@code Levene's test (median)}
 * @param symbol           of its statistic: {@code W}
 * @param statistic        its value
 * @param degreesOfFreedom none, one or two of them, of the distribution that {@code p} was taken from
 * @param p                how likely a statistic at least as extreme is when there is nothing to find
 */
public record TestResult(String name, String symbol, double statistic, List<Double> degreesOfFreedom, double p) {

    /** @throws UndefinedStatisticException if a value is not finite, as when the numbers are too large for their squares */
    public TestResult {
        if (!Double.isFinite(statistic) || !Double.isFinite(p)) {
            throw new UndefinedStatisticException(name, "its value is beyond what can be computed" + (Double.isNaN(statistic) ? "" : ": " + symbol + " = " + statistic));
        }
        degreesOfFreedom = List.copyOf(degreesOfFreedom);
    }

    /** Whether the null hypothesis is rejected at a level: 0.05. */
    public boolean rejects(double level) {
        return p < level;
    }
}
