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
 * One number of each point over another, as performance over operational intensity.
 *
 * @param frame  what every figure has
 * @param x      a number of each point
 * @param y      another
 * @param panels over which the points are spread
 * @param across how the first is spread
 * @param up     how the second is
 */
record ScatterFigure(Frame frame, Value x, Value y, Panels panels, Scale across, Scale up) implements Figure {

    @Override
    public PrintedChart chart(PointTable points) {
        return new PanelChart(figure(points), frame.size());
    }

    PanelFigure figure(PointTable points) {
        List<Row> rows = rows(points);
        ChartScale xScale = ChartScale.of(x.shown(), across, LinesFigure.values(rows, x));
        ChartScale yScale = ChartScale.of(y.shown(), up, LinesFigure.values(rows, y));
        List<Row> shown = rows.stream().filter(row -> xScale.shows(x.of(row)) && yScale.shows(y.of(row))).toList();
        if (shown.isEmpty()) {
            throw new InvalidInputException("figure '" + frame.name() + "' has no values that its axes can show");
        }
        Axis acrossAxis = xScale.axis(shown.stream().mapToDouble(row -> xScale.at(x.of(row))).toArray());
        Axis upAxis = yScale.axis(shown.stream().mapToDouble(row -> yScale.at(y.of(row))).toArray());
        return panels.figure(frame.title(), y.column().title(), shown, acrossAxis, upAxis, Look.MEASURED_POINTS,
                row -> SeriesFigure.Point.of(xScale.at(x.of(row)), yScale.at(y.of(row))));
    }
}
