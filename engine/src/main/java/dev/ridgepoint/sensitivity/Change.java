package dev.ridgepoint.sensitivity;

/**
 * How far a parameter is changed to either side: shares of its value. Where only some values are valid, the nearest of them on the same side is taken.
 *
 * @param less below 1
 * @param more above 1
 */
public record Change(double less, double more) {

    /** Half and twice. */
    public static final Change HALVE_AND_DOUBLE = new Change(0.5, 2);

    /** @throws IllegalArgumentException unless one goes down and one goes up */
    public Change {
        if (!(less > 0 && less < 1 && more > 1 && more < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a change goes down and up, not to " + less + " and " + more);
        }
    }

    /** By a share: 0.1 is 10 % less and 10 % more. */
    public static Change by(double share) {
        return new Change(1 - share, 1 + share);
    }

    /** By a factor: 2 is half and twice. */
    public static Change times(double factor) {
        return new Change(1 / factor, factor);
    }
}
