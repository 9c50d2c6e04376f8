package dev.ridgepoint.cli;

import dev.ridgepoint.calibrate.FittedBackend;
import dev.ridgepoint.calibrate.LeftOutError;
import dev.ridgepoint.calibrate.Score;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import java.io.PrintWriter;
import java.util.List;

/** What fitted runtimes are worth, in each output format. */
final class CalibrationPrintout implements OutputFormat.Printable {

    private static final String READING = "Each device, and then each model, was left out of the fit in turn and predicted: as one that was never measured, and as "
            + "a new model on devices that are known. Mean and worst are of the medians of |predicted - measured| / measured, one a device or model; short "
            + "prompts have 64 tokens or fewer. The last two columns say how many rates lie in the intervals of 80 and 95 % around their predictions, whose "
            + "widths have not seen the device or model either.";

    private static final String NOTHING_LEFT_OUT =
            "Nothing was left out to test it: that takes measurements of two devices or models, and a fit of all parameters.";

    private static final List<Column<Score>> SUMMARY = List.of(
            Column.words("Runtime", "runtime", Score::runtime),
            Column.words("Without its", "left_out", row -> Named.Constant.word(row.left())),
            Column.words("Phase", "kind", row -> Named.Constant.word(row.kind())),
            Column.number("Left out in turn", "groups", Score::groups, Written::number),
            Column.number("Mean", "mean", Score::mean, Written::percent),
            Column.number("Worst", "worst", Score::worst, Written::percent),
            Column.number("Rows", "rows", Score::rows, Written::number),
            Column.number("In 80 %", "in_80", Score::eighty, Written::percent),
            Column.number("In 95 %", "in_95", Score::ninetyFive, Written::percent));

    private static final List<Column<LeftOutError>> ERRORS = List.of(
            Column.words("Runtime", "runtime", LeftOutError::runtime),
            Column.words("Without its", "left_out", row -> Named.Constant.word(row.left())),
            Column.words("Left out", "key", LeftOutError::key),
            Column.words("Phase", "kind", row -> Named.Constant.word(row.kind())),
            Column.number("Rows", "rows", LeftOutError::rows, Written::number),
            Column.number("Median APE", "median_ape", LeftOutError::medianApe, Written::percent),
            Column.number("Bias", "bias", LeftOutError::bias, Written::percent));

    private final List<FittedBackend> fitted;
    private final List<LeftOutError> errors;

    CalibrationPrintout(List<FittedBackend> fitted) {
        this.fitted = fitted;
        this.errors = fitted.stream().flatMap(f -> LeftOutError.of(f).stream()).toList();
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        if (errors.isEmpty()) {
            page.prose(NOTHING_LEFT_OUT, "  ");
            return;
        }
        page.prose(READING, "  ");
        page.gap();
        summary().print(page);
        page.gap();
        details().print(page);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            summary().write(json, "summary");
            details().write(json, "left_out");
        });
    }

    @Override
    public void printCsv(PrintWriter out) {
        summary().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println(errors.isEmpty() ? NOTHING_LEFT_OUT : READING);
        if (errors.isEmpty()) {
            return;
        }
        out.println();
        summary().printMarkdown(out);
        out.println();
        details().printMarkdown(out);
    }

    private String title() {
        int rows = fitted.stream().mapToInt(f -> f.observations().rows().size()).sum();
        return fitted.size() + (fitted.size() == 1 ? " runtime" : " runtimes") + " fitted to " + rows + (rows == 1 ? " measurement" : " measurements");
    }

    private Table<Score> summary() {
        return new Table<>(SUMMARY, Score.of(fitted));
    }

    private Table<LeftOutError> details() {
        return new Table<>(ERRORS, errors);
    }
}
