package dev.ridgepoint.sweep;

/**
 * What is wanted of a point.
 *
 * @param figure    of it
 * @param direction which values are good
 */
public record Objective(Figure figure, Direction direction) {

    /** Which values of a figure are good. */
    public enum Direction {
        /** Less is better. */
        MIN,
        /** More is better. */
        MAX
    }

    /** The figure, turned so that less is better. */
    public double cost(Evaluation evaluation) {
        double value = figure.of(evaluation);
        return direction == Direction.MIN ? value : -value;
    }
}
