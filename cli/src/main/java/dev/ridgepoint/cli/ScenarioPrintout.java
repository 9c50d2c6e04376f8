package dev.ridgepoint.cli;

import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.runtime.ProfilePlan;
import dev.ridgepoint.scenario.BatchScaling;
import dev.ridgepoint.scenario.MeasuredScenario;
import dev.ridgepoint.scenario.OperatorShare;
import dev.ridgepoint.scenario.ScenarioFolder;
import dev.ridgepoint.scenario.ScenarioReport;
import dev.ridgepoint.scenario.ScenarioReport.Study;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A study of scenarios, in each output format. */
final class ScenarioPrintout implements OutputFormat.Printable {

    /** An operator that takes less than this is left to the file. */
    private static final double LEAST_SHARE = 0.01;
    private static final int DIGITS = 4;

    private static final String DEFINITIONS = "TTFT is the prompt's pass. Decode TPS is the N - 1 tokens after the first over the time of their steps, "
            + "prefill TPS the prompt's tokens over TTFT; all sequences of a batch count. Each is worked out run by run.";

    private final ScenarioReport report;
    private final ScenarioFolder folder;
    private final List<ChartFiles> charts;

    ScenarioPrintout(ScenarioReport report, ScenarioFolder folder, List<ChartFiles> charts) {
        this.report = report;
        this.folder = folder;
        this.charts = charts;
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        page.prose(discipline(), "  ");
        page.gap();
        scenarios().print(page);
        if (!report.scaling().isEmpty()) {
            page.gap();
            page.heading("Over batch sizes: speed-up of decode over the smallest; efficiency is speed-up over how many times as many sequences");
            scaling().print(page);
        }
        page.gap();
        analysis().print(page);
        for (String phase : phases()) {
            page.gap();
            page.heading(operatorsTitle(phase));
            operators(phase).print(page);
        }
        page.gap();
        page.line("Study   " + folder.report() + ", with .md and .csv beside it; every trial in " + folder.path().resolve("runs"));
        charts.forEach(chart -> page.line("Chart   " + chart.png() + ", with .svg and .pdf beside it"));
    }

    @Override
    public void printJson(PrintWriter out) {
        out.print(report.json());
    }

    @Override
    public void printCsv(PrintWriter out) {
        scenarios().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("# " + title());
        out.println();
        out.println(discipline());
        out.println();
        out.println(DEFINITIONS);
        out.println();
        scenarios().printMarkdown(out);
        if (!report.scaling().isEmpty()) {
            out.println();
            out.println("## Over batch sizes");
            out.println();
            out.println("Speed-up is of decode over the smallest batch; efficiency is speed-up over how many times as many sequences there are.");
            out.println();
            scaling().printMarkdown(out);
        }
        out.println();
        out.println("## Analysis");
        out.println();
        analysis().printMarkdown(out);
        for (String phase : phases()) {
            out.println();
            out.println("## " + operatorsTitle(phase));
            out.println();
            operators(phase).printMarkdown(out);
        }
        if (!charts.isEmpty()) {
            out.println();
            out.println("## Charts");
        }
        charts.forEach(chart -> {
            String file = chart.png().getFileName().toString();
            out.println();
            out.println("![" + file.replace(".png", "").replace('-', ' ') + "](" + file + ")");
        });
    }

    private String title() {
        Study study = report.study();
        return study.model() + ", " + study.layers() + " layers, weights " + study.weights() + ", on " + report.environment().cpu() + ", "
                + report.environment().runtime() + ", threads " + study.threads();
    }

    private String discipline() {
        Study study = report.study();
        int interfered = report.scenarios().stream().mapToInt(MeasuredScenario::interfered).sum();
        int runs = report.scenarios().stream().mapToInt(MeasuredScenario::runs).sum();
        return "Median ± standard deviation (n - 1) of " + study.iterations() + " runs, after at least " + study.warmup() + " to warm up; "
                + interfered + " of " + runs + " runs kept although disturbed."
                + (study.hardware() == null ? "" : " Ratios are measured over predicted on " + study.hardware()
                + (Boolean.TRUE.equals(study.calibrated()) ? ", calibrated." : ", every ceiling reached."));
    }

