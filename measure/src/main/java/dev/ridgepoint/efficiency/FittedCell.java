package dev.ridgepoint.efficiency;

import dev.ridgepoint.validate.ValidatedRow;

/**
 * A measurement beside what an efficiency makes of its roof.
 *
 * @param row        the measurement and its roof
 * @param efficiency that it is predicted with
 */
public record FittedCell(ValidatedRow row, Efficiency efficiency) {

    /** Predicted tokens a second. */
    public double predicted() {
        return efficiency.value() * row.roof();
    }

    /** Measured tokens a second. */
    public double measured() {
        return row.measured().tokensPerSecond();
    }

    /** {@code (predicted - measured) / measured}. */
    public double relativeError() {
        return predicted() / measured() - 1;
    }

    /** {@code |predicted - measured| / measured}. */
    public double absolutePercentageError() {
        return Math.abs(relativeError());
    }
}
