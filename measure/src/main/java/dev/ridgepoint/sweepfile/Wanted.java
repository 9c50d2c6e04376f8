package dev.ridgepoint.sweepfile;

import dev.ridgepoint.sweep.Objective;
import dev.ridgepoint.sweep.Objective.Direction;

/**
 * What is wanted of a point.
 *
 * @param column    of it
 * @param direction which values are good
 */
public record Wanted(PointColumn column, Direction direction) {

    Objective objective(int digits) {
        return new Objective(column.figure(), direction, digits);
    }
}
