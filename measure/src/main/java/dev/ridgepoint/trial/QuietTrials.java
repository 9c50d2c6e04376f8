package dev.ridgepoint.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Throws disturbed trials away and runs them again. After so many re-runs the last attempt is kept although it was disturbed: the last and not the best, which
 * would make a noisy machine look quick.
 *
 * @param <T> a trial with what was measured
 */
public final class QuietTrials<T> {

    private final Predicate<T> disturbed;
    private final int mostReruns;

    /**
     * A rule of re-running.
     *
     * @param disturbed  whether a trial was
     * @param mostReruns of each trial
     */
    public QuietTrials(Predicate<T> disturbed, int mostReruns) {
        this.disturbed = disturbed;
        this.mostReruns = mostReruns;
    }

    /**
     * A trial with its earlier attempts.
     *
     * @param kept       what counts
     * @param thrownAway what was measured before and does not
     * @param <T>        a trial with what was measured
     */
    public record Attempts<T>(T kept, List<T> thrownAway) { }

    /** Runs a trial until it was quiet or re-runs are used up. */
    public Attempts<T> run(Supplier<T> trial) {
        List<T> thrownAway = new ArrayList<>();
        T attempt = trial.get();
        while (disturbed.test(attempt) && thrownAway.size() < mostReruns) {
            thrownAway.add(attempt);
            attempt = trial.get();
        }
        return new Attempts<>(attempt, List.copyOf(thrownAway));
    }
}
