package dev.ridgepoint.cli;

import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.cli.stats.Section;
import dev.ridgepoint.cli.stats.StatsPage;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.trialset.ColumnNames;
import dev.ridgepoint.trialset.Criterion;
import dev.ridgepoint.trialset.Roles;
import dev.ridgepoint.trialset.Selection;
import dev.ridgepoint.trialset.StudyCharts;
import dev.ridgepoint.trialset.TrialFiles;
import dev.ridgepoint.trialset.TrialStudy;
import dev.ridgepoint.trialset.TrialTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint stats}: what do trials say? */
@Command(name = "stats", sortOptions = false,
        description = {
            "Say what trials show: how times are distributed, what task and size explain, which models to make steadier, and what drives throughput.",
            "Reads CSV (or semicolons or tabs), a sheet of an XLSX workbook, and results of 'bench run', a row a token. A cell that is empty, or says NA, is missing."
        },
        footer = {
            "Examples:",
            "  ridgepoint stats trials.csv --exclude-above-iqr 1.5",
            "  ridgepoint stats trials.csv --join models.csv --output report",
            "  ridgepoint stats trials.xlsx --columns names.yaml --drop status=error --format json",
            "A file of names has a line a column, such as 'latency_ms: 지연시간'."
        })
final class StatsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of trials; each one's format is known by what it holds.")
    private List<Path> files;

    @Option(names = "--columns", paramLabel = "FILE", order = 1, description = "Other names for columns: YAML, a line 'name: header' a column.")
    private Path columns;

    @Option(names = "--sheet", paramLabel = "NAME", order = 1, description = "The sheet of a workbook to read (default: its first).")
    private String sheet;

    @Option(names = "--join", paramLabel = "FILE", order = 2,
            description = "A table with a row for each group; its columns are put beside those of the group's trials.")
    private Path join;

    @Option(names = "--latency", paramLabel = "COLUMN", order = 10, description = "The time of a trial (default: latency_ms, or the like).")
    private String latency;

    @Option(names = "--group", paramLabel = "COLUMN", order = 11, description = "What was timed (default: model).")
    private String group;

    @Option(names = "--task", paramLabel = "COLUMN", order = 12, description = "What it did (default: task, workload or phase, if there).")
    private String task;

    @Option(names = "--size", paramLabel = "COLUMN", order = 13, description = "Size of the model (default: parameters_b or the like, if there).")
    private String size;

    @Option(names = "--tokens", paramLabel = "COLUMN", order = 14, description = "Tokens generated (default: tokens_generated or the like, if there).")
    private String tokens;

    @Option(names = "--context", paramLabel = "COLUMN", order = 15, description = "What the model can hold (default: context_length or the like, if there).")
    private String context;

    @Option(names = "--drop", paramLabel = "COLUMN=VALUE", order = 20, description = "Leave out rows with this value; may be given again.")
    private List<String> drops = List.of();

    @Option(names = "--exclude-above-iqr", paramLabel = "K", order = 21,
            description = "Leave out times more than K interquartile ranges above the upper quartile of all (default: none are left out).")
    private Double aboveIqr;

    @Option(names = "--pareto", paramLabel = "NAMES", split = ",", defaultValue = "latency,cv", order = 22,
            description = "Two or three to choose groups by (default: ${DEFAULT-VALUE}): latency, median, cv, tail, outliers, or columns of numbers, of which a"
                    + " group's mean counts. Less is better, but more of what is called accuracy, throughput or the like; min: or max: before a name says so.")
    private List<String> criteria;

    @Mixin
    private DriverOptions drivers;

    @Option(names = "--format", paramLabel = "FORMAT", converter = Named.Output.class, completionCandidates = Named.Output.class,
            order = 90, description = "What to print: ${COMPLETION-CANDIDATES} (default: table); csv has the groups only.")
    private OutputFormat format;

    @Option(names = "--output", paramLabel = "DIR", order = 91,
            description = "Write report.md, report.html, stats.json and charts into this folder, and print where; not together with --format.")
    private Path output;

    @Override
    public void run() {
        if (format != null && output != null) {
            throw new InvalidInputException("--format says what to print, and --output writes report.md, report.html, stats.json and charts instead: give one of them");
        }
        TrialStudy study = study();
        List<Section> sections = Section.of(study);
        StatsPrintout printout = new StatsPrintout(sections);
        if (output == null) {
            (format == null ? OutputFormat.TABLE : format).print(printout, spec.commandLine().getOut(), spec.commandLine().getColorScheme().ansi());
            return;
        }
        try {
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new InvalidInputException(output.toString(), "is not a folder that can be written to");
        }
        Path report = output.resolve("report.md");
        Path numbers = output.resolve("stats.json");
        Path page = output.resolve("report.html");
        StudyCharts charts = StudyCharts.of(study);
        TextFile.write(report, out -> OutputFormat.MARKDOWN.print(printout, out, Ansi.OFF));
        TextFile.write(page, new StatsPage(sections, charts)::print);
        TextFile.write(numbers, out -> OutputFormat.JSON.print(printout, out, Ansi.OFF));
        Stream.concat(Stream.of(report, page, numbers), write(charts).stream().map(ChartFiles::png)).forEach(spec.commandLine().getOut()::println);
        charts.leftOut().forEach(reason -> spec.commandLine().getErr().println("not drawn: " + reason));
    }

    private List<ChartFiles> write(StudyCharts charts) {
        try {
            return charts.write(output);
        } catch (IOException e) {
            throw new InvalidInputException(output.toString(), "a chart cannot be written: " + e.getMessage());
        }
    }

    private TrialStudy study() {
        if (aboveIqr != null && !(aboveIqr >= 0 && Double.isFinite(aboveIqr))) {
            throw new InvalidInputException("--exclude-above-iqr takes a number of 0 or more, not " + aboveIqr);
        }
        List<Criterion.Asked> chosen = criteria.stream().map(Criterion.Asked::parse).toList();
        long different = chosen.stream().map(Criterion.Asked::name).distinct().count();
        if (different != chosen.size() || different < 2 || different > 3) {
            throw new InvalidInputException("--pareto takes two or three different names, not " + String.join(",", criteria));
        }
        TrialTable table = TrialFiles.read(files, columns == null ? ColumnNames.asWritten() : ColumnNames.read(columns), Optional.ofNullable(sheet));
        if (join != null) {
            String key = Roles.Role.GROUP.required(table, group);
            table = table.join(TrialFiles.read(List.of(join), ColumnNames.asWritten()), key);
        }
        Roles roles = Roles.in(table, latency, group, task, size, tokens, context);
        Selection selection = Selection.of(table, roles, drops.stream().map(Selection.Drop::parse).toList(),
                aboveIqr == null ? OptionalDouble.empty() : OptionalDouble.of(aboveIqr));
        return TrialStudy.of(selection, roles, chosen, drivers.question());
    }
}
