package dev.ridgepoint.cli;

import dev.ridgepoint.calibrate.FittedServer;
import dev.ridgepoint.calibrate.FittedServer.LeftOut;
import dev.ridgepoint.calibrate.LeaveOneOut.Left;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.loadtest.LoadTestErrors;
import dev.ridgepoint.loadtest.LoadTestResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What runtimes of servers are worth that were fitted to load tests, in each output format. */
final class ServerCalibrationPrintout implements OutputFormat.Printable {

    private static final String READING = "Errors are medians of |predicted - measured| / measured: of the tests that the runtime was fitted to, and of "
            + "each device's and each model's tests by a fit without them, models of one structure left out together. TPOT is the time of a token after the "
            + "first, TTFT that to the first.";

    /** One line of the table. */
    private record Line(String runtime, String what, LoadTestErrors errors) { }

    private static final List<Column<Line>> COLUMNS = List.of(
            Column.words("Runtime", "runtime", Line::runtime),
            Column.words("Predicted", "predicted", Line::what),
            Column.words("Key", "key", line -> line.errors().key()),
            Column.number("Rows", "rows", line -> line.errors().rows(), Written::number),
            Column.number("TPOT error", "tpot_median_ape", line -> line.errors().token(), Written::percent),
            Column.number("TTFT error", "ttft_median_ape", line -> line.errors().firstToken(), Written::percent));

    private final List<FittedServer> fitted;
    private final List<Line> lines = new ArrayList<>();

    ServerCalibrationPrintout(List<FittedServer> fitted) {
        this.fitted = fitted;
        for (FittedServer server : fitted) {
            String id = server.backend().id();
            lines.add(line(id, "what was fitted", "all", server.evidence().cases().stream().map(test -> LoadTestResult.of(test, server.backend())).toList()));
            leftOut(server, Left.DEVICE, "devices left out");
            leftOut(server, Left.MODEL, "models left out");
        }
    }

    private void leftOut(FittedServer server, Left left, String what) {
        List<LeftOut> rows = server.leftOut().stream().filter(row -> row.left() == left).toList();
        if (rows.isEmpty()) {
            return;
        }
        lines.add(line(server.backend().id(), what, "all", rows.stream().map(LeftOut::result).toList()));
        Map<String, List<LoadTestResult>> groups = rows.stream().collect(
                Collectors.groupingBy(LeftOut::key, TreeMap::new, Collectors.mapping(LeftOut::result, Collectors.toList())));
        groups.forEach((key, results) -> lines.add(line(server.backend().id(), what, key, results)));
    }

    private static Line line(String runtime, String what, String key, List<LoadTestResult> results) {
        return new Line(runtime, what, LoadTestErrors.of(what, key, results));
    }

    @Override
    public void printTable(Page page) {
        int rows = fitted.stream().mapToInt(f -> f.evidence().cases().size()).sum();
        page.heading(fitted.size() + (fitted.size() == 1 ? " runtime" : " runtimes") + " fitted to " + rows + " load tests of servers");
        page.prose(READING, "  ");
        page.gap();
        table().print(page);
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> table().write(json, "errors"));
    }

    @Override
    public void printCsv(PrintWriter out) {
        table().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println(READING);
        out.println();
        table().printMarkdown(out);
    }

    private Table<Line> table() {
        return new Table<>(COLUMNS, lines);
    }
}
