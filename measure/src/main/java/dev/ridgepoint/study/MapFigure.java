package dev.ridgepoint.study;

import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.HeatMapChart;
import dev.ridgepoint.chart.HeatMapFigure.Cell;
import dev.ridgepoint.chart.HeatMapFigure;
import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.study.PointTable.Row;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A map of colours: one value for each of some things on each of some others, as models on devices. A letter says which roof a point stands under.
 *
 * @param frame   what every figure has
 * @param rows    from top to bottom
 * @param columns from left to right
 * @param value   what is coloured
 * @param bound   the column whose word is marked by its first letter; or none
 * @param colours how values are spread over the colours
 */
record MapFigure(Frame frame, Grouping rows, Grouping columns, Value value, Optional<Column> bound, Scale colours) implements Figure {

    @Override
    public PrintedChart chart(PointTable points) {
        List<Row> chosen = rows(points);
        ChartScale scale = ChartScale.of(value.shown(), colours, LinesFigure.values(chosen, value));
        List<Row> shown = chosen.stream().filter(row -> scale.shows(value.of(row))).toList();
        if (shown.isEmpty()) {
            throw new InvalidInputException("figure '" + frame.name() + "' has no values of " + value.column().name() + " that its colours can show");
        }
        List<String> across = List.copyOf(columns.groups(chosen).keySet());
        Map<String, String> marks = new LinkedHashMap<>();
        List<HeatMapFigure.Row> lines = new ArrayList<>();
        rows.groups(chosen).forEach((name, line) -> {
            Map<String, List<Row>> byColumn = columns.groups(line);
            lines.add(new HeatMapFigure.Row(name, across.stream().map(column -> Optional.ofNullable(byColumn.get(column)).map(list -> list.get(0))
                    .filter(shown::contains).map(row -> cell(row, scale, marks))).toList()));
        });
        double[] values = shown.stream().mapToDouble(row -> scale.at(value.of(row))).toArray();
        Axis axis = Axis.between(scale.title(), colours, values, Quantity::significant);
        return new HeatMapChart(new HeatMapFigure(frame.title(), null, across, lines, axis, marks, "no prediction"), frame.size());
    }

    private Cell cell(Row row, ChartScale scale, Map<String, String> marks) {
        String word = bound.map(row::text).orElse("");
        String mark = word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT);
        if (!mark.isEmpty()) {
            marks.putIfAbsent(mark, word + "-bound");
        }
        double number = scale.at(value.of(row));
        return new Cell(number, twoDigits(number), mark);
    }

    /** Two digits say as much as a colour does. */
    private static String twoDigits(double value) {
        if (value == 0) {
            return "0";
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 1);
        return Quantity.significant(Math.abs(value) >= 100 ? Math.rint(value) : Math.rint(value / unit) * unit);
    }
}
