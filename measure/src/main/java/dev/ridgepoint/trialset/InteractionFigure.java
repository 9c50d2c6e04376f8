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

    /** So far apart tasks stand at a level, so that no interval lies on another; a level has room of 1. */
    private static final double APART = 0.07;

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
        Axis up = factors ? Axis.logarithmic(title, reached, Drawn.WRITTEN) : Drawn.fromZero(title, reached);
        List<Series> series = new ArrayList<>();
        for (String task : tasks) {
            double beside = (series.size() - (tasks.size() - 1) / 2.0) * APART;
            List<Point> points = shown.stream().filter(cell -> cell.task().equals(task)).map(cell -> point(cell, beside)).toList();
            series.add(new Series(task.isEmpty() ? "(none)" : task, series.size(), Look.LINE, points));
        }
        String cut = all.size() > tasks.size() ? " The first " + tasks.size() + " of " + all.size() + " tasks are drawn." : "";
        return new SeriesFigure("Mean time of each task over " + means.over(),
                "Were lines parallel, " + means.over() + " would " + (factors ? "multiply" : "add to") + " the time of every task alike."
                + " Bars: 95 % intervals of means." + cut,
                Axis.names(means.over(), means.levels()), up, series);
    }

    private static Point point(Cell cell, double beside) {
        double x = cell.level() + beside;
        return cell.interval().map(i -> new Point(x, cell.mean(), Math.min(cell.mean(), i.low()), Math.max(cell.mean(), i.high())))
                .orElse(Point.of(x, cell.mean()));
    }
}
