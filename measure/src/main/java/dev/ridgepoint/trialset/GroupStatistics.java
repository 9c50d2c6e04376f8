package dev.ridgepoint.trialset;

import dev.ridgepoint.statistics.AndersonDarling;
import dev.ridgepoint.statistics.BenjaminiHochberg;
import dev.ridgepoint.statistics.Groups;
import dev.ridgepoint.statistics.HartiganDip;
import dev.ridgepoint.statistics.JarqueBera;
import dev.ridgepoint.statistics.Moments;
import dev.ridgepoint.statistics.ShapiroWilk;
import dev.ridgepoint.statistics.Stability;
import dev.ridgepoint.statistics.TailIndex;
import dev.ridgepoint.statistics.TestResult;
import dev.ridgepoint.trial.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How the times of one group are distributed.
 *
 * @param label      of the group
 * @param values     its times
 * @param median     of them
 * @param mean       of them
 * @param stability  coefficient of variation, tail ratio, skewness, kurtosis, outliers
 * @param tail       Hill's index
 * @param bimodality coefficient: above 5/9, that of uniform numbers, for two modes and for a long tail
 * @param dip        whether there is one mode
 * @param normality  Shapiro-Wilk, Anderson-Darling and Jarque-Bera
 */
public record GroupStatistics(
        String label, double[] values, double mean, double median, Outcome<Stability> stability, Outcome<TailIndex> tail, Outcome<Double> bimodality,
        Outcome<Test> dip, List<Outcome<Test>> normality) {

    /** Above this share of false discoveries nothing is said to be found. */
    public static final double LEVEL = 0.05;

    /**
     * A test, and its p among all tests of its table.
     *
     * @param result    by itself
     * @param adjustedP after Benjamini and Hochberg
     */
    public record Test(TestResult result, double adjustedP) {

        /** Whether it rejects beside the others. */
        public boolean rejects() {
            return adjustedP < LEVEL;
        }
    }

    /** How many times. */
    public int size() {
        return values.length;
    }

    /** Of every group. p values are adjusted over the tests of normality of all groups, and over their dip tests. */
    static List<GroupStatistics> of(Groups groups) {
        List<Function<double[], TestResult>> tests = List.of(ShapiroWilk::test, AndersonDarling::test, JarqueBera::test);
        List<Outcome<TestResult>> normal = new ArrayList<>();
        List<Outcome<TestResult>> dips = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            double[] values = groups.values(i);
            tests.forEach(test -> normal.add(Outcome.of(() -> test.apply(values))));
            dips.add(Outcome.of(() -> HartiganDip.test(values)));
        }
        List<Outcome<Test>> normality = adjusted(normal);
        List<Outcome<Test>> modes = adjusted(dips);
        List<GroupStatistics> all = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            double[] values = groups.values(i);
            Distribution distribution = Distribution.of(values);
            all.add(new GroupStatistics(groups.labels().get(i), values, distribution.mean(), distribution.median(), Outcome.of(() -> Stability.of(values)),
                    Outcome.of(() -> TailIndex.of(values)), Outcome.of(() -> Moments.of(values).bimodality()), modes.get(i),
                    normality.subList(i * tests.size(), (i + 1) * tests.size())));
        }
        return List.copyOf(all);
    }

    private static List<Outcome<Test>> adjusted(List<Outcome<TestResult>> tests) {
        double[] p = tests.stream().flatMap(test -> test.value().stream()).mapToDouble(TestResult::p).toArray();
        double[] adjusted = p.length == 0 ? p : BenjaminiHochberg.adjusted(p);
        List<Outcome<Test>> all = new ArrayList<>();
        int next = 0;
        for (Outcome<TestResult> test : tests) {
            if (test.value().isPresent()) {
                double own = adjusted[next++];
                all.add(Outcome.of(() -> new Test(test.value().get(), own)));
            } else {
                all.add(Outcome.without(test.undefined()));
            }
        }
        return all;
    }
}
