package dev.ridgepoint.compare;

/**
 * What there is to say that a metric has changed by more than a threshold.
 *
 * @param contrast         the two runs' trials beside one another
 * @param adjustedP        Welch's p after Holm's correction over all metrics compared
 * @param withinThresholdP how likely trials as far apart are when the true change is the threshold at most: Welch's test, one-sided, against the
 *                         baseline's trials scaled by the threshold
 */
public record Evidence(Contrast contrast, double adjustedP, double withinThresholdP) {

    /** The chance of a false alarm that a test takes. */
    public static final double SIGNIFICANCE = 0.05;

    /** Whether it says so: the median has moved by more, and neither test takes it for chance. */
    public boolean holds(double threshold) {
        return isBeyond(threshold) && isTold() && isMoreThanThreshold();
    }

    /** Whether the median has moved by more than that. */
    public boolean isBeyond(double threshold) {
        return Math.abs(contrast.change()) > threshold;
    }

    /** Whether the runs are told apart. */
    public boolean isTold() {
        return adjustedP < SIGNIFICANCE;
    }

    /** Whether the change is surely more than the threshold. */
    public boolean isMoreThanThreshold() {
        return withinThresholdP < SIGNIFICANCE;
    }
}
