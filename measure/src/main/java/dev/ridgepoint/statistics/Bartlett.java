package dev.ridgepoint.statistics;

import java.util.List;

/**
 * Bartlett's test: whether normally distributed groups have the same variance (Bartlett 1937, doi 10.1098/rspa.1937.0109). Where they are not normal it
 * rejects too often: {@link Levene} then.
 */
public final class Bartlett {

    private static final String NAME = "Bartlett's test";

    private Bartlett() { }

    /** @throws UndefinedStatisticException if there are fewer than two groups, or one of them has one number or does not vary */
    public static TestResult test(Groups groups) {
        groups.comparable(NAME);
        double pooled = 0;
        double logs = 0;
        double inverses = 0;
        double degrees = 0;
        for (int i = 0; i < groups.size(); i++) {
            Sample sample = Sample.of(NAME + " on group " + groups.labels().get(i), 2, groups.shared(i)).varying();
            double own = sample.size() - 1.0;
            double squares = sample.squares();
            pooled += squares;
            logs += own * Math.log(squares / own);
            inverses += 1 / own;
            degrees += own;
        }
        double k = groups.size() - 1.0;
        double statistic = (degrees * Math.log(pooled / degrees) - logs) / (1 + (inverses - 1 / degrees) / (3 * k));
        return new TestResult(NAME, "T", statistic, List.of(k), UpperTail.chiSquared(statistic, k));
    }
}
