package dev.ridgepoint.sweep;

/**
 * What is wanted of a point.
 *
 * @param figure    of it
 * @param direction which values are good
 * @param digits    significant digits that tell values apart; {@link #EXACT} for all
 */
public record Objective(Figure figure, Direction direction, int digits) {

    /** Values that differ at all are told apart. */
    public static final int EXACT = 17;

    /** Which values of a figure are good. */
    public enum Direction {
        /** Less is better. */
        MIN,
        /** More is better. */
        MAX
    }

    /** The figure, turned so that less is better, in its digits. */
    public double cost(Evaluation evaluation) {
        double value = figure.of(evaluation);
        double told = digits == EXACT ? value : rounded(value, digits);
        return direction == Direction.MIN ? told : -told;
    }

    static double rounded(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) + 1 - digits);
        return Math.rint(value / unit) * unit;
    }
}
