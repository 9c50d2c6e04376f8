package dev.ridgepoint.export;

import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs as tables of Markdown. Names are escaped, so that none of them ends a cell or begins a link. */
final class MarkdownExport {

    private static final String SPECIAL = "\\`*[]|<>~";

    private MarkdownExport() { }

    static String text(Export export) {
        StringBuilder text = new StringBuilder("## ").append(escaped(title(export))).append("\n\n");
        export.reading().ifPresent(reading -> text.append(escaped(reading)).append("\n\n"));
        List<String> doubts = export.doubts();
        if (!doubts.isEmpty()) {
            text.append("**Implausible**: marked values are beyond what the device could give.\n\n");
            doubts.forEach(doubt -> text.append("- ").append(escaped(doubt)).append('\n'));
            text.append('\n');
        }
        metrics(export, text);
        metadata(export, text);
        return text.toString();
    }

    static String title(Export export) {
        return export.runs().size() == 1 ? "Benchmark run " + Names.shown(export.runs().get(0).name()) : export.runs().size() + " benchmark runs";
    }

    private static void metrics(Export export, StringBuilder text) {
        row(text, List.of("Metric", "Run", "n", "Mean", "Std", "Min", "Median", "Max"));
        text.append("| --- | --- |").append(" ---: |".repeat(6)).append('\n');
        for (Metric metric : export.measuredMetrics()) {
            for (ExportedRun run : export.runs()) {
                Measured value = export.value(run, metric);
                Summary all = value.summary();
                String name = run.name() + (run.implausible(metric).isPresent() ? " (implausible)" : "");
                row(text, List.of(metric.words() + " (" + export.unitOf(metric) + ")", name,
                        value.values().isEmpty() ? "-" : "" + value.values().size(), number(all.mean()), number(all.std()), number(all.min()),
                        number(all.median()), number(all.max())));
            }
        }
    }

    private static void metadata(Export export, StringBuilder text) {
        if (export.metadata().isEmpty()) {
            return;
        }
        List<String> head = new ArrayList<>(List.of("Field"));
        export.runs().forEach(run -> head.add(run.name()));
        text.append('\n');
        row(text, head);
        text.append('|').append(" --- |".repeat(head.size())).append('\n');
        for (MetadataField field : export.metadata()) {
            if (export.runs().stream().anyMatch(run -> field.of(run.result()).isPresent())) {
                List<String> cells = new ArrayList<>(List.of(field.heading()));
                export.runs().forEach(run -> cells.add(field.of(run.result()).map(MarkdownExport::written).orElse("-")));
                row(text, cells);
            }
        }
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(cells.stream().map(cell -> escaped(Names.shown(cell))).collect(Collectors.joining(" | "))).append(" |\n");
    }

    /** A number as people write it, or a dash. */
    static String number(Double value) {
        return value == null ? "-" : Quantity.significant(value);
    }

    /** A value of metadata as people write it. */
    static String written(Object value) {
        return value instanceof Double number ? Quantity.significant(number) : value.toString();
    }

    private static String escaped(String words) {
        return words.chars().mapToObj(c -> (SPECIAL.indexOf(c) >= 0 ? "\\" : "") + (char) c).collect(Collectors.joining());
    }
}
