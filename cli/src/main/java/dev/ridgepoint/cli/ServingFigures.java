package dev.ridgepoint.cli;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.PanelChart;
import dev.ridgepoint.chart.PanelFigure;
import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.chart.SeriesChart;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.serving.Latencies;
import dev.ridgepoint.serving.Occupancy;
import dev.ridgepoint.serving.ServingResult;
import dev.ridgepoint.serving.StageResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Queue and cache over time, and how latencies are distributed.
 *
 * @param title  of both
 * @param result that is drawn
 */
record ServingFigures(String title, ServingResult result) {

    private static final int SHARES = 400;

    List<ChartFiles> draw(Path base, FigureSize size) {
        return List.of(write(new PanelChart(occupancy(), size), base, "-occupancy"), write(new SeriesChart(latency(), size), base, "-latency"));
    }

    static ChartFiles write(PrintedChart chart, Path base, String ending) {
        try {
            return ChartFiles.write(chart, base.resolveSibling(base.getFileName().toString().replaceFirst("(?i)\\.(png|svg|pdf)$", "") + ending));
        } catch (IOException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }

    private PanelFigure occupancy() {
        List<Series> requests = new ArrayList<>();
        List<Series> cache = new ArrayList<>();
        int stages = result.stages().size();
        for (int i = 0; i < stages; i++) {
            StageResult stage = result.stages().get(i);
            Occupancy over = stage.occupancy();
            String where = stages == 1 ? "" : i == 0 ? ", prefill" : ", decode";
            requests.add(line("waiting" + where, 3 * i, over, over::waiting));
            requests.add(line("running" + where, 3 * i + 1, over, over::running));
            cache.add(line("cache used" + where, 3 * i + 2, over, stretch -> 100 * over.blocks(stretch) / stage.blocks()));
        }
        Axis time = Axis.fromZero("Time (s)", result.seconds(), Written::number);
        double most = requests.stream().flatMap(series -> series.points().stream()).mapToDouble(Point::y).max().orElse(0);
        double fullest = cache.stream().flatMap(series -> series.points().stream()).mapToDouble(Point::y).max().orElse(0);
        return new PanelFigure(title, List.of(
                new SeriesFigure("Requests", null, time, Axis.fromZero("Requests", Math.max(1, most), Written::number), requests),
                new SeriesFigure("KV cache", null, time, Axis.fromZero("Blocks used (%)", Math.max(1, fullest), Written::number), cache)));
    }

    private static Series line(String name, int colour, Occupancy over, IntToDoubleFunction value) {
        return new Series(name, colour, Look.MEASURED_LINE,
                IntStream.range(0, over.stretches()).mapToObj(i -> Point.of(over.middle(i), value.applyAsDouble(i))).toList());
    }

    private SeriesFigure latency() {
        List<Series> series = new ArrayList<>();
        add(series, "output token (TPOT)", 1, result.tpot());
        add(series, "first token (TTFT)", 0, result.ttft());
        add(series, "last token (end to end)", 2, result.endToEnd());
        double[] ends = series.stream().flatMapToDouble(s -> DoubleStream.of(s.points().get(0).x(), s.points().get(s.points().size() - 1).x())).toArray();
        return new SeriesFigure(title, "Share of requests that waited no longer, at " + Written.number(result.offered()) + " requests/s",
                Axis.logarithmic("Time", ends, Written::seconds), Axis.fromZero("Requests (%)", 100, Written::number), series);
    }

    private static void add(List<Series> series, String name, int colour, Latencies latencies) {
        if (latencies.count() == 0) {
            return;
        }
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= SHARES; i++) {
            double share = (double) i / SHARES;
            points.add(Point.of(latencies.percentile(share), 100 * share));
        }
        series.add(new Series(name, colour, Look.MEASURED_LINE, points));
    }
}
