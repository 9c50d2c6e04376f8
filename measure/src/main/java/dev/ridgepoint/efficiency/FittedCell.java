package dev.ridgepoint.efficiency;

import dev.ridgepoint.validate.ValidatedRow;

/**
 * A measurement beside what a fitted model says of it.
 *
 * @param row       the measurement and its roof
 * @param predicted tokens a second
 */
public record FittedCell(ValidatedRow row, double predicted) {

    /** Measured tokens a second. */
    public double measured() {
        return row.measured().tokensPerSecond();
    }

    /** {@code (predicted - measured) / measured}. */
    public double relativeError() {
        return predicted / measured() - 1;
    }

    /** {@code |predicted - measured| / measured}. */
    public double absolutePercentageError() {
        return Math.abs(relativeError());
    }
}
