package dev.ridgepoint.compare;

import java.util.Locale;

/** What a comparison says of a metric. */
public enum Verdict {
    /** Worse by more than the threshold, and not by luck. */
    REGRESSION,
    /** Better by more than the threshold, and not by luck. */
    IMPROVEMENT,
    /** Neither. */
    UNCHANGED,
    /** Worse or better by the clock alone: in units of the reference kernel it is neither, or not surely so. */
    MACHINE_CHANGED,
    /** Fewer than two trials on a side, a baseline of 0, or values beyond what can be computed: nothing can be told. */
    UNDECIDED,
    /** One side, or both, did not measure it. */
    NOT_MEASURED;

    /** {@code machine changed}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
