package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.loadtest.LoadTestErrors;
import dev.ridgepoint.loadtest.LoadTestResult;
import dev.ridgepoint.validate.SkippedRow;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Load tests beside their predictions in each output format. */
final class LoadTestPrintout implements OutputFormat.Printable {

    private static final int SHOWN = 12;
    private static final String READING = "TPOT is the time of a token after the first, TTFT the time to the first. Errors are medians of "
            + "|predicted - measured| / measured, biases medians of (predicted - measured) / measured: below 0 where predictions are too fast.";
    private static final String SATURATION = "A server is predicted to be saturated where its cache holds fewer sequences than there are requests, so that some "
            + "wait for a whole place. It was measured to be where the first token took longer than all prompts in flight one after the other, and a tenth of a "
            + "generation more.";

    private static final List<Column<LoadTestErrors>> ERRORS = List.of(
            Column.words("By", "group", LoadTestErrors::group),
            Column.words("Key", "key", LoadTestErrors::key),
            Column.number("Rows", "rows", LoadTestErrors::rows, Written::number),
            Column.number("Saturated", "saturated", LoadTestErrors::saturated, Written::number),
            Column.number("TPOT error", "tpot_median_ape", LoadTestErrors::token, Written::percent),
            Column.number("Bias", "tpot_bias", LoadTestErrors::tokenBias, LoadTestPrintout::signed),
            Column.number("TTFT error", "ttft_median_ape", LoadTestErrors::firstToken, Written::percent),
            Column.number("Bias", "ttft_bias", LoadTestErrors::firstBias, LoadTestPrintout::signed));

    private static final List<Column<LoadTestResult>> ROWS = List.of(
            Column.words("Row", "row", r -> r.test().place()),
            Column.words("Device", "hardware", r -> r.test().hardware()),
            Column.words("Runtime", "runtime", r -> (r.test().runtime() + " " + r.test().version()).strip()),
            Column.words("Model", "model", r -> r.test().model()),
            Column.words("Weights", "weights", r -> r.test().weights()),
            Column.words("Spread", "parallelism", r -> r.test().parallelism().toString()),
            Column.number("Prompt", "prompt_tokens", r -> r.test().prompt(), Written::number),
            Column.number("Generated", "generated_tokens", r -> r.test().generated(), Written::number),
            Column.number("In flight", "concurrency", r -> r.test().concurrency(), Written::number),
            Column.number("TPOT", "tpot_measured_s", r -> r.test().timePerToken(), Written::seconds),
            Column.number("Predicted", "tpot_predicted_s", r -> r.predicted().timePerToken(), Written::seconds),
            Column.number("TTFT", "ttft_measured_s", r -> r.test().timeToFirstToken(), Written::seconds),
            Column.number("Predicted", "ttft_predicted_s", r -> r.predicted().timeToFirstToken(), Written::seconds),
            Column.forPrograms("saturated_measured", LoadTestResult::measuredSaturated),
            Column.forPrograms("saturated_predicted", r -> r.predicted().saturated()),
            Column.forPrograms("cache_holds", r -> r.predicted().inFlight()),
            Column.forPrograms("predicted_under", LoadTestResult::runtime));

    private static final List<Column<LoadTestResult>> SHORT = List.of(
            ROWS.get(0), Column.words("Test", "test", LoadTestPrintout::words), ROWS.get(9), ROWS.get(10), ROWS.get(11), ROWS.get(12));

    private final List<LoadTestResult> results;
    private final List<SkippedRow> skipped;

    LoadTestPrintout(List<LoadTestResult> results, List<SkippedRow> skipped) {
        this.results = results;
        this.skipped = skipped;
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        page.prose(READING, "  ");
        page.gap();
        errors().print(page);
        page.gap();
        page.prose(saturated(), "  ");
        page.prose(SATURATION, "  ");
        page.gap();
        page.heading("Farthest off");
        worst().print(page);
        skipped.stream().map(SkippedRow::reason).distinct().forEach(reason -> page.warning("Skipped: " + reason));
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title() + "\n\n" + READING + "\n");
        errors().printMarkdown(out);
        out.println("\n" + saturated() + " " + SATURATION + "\n\n### Farthest off\n");
        worst().printMarkdown(out);
    }

    @Override
    public void printCsv(PrintWriter out) {
        new Table<>(ROWS, results).printCsv(out);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            errors().write(json, "summary");
            new Table<>(ROWS, results).write(json, "rows");
            json.array("skipped", skipped, (object, row) -> {
                object.value("row", row.row());
                object.value("reason", row.reason());
            });
        });
    }

    private String title() {
        return "Predicted against measured: " + results.size() + " load tests of servers compared, " + skipped.size() + " skipped";
    }

    private String saturated() {
        long measured = results.stream().filter(LoadTestResult::measuredSaturated).count();
        long predicted = results.stream().filter(r -> r.predicted().saturated()).count();
        long both = results.stream().filter(r -> r.predicted().saturated() && r.measuredSaturated()).count();
        return "Saturated: " + measured + " measured, " + predicted + " predicted, " + both + " both.";
    }

    private Table<LoadTestErrors> errors() {
        return new Table<>(ERRORS, LoadTestErrors.all(results));
    }

    private Table<LoadTestResult> worst() {
        return new Table<>(SHORT, results.stream()
                .sorted(Comparator.comparingDouble((LoadTestResult r) -> Math.abs(Math.log1p(r.tokenError()))).reversed()).limit(SHOWN).toList());
    }

    private static String words(LoadTestResult r) {
        return String.join(" ", r.test().hardware(), r.test().runtime(), r.test().model(), r.test().weights(), r.test().parallelism().toString(),
                r.test().prompt() + "+" + r.test().generated(), "x" + r.test().concurrency());
    }

    private static String signed(double fraction) {
        return (fraction > 0 ? "+" : "") + String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }
}
