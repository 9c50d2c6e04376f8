package dev.ridgepoint.trial;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides when something has warmed up: when the medians of the last three windows of times lie within a tolerance of each other. Three, since two neighbours agree
 * in any slow drift.
 */
public final class Warmup {

    private static final int WINDOWS = 3;

    private final int window;
    private final double tolerance;
    private final List<Double> times = new ArrayList<>();

    /**
     * A warm-up.
     *
     * @param window    times in a window
     * @param tolerance by how much the largest median may exceed the smallest: 0.05
     */
    public Warmup(int window, double tolerance) {
        if (window < 1 || !(tolerance > 0)) {
            throw new IllegalArgumentException("a window has at least one time, and the tolerance is positive");
        }
        this.window = window;
        this.tolerance = tolerance;
    }

    /** Takes the next time, in seconds. */
    public void add(double seconds) {
        times.add(seconds);
    }

    /** Whether the times have settled. */
    public boolean isStable() {
        if (times.size() < WINDOWS * window) {
            return false;
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (int end = times.size(); end > times.size() - WINDOWS * window; end -= window) {
            double median = Distribution.of(times.subList(end - window, end).stream().mapToDouble(t -> t).toArray()).median();
            least = Math.min(least, median);
            greatest = Math.max(greatest, median);
        }
        return greatest <= least * (1 + tolerance);
    }

    /** The rule in words. */
    public String rule() {
        return "the medians of the last " + WINDOWS + " windows of " + window + " times lie within " + Math.round(100 * tolerance) + " %";
    }
}
