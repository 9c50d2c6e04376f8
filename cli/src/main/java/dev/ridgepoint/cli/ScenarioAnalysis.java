package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.scenario.Analysis;
import dev.ridgepoint.scenario.MeasuredScenario;
import dev.ridgepoint.scenario.MeasuredScenario.Utilisation;
import dev.ridgepoint.scenario.PrefillScaling;
import dev.ridgepoint.scenario.ScenarioReport;
import dev.ridgepoint.scenario.ScenarioReport.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The figures of a study that are not of one scenario, each with what it means or why it is missing. */
final class ScenarioAnalysis {

    private ScenarioAnalysis() { }

    /**
     * One of them.
     *
     * @param metric  its name
     * @param value   with its unit; empty where there is none
     * @param meaning how it was come by, or why there is none
     */
    record Row(String metric, String value, String meaning) { }

    static List<Row> rows(ScenarioReport report) {
        List<Row> rows = new ArrayList<>();
        report.build(report.analysis().batch()).ifPresent(build -> rows.addAll(build(build)));
        Analysis analysis = report.analysis();
        rows.add(new Row("Peak memory", analysis.peakMemoryMb() == null ? "" : Written.bytes(analysis.peakMemoryMb() * 1e6),
                analysis.peakMemoryMb() == null ? "the system does not tell" : "most resident memory of the process in any scenario, Java included"));
        PrefillScaling scaling = analysis.prefillScaling();
        rows.add(scaling == null ? missing("Prefill scaling", analysis, "prefill_scaling")
                : new Row("Prefill scaling", Written.number(scaling.msPerToken()) + " ms/token",
                        "slope of median TTFT over prompt length, " + scaling.lengths() + " lengths"
                        + (scaling.rSquared() == null ? "" : ", R² " + Written.number(scaling.rSquared()))));
        rows.add(analysis.decodeTpsCvPercent() == null ? missing("Decode TPS CV", analysis, "decode_tps_cv_percent")
                : new Row("Decode TPS CV", Written.percent(analysis.decodeTpsCvPercent() / 100),
                        "standard deviation (n - 1) over mean of the scenarios' medians"));
        rows.addAll(utilisation(report));
        rows.add(analysis.usPerKernel() == null ? missing("Time per kernel", analysis, "us_per_kernel")
                : new Row("Time per kernel", Written.seconds(analysis.usPerKernel() * 1e-6), "of the " + analysis.kernelsPerStep()
                        + " kernels of a step on average, by the profiler: their work included"));
        return rows;
    }

    private static List<Row> build(Build build) {
        List<Row> rows = new ArrayList<>();
        if (build.graphMs() != null) {
            rows.add(new Row("Graph build", Written.seconds(build.graphMs() / 1e3), "describing the graph, and starting the runtime"));
            rows.add(new Row("Weights", Written.seconds(build.weightsMs() / 1e3), "making random ones, which stands for reading a file"));
            rows.add(new Row("Session", Written.seconds(build.sessionMs() / 1e3), "the runtime optimises the graph and packs the weights"));
        }
        String resident = build.residentMb() == null ? "" : "; " + Written.bytes(build.residentMb() * 1e6) + " resident then";
        rows.add(new Row("Ready", Written.seconds(build.totalMs() / 1e3), "all of it, from nothing to a decoder with its cache" + resident));
        return rows;
    }

    private static List<Row> utilisation(ScenarioReport report) {
        if (report.analysis().absent().containsKey("utilisation")) {
            return List.of(missing("Utilisation", report.analysis(), "utilisation"));
        }
        return List.of(range("Prefill MFU", report, Utilisation::prefillMfu, "the model's FLOPs over TTFT and the device's peak"),
                range("Decode MBU", report, Utilisation::decodeMbu, "the model's bytes over the step's time and the device's bandwidth"));
    }

    private static Row range(String metric, ScenarioReport report, Function<Utilisation, Double> share, String meaning) {
        List<Double> shares = report.leading().stream().map(MeasuredScenario::utilisation).map(share).filter(Objects::nonNull).sorted().toList();
        if (shares.isEmpty()) {
            return new Row(metric, "", "nothing is generated after the first token");
        }
        String least = Written.percent(shares.get(0));
        String most = Written.percent(shares.get(shares.size() - 1));
        return new Row(metric, least.equals(most) ? most : least + " to " + most, meaning);
    }

    private static Row missing(String metric, Analysis analysis, String key) {
        return new Row(metric, "", analysis.absent().getOrDefault(key, "not measured yet"));
    }
}
