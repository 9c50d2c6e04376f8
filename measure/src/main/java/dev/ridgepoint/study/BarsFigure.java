package dev.ridgepoint.study;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.PanelChart;
import dev.ridgepoint.chart.PanelFigure;
import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.study.PointTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bars in groups.
 *
 * @param frame  what every figure has
 * @param x      what the groups are
 * @param y      a number of each point
 * @param series the bars of a group
 * @param panels told apart by place
 * @param up     how the numbers are spread
 */
record BarsFigure(Frame frame, Grouping x, Value y, Grouping series, Grouping panels, Scale up) implements Figure {

    @Override
    public PrintedChart chart(PointTable points) {
        List<Row> rows = rows(points);
        ChartScale scale = ChartScale.of(y.shown(), up, LinesFigure.values(rows, y));
        List<Row> shown = rows.stream().filter(row -> scale.shows(y.of(row))).toList();
        if (shown.isEmpty()) {
            throw new InvalidInputException("figure '" + frame.name() + "' has no values of " + y.column().name() + " that its axis can show");
        }
        List<String> places = List.copyOf(x.groups(shown).keySet());
        List<String> names = List.copyOf(series.groups(shown).keySet());
        Axis across = Axis.names(x.title(), places);
        Axis upAxis = scale.axis(shown.stream().mapToDouble(row -> scale.at(y.of(row))).toArray());
        List<SeriesFigure> figures = new ArrayList<>();
        for (Map.Entry<String, List<Row>> panel : panels.groups(shown).entrySet()) {
            List<Series> bars = new ArrayList<>();
            series.groups(panel.getValue()).forEach((name, group) -> bars.add(new Series(name.isEmpty() ? y.column().title() : name, names.indexOf(name), Look.BARS,
                    group.stream().map(row -> SeriesFigure.Point.of(at(places, names, row), scale.at(y.of(row)))).toList())));
            figures.add(new SeriesFigure(panel.getKey().isEmpty() ? frame.title() : panel.getKey(), null, across, upAxis, bars));
        }
        return new PanelChart(new PanelFigure(frame.title(), figures), frame.size());
    }

    private double at(List<String> places, List<String> names, Row row) {
        return places.indexOf(x.label(row)) + SeriesFigure.barOffset(names.indexOf(series.label(row)), names.size());
    }
}
