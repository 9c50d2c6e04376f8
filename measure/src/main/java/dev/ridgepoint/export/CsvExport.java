package dev.ridgepoint.export;

import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.validate.Implausible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs as comma-separated values after RFC 4180, a row for each run and metric. A text that a spreadsheet would take for a formula begins with an apostrophe;
 * numbers stay numbers.
 */
final class CsvExport {

    private static final List<String> COLUMNS = List.of("run", "metric", "unit", "n", "mean", "std", "min", "max", "median");
    /** What spreadsheets begin formulas with, in either width. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private CsvExport() { }

    static String text(Export export) {
        boolean doubted = export.runs().stream().anyMatch(run -> !run.implausible().isEmpty());
        List<String> header = new ArrayList<>(COLUMNS);
        export.reference().ifPresent(run -> header.add("normalized_by"));
        if (doubted) {
            header.add("implausible");
        }
        export.metadata().forEach(field -> header.add(field.key()));
        StringBuilder text = new StringBuilder();
        line(text, header);
        for (ExportedRun run : export.runs()) {
            for (Metric metric : export.measuredMetrics()) {
                line(text, row(export, run, metric, doubted));
            }
        }
        return text.toString();
    }

    private static List<Object> row(Export export, ExportedRun run, Metric metric, boolean doubted) {
        Measured value = export.value(run, metric);
        Summary all = value.summary();
        List<Object> row = new ArrayList<>(Arrays.asList(run.name(), metric.key(), export.reference().isPresent() ? "ratio" : metric.unit(),
                value.values().isEmpty() ? null : value.values().size(), all.mean(), all.std(), all.min(), all.max(), all.median()));
        export.reference().ifPresent(reference -> row.add(reference.name()));
        if (doubted) {
            row.add(run.implausible().stream().filter(found -> found.metric().isEmpty() || found.metric().get() == metric).map(Implausible::reason)
                    .collect(Collectors.joining("; ")));
        }
        export.metadata().forEach(field -> row.add(field.of(run.result()).orElse(null)));
        return row;
    }

    private static void line(StringBuilder text, List<?> cells) {
        text.append(cells.stream().map(CsvExport::cell).collect(Collectors.joining(","))).append("\r\n");
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        // A NUL ends the file for many a reader.
        String words = Names.whole(value.toString()).replaceAll("[\\p{Cc}&&[^\\t\\n\\r]]", "");
        String safe = !words.isEmpty() && FORMULA.indexOf(words.charAt(0)) >= 0 ? "'" + words : words;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') || !safe.equals(safe.strip());
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
