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
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines over a swept field.
 *
 * @param frame  what every figure has
 * @param x      the field
 * @param y      a number of each point
 * @param panels over which the points are spread
 * @param across how the field's values are spread
 * @param up     how the numbers are
 */
record LinesFigure(Frame frame, Factor x, Value y, Panels panels, Scale across, Scale up) implements Figure {

    @Override
    public PrintedChart chart(PointTable points) {
        return new PanelChart(figure(points), frame.size());
    }

    PanelFigure figure(PointTable points) {
        List<Row> rows = rows(points);
        ChartScale xScale = ChartScale.of(x.column(), across, numbers(rows, x.column()));
        ChartScale yScale = ChartScale.of(y.shown(), up, values(rows, y));
        List<Row> shown = rows.stream().filter(row -> xScale.shows(row.number(x.column())) && yScale.shows(y.of(row))).toList();
        if (shown.isEmpty()) {
            throw new InvalidInputException("figure '" + frame.name() + "' has no values of " + y.column().name() + " that its axes can show");
        }
        Axis acrossAxis = xScale.axisOfLevels(shown.stream().mapToDouble(row -> xScale.at(row.number(x.column()))).toArray());
        Axis upAxis = yScale.axis(shown.stream().mapToDouble(row -> yScale.at(y.of(row))).toArray());
        return panels.figure(frame.title(), y.column().title(), shown, acrossAxis, upAxis, Look.LINE,
                row -> SeriesFigure.Point.of(xScale.at(row.number(x.column())), yScale.at(y.of(row))));
    }

    static double[] numbers(List<Row> rows, Column column) {
        return rows.stream().mapToDouble(row -> row.number(column)).filter(Double::isFinite).toArray();
    }

    static double[] values(List<Row> rows, Value value) {
        return rows.stream().mapToDouble(value::of).filter(Double::isFinite).toArray();
    }

    @Override
    public List<Summary> summaries(PointTable points) {
        List<Summary> summaries = new ArrayList<>();
        panels.panels().groups(rows(points)).forEach((panel, inPanel) -> panels.series().groups(inPanel).forEach((name, group) -> {
            List<Row> line = group.stream().filter(row -> Double.isFinite(y.of(row)))
                    .sorted(Comparator.comparingDouble(row -> row.number(x.column()))).toList();
            if (!line.isEmpty()) {
                Row first = line.get(0);
                Row last = line.get(line.size() - 1);
                Row greatest = line.stream().max(Comparator.comparingDouble(row -> y.of(row))).orElseThrow();
                summaries.add(new Summary(panel, name, y.written(first), y.written(last), y.written(greatest),
                        x.shown(greatest.text(x.column())), Quantity.significant(y.of(last) / y.of(first)) + "x"));
            }
        }));
        return summaries;
    }
}
