package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.compare.Comparison;
import dev.ridgepoint.compare.Contrast;
import dev.ridgepoint.compare.Difference;
import dev.ridgepoint.compare.Evidence;
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
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Two runs side by side. */
final class ComparisonPrintout {

    private static final String NOTHING = "-";
    /** The narrowest terminal. */
    private static final int WIDTH = 80;

    private final Comparison comparison;
    private final Path baseline;
    private final Path current;
    private final boolean detailed;
    private final EvidencePrintout evidence;

    ComparisonPrintout(Comparison comparison, Path baseline, Path current, boolean detailed) {
        this.comparison = comparison;
        this.baseline = baseline;
        this.current = current;
        this.detailed = detailed;
        this.evidence = new EvidencePrintout(comparison);
    }

    void print(ComparisonFormat format, PrintWriter out, Ansi ansi) {
        switch (format) {
            case TEXT -> text(new Page(out, ansi, WIDTH));
            case JSON -> json(out);
            case CSV -> new Table<>(columns(), comparison.metrics()).printCsv(out);
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
        new Table<>(List.<Column<MetricComparison>>of(
                Column.words("Medians", "", ComparisonPrintout::withUnit),
                Column.forPeople("Baseline", row -> median(row, Contrast::baselineMedian)),
                Column.forPeople("Current", row -> median(row, Contrast::currentMedian)),
                Column.forPeople("Change", row -> evidence.percent(row.measured())),
                Column.words("Verdict", "", row -> row.verdict().words())), measured).print(page);
        page.gap();
        comparison.with(Verdict.MACHINE_CHANGED).forEach(metric -> page.warning("WARNING: " + evidence.machineChanged(metric)));
        page.prose(told(Verdict.REGRESSION, "Worse"), "  ");
        page.prose(told(Verdict.IMPROVEMENT, "Better"), "  ");
        comparison.notes().forEach(note -> page.prose(note, ""));
        evidence.print(page);
        if (detailed) {
            measured.forEach(metric -> detail(page, metric));
        }
    }

    private static String withUnit(MetricComparison row) {
        // A rate has its unit for a name.
        return row.metric().unit().contains("/") ? row.metric().words() : row.metric().words() + ", " + row.metric().unit();
    }

    private static String median(MetricComparison row, Function<Contrast, Double> value) {
        return row.contrast().map(value).map(Written::number).orElse(NOTHING);
    }

    private static void detail(Page page, MetricComparison metric) {
        page.gap();
        page.heading(withUnit(metric));
        page.prose("Baseline: " + values(metric.baseline()), "  ");
        page.prose("Current: " + values(metric.current()), "  ");
        metric.contrast().ifPresent(contrast -> page.prose("Welch p " + EvidencePrintout.p(contrast.welchP()) + " before Holm, Mann-Whitney p "
                + EvidencePrintout.p(contrast.rankP()) + ", Hedges g " + effect(contrast.hedgesG()) + ", Cliff delta " + effect(contrast.cliffsDelta()), "  "));
    }

    private static String effect(double size) {
        return Double.isFinite(size) ? Written.number(size) : NOTHING;
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

    private void json(PrintWriter out) {
        List<Column<MetricComparison>> columns = columns();
        JsonDocument.print(out, json -> {
            json.value("schema", "ridgepoint-bench-comparison");
            json.value("version", 1);
            json.value("baseline", baseline.toString());
            json.value("current", current.toString());
            // As typed, and not as a fraction has it.
            json.value("threshold_percent", Math.rint(1e8 * comparison.threshold()) / 1e6);
            json.value("significance", Evidence.SIGNIFICANCE);
            json.array("differences", comparison.differences(), (object, difference) -> {
                object.value("what", difference.what());
                object.value("kind", difference.kind().name().toLowerCase(Locale.ROOT));
                object.value("baseline", difference.baseline());
                object.value("current", difference.current());
            });
            json.array("warnings", Stream.concat(comparison.warnings().stream(),
                    comparison.with(Verdict.MACHINE_CHANGED).stream().map(evidence::machineChanged)).toList());
            json.array("notes", comparison.notes());
            json.array("metrics", comparison.metrics(), (object, metric) -> {
                new Table<>(columns, List.of(metric)).write(object, metric);
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

    /** For programs. */
    private List<Column<MetricComparison>> columns() {
        List<Column<MetricComparison>> columns = new ArrayList<>(List.of(
                Column.forPrograms("metric", row -> row.metric().key()),
                Column.forPrograms("unit", row -> row.metric().unit()),
                Column.forPrograms("better", row -> row.metric().better().name().toLowerCase(Locale.ROOT)),
                Column.forPrograms("baseline_n", row -> row.baseline().size()),
                Column.forPrograms("current_n", row -> row.current().size()),
                Column.forPrograms("baseline_median", row -> of(row.contrast(), Contrast::baselineMedian)),
                Column.forPrograms("current_median", row -> of(row.contrast(), Contrast::currentMedian))));
        columns.addAll(evidence("", MetricComparison::measured));
        columns.addAll(evidence("_beside_kernel", MetricComparison::inKernels));
        if (detailed) {
            columns.add(Column.forPrograms("welch_p", row -> of(row.contrast(), Contrast::welchP)));
            columns.add(Column.forPrograms("mann_whitney_p", row -> of(row.contrast(), Contrast::rankP)));
            columns.add(Column.forPrograms("hedges_g", row -> of(row.contrast(), Contrast::hedgesG)));
            columns.add(Column.forPrograms("cliffs_delta", row -> of(row.contrast(), Contrast::cliffsDelta)));
        }
        columns.add(Column.forPrograms("verdict", row -> row.verdict().name().toLowerCase(Locale.ROOT)));
        return columns;
    }

    private List<Column<MetricComparison>> evidence(String by, Function<MetricComparison, Optional<Evidence>> of) {
        return List.of(
                Column.forPrograms("change" + by + "_percent", row -> of(of.apply(row), found -> 100 * found.contrast().change())),
                Column.forPrograms("welch_p_holm" + by, row -> of(of.apply(row), Evidence::adjustedP)),
                Column.forPrograms("within_threshold_p" + by, row -> of(of.apply(row), Evidence::withinThresholdP)),
                Column.forPrograms("holds" + by, row -> of(of.apply(row), found -> found.holds(comparison.threshold()))));
    }

    private static <T, V> Object of(Optional<T> there, Function<T, V> value) {
        return there.map(value).orElse(null);
    }
}
