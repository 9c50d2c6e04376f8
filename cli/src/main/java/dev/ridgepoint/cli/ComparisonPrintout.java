package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.compare.Comparison;
import dev.ridgepoint.compare.Contrast;
import dev.ridgepoint.compare.Difference;
import dev.ridgepoint.compare.MetricComparison;
import dev.ridgepoint.compare.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Two runs side by side. */
final class ComparisonPrintout {

    private static final String NOTHING = "-";
    private static final String BESIDE = "Beside kernel";

    private final Comparison comparison;
    private final Path baseline;
    private final Path current;
    private final boolean detailed;

    ComparisonPrintout(Comparison comparison, Path baseline, Path current, boolean detailed) {
        this.comparison = comparison;
        this.baseline = baseline;
        this.current = current;
        this.detailed = detailed;
    }

    void print(ComparisonFormat format, PrintWriter out, Ansi ansi) {
        switch (format) {
            case TEXT -> text(new Page(out, ansi));
            case JSON -> json(out);
            case CSV -> table().printCsv(out);
        }
    }

    private void text(Page page) {
        page.heading(current + " beside " + baseline);
        List<Difference> things = comparison.differences(Difference.Kind.THING);
        if (!things.isEmpty()) {
            page.warning("WARNING: not of one thing: " + texts(things) + ".");
        }
        List<Difference> places = comparison.differences(Difference.Kind.PLACE);
        if (!places.isEmpty()) {
            page.warning("WARNING: not of one place: " + texts(places) + ". A difference may be the place's.");
        }
        comparison.warnings().forEach(warning -> page.warning("WARNING: " + warning));
        page.gap();
        List<MetricComparison> measured = comparison.metrics().stream().filter(metric -> metric.verdict() != Verdict.NOT_MEASURED).toList();
        // A column of nothing but dashes helps nobody.
        boolean kernel = measured.stream().anyMatch(metric -> metric.beside().isPresent());
        new Table<>(columns().stream().filter(column -> kernel || !column.heading().equals(BESIDE)).toList(), measured).print(page);
        page.gap();
        comparison.with(Verdict.MACHINE_CHANGED).forEach(metric -> page.warning("WARNING: " + metric.metric().words() + " changed by "
                + percent(metric.contrast()) + ", and the machine with it: beside the reference kernel it is " + percent(metric.beside()) + "."));
        page.line(told(Verdict.REGRESSION, "Worse") + " " + told(Verdict.IMPROVEMENT, "Better"));
        page.prose("Changes are of medians; what counts is more than " + Written.number(100 * comparison.threshold())
                + " %. p is Welch's, corrected after Holm for all metrics compared.", "");
        if (detailed) {
            page.gap();
            measured.forEach(metric -> page.prose(metric.metric().key() + ": " + values(metric.baseline()) + "; now " + values(metric.current()), "  "));
        }
    }

    private String told(Verdict verdict, String word) {
        List<MetricComparison> found = comparison.with(verdict);
        return word + ": " + (found.isEmpty() ? "nothing" : found.stream().map(metric -> metric.metric().words()).collect(Collectors.joining(", "))) + ".";
    }

    private static String texts(List<Difference> differences) {
        return differences.stream().map(Difference::text).collect(Collectors.joining("; "));
    }

    private static String values(List<Double> values) {
        return values.stream().map(Written::number).collect(Collectors.joining(" "));
    }

    private static String percent(Optional<Contrast> contrast) {
        return contrast.map(c -> String.format(Locale.ROOT, "%+.1f %%", 100 * c.change())).orElse(NOTHING);
    }

    private void json(PrintWriter out) {
        JsonDocument.print(out, json -> {
            json.value("schema", "ridgepoint-bench-comparison");
            json.value("version", 1);
            json.value("baseline", baseline.toString());
            json.value("current", current.toString());
            json.value("threshold_percent", 100 * comparison.threshold());
            json.array("differences", comparison.differences(), (object, difference) -> {
                object.value("what", difference.what());
                object.value("kind", difference.kind().name().toLowerCase(Locale.ROOT));
                object.value("baseline", difference.baseline());
                object.value("current", difference.current());
            });
            json.array("warnings", comparison.warnings());
            Table<MetricComparison> table = table();
            json.array("metrics", comparison.metrics(), (object, metric) -> {
                table.write(object, metric);
                if (detailed) {
                    object.array("baseline_trials", metric.baseline());
                    object.array("current_trials", metric.current());
                }
            });
            json.array("regressions", keys(Verdict.REGRESSION));
            json.array("improvements", keys(Verdict.IMPROVEMENT));
        });
    }

    private List<String> keys(Verdict verdict) {
        return comparison.with(verdict).stream().map(metric -> metric.metric().key()).toList();
    }

    private Table<MetricComparison> table() {
        return new Table<>(columns(), comparison.metrics());
    }

    private List<Column<MetricComparison>> columns() {
        List<Column<MetricComparison>> columns = new ArrayList<>(List.of(
                new Column<>("Metric", "metric", false, row -> row.metric().words(), row -> row.metric().key()),
                Column.forPrograms("unit", row -> row.metric().unit()),
                Column.forPrograms("better", row -> row.metric().better().name().toLowerCase(Locale.ROOT)),
                Column.forPrograms("baseline_n", row -> row.baseline().size()),
                Column.forPrograms("current_n", row -> row.current().size()),
                number("Baseline", "baseline_median", row -> row.contrast(), Contrast::baselineMedian),
                number("Current", "current_median", row -> row.contrast(), Contrast::currentMedian),
                new Column<>("Unit", "", false, row -> row.metric().unit(), row -> null),
                new Column<>("Change", "change_percent", true, row -> percent(row.contrast()), row -> value(row.contrast(), c -> 100 * c.change())),
                new Column<>(BESIDE, "change_beside_kernel_percent", true, row -> percent(row.beside()), row -> value(row.beside(), c -> 100 * c.change())),
                new Column<>("p", "welch_p_holm", true, row -> row.contrast().isEmpty() ? NOTHING : p(row.adjustedP()),
                        row -> row.contrast().isEmpty() ? null : (Object) row.adjustedP())));
        if (detailed) {
            columns.add(new Column<>("Welch p", "welch_p", true, row -> row.contrast().map(c -> p(c.welchP())).orElse(NOTHING), row -> value(row.contrast(), Contrast::welchP)));
            columns.add(new Column<>("Rank p", "mann_whitney_p", true, row -> row.contrast().map(c -> p(c.rankP())).orElse(NOTHING),
                    row -> value(row.contrast(), Contrast::rankP)));
            columns.add(number("Hedges g", "hedges_g", row -> row.contrast(), Contrast::hedgesG));
            columns.add(number("Cliff d", "cliffs_delta", row -> row.contrast(), Contrast::cliffsDelta));
        }
        columns.add(new Column<>("Verdict", "verdict", false, row -> row.verdict().words(), row -> row.verdict().name().toLowerCase(Locale.ROOT)));
        return columns;
    }

    private static Column<MetricComparison> number(
            String heading, String key, Function<MetricComparison, Optional<Contrast>> contrast, Function<Contrast, Double> value) {
        return new Column<>(heading, key, true, row -> contrast.apply(row).map(value).filter(Double::isFinite).map(Written::number).orElse(NOTHING),
                row -> value(contrast.apply(row), value));
    }

    private static Object value(Optional<Contrast> contrast, Function<Contrast, Double> value) {
        return contrast.map(value).orElse(null);
    }

    private static String p(double p) {
        return p < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
