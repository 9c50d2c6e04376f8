package dev.ridgepoint.chart;

import java.util.List;
import java.util.Optional;

/**
 * One quantity of several runs, each with its spread.
 *
 * @param title    what is shown
 * @param quantity the axis, with its unit: {@code ms, less is better}
 * @param rows     from top to bottom
 * @param mark     a value to compare with, as a line through all rows
 */
public record IntervalFigure(String title, String quantity, List<Row> rows, Optional<Double> mark) {

    /** @throws IllegalArgumentException if there is nothing to show */
    public IntervalFigure {
        Check.named("the title of a figure", title);
        Check.named("the quantity of a figure", quantity);
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a figure of intervals needs a row");
        }
    }

    /**
     * One run.
     *
     * @param name     what it is called
     * @param middle   the median
     * @param least    the least value
     * @param greatest the greatest value
     * @param half     from the lower quartile to the upper one; empty where that is not known
     * @param values   each value by itself; may be empty
     */
    public record Row(String name, double middle, double least, double greatest, Optional<Half> half, List<Double> values) {

        /** @throws IllegalArgumentException if a value is not finite, or the middle lies outside */
        public Row {
            Check.named("a row", name);
            values = List.copyOf(values);
            if (!Double.isFinite(least) || !Double.isFinite(greatest) || !(least <= middle && middle <= greatest)) {
                throw new IllegalArgumentException("row '" + name + "' has its middle at " + middle + ", not between " + least + " and " + greatest);
            }
        }
    }

    /** The middle half of the values. */
    public record Half(double lower, double upper) { }
}
