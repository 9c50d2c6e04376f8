package dev.ridgepoint.scenario;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.SeriesChart;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.result.RawTrial;
import dev.ridgepoint.scenario.MeasuredScenario.Predicted;
import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The charts of a study, with what was predicted: first token over prompt length, rate of each step of the longest generation, rates by scenario, and decode
 * over batch sizes. A chart over something of which there is one only is left out.
 */
public final class ScenarioCharts {

    private static final int PREDICTED_PROMPTS = 40;
    private static final int PREDICTED_STEPS = 200;
    /** The lower end of a spread that is as wide as its value may be 0, where a logarithmic axis never gets. */
    private static final double LOWEST_END = 4;
    /** Marks of the two phases stand beside one another. */
    private static final double BESIDE = 0.13;

    private final ScenarioPlan plan;
    private final ScenarioReport report;

    /** The charts of a study that is complete. */
    public ScenarioCharts(ScenarioPlan plan, ScenarioReport report) {
        this.plan = plan;
        this.report = report;
    }

    /**
     * Draws them into the study's folder.
     *
     * @throws IOException if one cannot be written
     */
    public List<ChartFiles> write(ScenarioFolder folder, FigureSize size) throws IOException {
        List<ChartFiles> files = new ArrayList<>();
        if (report.leading().stream().mapToInt(MeasuredScenario::promptLength).distinct().count() > 1) {
            files.add(write(firstToken(), folder, "first-token", size));
        }
        MeasuredScenario longest = report.leading().stream().max(Comparator.comparingInt(MeasuredScenario::decodeLength)
                .thenComparing(Comparator.comparingInt(report.leading()::indexOf).reversed())).orElseThrow();
        Optional<SeriesFigure> steps = steps(longest, folder.result(longest).extension().trials());
        if (steps.isPresent()) {
            files.add(write(steps.get(), folder, "steps", size));
        }
        if (report.leading().size() > 1) {
            files.add(write(throughput(), folder, "throughput", size));
        }
        Optional<SeriesFigure> batches = batches();
        if (batches.isPresent()) {
            files.add(write(batches.get(), folder, "batches", size));
        }
        return files;
    }

    private static ChartFiles write(SeriesFigure figure, ScenarioFolder folder, String name, FigureSize size) throws IOException {
        Path base = folder.path().resolve(name + ".png");
        return ChartFiles.write(new SeriesChart(figure, size), base);
    }

    private String subtitle() {
        String batch = report.study().batches().size() > 1 && plan.leadBatch() > 1 ? ", batch " + plan.leadBatch() : "";
        return subject() + batch;
    }

    private String subject() {
        return report.study().model() + ", " + report.study().weights() + ", " + report.environment().cpu() + ", " + report.study().threads() + " threads";
    }

    private String predicted() {
        return "predicted" + (Boolean.TRUE.equals(report.study().calibrated()) ? ", calibrated" : "");
    }

    /** A median with a standard deviation to either side. */
    private static Point point(double x, double median, Double std) {
        return std == null ? Point.of(x, median) : new Point(x, median, median - std, median + std);
    }

    /** Time to the first token over the length of the prompt. */
    SeriesFigure firstToken() {
        List<MeasuredScenario> scenarios = report.leading();
        double[] lengths = scenarios.stream().mapToDouble(MeasuredScenario::promptLength).toArray();
        double least = DoubleStream.of(lengths).min().orElseThrow();
        double most = DoubleStream.of(lengths).max().orElseThrow();
        List<Series> series = new ArrayList<>();
        series.add(new Series("measured ± standard deviation", 0, Look.MEASURED_POINTS, scenarios.stream()
                .map(s -> point(s.promptLength(), s.ttftMedianMs() * 1e-3, s.ttftStdMs() == null ? null : (Double) (s.ttftStdMs() * 1e-3))).toList()));
        List<Point> line = IntStream.rangeClosed(0, PREDICTED_PROMPTS)
                .map(i -> (int) Math.round(least * Math.pow(most / least, (double) i / PREDICTED_PROMPTS)))
                .distinct().boxed().flatMap(length -> plan.predict(new Request(length, 0, 0, plan.leadBatch(), length)).stream()
                        .map(prediction -> Point.of(length, prediction.timeToFirstToken()))).toList();
        if (!line.isEmpty()) {
            series.add(new Series(predicted(), 1, Look.PREDICTED_LINE, line));
        }
        return new SeriesFigure("Time to first token over prompt length", subtitle(), Axis.logarithmicAt("Prompt (tokens)", lengths, Quantity::significant),
                Axis.logarithmic("Time to first token", values(series), seconds -> Quantity.format(seconds, Dimension.SECONDS)), series);
    }

    /** What the axis is to hold: all values, and their spread as far as a logarithmic axis can reasonably show it. */
    private static double[] values(List<Series> series) {
        return series.stream().flatMap(s -> s.points().stream())
                .flatMapToDouble(point -> DoubleStream.of(Math.max(point.low(), point.y() / LOWEST_END), point.high())).toArray();
    }

