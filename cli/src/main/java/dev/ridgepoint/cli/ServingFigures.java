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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Queue and cache over time, and how latencies are distributed.
 *
 * @param title   of both
 * @param prefill how many of the result's stages are replicas for prompts; 0 where none is apart
 * @param result  that is drawn
 */
record ServingFigures(String title, int prefill, ServingResult result) {

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
        List<StageResult> stages = result.stages();
        if (prefill > 0) {
            add(requests, cache, ", prefill", 0, stages.subList(0, prefill));
        }
        add(requests, cache, prefill > 0 ? ", decode" : "", prefill > 0 ? 1 : 0, stages.subList(prefill, stages.size()));
        Axis time = Axis.fromZero("Time (s)", result.seconds(), Written::number);
        double most = requests.stream().flatMap(series -> series.points().stream()).mapToDouble(Point::y).max().orElse(0);
        double fullest = cache.stream().flatMap(series -> series.points().stream()).mapToDouble(Point::y).max().orElse(0);
        return new PanelFigure(title, List.of(
                new SeriesFigure("Requests", null, time, Axis.fromZero("Requests", Math.max(1, most), Written::number), requests),
                new SeriesFigure("KV cache", null, time, Axis.fromZero("Blocks used (%)", Math.max(1, fullest), Written::number), cache)));
    }

    /** Requests of all replicas together, and the cache that they use of all of theirs. */
    private static void add(List<Series> requests, List<Series> cache, String where, int place, List<StageResult> replicas) {
        double blocks = replicas.stream().mapToDouble(StageResult::blocks).sum();
        requests.add(line("waiting" + where, 3 * place, replicas, Occupancy::waiting, 1));
        requests.add(line("running" + where, 3 * place + 1, replicas, Occupancy::running, 1));
        cache.add(line("cache used" + where, 3 * place + 2, replicas, Occupancy::blocks, 100 / blocks));
    }

    /** At the stretches of the replica that ran longest. */
    private static Series line(String name, int colour, List<StageResult> replicas, ToDoubleBiFunction<Occupancy, Integer> value, double scale) {
        List<Occupancy> all = replicas.stream().map(StageResult::occupancy).toList();
        Occupancy longest = Collections.max(all, Comparator.comparingDouble(Occupancy::seconds));
        return new Series(name, colour, Look.MEASURED_LINE, IntStream.range(0, longest.stretches()).mapToObj(i -> {
            double time = longest.middle(i);
            return Point.of(time, scale * all.stream().filter(over -> time <= over.seconds())
                    .mapToDouble(over -> value.applyAsDouble(over, over.stretchAt(time))).sum());
        }).toList());
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