    private boolean hasBatches() {
        return report.study().batches().stream().anyMatch(batch -> batch > 1);
    }

    private boolean hasPrediction() {
        return report.study().hardware() != null;
    }

    private Table<MeasuredScenario> scenarios() {
        Function<MeasuredScenario, String> ttft = s -> spread(s.ttftMedianMs(), s.ttftStdMs());
        Function<MeasuredScenario, String> tps = s -> s.tpsMedian() == null ? "" : spread(s.tpsMedian(), s.tpsStd());
        Function<MeasuredScenario, String> prefill = s -> spread(s.prefillTpsMedian(), s.prefillTpsStd());
        Column<MeasuredScenario> batch = Column.number("Batch", "batch", MeasuredScenario::batch, Written::number);
        return new Table<>(List.of(
                Column.<MeasuredScenario>words("Scenario", "scenario_id", MeasuredScenario::scenarioId),
                Column.<MeasuredScenario>number("Prompt", "prompt_length", MeasuredScenario::promptLength, Written::number),
                Column.<MeasuredScenario>number("Output", "decode_length", MeasuredScenario::decodeLength, Written::number),
                hasBatches() ? batch : batch.hidden(),
                Column.<MeasuredScenario>forPeople("TTFT (ms)", ttft),
                ratio("ttft_ratio", s -> s.ttftMedianMs() / s.predicted().ttftMs()),
                Column.<MeasuredScenario>forPeople("Decode TPS", tps),
                ratio("tps_ratio", s -> s.tpsMedian() == null ? Double.NaN : s.tpsMedian() / s.predicted().tps()),
                Column.<MeasuredScenario>forPeople("Prefill TPS", prefill),
                Column.<MeasuredScenario>forPrograms("runs", MeasuredScenario::runs),
                Column.<MeasuredScenario>forPrograms("interfered", MeasuredScenario::interfered),
                Column.<MeasuredScenario>forPrograms("ttft_median_ms", MeasuredScenario::ttftMedianMs),
                Column.<MeasuredScenario>forPrograms("ttft_std_ms", MeasuredScenario::ttftStdMs),
                Column.<MeasuredScenario>forPrograms("tps_median", MeasuredScenario::tpsMedian),
                Column.<MeasuredScenario>forPrograms("tps_std", MeasuredScenario::tpsStd),
                Column.<MeasuredScenario>forPrograms("prefill_tps_median", MeasuredScenario::prefillTpsMedian),
                Column.<MeasuredScenario>forPrograms("prefill_tps_std", MeasuredScenario::prefillTpsStd),
                Column.<MeasuredScenario>forPrograms("step_tps_median", MeasuredScenario::stepTpsMedian),
                Column.<MeasuredScenario>forPrograms("request_tps_median", MeasuredScenario::requestTpsMedian),
                utilisation("Prefill MFU", "prefill_mfu", s -> s.utilisation().prefillMfu()),
                utilisation("", "prefill_mbu", s -> s.utilisation().prefillMbu()),
                utilisation("", "decode_mfu", s -> s.utilisation().decodeMfu()),
                utilisation("Decode MBU", "decode_mbu", s -> s.utilisation().decodeMbu()),
                Column.<MeasuredScenario>forPrograms("peak_memory_mb", MeasuredScenario::peakMemoryMb),
                Column.<MeasuredScenario>forPrograms("predicted_ttft_ms", s -> s.predicted() == null ? null : s.predicted().ttftMs()),
                Column.<MeasuredScenario>forPrograms("predicted_tps", s -> s.predicted() == null ? null : s.predicted().tps()),
                Column.<MeasuredScenario>forPrograms("predicted_prefill_tps", s -> s.predicted() == null ? null : s.predicted().prefillTps())),
                report.scenarios());
    }

    private Column<MeasuredScenario> ratio(String key, Function<MeasuredScenario, Double> ratio) {
        return new Column<>(hasPrediction() ? "Ratio" : "", key, true, s -> ratio.apply(s).isNaN() ? "-" : Written.number(ratio.apply(s)),
                s -> s.predicted() == null ? null : ratio.apply(s));
    }

