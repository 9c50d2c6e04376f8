package dev.ridgepoint.compare;

import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.trial.RankSum;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

    /** Of values next to 1. Welch's test squares variances, and less than this would be nothing. */
    private static final double NO_VARIANCE = 1e-150;

    /** @throws IllegalArgumentException if either has fewer than two values or one that is not finite, or the first's median is 0 or next to it */
    static Contrast of(List<Double> baseline, List<Double> current) {
        double from = Distribution.of(array(baseline, 0)).median();
        double to = Distribution.of(array(current, 0)).median();
        double change = to / from - 1;
        if (baseline.size() < 2 || current.size() < 2 || !Double.isFinite(change)) {
            throw new IllegalArgumentException("two trials a side at the least, and a baseline that is not 0");
        }
        int exponent = exponent(baseline, current);
        double[] x = array(baseline, exponent);
        double[] y = array(current, exponent);
        double rank = RankSum.pValue(x, y);
        return new Contrast(from, to, change, varies(x, y) ? new TTest().tTest(x, y) : rank, rank, hedgesG(x, y), cliffsDelta(x, y));
    }

    /**
     * How likely the second's trials are when the true change is no more than {@code threshold} in its own direction: one-sided, Welch's test against the first's
     * trials scaled by that much.
     */
    static double chanceOfNoMoreThan(double threshold, List<Double> baseline, List<Double> current) {
        int exponent = exponent(baseline, current);
        double[] x = array(baseline, exponent);
        double[] y = array(current, exponent);
        double direction = StatUtils.mean(y) < StatUtils.mean(x) ? -1 : 1;
        double[] scaled = Arrays.stream(x).map(v -> v * (1 + direction * threshold)).toArray();
        double beyond = direction * (StatUtils.mean(y) - StatUtils.mean(scaled));
        if (!varies(scaled, y)) {
            return beyond > 0 ? 0 : 1;
        }
        double half = new TTest().tTest(scaled, y) / 2;
        return beyond > 0 ? half : 1 - half;
    }

    private static boolean varies(double[] x, double[] y) {
        return StatUtils.variance(x) > NO_VARIANCE || StatUtils.variance(y) > NO_VARIANCE;
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

    /** Of the greatest value: in units of two to it no sum of squares overflows, and as it is a power of two nothing is rounded. */
    private static int exponent(List<Double> x, List<Double> y) {
        return Math.getExponent(Stream.concat(x.stream(), y.stream()).mapToDouble(Math::abs).max().orElse(1));
    }

    private static double[] array(List<Double> values, int exponent) {
        return values.stream().mapToDouble(v -> Math.scalb(v, -exponent)).toArray();
    }
}
