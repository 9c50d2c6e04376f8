package dev.ridgepoint.compare;

import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.trial.RankSum;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * Two samples beside one another. Changes are of the second's median over the first's, less 1.
 *
 * @param baselineMedian of the first
 * @param currentMedian  of the second
 * @param change         0.1 where the second is a tenth more
 * @param welchP         how likely means as far apart are when there is no difference: Welch's t-test, two-sided. Where neither sample varies at all, Mann and
 *                       Whitney's instead
 * @param rankP          the same of Mann and Whitney's test, which asks nothing of the distributions
 * @param hedgesG        difference of the means in standard deviations, corrected for small samples (Hedges 1981); NaN where neither sample varies
 * @param cliffsDelta    how much more often a trial of the second is the greater than the less (Cliff 1993): -1 to 1
 */
public record Contrast(double baselineMedian, double currentMedian, double change, double welchP, double rankP, double hedgesG, double cliffsDelta) {

    /** @throws IllegalArgumentException if either has fewer than two values, or the first's median is 0 */
    static Contrast of(List<Double> baseline, List<Double> current) {
        double[] x = array(baseline);
        double[] y = array(current);
        double from = Distribution.of(x).median();
        double to = Distribution.of(y).median();
        if (x.length < 2 || y.length < 2 || from == 0) {
            throw new IllegalArgumentException("two trials a side at the least, and a baseline that is not 0");
        }
        double rank = RankSum.pValue(x, y);
        return new Contrast(from, to, to / from - 1, varies(x, y) ? new TTest().tTest(x, y) : rank, rank, hedgesG(x, y), cliffsDelta(x, y));
    }

    /**
     * How likely the second's trials are when the true change is no more than {@code threshold} in its own direction: one-sided, Welch's test against the first's
     * trials scaled by that much.
     */
    static double chanceOfNoMoreThan(double threshold, List<Double> baseline, List<Double> current) {
        double[] x = array(baseline);
        double[] y = array(current);
        double direction = Math.signum(StatUtils.mean(y) - StatUtils.mean(x));
        double[] scaled = Arrays.stream(x).map(v -> v * (1 + direction * threshold)).toArray();
        double beyond = direction * (StatUtils.mean(y) - StatUtils.mean(scaled));
        if (!varies(scaled, y)) {
            return beyond > 0 ? 0 : 1;
        }
        double half = new TTest().tTest(scaled, y) / 2;
        return beyond > 0 ? half : 1 - half;
    }

    private static boolean varies(double[] x, double[] y) {
        return StatUtils.variance(x) > 0 || StatUtils.variance(y) > 0;
    }

    private static double hedgesG(double[] x, double[] y) {
        if (!varies(x, y)) {
            return Double.NaN;
        }
        int freedom = x.length + y.length - 2;
        double pooled = ((x.length - 1) * StatUtils.variance(x) + (y.length - 1) * StatUtils.variance(y)) / freedom;
        return (StatUtils.mean(y) - StatUtils.mean(x)) / Math.sqrt(pooled) * (1 - 3.0 / (4.0 * freedom - 1));
    }

    private static double cliffsDelta(double[] x, double[] y) {
        double more = 0;
        for (double a : x) {
            for (double b : y) {
                more += Math.signum(b - a);
            }
        }
        return more / ((double) x.length * y.length);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }
}