    private Column<MeasuredScenario> utilisation(String heading, String key, Function<MeasuredScenario, Double> share) {
        return new Column<>(hasPrediction() ? heading : "", key, true, s -> share.apply(s) == null ? "-" : Written.percent(share.apply(s)),
                s -> s.utilisation() == null ? null : share.apply(s));
    }

    /** {@code 31.95 ± 0.51}: four digits, and as many decimals for the spread. */
    static String spread(double value, Double std) {
        int decimals = Math.max(0, DIGITS - 1 - (int) Math.floor(Math.log10(value)));
        String format = "%." + decimals + "f";
        return String.format(Locale.ROOT, format, value) + (std == null ? "" : " ± " + String.format(Locale.ROOT, format, std));
    }

    private Table<BatchScaling> scaling() {
        Column<BatchScaling> predicted = number("Predicted", BatchScaling::predictedTps, Written::number);
        Column<BatchScaling> nothing = Column.forPrograms("", row -> null);
        return new Table<>(List.of(
                Column.<BatchScaling>words("Scenario", "", BatchScaling::scenarioId),
                Column.<BatchScaling>forPeople("Batch", row -> "" + row.batch()),
                Column.<BatchScaling>forPeople("First token", row -> Written.seconds(row.ttftMs() / 1e3)),
                number("Per token", BatchScaling::tokenMs, ms -> Written.seconds(ms / 1e3)),
                number("Tokens/s, whole", BatchScaling::requestTps, Written::number),
                number("Decode TPS", BatchScaling::tps, Written::number),
                hasPrediction() ? predicted : nothing,
                number("Each", BatchScaling::tpsEach, Written::number),
                number("Speed-up", BatchScaling::speedup, Written::times),
                number("Efficiency", BatchScaling::efficiency, Written::percent),
                number("Memory", BatchScaling::peakMemoryMb, mb -> Written.bytes(mb * 1e6))), report.scaling());
    }

    private static Column<BatchScaling> number(String heading, Function<BatchScaling, Double> value, Function<Double, String> written) {
        return Column.forPeople(heading, row -> value.apply(row) == null ? "" : written.apply(value.apply(row)));
    }

    private Table<ScenarioAnalysis.Row> analysis() {
        return new Table<>(List.of(Column.words("Analysis", "", ScenarioAnalysis.Row::metric), Column.words("Value", "", ScenarioAnalysis.Row::value),
                Column.words("Which is", "", ScenarioAnalysis.Row::meaning)), ScenarioAnalysis.rows(report));
    }

    private List<String> phases() {
        return report.operators().stream().map(OperatorShare::phase).distinct().toList();
    }

    private String operatorsTitle(String phase) {
        long others = report.operators().stream().filter(o -> o.phase().equals(phase) && o.share() < LEAST_SHARE).count();
        ProfilePlan profile = report.profile();
        return "Time by operator, all layers together: " + (phase.equals("decode") ? "a step after " + profile.depth() + " tokens"
                : "a prompt of " + profile.promptTokens() + " tokens") + (others == 0 ? "" : " (" + others + " below 1 % are in scenarios.json)");
    }

    private Table<OperatorShare> operators(String phase) {
        Column<OperatorShare> predicted = Column.forPeople("Predicted",
                o -> Optional.ofNullable(o.predictedUs()).map(us -> Written.seconds(us * 1e-6)).orElse(""));
        return new Table<>(List.of(
                Column.<OperatorShare>words("Operator", "", OperatorShare::operator),
                Column.<OperatorShare>forPeople("Time", o -> Written.seconds(o.us() * 1e-6)),
                Column.<OperatorShare>forPeople("Share", o -> Written.percent(o.share())),
                Column.<OperatorShare>forPeople("Kernels", o -> "" + o.kernels()),
                hasPrediction() ? predicted : Column.<OperatorShare>forPrograms("", o -> null)),
                report.operators().stream().filter(o -> o.phase().equals(phase) && o.share() >= LEAST_SHARE).toList());
    }
}
