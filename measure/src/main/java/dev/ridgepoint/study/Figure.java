package dev.ridgepoint.study;

import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.input.InvalidInputException;
import java.util.List;

/** A figure that a study asks for: a record a kind. */
sealed interface Figure permits LinesFigure, BarsFigure, ScatterFigure, RoofsFigure, MapFigure {

    /** What every figure has. */
    Frame frame();

    /**
     * The figure of a study's points.
     *
     * @throws InvalidInputException if these points cannot be shown so
     */
    PrintedChart chart(PointTable points);

    /** What the figure says in numbers, for the report; empty where the picture says it all. */
    default List<Summary> summaries(PointTable points) {
        return List.of();
    }

    /** Its points, of which there must be some. */
    default List<PointTable.Row> rows(PointTable points) {
        List<PointTable.Row> rows = points.predicted(frame().where());
        if (rows.isEmpty()) {
            throw new InvalidInputException("figure '" + frame().name() + "' has no points: all that it chooses were skipped");
        }
        return rows;
    }
}
