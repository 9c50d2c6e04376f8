package dev.ridgepoint.cli;

import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.efficiency.CellTables;
import dev.ridgepoint.efficiency.DeviceFit;
import dev.ridgepoint.efficiency.FitReport;
import dev.ridgepoint.efficiency.HeldOutError;
import dev.ridgepoint.validate.ErrorSummary;
import dev.ridgepoint.validate.RepeatedTest;
import dev.ridgepoint.validate.SkippedRow;
import dev.ridgepoint.validate.ValidatedRow;
import dev.ridgepoint.validate.Validation;
import dev.ridgepoint.validate.Violation;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Measurements beside predictions in each output format: for people what is worst of everything, for programs everything. */
final class ValidationPrintout implements OutputFormat.Printable {

    private static final int SHOWN = 12;
    private static final int SHOWN_REPEATED = 5;
    private static final String READING = "Ratio is measured over predicted. The absolute percentage error (APE) is |predicted - measured| / measured, MAPE "
            + "its mean, and bias the mean of (predicted - measured) / measured: above 0 where predictions are too fast, as those of an ideal roofline are.";

    private static final String FITTING = "Of each device, half of the models are fitted, every other one in the order of their ids, and the other half "
            + "predicted; then the other way round. One efficiency lowers every ceiling of a phase in a weights format. The second fit of decode adds a time "
            + "to launch an operator and one of a query head's score of a token.";

    private static final List<Column<HeldOutError>> HELD_OUT = List.of(
            Column.words("Device", "hardware", HeldOutError::hardware),
            Column.words("Phase", "phase", error -> Named.Constant.word(error.phase())),
            Column.words("Fitted", "fitted", HeldOutError::rates),
            Column.words("Tested on", "", HeldOutError::testedWords),
            Column.forPrograms("half", error -> Named.Constant.word(error.half())),
            Column.forPrograms("tested_on", error -> String.join(", ", error.testedOn())),
            Column.number("Cells", "cells", error -> error.tested().cells(), Written::number),
            Column.number("Fitted half", "fitted_median_ape", error -> error.fitted().median(), Written::percent),
            Column.number("Median APE", "median_ape", error -> error.tested().median(), Written::percent),
            Column.number("MAPE", "mape", error -> error.tested().mean(), Written::percent),
            Column.number("Worst", "worst_ape", error -> error.tested().worst(), Written::percent),
            Column.number("Bias", "bias", error -> error.tested().bias(), ValidationPrintout::signed));

    private static final Column<ValidatedRow> MEASURED = Column.number("Measured", "measured", row -> row.measured().tokensPerSecond(), Written::number);
    private static final Column<ValidatedRow> PREDICTED = Column.number("Predicted", "predicted", ValidatedRow::predicted, Written::number);
    private static final Column<ValidatedRow> RATIO = Column.number("Ratio", "ratio", ValidatedRow::ratio, Written::number);

    /** The columns of a row, which programs rely on. */
    private static final List<Column<ValidatedRow>> ROW = List.of(
            Column.words("Device", "hardware", row -> row.hardware().id()),
            Column.words("Model", "model", ValidatedRow::model),
            Column.words("Weights", "weights", ValidatedRow::weights),
            Column.words("Runtime", "runtime", row -> row.measured().runtime()),
            Column.words("Phase", "phase", row -> Named.Constant.word(row.measured().phase())),
            Column.number("Prompt", "prompt_tokens", row -> row.measured().promptTokens(), Written::number),
            Column.number("Generated", "generated_tokens", row -> row.measured().generatedTokens(), Written::number),
            Column.number("Depth", "depth_tokens", row -> row.measured().depthTokens(), Written::number),
            Column.number("Batch", "batch", row -> row.measured().batch(), Written::number),
            MEASURED,
            PREDICTED,
            RATIO,
            Column.forPrograms("interval_80", row -> row.interval().map(i -> PhaseColumns.range(i.eighty(row.predicted()))).orElse(null)),
            Column.forPrograms("interval_95", row -> row.interval().map(i -> PhaseColumns.range(i.ninetyFive(row.predicted()))).orElse(null)),
            Column.forPrograms("predicted_under", row -> row.prediction().roofline().runtime()));

