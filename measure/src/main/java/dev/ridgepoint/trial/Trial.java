package dev.ridgepoint.trial;

/**
 * One timed run, with the reference kernel's times beside it.
 *
 * @param seconds     how long it took
 * @param probeBefore seconds of the reference kernel just before it
 * @param probeAfter  and just after it
 * @param fate        what became of it
 */
public record Trial(double seconds, double probeBefore, double probeAfter, Fate fate) {

    /** What became of a trial. */
    public enum Fate {
        /** Kept; the machine was quiet. */
        QUIET,
        /** Kept although the machine was disturbed, as re-runs were used up. */
        INTERFERED,
        /** Disturbed, and run again. */
        THROWN_AWAY
    }

    /** Its time in units of the reference kernel's: what is left of it when the machine as a whole slows down. */
    public double perProbe() {
        return seconds / ((probeBefore + probeAfter) / 2);
    }
}