    /** The rate of each step of a generation; empty when it has none. */
    Optional<SeriesFigure> steps(MeasuredScenario scenario, List<RawTrial> trials) {
        if (scenario.decodeLength() < 2) {
            return Optional.empty();
        }
        int batch = scenario.batch();
        List<Point> measured = new ArrayList<>();
        for (int step = 0; step < scenario.decodeLength() - 1; step++) {
            int index = step;
            Distribution rates = Distribution.of(trials.stream().mapToDouble(trial -> 1e3 * batch / trial.interTokenMs().get(index)).toArray());
            // The first token is the prompt's.
            measured.add(new Point(step + 2, rates.median(), rates.lowerQuartile(), rates.upperQuartile()));
        }
        List<Series> series = new ArrayList<>();
        series.add(new Series("measured, median and quartiles of " + trials.size() + " runs", 0, Look.MEASURED_LINE, measured));
        int every = Math.max(1, measured.size() / PREDICTED_STEPS);
        List<Point> line = IntStream.range(0, measured.size()).filter(i -> i % every == 0 || i == measured.size() - 1).boxed()
                .flatMap(i -> plan.predict(new Request(0, 1, scenario.promptLength() + i, batch, 1)).flatMap(p -> p.decode()).stream()
                        .map(phase -> Point.of(i + 2.0, phase.tokensPerSecond()))).toList();
        if (!line.isEmpty()) {
            series.add(new Series(predicted(), 1, Look.PREDICTED_LINE, line));
        }
        double greatest = Stream.concat(measured.stream().map(Point::high), line.stream().map(Point::y)).max(Double::compare).orElseThrow();
        return Optional.of(new SeriesFigure("Rate of each step of " + scenario.scenarioId() + " (prompt " + scenario.promptLength() + ")", subtitle(),
                Axis.fromZero("Token generated", scenario.decodeLength(), Quantity::significant),
                Axis.fromZero("Tokens per second", greatest, Quantity::significant), series));
    }

    /** Rates of both phases by scenario. */
    SeriesFigure throughput() {
        List<MeasuredScenario> scenarios = report.leading();
        List<Series> series = new ArrayList<>();
        add(series, "prefill", 0, -BESIDE, scenarios, MeasuredScenario::prefillTpsMedian, MeasuredScenario::prefillTpsStd, Predicted::prefillTps);
        add(series, "decode", 1, BESIDE, scenarios.stream().filter(s -> s.tpsMedian() != null).toList(), MeasuredScenario::tpsMedian, MeasuredScenario::tpsStd,
                Predicted::tps);
        return new SeriesFigure("Throughput by scenario", subtitle(), Axis.names("Scenario", scenarios.stream().map(MeasuredScenario::scenarioId).toList()),
                Axis.logarithmic("Tokens per second", values(series), Quantity::significant), series);
    }

    private void add(List<Series> series, String phase, int colour, double beside, List<MeasuredScenario> scenarios, ToDoubleFunction<MeasuredScenario> median,
            Function<MeasuredScenario, Double> std, ToDoubleFunction<Predicted> prediction) {
        if (scenarios.isEmpty()) {
            return;
        }
        ToDoubleFunction<MeasuredScenario> x = scenario -> report.leading().indexOf(scenario) + beside;
        series.add(new Series(phase + ", measured", colour, Look.MEASURED_POINTS,
                scenarios.stream().map(s -> point(x.applyAsDouble(s), median.applyAsDouble(s), std.apply(s))).toList()));
        List<Point> points = scenarios.stream().filter(s -> s.predicted() != null)
                .map(s -> Point.of(x.applyAsDouble(s), prediction.applyAsDouble(s.predicted()))).toList();
        if (!points.isEmpty()) {
            series.add(new Series(phase + ", " + predicted(), colour, Look.PREDICTED_POINTS, points));
        }
    }

    /** Decode over batch sizes; empty where there is one, or nothing is generated after the first token. */
    Optional<SeriesFigure> batches() {
        List<Series> series = new ArrayList<>();
        List<String> ids = report.scaling().stream().filter(row -> row.tps() != null).map(BatchScaling::scenarioId).distinct().toList();
        for (String id : ids) {
            List<MeasuredScenario> rows = report.scenarios().stream().filter(s -> s.scenarioId().equals(id)).toList();
            String name = ids.size() == 1 ? "" : id + ", ";
            int colour = ids.size() == 1 ? 0 : ids.indexOf(id);
            series.add(new Series(name + "measured" + (name.isEmpty() ? " ± standard deviation" : ""), colour, Look.MEASURED_POINTS,
                    rows.stream().map(s -> point(s.batch(), s.tpsMedian(), s.tpsStd())).toList()));
            List<Point> line = predictedBatches(rows.get(0), rows.get(rows.size() - 1).batch());
            if (!line.isEmpty()) {
                series.add(new Series(name + predicted(), ids.size() == 1 ? 1 : colour, Look.PREDICTED_LINE, line));
            }
        }
        if (series.isEmpty()) {
            return Optional.empty();
        }
        String what = ids.size() == 1 ? " of " + ids.get(0) : "";
        return Optional.of(new SeriesFigure("Decode throughput over batch size" + what, subject(),
                Axis.logarithmicAt("Sequences", report.study().batches().stream().mapToDouble(b -> b).toArray(), Quantity::significant),
                Axis.logarithmic("Tokens per second, all sequences", values(series), Quantity::significant), series));
    }

    private List<Point> predictedBatches(MeasuredScenario scenario, int most) {
        return IntStream.rangeClosed(scenario.batch(), most).boxed().flatMap(batch -> plan.predict(
                new Request(0, scenario.decodeLength() - 1, scenario.promptLength(), batch, 1)).flatMap(p -> p.decode().map(Phase::tokensPerSecond)).stream()
                .map(rate -> Point.of(batch, rate))).toList();
    }
}
