package dev.ridgepoint.study;

import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.PanelChart;
import dev.ridgepoint.chart.PanelFigure;
import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.study.PointTable.Row;
import java.util.List;

/**
 * Bars in groups.
 *
 * @param frame  what every figure has
 * @param x      what the groups are
 * @param y      a number of each point
 * @param panels over which the points are spread
 * @param up     how the numbers are spread
 */
record BarsFigure(Frame frame, Grouping x, Value y, Panels panels, Scale up) implements Figure {

    @Override
    public PrintedChart chart(PointTable points) {
        return new PanelChart(figure(points), frame.size());
    }

    PanelFigure figure(PointTable points) {
        List<Row> rows = rows(points);
        ChartScale scale = ChartScale.of(y.shown(), up, LinesFigure.values(rows, y));
        List<Row> shown = rows.stream().filter(row -> scale.shows(y.of(row))).toList();
        if (shown.isEmpty()) {
            throw new InvalidInputException("figure '" + frame.name() + "' has no values of " + y.column().name() + " that its axis can show");
        }
        List<String> places = List.copyOf(x.groups(shown).keySet());
        List<String> names = panels.names(shown);
        Axis upAxis = scale.axis(shown.stream().mapToDouble(row -> scale.at(y.of(row))).toArray());
        return panels.figure(frame.title(), y.column().title(), shown, Axis.names(x.title(), places), upAxis, Look.BARS,
                row -> SeriesFigure.Point.of(at(places, names, row), scale.at(y.of(row))));
    }

    private double at(List<String> places, List<String> names, Row row) {
        return places.indexOf(x.label(row)) + SeriesFigure.barOffset(names.indexOf(panels.series().label(row)), names.size());
    }
}
