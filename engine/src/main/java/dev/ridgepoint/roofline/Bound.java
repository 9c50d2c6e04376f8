package dev.ridgepoint.roofline;

import java.util.Locale;

/** Which ceiling limits. */
public enum Bound {
    /** A memory level's bandwidth. */
    MEMORY,
    /** An arithmetic unit's peak. */
    COMPUTE;

    /** {@code memory} or {@code compute}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
