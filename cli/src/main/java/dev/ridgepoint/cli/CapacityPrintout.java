package dev.ridgepoint.cli;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.SeriesChart;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.serving.Capacity;
import dev.ridgepoint.serving.Capacity.Trial;
import dev.ridgepoint.serving.Latencies;
import dev.ridgepoint.serving.ServingResult;
import dev.ridgepoint.serving.Slo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The highest rate within an objective, in each output format. */
final class CapacityPrintout implements OutputFormat.Printable {

    private final ServedModel served;
    private final List<String> setting;
    private final Capacity capacity;
    private final Optional<ServingCost> cost;
    private final List<ChartFiles> files;

    CapacityPrintout(ServedModel served, List<String> setting, Capacity capacity, Optional<ServingCost> cost) {
        this(served, setting, capacity, cost, List.of());
    }

    private CapacityPrintout(ServedModel served, List<String> setting, Capacity capacity, Optional<ServingCost> cost, List<ChartFiles> files) {
        this.served = served;
        this.setting = setting;
        this.capacity = capacity;
        this.cost = cost;
        this.files = files;
    }

    CapacityPrintout with(List<ChartFiles> drawn) {
        return new CapacityPrintout(served, setting, capacity, cost, drawn);
    }

    @Override
    public void printTable(Page page) {
        served.heading(page, setting);
        if (!capacity.tried().isEmpty()) {
            trials().print(page);
            page.gap();
        }
        answer().forEach(line -> page.prose(line, "  "));
        if (!files.isEmpty()) {
            page.gap();
            files.stream().flatMap(drawn -> Stream.of(drawn.png(), drawn.svg(), drawn.pdf())).forEach(file -> page.line("Wrote " + file));
        }
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        served.heading(out, setting);
        answer().forEach(line -> out.println(line + "  "));
        files.forEach(drawn -> out.println("\n![Latency over the rate](" + drawn.png().getFileName() + ")"));
        if (!capacity.tried().isEmpty()) {
            out.println();
            trials().printMarkdown(out);
        }
    }

