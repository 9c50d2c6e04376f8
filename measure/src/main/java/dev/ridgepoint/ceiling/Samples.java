package dev.ridgepoint.ceiling;

import dev.ridgepoint.trial.Distribution;
import java.util.Arrays;

/**
 * What repeated trials of one thing took.
 *
 * @param name    what was tried, unique in a characterisation
 * @param seconds of each trial, in the order in which they were made
 */
public record Samples(String name, double... seconds) {

    /** Copies its numbers. */
    public Samples {
        seconds = seconds.clone();
        if (seconds.length == 0) {
            throw new IllegalArgumentException("no trials of " + name);
        }
    }

    /** Seconds of each trial; a copy. */
    @Override
    public double[] seconds() {
        return seconds.clone();
    }

    /** Seconds of a trial. */
    public Distribution times() {
        return Distribution.of(seconds);
    }

    /** The rate of an amount of work a trial. */
    public Distribution rates(double amount) {
        return Distribution.of(Arrays.stream(seconds).map(s -> amount / s).toArray());
    }
}
