package dev.ridgepoint.cli;

import dev.ridgepoint.audit.Audit;
import dev.ridgepoint.audit.Check;
import dev.ridgepoint.audit.Doubt;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What is doubtful in measurements, in each output format: for people the first of each kind, for programs all. */
final class AuditPrintout implements OutputFormat.Printable {

    private static final int SHOWN = 8;
    /** A test that was repeated a hundred times is named by its ends. */
    private static final int PLACES = 3;

    private static final List<Column<Doubt>> ALL = List.of(
            Column.words("Check", "check", doubt -> doubt.check().id()),
            Column.words("Rows", "rows", doubt -> String.join(" ", doubt.places())),
            Column.words("Test", "test", Doubt::test),
            Column.words("Reason", "reason", Doubt::reason));

    private static final List<Column<Doubt>> SHORT = List.of(
            Column.words("Rows", "rows", AuditPrintout::places),
            Column.words("Test", "test", Doubt::test),
            Column.words("Reason", "reason", Doubt::reason));

    private final Audit audit;

    AuditPrintout(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        page.gap();
        counts().print(page);
        for (Check check : Check.values()) {
            List<Doubt> doubts = audit.doubts(check);
            if (!doubts.isEmpty()) {
                page.gap();
                page.heading(heading(check, doubts));
                foremost(doubts).print(page);
            }
        }
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title() + "\n");
        counts().printMarkdown(out);
        for (Check check : Check.values()) {
            List<Doubt> doubts = audit.doubts(check);
            if (!doubts.isEmpty()) {
                out.println("\n### " + heading(check, doubts) + "\n");
                foremost(doubts).printMarkdown(out);
            }
        }
    }

    /** Every doubt. */
    @Override
    public void printCsv(PrintWriter out) {
        new Table<>(ALL, audit.doubts()).printCsv(out);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            json.value("rows", audit.rows());
            json.array("doubts", audit.doubts(), (object, doubt) -> {
                object.value("check", doubt.check().id());
                object.array("rows", doubt.places());
                object.value("test", doubt.test());
                object.array("measured", doubt.rows().stream().map(row -> row.measured().tokensPerSecond()).toList());
                object.array("predicted", doubt.rows().stream().map(row -> row.predicted()).toList());
                object.value("reason", doubt.reason());
            });
            json.array("skipped", audit.skipped(), (object, row) -> {
                object.value("row", row.row());
                object.value("reason", row.reason());
            });
        });
    }

    private String title() {
        return "Audit of " + Written.number(audit.rows()) + (audit.rows() == 1 ? " measurement" : " measurements")
                + (audit.skipped().isEmpty() ? "" : "; " + audit.skipped().size() + " could not be looked at, 'ridgepoint validate' says why");
    }

    private Table<Map.Entry<Check, Integer>> counts() {
        return new Table<>(List.of(
                Column.<Map.Entry<Check, Integer>>words("Check", "check", entry -> entry.getKey().words()),
                Column.<Map.Entry<Check, Integer>>number("Found", "found", Map.Entry::getValue, Written::number)),
                Arrays.stream(Check.values()).map(check -> Map.entry(check, audit.doubts(check).size())).toList());
    }

    private static String heading(Check check, List<Doubt> doubts) {
        String words = check.words();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ": " + doubts.size()
                + (doubts.size() > SHOWN ? ", of which the first " + SHOWN + "; --format json lists all" : "");
    }

    private static Table<Doubt> foremost(List<Doubt> doubts) {
        return new Table<>(SHORT, doubts.subList(0, Math.min(SHOWN, doubts.size())));
    }

    private static String places(Doubt doubt) {
        List<String> places = doubt.places();
        return places.size() <= PLACES ? String.join(", ", places) : places.get(0) + " to " + places.get(places.size() - 1);
    }
}
