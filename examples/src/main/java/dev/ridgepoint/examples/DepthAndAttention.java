package dev.ridgepoint.examples;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.SeriesChart;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.unit.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report of the runs in {@code examples/rooflinebench/real}: operational intensity of decode over the number of layers, and time of a token of four decoders of
 * one size that attend in different ways.
 *
 * <p>Every run has plain memory reads beside each of its steps. A step's <em>measured</em> intensity is what it computed over what memory would have given in its
 * time at the bandwidth of those reads, {@code FLOPs / (seconds x bandwidth)}: it needs no count of bytes, so that it cannot agree with the counted one by
 * construction. It lies below it as far as the step does more than stream.
 *
 * <p>Run it: {@code mvn -q compile exec:java -pl examples -am -Dexec.mainClass=dev.ridgepoint.examples.DepthAndAttention -Dexec.args=FOLDER}
 */
public final class DepthAndAttention {

    private static final int PROMPT = TimedRun.PROMPT;

    private DepthAndAttention() { }

    /** @param args the folder with {@code configurations.txt} and {@code results} */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "examples/rooflinebench/real");
        List<TimedRun> runs = TimedRun.read(folder);
        Map<Boolean, List<TimedRun>> studies = runs.stream().collect(Collectors.partitioningBy(run -> run.name().startsWith("equal")));
        String report = "# Depth and attention, timed\n\n" + depth(studies.get(false), folder) + attention(studies.get(true), folder);
        Files.writeString(folder.resolve("report.md"), report);
        System.out.print(report);
    }

    private static String depth(List<TimedRun> runs, Path folder) throws IOException {
        StringBuilder text = new StringBuilder("""
                ## Does decode reach its highest intensity at 3 to 5 layers?

                Insight 2 of RooflineBench says that it does, and regresses beyond. Counted: FLOPs and bytes of the operators. Measured: FLOPs over what plain reads
                beside each step would have moved in its time (median; quartiles in brackets).

                | Model | Weights | Layers | Time of a token | FLOP/byte, counted | FLOP/byte, measured |
                |---|---|---:|---:|---:|---:|
                """);
        Map<String, List<TimedRun>> bySeries = new LinkedHashMap<>();
        runs.forEach(run -> bySeries.computeIfAbsent(run.name() + ", " + run.weights(), k -> new ArrayList<>()).add(run));
        bySeries.values().forEach(series -> series.forEach(run -> text.append(String.format(Locale.ROOT, "| %s | %s | %d | %s ms | %.3f | %.3f (%.3f to %.3f) |%n",
                run.name(), run.weights(), run.layers(), Quantity.significant(run.tokenMs()), run.countedIntensity(), run.measuredIntensity(), run.lowIntensity(),
                run.highIntensity()))));
        text.append('\n');
        text.append(verdict(bySeries));
        List<Series> drawn = new ArrayList<>();
        for (Map.Entry<String, List<TimedRun>> entry : bySeries.entrySet()) {
            List<TimedRun> series = entry.getValue();
            TimedRun first = series.get(0);
            TimedRun last = series.get(series.size() - 1);
            TimedRun best = series.stream().max((a, b) -> Double.compare(a.measuredIntensity(), b.measuredIntensity())).orElseThrow();
            text.append(String.format(Locale.ROOT,
                    "- %s: counted intensity goes from %.3f at %d layers to %.3f at %d; the highest measured is at %d layers (%.3f), against %.3f at %d layers.%n",
                    entry.getKey(), first.countedIntensity(), first.layers(), last.countedIntensity(), last.layers(), best.layers(), best.measuredIntensity(),
                    last.measuredIntensity(), last.layers()));
            text.append(drift(series));
            int colour = drawn.size() / 2;
            drawn.add(new Series(entry.getKey() + ", measured", colour, Look.MEASURED_POINTS, series.stream()
                    .map(run -> new Point(run.layers(), run.measuredIntensity(), run.lowIntensity(), run.highIntensity())).toList()));
            drawn.add(new Series(entry.getKey() + ", counted", colour, Look.PREDICTED_LINE, series.stream()
                    .map(run -> Point.of(run.layers(), run.countedIntensity())).toList()));
        }
        double highest = runs.stream().mapToDouble(run -> Math.max(run.highIntensity(), run.countedIntensity())).max().orElseThrow();
        double[] layers = runs.stream().mapToDouble(TimedRun::layers).distinct().sorted().toArray();
        draw(new SeriesFigure("Intensity of decode over depth", "two decoders of half a billion parameters, ONNX Runtime",
                Axis.logarithmicAt("layers", layers, Quantity::significant), Axis.fromZero("FLOP/byte", highest, Quantity::significant), drawn),
                folder.resolve("depth"));
        return text.append("\n![Intensity of decode over depth](depth.png)\n\n").toString();
    }

    /** The counted intensity has no peak inside if it goes one way throughout. */
    private static String verdict(Map<String, List<TimedRun>> bySeries) {
        boolean peak = false;
        double change = 0;
        for (List<TimedRun> series : bySeries.values()) {
            double first = series.get(0).countedIntensity();
            double last = series.get(series.size() - 1).countedIntensity();
            change = Math.max(change, Math.abs(last / first - 1));
            for (TimedRun run : series) {
                peak |= run.countedIntensity() > 1.001 * Math.max(first, last);
            }
        }
        return peak ? "The counted intensity has a peak between the ends.\n\n" : String.format(Locale.ROOT,
                "The counted intensity has no peak: it goes one way from 2 to 24 layers, by %.0f %% at most. What is measured scatters around it where weights are wide, "
                        + "and falls away from it with depth where they are narrow: each layer has operators that stream nothing and take their time. That is a cost "
                        + "of the runtime, not a lower intensity of the model.%n%n", 100 * change);
    }

    /** What a step costs beside streaming, as a line through its steps: the part that grows with layers is what intensity loses with depth. */
    private static String drift(List<TimedRun> series) {
        double shallow = series.stream().filter(run -> run.layers() <= 5).mapToDouble(run -> run.measuredIntensity() / run.countedIntensity()).average().orElseThrow();
        double deep = series.stream().filter(run -> run.layers() >= 12).mapToDouble(run -> run.measuredIntensity() / run.countedIntensity()).average().orElseThrow();
        return String.format(Locale.ROOT, "  Steps move %.0f %% of what memory gives at 2 to 5 layers and %.0f %% at 12 and more.%n", 100 * shallow, 100 * deep);
    }

    private static String attention(List<TimedRun> runs, Path folder) throws IOException {
        StringBuilder text = new StringBuilder("""
                ## Does latent attention outperform MHA and GQA by what it saves in cache traffic?

                Insight 4 says that it does. Four decoders of 155 million parameters, 12 layers of 1024, FP32; what attention saves in weights is in the feed-forward.

                | Decoder | Tokens cached | Read a step | Time of a token | of MHA's |
                |---|---:|---:|---:|---:|
                """);
        Map<Integer, Double> ofMha = new LinkedHashMap<>();
        runs.stream().filter(run -> run.name().equals("equal-mha")).forEach(run -> ofMha.put(run.depth(), run.tokenMs()));
        Map<String, List<TimedRun>> byName = new LinkedHashMap<>();
        for (TimedRun run : runs) {
            byName.computeIfAbsent(run.name(), k -> new ArrayList<>()).add(run);
            text.append(String.format(Locale.ROOT, "| %s | %d | %s MB | %s ms | %.2f |%n", run.name(), run.depth() + PROMPT, Quantity.significant(run.bytes() / 1e6),
                    Quantity.significant(run.tokenMs()), run.tokenMs() / ofMha.get(run.depth())));
        }
        TimedRun gqa = byName.get("equal-gqa").get(byName.get("equal-gqa").size() - 1);
        TimedRun mha = byName.get("equal-mha").get(byName.get("equal-mha").size() - 1);
        TimedRun absorbed = byName.get("equal-mla-absorbed").get(byName.get("equal-mla-absorbed").size() - 1);
        TimedRun expanded = byName.get("equal-mla-expanded").get(byName.get("equal-mla-expanded").size() - 1);
        text.append(String.format(Locale.ROOT,
                "%nAt %d cached tokens the absorbed execution reads %.0f %% less than MHA and takes %.2f of its time; against GQA it reads %.0f %% less and takes %.2f. "
                        + "The expanded one projects every cached token up in every step and takes %.1f times as long as MHA: it is for prompts. %s%n",
                absorbed.depth() + PROMPT, 100 * (1 - absorbed.bytes() / mha.bytes()), absorbed.tokenMs() / mha.tokenMs(),
                100 * (1 - absorbed.bytes() / gqa.bytes()), absorbed.tokenMs() / gqa.tokenMs(), expanded.tokenMs() / mha.tokenMs(),
                absorbed.tokenMs() < gqa.tokenMs() ? "Here the insight holds." : "Here the insight holds against MHA at long contexts at most, and not against GQA."));
        List<Series> drawn = new ArrayList<>();
        byName.forEach((name, series) -> drawn.add(new Series(name.substring("equal-".length()), drawn.size(), Look.MEASURED_LINE,
                series.stream().map(run -> Point.of(run.depth() + PROMPT, run.tokenMs())).toList())));
        double most = runs.stream().mapToDouble(TimedRun::tokenMs).max().orElseThrow();
        draw(new SeriesFigure("Time of a token over the context", "four decoders of one size, ONNX Runtime, FP32",
                Axis.fromZero("tokens cached", runs.stream().mapToDouble(run -> run.depth() + PROMPT).max().orElseThrow(), Quantity::significant),
                Axis.fromZero("ms", most, Quantity::significant), drawn), folder.resolve("attention"));
        return text.append("\n![Time of a token over the context](attention.png)\n").toString();
    }

    private static void draw(SeriesFigure figure, Path base) throws IOException {
        ChartFiles.write(new SeriesChart(figure, FigureSize.SCREEN), base);
    }
}
