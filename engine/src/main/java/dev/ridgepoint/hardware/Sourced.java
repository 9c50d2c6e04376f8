package dev.ridgepoint.hardware;

/**
 * A value and where it comes from.
 *
 * @param value      in the base unit of its dimension
 * @param unit       the unit it was written in
 * @param source     where it comes from; empty when the file does not say
 * @param confidence how far to trust it
 * @param note       how it was derived, or what it leaves out; may be empty
 */
public record Sourced(double value, String unit, String source, Confidence confidence, String note) {

    /** How far a value can be trusted. */
    public enum Confidence {
        /** From the maker's own text. */
        VENDOR,
        /** From a public database, or a vendor figure times a fixed ratio. */
        SECONDARY,
        /** Computed; the note says how. */
        DERIVED,
        /** From memory: not to be cited. */
        RECALLED,
        /** Measured on the device. */
        MEASURED
    }

    /** The same value times a factor, marked as derived. */
    Sourced times(double factor, String how) {
        return new Sourced(value * factor, unit, source, Confidence.DERIVED, how);
    }
}
