package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.trialset.TaskMeans.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Mean times of tasks over size, a line a task: the more the lines are alike, the less task and size depend on one another. */
final class InteractionFigure {

    private InteractionFigure() { }

    static SeriesFigure of(TaskMeans means, Roles roles) {
        List<String> all = means.cells().stream().map(Cell::task).distinct().toList();
        List<String> tasks = all.stream().limit(Drawn.COLOURS).toList();
        List<Cell> shown = means.cells().stream().filter(cell -> tasks.contains(cell.task())).toList();
        double[] values = shown.stream().mapToDouble(Cell::mean).toArray();
        boolean factors = Drawn.farApart(values);
        // An interval of few trials may reach below 0, which no axis of factors has.
        double floor = Drawn.least(values) / 2;
        double[] ends = shown.stream().flatMap(cell -> cell.interval().stream()).flatMapToDouble(i -> DoubleStream.of(
                factors ? Math.max(floor, i.low()) : i.low(), i.high())).toArray();
        double[] reached = DoubleStream.concat(Arrays.stream(values), Arrays.stream(ends)).toArray();
        String title = "mean " + roles.latency();
        Axis up = factors ? Axis.logarithmic(title, reached, Drawn.WRITTEN) : Axis.fromZero(title, Drawn.greatest(reached), Drawn.WRITTEN);
        List<Series> series = new ArrayList<>();
        for (String task : tasks) {
            List<Point> points = shown.stream().filter(cell -> cell.task().equals(task)).map(InteractionFigure::point).toList();
            series.add(new Series(task.isEmpty() ? "(none)" : task, series.size(), Look.LINE, points));
        }
        String cut = all.size() > tasks.size() ? " The first " + tasks.size() + " of " + all.size() + " tasks are drawn." : "";
        return new SeriesFigure("Mean time of each task over " + means.over(),
                (factors ? "Parallel lines: one factor for all tasks." : "Parallel lines: no interaction.") + " Bars: 95 % intervals of the means." + cut,
                Axis.names(means.over(), means.levels()), up, series);
    }

    private static Point point(Cell cell) {
        return cell.interval().map(i -> new Point(cell.level(), cell.mean(), Math.min(cell.mean(), i.low()), Math.max(cell.mean(), i.high())))
                .orElse(Point.of(cell.level(), cell.mean()));
    }
}
