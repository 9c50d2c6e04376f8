package dev.ridgepoint.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The test of Fligner and Killeen: whether groups vary alike, by ranks, whatever their distribution. Distances from each group's median are ranked over all
 * groups, ranks become scores {@code Phi^-1(1/2 + rank / (2 (N + 1)))}, and the groups' mean scores are compared (Conover, Johnson and Johnson 1981, doi
 * 10.2307/1268225).
 */
public final class FlignerKilleen {

    private static final String NAME = "Fligner-Killeen test";

    private FlignerKilleen() { }

    /** @throws UndefinedStatisticException if there are fewer than two groups, or all distances are the same */
    public static TestResult test(Groups groups) {
        groups.comparable(NAME);
        double[][] distances = new double[groups.size()][];
        double[] pooled = new double[groups.total()];
        int filled = 0;
        for (int i = 0; i < distances.length; i++) {
            double[] values = groups.values(i);
            Arrays.sort(values);
            double median = Levene.median(values);
            distances[i] = Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
            System.arraycopy(distances[i], 0, pooled, filled, values.length);
            filled += values.length;
        }
        Arrays.sort(pooled);
        Sample.of(NAME + " on distances from the medians", 2, pooled).varying();
        double[] scores = scores(pooled);
        Sample all = Sample.of(NAME, 2, scores);
        double mean = all.mean();
        double between = 0;
        for (double[] group : distances) {
            double sum = 0;
            for (double distance : group) {
                sum += scores[Arrays.binarySearch(pooled, distance)] - mean;
            }
            between += sum * sum / group.length;
        }
        double statistic = between / (all.squaresAbout(mean) / (scores.length - 1));
        double degrees = groups.size() - 1.0;
        return new TestResult(NAME, "chi-squared", statistic, List.of(degrees), UpperTail.chiSquared(statistic, degrees));
    }

    /** Of each place in ascending order; equals share the score of their mean rank. */
    private static double[] scores(double[] sorted) {
        NormalDistribution normal = new NormalDistribution();
        double[] scores = new double[sorted.length];
        for (int first = 0; first < sorted.length; ) {
            int next = first + 1;
            while (next < sorted.length && sorted[next] == sorted[first]) {
                next++;
            }
            double rank = (first + 1.0 + next) / 2;
            Arrays.fill(scores, first, next, normal.inverseCumulativeProbability(0.5 + rank / (2 * (sorted.length + 1.0))));
            first = next;
        }
        return scores;
    }
}
