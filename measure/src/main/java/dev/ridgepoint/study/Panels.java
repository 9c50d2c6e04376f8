package dev.ridgepoint.study;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.PanelFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.study.PointTable.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * How points are spread over series, which have colours, and panels, which have places. A series has one colour in all panels.
 *
 * @param series told apart by colour and marks
 * @param panels told apart by place
 */
record Panels(Grouping series, Grouping panels) {

    /**
     * The panels of points on common axes.
     *
     * @param title of the figure, and of a lone panel
     * @param lone  name of a lone series
     * @param look  of every series
     * @param place of a point on the axes
     */
    PanelFigure figure(String title, String lone, List<Row> rows, Axis across, Axis up, Look look, Function<Row, SeriesFigure.Point> place) {
        List<String> names = names(rows);
        List<SeriesFigure> figures = new ArrayList<>();
        panels.groups(rows).forEach((panel, inPanel) -> {
            List<Series> drawn = new ArrayList<>();
            series.groups(inPanel).forEach((name, group) -> drawn.add(new Series(name.isEmpty() ? lone : name, names.indexOf(name), look,
                    group.stream().map(place).sorted(Comparator.comparingDouble(SeriesFigure.Point::x)).toList())));
            figures.add(new SeriesFigure(panel.isEmpty() ? title : panel, null, across, up, drawn));
        });
        return new PanelFigure(title, figures);
    }

    /** The names of all series, in the order of their colours. */
    List<String> names(List<Row> rows) {
        return List.copyOf(series.groups(rows).keySet());
    }
}
