package dev.ridgepoint.statistics;

import java.util.Arrays;

/**
 * Hill's estimate of the tail index alpha, for a tail that falls as {@code x^-alpha}: {@code 1 / mean(ln(x_i / threshold))} over the k greatest numbers, the
 * threshold being the next below (Hill 1975, doi 10.1214/aos/1176343247). Below 2 the variance is infinite, below 1 the mean; a light tail shows as a large
 * index.
 *
 * @param alpha     the index
 * @param threshold where the tail begins
 * @param size      k, how many numbers lie in the tail
 */
public record TailIndex(double alpha, double threshold, int size) {

    private static final String NAME = "Hill's tail index";

    /** Of a tail of the square root of n numbers, rounded down: enough of them, and few enough to be tail. */
    public static TailIndex of(double... values) {
        return ofGreatest(Math.max(1, (int) Math.sqrt(values.length)), values);
    }

    /**
     * Of the {@code size} greatest numbers.
     *
     * @throws UndefinedStatisticException if there are not more numbers than that, the tail holds numbers that are not above 0, or all of it is one number
     */
    public static TailIndex ofGreatest(int size, double... values) {
        if (size < 1) {
            throw new UndefinedStatisticException(NAME, "a tail of " + size + " values");
        }
        Sample.of(NAME, size + 1, values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double threshold = sorted[last - size];
        if (threshold <= 0) {
            throw new UndefinedStatisticException(NAME, "is of positive numbers, and the tail begins at " + threshold);
        }
        if (sorted[last] == threshold) {
            throw new UndefinedStatisticException(NAME, "the " + size + " greatest values and the one below are all " + threshold);
        }
        double logs = 0;
        for (int i = 0; i < size; i++) {
            logs += Math.log(sorted[last - i] / threshold);
        }
        return new TailIndex(size / logs, threshold, size);
    }

    /** Of alpha, for a large tail. */
    public double standardError() {
        return alpha / Math.sqrt(size);
    }
}
