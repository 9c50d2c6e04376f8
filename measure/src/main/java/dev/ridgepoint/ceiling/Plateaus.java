package dev.ridgepoint.ceiling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The steps of a bandwidth curve: what it says of the levels by itself, where the system says nothing or the wrong thing. */
final class Plateaus {

    /** Steps lower than this are not told from noise. */
    private static final double LEAST_STEP = 1.3;
    private static final int MOST_LEVELS = 5;

    private Plateaus() { }

    /**
     * A stretch of about equal bandwidth.
     *
     * @param largest   the largest working set on it
     * @param bandwidth the geometric mean of its bandwidths
     */
    record Plateau(long largest, double bandwidth) { }

    /**
     * Cuts a curve into falling steps: for each number of them the cuts with the least squared error of the logarithms, then the number by the Bayesian information
     * criterion.
     *
     * @param workingSets ascending
     * @param bandwidths  one for each
     */
    static List<Plateau> of(long[] workingSets, double[] bandwidths) {
        int n = workingSets.length;
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) {
            logs[i] = Math.log(bandwidths[i]);
        }
        int[] best = {0, n};
        double least = Double.POSITIVE_INFINITY;
        for (int levels = 1; levels <= Math.min(MOST_LEVELS, n); levels++) {
            int[] cuts = cuts(logs, levels);
            // No curve is known better than to 2 %: otherwise a perfect one would be cut at every ripple.
            double error = Math.max(error(logs, cuts) / n, 4e-4);
            double criterion = n * Math.log(error) + 2 * levels * Math.log(n);
            if (criterion < least) {
                least = criterion;
                best = cuts;
            }
        }
        return falling(workingSets, logs, best);
    }

    /** Where each of so many segments begins, and where the last one ends, for the least error. */
    private static int[] cuts(double[] logs, int segments) {
        int n = logs.length;
        double[][] error = new double[segments + 1][n + 1];
        int[][] from = new int[segments + 1][n + 1];
        for (double[] row : error) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        error[0][0] = 0;
        for (int s = 1; s <= segments; s++) {
            for (int end = s; end <= n; end++) {
                for (int start = s - 1; start < end; start++) {
                    double with = error[s - 1][start] + spread(logs, start, end);
                    if (with < error[s][end]) {
                        error[s][end] = with;
                        from[s][end] = start;
                    }
                }
            }
        }
        int[] cuts = new int[segments + 1];
        cuts[segments] = n;
        for (int s = segments; s > 0; s--) {
            cuts[s - 1] = from[s][cuts[s]];
        }
        return cuts;
    }

    private static double error(double[] logs, int[] cuts) {
        double error = 0;
        for (int i = 1; i < cuts.length; i++) {
            error += spread(logs, cuts[i - 1], cuts[i]);
        }
        return error;
    }

    private static double spread(double[] logs, int start, int end) {
        double mean = mean(logs, start, end);
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += (logs[i] - mean) * (logs[i] - mean);
        }
        return sum;
    }

    private static double mean(double[] logs, int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += logs[i];
        }
        return sum / (end - start);
    }

    /** Joins neighbours between which the curve does not clearly fall. */
    private static List<Plateau> falling(long[] workingSets, double[] logs, int[] cuts) {
        List<int[]> segments = new ArrayList<>();
        for (int i = 1; i < cuts.length; i++) {
            segments.add(new int[] {cuts[i - 1], cuts[i]});
        }
        for (int i = 1; i < segments.size();) {
            int[] before = segments.get(i - 1);
            int[] after = segments.get(i);
            if (mean(logs, before[0], before[1]) - mean(logs, after[0], after[1]) < Math.log(LEAST_STEP)) {
                segments.set(i - 1, new int[] {before[0], after[1]});
                segments.remove(i);
                i = Math.max(1, i - 1);
            } else {
                i++;
            }
        }
        return segments.stream().map(s -> new Plateau(workingSets[s[1] - 1], Math.exp(mean(logs, s[0], s[1])))).toList();
    }
}