    @Override
    public void printCsv(PrintWriter out) {
        trials().printCsv(out);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            served.write(json);
            json.array("setting", setting);
            json.object("slo", object -> {
                object.value("ttft_s", orNothing(capacity.slo().ttft()));
                object.value("tpot_s", orNothing(capacity.slo().tpot()));
                object.value("end_to_end_s", orNothing(capacity.slo().endToEnd()));
                object.value("attainment", capacity.attainment());
            });
            json.value("capacity_requests_per_second", capacity.highest().map(Trial::perSecond).orElse(0.0));
            json.value("limit", limit());
            ServingResult at = capacity.highest().map(Trial::result).orElse(capacity.alone());
            json.object(capacity.highest().isPresent() ? "at_capacity" : "alone", object -> ServingPrintout.writeResult(object, capacity.slo(), at));
            ServingPrintout.writeCost(json, served, capacity.highest().flatMap(trial -> cost), at);
            trials().write(json, "tried");
        });
    }

    private static Object orNothing(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private Table<Trial> trials() {
        double p = capacity.attainment();
        String percent = "p" + Written.number(100 * p);
        return new Table<>(List.of(
                Column.number("Requests/s", "requests_per_second", Trial::perSecond, Written::number),
                Column.<Trial>words("", "meets", trial -> Boolean.toString(trial.meets())).shownAs(meets -> meets.equals("true") ? "meets" : "fails"),
                Column.number("Within", "attainment", trial -> trial.result().attainment(), Written::percent),
                Column.number("TTFT p50", "ttft_p50_s", trial -> trial.result().ttft().percentile(0.5), Written::seconds),
                Column.number("TTFT " + percent, "ttft_tail_s", trial -> trial.result().ttft().percentile(p), Written::seconds),
                Column.number("TPOT p50", "tpot_p50_s", trial -> trial.result().tpot().percentile(0.5), Written::seconds),
                Column.number("TPOT " + percent, "tpot_tail_s", trial -> trial.result().tpot().percentile(p), Written::seconds),
                Column.number("Last token " + percent, "end_to_end_tail_s", trial -> trial.result().endToEnd().percentile(p), Written::seconds),
                Column.number("Output tok/s", "output_tokens_per_second", trial -> trial.result().tokensPerSecond(), Written::number),
                Column.<Trial>words("Queue", "saturated", trial -> Boolean.toString(trial.result().saturated()))
                        .shownAs(grows -> grows.equals("true") ? "grows" : "steady")),
                capacity.tried());
    }

    private List<String> answer() {
        List<String> lines = new ArrayList<>();
        String asked = Written.percent(capacity.attainment()) + " of requests within " + SloOptions.words(capacity.slo());
        if (capacity.highest().isEmpty()) {
            lines.add("No rate gives " + asked + ".");
            lines.add("Of requests that come one at a time, " + Written.percent(capacity.alone().attainment()) + " do: " + limit() + ".");
            return lines;
        }
        Trial highest = capacity.highest().get();
        lines.add(Written.number(highest.perSecond()) + " requests a second: the highest rate with " + asked + ".");
        lines.add("A little above it, " + limit() + ".");
        lines.add("There it gives " + Written.number(highest.result().tokensPerSecond()) + " output tokens a second.");
        lines.addAll(ServingPrintout.energyAndCost(served, cost, highest.result()));
        return lines;
    }

    /** What stands in the way of more. */
    private String limit() {
        ServingResult beyond = capacity.least().map(Trial::result).orElse(capacity.alone());
        List<String> reasons = new ArrayList<>();
        if (beyond.saturated()) {
            reasons.add("the queue grows");
        }
        if (beyond.refused() > (1 - capacity.attainment()) * beyond.arrived()) {
            reasons.add(beyond.refused() + " of " + beyond.arrived() + " requests are longer than the whole KV cache");
        }
        Slo slo = capacity.slo();
        reason(reasons, "TTFT", beyond.ttft(), slo.ttft());
        reason(reasons, "TPOT", beyond.tpot(), slo.tpot());
        reason(reasons, "last token", beyond.endToEnd(), slo.endToEnd());
        return String.join(", ", reasons);
    }

    private static void reason(List<String> reasons, String name, Latencies latencies, OptionalDouble limit) {
        double share = limit.isEmpty() ? 0 : latencies.shareAbove(limit.getAsDouble());
        if (share > 0) {
            reasons.add(Written.percent(share) + " exceed the " + name + " (p99 " + Written.seconds(latencies.percentile(0.99)) + ")");
        }
    }

    ChartFiles draw(Path base, FigureSize size) {
        List<Series> series = new ArrayList<>();
        String percent = "p" + Written.number(100 * capacity.attainment());
        add(series, "TTFT " + percent, 0, ServingResult::ttft, capacity.slo().ttft());
        add(series, "TPOT " + percent, 1, ServingResult::tpot, capacity.slo().tpot());
        add(series, "last token " + percent, 2, ServingResult::endToEnd, capacity.slo().endToEnd());
        double[] rates = capacity.tried().stream().mapToDouble(Trial::perSecond).toArray();
        double[] times = series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::y).toArray();
        SeriesFigure figure = new SeriesFigure(served.shortTitle(), setting.get(0), Axis.logarithmic("Requests/s", rates, Written::number),
                Axis.logarithmic("Time", times, Written::seconds), series);
        return ServingFigures.write(new SeriesChart(figure, size), base, "");
    }

    private void add(List<Series> series, String name, int colour, Function<ServingResult, Latencies> latencies, OptionalDouble limit) {
        List<Point> points = capacity.tried().stream()
                .map(trial -> Point.of(trial.perSecond(), latencies.apply(trial.result()).percentile(capacity.attainment())))
                .filter(point -> point.y() > 0).toList();
        if (points.isEmpty()) {
            return;
        }
        series.add(new Series(name, colour, Look.LINE, points));
        limit.ifPresent(seconds -> series.add(new Series(name.substring(0, name.lastIndexOf(' ')) + " limit", colour, Look.PREDICTED_LINE,
                List.of(Point.of(points.get(0).x(), seconds), Point.of(points.get(points.size() - 1).x(), seconds)))));
    }
}
