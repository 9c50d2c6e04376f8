package dev.ridgepoint.trial;

/**
 * Where a value lies with some confidence.
 *
 * @param low   lower end
 * @param high  upper end
 * @param level the confidence: 0.95
 */
public record Interval(double low, double high, double level) {

    /** Whether a value lies in it; its ends do. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
