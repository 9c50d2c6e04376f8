package dev.ridgepoint.serving;

import java.util.Arrays;

/** Seconds of many requests. */
public final class Latencies {

    private double[] seconds = new double[1024];
    private int count;
    private boolean sorted;
    private double sum;

    Latencies() { }

    void add(double value) {
        if (count == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * count);
        }
        seconds[count++] = value;
        sum += value;
        sorted = false;
    }

    /** How many. */
    public int count() {
        return count;
    }

    /** Their mean; not a number where there are none. */
    public double mean() {
        return sum / count;
    }

    /**
     * The least value that at least this share of them does not exceed (nearest rank); not a number where there are none.
     *
     * @param share above 0 and at most 1
     */
    public double percentile(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        sort();
        // A hair less, so that 0.99 of 100 is the 99th and not, for a rounding error, the 100th.
        int rank = (int) Math.ceil(share * count - 1e-9);
        return seconds[Math.max(0, rank - 1)];
    }

    /** Share of them that is longer than a limit; not a number where there are none. */
    public double shareAbove(double limit) {
        sort();
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seconds[middle] > limit) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return (double) (count - low) / count;
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(seconds, 0, count);
            sorted = true;
        }
    }
}
