package dev.ridgepoint.statistics;

import java.util.List;

/**
 * One-way analysis of variance: whether the means of groups differ (Fisher 1925).
 *
 * @param between      sum of squares of the groups' means about the mean of all
 * @param within       sum of squares about the groups' means
 * @param groups       how many groups
 * @param observations how many numbers
 */
public record OneWayAnova(double between, double within, int groups, int observations) {

    private static final String NAME = "One-way analysis of variance";

    /** @throws UndefinedStatisticException if there are fewer than two groups, or no group has two numbers, or none of them varies */
    public static OneWayAnova of(Groups groups) {
        return of(NAME, groups, 0);
    }

    /**
     * For a test on numbers derived from others.
     *
     * @param noise sum of squares within the groups that rounding of the others may have left
     */
    static OneWayAnova of(String test, Groups groups, double noise) {
        groups.comparable(test);
        int total = groups.total();
        if (total <= groups.size()) {
            throw new UndefinedStatisticException(test, "every group has one value, and nothing says how much values of one group differ");
        }
        double shift = groups.shared(0)[0];
        double[] means = new double[groups.size()];
        double mean = 0;
        double within = 0;
        double rounding = noise;
        for (int i = 0; i < means.length; i++) {
            Sample sample = Sample.of(test, 1, groups.shared(i));
            double own = sample.mean();
            // About one of the numbers, so that a large common part does not cost digits.
            means[i] = own - shift;
            mean += means[i] * sample.size() / total;
            within += sample.squaresAbout(own);
            rounding = Math.max(rounding, sample.noise());
        }
        if (within <= rounding) {
            throw new UndefinedStatisticException(test, "no group varies");
        }
        double between = 0;
        for (int i = 0; i < means.length; i++) {
            between += groups.shared(i).length * (means[i] - mean) * (means[i] - mean);
        }
        return new OneWayAnova(between, within, means.length, total);
    }

    /** Share of the variance that lies between the groups: eta squared. */
    public double etaSquared() {
        return between / (between + within);
    }

    /** F and its p. */
    public TestResult test() {
        return test(NAME, "F");
    }

    TestResult test(String name, String symbol) {
        double numerator = groups - 1.0;
        double denominator = (double) observations - groups;
        double f = between / numerator / (within / denominator);
        return new TestResult(name, symbol, f, List.of(numerator, denominator), UpperTail.f(f, numerator, denominator));
    }
}
