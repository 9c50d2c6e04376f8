package dev.ridgepoint.trial;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * The test of Mann and Whitney, two-sided: whether values of one kind tend to be larger than those of another. Asks nothing of their distributions, as times are
 * skewed.
 */
public final class RankSum {

    /** Up to this many of either kind are counted out. Commons Math approximates by a normal distribution, which calls three against three different when nothing is. */
    private static final int EXACT = 20;

    private RankSum() { }

    /** How likely values as far apart as these are when there is no difference. */
    public static double pValue(double[] x, double[] y) {
        MannWhitneyUTest test = new MannWhitneyUTest();
        if (x.length > EXACT || y.length > EXACT) {
            return test.mannWhitneyUTest(x, y);
        }
        // Ties within the samples make U a multiple of a half; the larger U of Commons Math, rounded towards the middle, errs on the side of no difference.
        double larger = Math.floor(test.mannWhitneyU(x, y));
        double[] ways = ways(x.length, y.length);
        double asFar = Arrays.stream(ways, 0, (int) (x.length * y.length - larger) + 1).sum();
        return Math.min(1, 2 * asFar / DoubleStream.of(ways).sum());
    }

    /** In how many orders of m and n values {@code u} pairs are the wrong way round, for each u. */
    private static double[] ways(int m, int n) {
        // The Gaussian binomial coefficient, as a product of (1 - q^(n+i)) / (1 - q^i).
        double[] ways = new double[m * n + 1];
        ways[0] = 1;
        for (int i = 1; i <= m; i++) {
            for (int u = ways.length - 1; u >= n + i; u--) {
                ways[u] -= ways[u - n - i];
            }
            for (int u = i; u < ways.length; u++) {
                ways[u] += ways[u - i];
            }
        }
        return ways;
    }
}