    private static final List<Column<ErrorSummary>> SUMMARY = List.of(
            Column.words("By", "group", summary -> summary.group().id()),
            Column.words("Key", "key", ErrorSummary::key),
            Column.words("Phase", "phase", summary -> Named.Constant.word(summary.phase())),
            Column.number("Rows", "rows", ErrorSummary::rows, Written::number),
            Column.number("MAPE", "mape", ErrorSummary::mape, Written::percent),
            Column.number("Median APE", "median_ape", ErrorSummary::medianApe, Written::percent),
            Column.number("Bias", "bias", ErrorSummary::bias, ValidationPrintout::signed));

    private static final Column<ValidatedRow> PLACE = Column.words("Row", "row", row -> row.measured().place());

    private final Validation validation;
    private final List<ChartFiles> charts;
    private final List<Violation> violations;
    private final List<RepeatedTest> repeated;
    private final List<DeviceFit> fits;

    ValidationPrintout(Validation validation, List<ChartFiles> charts, List<DeviceFit> fits) {
        this.fits = fits;
        this.validation = validation;
        this.charts = charts;
        this.violations = validation.violations();
        this.repeated = validation.repeated();
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        page.prose(READING, "  ");
        if (!validation.rows().isEmpty()) {
            page.gap();
            summary().print(page);
            page.gap();
            page.heading(worstTitle());
            worst().print(page);
        }
        if (!fits.isEmpty()) {
            page.gap();
            page.heading(new FitReport(fits).errorTable().title());
            page.prose(FITTING, "  ");
            page.gap();
            heldOut().print(page);
        }
        if (!violations.isEmpty()) {
            page.gap();
            page.warning(violationsTitle());
            foremostViolations().print(page);
        }
        if (!repeated.isEmpty()) {
            page.gap();
            page.heading(repeatedTitle());
            widestRepeated().print(page);
        }
        if (!validation.skipped().isEmpty()) {
            page.gap();
            page.heading("Skipped");
            skippedByReason().print(page);
        }
        if (!charts.isEmpty()) {
            page.gap();
            files().forEach(file -> page.line("Wrote " + file));
        }
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title() + "\n\n" + READING + "\n");
        charts.forEach(files -> out.println("![" + files.png().getFileName() + "](" + files.png().getFileName() + ")\n"));
        summary().printMarkdown(out);
        section(out, worstTitle(), worst());
        if (!fits.isEmpty()) {
            out.println("\n" + FITTING + "\n");
            Stream.concat(new FitReport(fits).tables().stream(), CellTables.of(validation, fits).stream()).forEach(table -> out.print(table.markdown(3)));
        }
        section(out, violationsTitle(), foremostViolations());
        section(out, repeatedTitle(), widestRepeated());
        section(out, "Skipped", skippedByReason());
    }

    private static void section(PrintWriter out, String title, Table<?> table) {
        if (!table.rows().isEmpty()) {
            out.println("\n### " + title + "\n");
            table.printMarkdown(out);
        }
    }

    /** Every row. */
    @Override
    public void printCsv(PrintWriter out) {
        new Table<>(ROW, validation.rows()).printCsv(out);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            summary().write(json, "summary");
            new Table<>(ROW, validation.rows()).write(json, "rows");
            new Table<>(violationColumns(), violations).write(json, "violations");
            if (!fits.isEmpty()) {
                heldOut().write(json, "fit");
            }
            json.array("repeated", repeated, (object, test) -> {
                object.value("test", test.rows().get(0).measured().words());
                object.value("spread", test.spread());
                object.array("rows", test.rows().stream().map(row -> row.measured().place()).toList());
                object.array("measured", test.rows().stream().map(row -> row.measured().tokensPerSecond()).toList());
            });
            json.array("skipped", validation.skipped(), (object, row) -> {
                object.value("row", row.row());
                object.value("reason", row.reason());
            });
            if (!charts.isEmpty()) {
                json.array("charts", files().toList());
            }
        });
    }

    private static List<Column<Violation>> violationColumns() {
        return Stream.concat(
                Stream.concat(Stream.of(PLACE), ROW.stream()).map(column -> column.of(Violation::row)),
                Stream.of(Column.<Violation>words("Roof", "roof", v -> v.roof().id()),
                        Column.<Violation>words("Reason", "reason", Violation::reason))).toList();
    }

    private Stream<String> files() {
        return charts.stream().flatMap(files -> Stream.of(files.png(), files.svg(), files.pdf())).map(Object::toString);
    }

    private String title() {
        return "Predicted against measured: " + counted(validation.rows().size(), "row") + " compared, " + validation.skipped().size() + " skipped";
    }

    private Table<ErrorSummary> summary() {
        return new Table<>(SUMMARY, validation.summaries());
    }

    private Table<HeldOutError> heldOut() {
        return new Table<>(HELD_OUT, new FitReport(fits).errors());
    }

    private String worstTitle() {
        return "Farthest off";
    }

    private Table<ValidatedRow> worst() {
        return new Table<>(shortRow(), validation.rows().stream()
                .sorted(Comparator.comparingDouble(ValidatedRow::absolutePercentageError).reversed()).limit(SHOWN).toList());
    }

    private String violationsTitle() {
        return "Above the roof: " + counted(violations.size(), "row")
                + (violations.size() > SHOWN ? ", of which the " + SHOWN + " highest; --format json lists all" : "");
    }

    private Table<Violation> foremostViolations() {
        return new Table<>(List.of(
                Column.<Violation>words("Row", "row", v -> v.row().measured().place()),
                Column.<Violation>words("Test", "test", v -> test(v.row())),
                Column.<Violation>number("Ratio", "ratio", v -> v.row().ratio(), Written::number),
                Column.<Violation>words("Reason", "reason", Violation::reason)),
                violations.stream().sorted(Comparator.comparingDouble((Violation v) -> v.row().ratio()).reversed()).limit(SHOWN).toList());
    }

    private String repeatedTitle() {
        return "Measured more than once with different answers: " + counted(repeated.size(), "test")
                + (repeated.size() > SHOWN_REPEATED ? ", of which the " + SHOWN_REPEATED + " farthest apart" : "");
    }

    private Table<RepeatedTest> widestRepeated() {
        return new Table<>(List.of(
                Column.<RepeatedTest>words("Rows", "rows", test -> String.join(", ", test.rows().stream().map(row -> row.measured().place()).toList())),
                Column.<RepeatedTest>words("Test", "test", test -> test(test.rows().get(0))),
                Column.<RepeatedTest>words("Measured", "measured", test -> String.join(", ",
                        test.rows().stream().map(row -> Written.number(row.measured().tokensPerSecond())).toList())),
                Column.<RepeatedTest>number("Apart", "spread", RepeatedTest::spread, Written::times)),
                repeated.stream().sorted(Comparator.comparingDouble(RepeatedTest::spread).reversed()).limit(SHOWN_REPEATED).toList());
    }

    private Table<Map.Entry<String, Integer>> skippedByReason() {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (SkippedRow row : validation.skipped()) {
            reasons.merge(row.reason(), 1, Integer::sum);
        }
        return new Table<>(List.of(
                Column.<Map.Entry<String, Integer>>words("Reason", "reason", Map.Entry::getKey),
                Column.<Map.Entry<String, Integer>>number("Rows", "rows", Map.Entry::getValue, Written::number)),
                reasons.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).toList());
    }

    private static List<Column<ValidatedRow>> shortRow() {
        return List.of(PLACE, Column.words("Test", "test", ValidationPrintout::test),
                Column.words("Runtime", "runtime", row -> row.measured().runtime()), MEASURED, PREDICTED, RATIO);
    }

    private static String test(ValidatedRow row) {
        return String.join(" ", row.hardware().id(), row.model(), row.weights(), row.measured().test());
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String signed(double fraction) {
        return (fraction > 0 ? "+" : "") + String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }
}
