package dev.ridgepoint.export;

import dev.ridgepoint.chart.InlineSvg;
import dev.ridgepoint.chart.IntervalChart;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.unit.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Runs as one page: charts, tables and every iteration. It asks for no other file and runs no script, and its policy forbids both, so that a name that got
 * past the escaping could still do nothing.
 */
final class HtmlExport {

    private final Export export;
    private final StringBuilder page = new StringBuilder();

    private HtmlExport(Export export) {
        this.export = export;
    }

    static String text(Export export) {
        return new HtmlExport(export).page();
    }

    private String page() {
        String title = escaped(MarkdownExport.title(export));
        page.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="color-scheme" content="light dark">
                """);
        page.append("<title>").append(title).append("</title>\n<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
        page.append("<h1><bdi>").append(title).append("</bdi></h1>\n");
        export.reading().ifPresent(reading -> page.append("<p>").append(escaped(reading)).append("</p>\n"));
        doubts();
        charts();
        metrics();
        iterations();
        metadata();
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String style() {
        try (InputStream in = HtmlExport.class.getResourceAsStream("export.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read export.css", e);
        }
    }

    private void doubts() {
        List<String> doubts = export.doubts();
        if (!doubts.isEmpty()) {
            page.append("<section class=\"doubts\">\n<h2>Implausible</h2>\n<p>Marked values are beyond what the device could give.</p>\n<ul>\n");
            doubts.forEach(doubt -> page.append("<li>").append(escaped(doubt)).append("</li>\n"));
            page.append("</ul>\n</section>\n");
        }
    }

    private void charts() {
        Map<Metric, IntervalChart> charts = MetricCharts.of(export);
        if (charts.isEmpty()) {
            return;
        }
        page.append("<p class=\"key\">A large dot is the median, a thick bar the middle half, a line from the least to the greatest; ")
                .append("small dots are iterations.");
        page.append(export.reference().isPresent() ? " The dashed line is the reference.</p>\n" : "</p>\n");
        page.append("<div class=\"charts\">\n");
        charts.forEach((metric, chart) -> page.append("<figure>")
                .append(InlineSvg.of(chart, metric.key().replace('_', '-'), MetricCharts.title(metric) + " of each run")).append("</figure>\n"));
        page.append("</div>\n");
    }

    private void metrics() {
        page.append("<h2>Metrics</h2>\n<div class=\"scroll\">\n<table>\n<thead><tr><th>Run</th>");
        List.of("Median", "Mean", "Std", "Min", "Max", "n").forEach(head -> page.append("<th class=\"number\">").append(head).append("</th>"));
        page.append("</tr></thead>\n");
        for (Metric metric : export.measuredMetrics()) {
            page.append("<tbody>\n<tr class=\"group\"><th colspan=\"7\">").append(MetricCharts.title(metric)).append(" (")
                    .append(escaped(export.unitOf(metric))).append("), ").append(Export.better(metric)).append("</th></tr>\n");
            for (ExportedRun run : export.runs()) {
                Measured value = export.value(run, metric);
                Summary all = value.summary();
                boolean doubted = run.implausible(metric).isPresent();
                page.append(doubted ? "<tr class=\"doubted\">" : "<tr>");
                name(run, doubted ? " (implausible)" : "");
                numbers(all.median(), all.mean(), all.std(), all.min(), all.max());
                page.append("<td class=\"number\">").append(value.values().isEmpty() ? "-" : value.values().size()).append("</td></tr>\n");
            }
            page.append("</tbody>\n");
        }
        page.append("</table>\n</div>\n");
    }

    private void numbers(Double... values) {
        for (Double value : values) {
            page.append("<td class=\"number\">").append(MarkdownExport.number(value)).append("</td>");
        }
    }

    private void name(ExportedRun run, String mark) {
        page.append("<th class=\"name\" scope=\"row\"><bdi>").append(escaped(run.name())).append("</bdi>").append(mark).append("</th>");
    }

    private void iterations() {
        List<Metric> metrics = export.metrics().stream()
                .filter(metric -> export.runs().stream().anyMatch(run -> !run.measured(metric).values().isEmpty())).toList();
        if (metrics.isEmpty()) {
            return;
        }
        page.append("<details>\n<summary>Every iteration, as measured</summary>\n<div class=\"scroll\">\n<table>\n")
                .append("<thead><tr><th>Run</th><th class=\"number\">#</th>");
        metrics.forEach(metric -> page.append("<th class=\"number\">").append(MetricCharts.title(metric)).append(" (").append(metric.unit()).append(")</th>"));
        page.append("</tr></thead>\n<tbody>\n");
        for (ExportedRun run : export.runs()) {
            for (Iteration iteration : run.result().iterations()) {
                page.append("<tr>");
                name(run, "");
                page.append("<td class=\"number\">").append(iteration.iteration()).append("</td>");
                metrics.forEach(metric -> page.append("<td class=\"number\">").append(run.of(iteration, metric).stream().mapToObj(Quantity::significant)
                        .findFirst().orElse("-")).append("</td>"));
                page.append("</tr>\n");
            }
        }
        page.append("</tbody>\n</table>\n</div>\n</details>\n");
    }

    private void metadata() {
        if (export.metadata().isEmpty()) {
            return;
        }
        page.append("<h2>Configuration and environment</h2>\n<div class=\"scroll\">\n<table class=\"metadata\">\n<thead><tr><th>Field</th>");
        export.runs().forEach(run -> page.append("<th><bdi>").append(escaped(run.name())).append("</bdi></th>"));
        page.append("</tr></thead>\n<tbody>\n");
        for (MetadataField field : export.metadata()) {
            if (export.runs().stream().anyMatch(run -> field.of(run.result()).isPresent())) {
                page.append("<tr><th class=\"name\" scope=\"row\">").append(field.heading()).append("</th>");
                export.runs().forEach(run -> page.append("<td><bdi>").append(escaped(field.of(run.result()).map(MarkdownExport::written).orElse("-")))
                        .append("</bdi></td>"));
                page.append("</tr>\n");
            }
        }
        page.append("</tbody>\n</table>\n</div>\n");
    }

    private static String escaped(String words) {
        return Names.shown(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
