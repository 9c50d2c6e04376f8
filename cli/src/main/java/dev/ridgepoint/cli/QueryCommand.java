package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.sweepfile.ResultTables;
import dev.ridgepoint.sweepfile.ResultTables.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint query}: SQL over what a sweep or a study found. */
@Command(name = "query", sortOptions = false,
        description = {
            "Answer a question in SQL about the points of a sweep or a study. The tables are points, and front_NAME and best_NAME of the lists that it kept; "
                + "without a query they are named with their columns. The SQL is DuckDB's.",
            "Nothing is changed: a query begins with SELECT, FROM, WITH, DESCRIBE or SUMMARIZE."
        },
        footer = {
            "Examples:",
            "  ridgepoint query edge-chip",
            "  ridgepoint query edge-chip \"SELECT model, max(decode_rate_tokens_per_s) AS most FROM points GROUP BY model\"",
            "  ridgepoint query edge-chip \"FROM points WHERE batch = 8\" --format csv > batch8.csv"
        })
final class QueryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RESULT", description = "A folder that 'sweep' or 'study' made, or one .parquet or .csv file.")
    private Path result;

    @Parameters(index = "1", paramLabel = "SQL", arity = "0..1", description = "The query.")
    private String sql;

    @Option(names = "--format", paramLabel = "FORMAT", converter = Named.Output.class, completionCandidates = Named.Output.class,
            defaultValue = "table", order = 90,
            description = "What to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, which has 100 rows at most).")
    private OutputFormat format;

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        try (ResultTables tables = ResultTables.open(result)) {
            if (sql == null) {
                describe(tables, new Page(command.getOut(), command.getColorScheme().ansi()));
                return;
            }
            try (Answer answer = tables.ask(sql)) {
                format.print(new AnswerPrintout(answer), command.getOut(), command.getColorScheme().ansi());
            }
        }
    }

    /** Tables of the same columns are told together. */
    private static void describe(ResultTables tables, Page page) {
        Map<List<String>, List<ResultTables.Described>> byColumns = new LinkedHashMap<>();
        tables.describe().forEach(table -> byColumns.computeIfAbsent(table.columns(), key -> new ArrayList<>()).add(table));
        byColumns.forEach((columns, alike) -> {
            alike.forEach(table -> page.heading(
                    table.name() + ": " + String.format(Locale.ROOT, "%,d", table.rows()) + (table.rows() == 1 ? " row" : " rows")));
            page.prose(String.join(", ", columns), "");
        });
    }
}
