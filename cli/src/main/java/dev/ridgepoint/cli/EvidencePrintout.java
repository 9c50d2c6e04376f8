package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.compare.Comparison;
import dev.ridgepoint.compare.Evidence;
import dev.ridgepoint.compare.MetricComparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the verdicts of a comparison rest on. Numbers have as many digits as it takes to be on their side of the threshold. */
final class EvidencePrintout {

    private static final String NOTHING = "-";
    private static final double LEAST_P = 0.001;
    private static final int MOST_DIGITS = 9;

    private final Comparison comparison;

    EvidencePrintout(Comparison comparison) {
        this.comparison = comparison;
    }

    /** One metric by the clock, or in units of the reference kernel. */
    private record Row(String metric, String by, Evidence evidence) { }

    /** The table, and what its columns mean. */
    void print(Page page) {
        List<Row> rows = comparison.metrics().stream().flatMap(EvidencePrintout::rows).toList();
        if (rows.isEmpty()) {
            return;
        }
        boolean kernel = comparison.metrics().stream().anyMatch(metric -> metric.inKernels().isPresent());
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(Column.words("What it rests on", "", Row::metric).shownAs(words -> NOTHING.equals(words) ? "" : words));
        if (kernel) {
            columns.add(Column.words("By", "", Row::by));
        }
        columns.add(Column.forPeople("Change", row -> percent(row.evidence())));
        columns.add(Column.forPeople(same(), row -> p(row.evidence().adjustedP())));
        columns.add(Column.forPeople(atMost(), row -> p(row.evidence().withinThresholdP())));
        columns.add(Column.words("Holds", "", row -> row.evidence().holds(comparison.threshold()) ? "yes" : "no"));
        page.gap();
        new Table<>(columns, rows).print(page);
        page.gap();
        page.prose("A change holds where the median has moved by more than " + threshold() + " and both p are below " + Evidence.SIGNIFICANCE + ".", "");
        page.prose("- " + same() + ": how likely trials this far apart are if nothing changed. "
                + "Welch's test, two-sided, corrected after Holm for all metrics.", "  ");
        page.prose("- " + atMost() + ": how likely they are if the change is " + threshold() + " at most. Welch's test, one-sided.", "  ");
        if (kernel) {
            page.prose("- By clock: as measured. By kernel: in units of the reference kernel that ran beside, which feels the machine's mood too. "
                    + "Where there is one, both medians must have moved by more than " + threshold() + ", the same way, and both rows must hold; "
                    + "of what follows the first token, one of them.", "  ");
        }
    }

    private static Stream<Row> rows(MetricComparison metric) {
        Stream<Row> clock = metric.measured().stream().map(evidence -> new Row(metric.metric().words(), "clock", evidence));
        return Stream.concat(clock, metric.inKernels().stream().map(evidence -> new Row("", "kernel", evidence)));
    }

    /** Why a change that the clock is sure of is neither a regression nor an improvement. */
    String machineChanged(MetricComparison metric) {
        Evidence clock = metric.measured().orElseThrow();
        Evidence kernel = metric.inKernels().orElseThrow();
        String changed = metric.metric().words() + " changed by " + percent(clock);
        String relative = " in units of the reference kernel it is " + percent(kernel);
        if (!kernel.isBeyond(comparison.threshold())) {
            return changed + ", and the machine with it:" + relative + ", which is not more than " + threshold() + ".";
        }
        if (Math.signum(clock.contrast().change()) != Math.signum(kernel.contrast().change())) {
            return changed + ";" + relative + ", the other way, as the kernel changed even more.";
        }
        String failed = Stream.of(kernel.isTold() ? "" : same() + " is " + p(kernel.adjustedP()),
                kernel.isMoreThanThreshold() ? "" : atMost() + " is " + p(kernel.withinThresholdP()))
                .filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
        return changed + ";" + relative + ", which " + (kernel.isTold() ? "is not surely more than " + threshold() : "may be luck") + " (" + failed
                + "): the machine may have changed instead.";
    }

    /** {@code +5.2 %}. */
    String percent(Evidence evidence) {
        double change = evidence.contrast().change();
        String text = rounded(100 * change, Math.signum(change) * 100 * comparison.threshold(), 1);
        return (text.startsWith("-") ? "" : "+") + text + " %";
    }

    String percent(Optional<Evidence> evidence) {
        return evidence.map(this::percent).orElse(NOTHING);
    }

    static String p(double p) {
        return p < LEAST_P ? "<" + LEAST_P : rounded(p, Evidence.SIGNIFICANCE, 3);
    }

    /** Rounded to so many digits after the point, or more where a value below or above a limit would not be so any more. Nothing has no sign. */
    static String rounded(double value, double limit, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal bound = BigDecimal.valueOf(limit);
        BigDecimal text = exact.setScale(digits, RoundingMode.HALF_EVEN);
        for (int more = digits + 1; more <= MOST_DIGITS && limit != 0 && text.compareTo(bound) != exact.compareTo(bound); more++) {
            text = exact.setScale(more, RoundingMode.HALF_EVEN);
        }
        return text.toPlainString();
    }

    private String threshold() {
        return Written.number(100 * comparison.threshold()) + " %";
    }

    private static String same() {
        return "p if same";
    }

    private String atMost() {
        return "p if " + threshold();
    }
}
