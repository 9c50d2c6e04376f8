package dev.ridgepoint.roofline;

import java.util.Locale;

/** Which ceiling limits. */
public enum Bound {
    /** A memory level's bandwidth. */
    MEMORY,
    /** An arithmetic unit's peak. */
    COMPUTE,
    /** A link to another device. */
    LINK;

    /** {@code memory}, {@code compute} or {@code link}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
