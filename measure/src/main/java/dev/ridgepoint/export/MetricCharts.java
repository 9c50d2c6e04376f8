package dev.ridgepoint.export;

import dev.ridgepoint.chart.IntervalChart;
import dev.ridgepoint.chart.IntervalFigure;
import dev.ridgepoint.chart.IntervalFigure.Half;
import dev.ridgepoint.chart.IntervalFigure.Row;
import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The charts of an export: the metrics that were asked for or, where all are wanted, those that a reader looks for first. */
final class MetricCharts {

    private static final List<Metric> FIRST = List.of(Metric.FIRST_TOKEN, Metric.SUBSEQUENT_TOKEN, Metric.TOKENS_PER_SECOND);

    private MetricCharts() { }

    static Map<Metric, IntervalChart> of(Export export) {
        Map<Metric, IntervalChart> charts = new LinkedHashMap<>();
        for (Metric metric : export.measuredMetrics()) {
            if (!export.isUnfiltered() || FIRST.contains(metric)) {
                charts.put(metric, chart(export, metric));
            }
        }
        return charts;
    }

    private static IntervalChart chart(Export export, Metric metric) {
        List<Row> rows = new ArrayList<>();
        for (ExportedRun run : export.runs()) {
            Measured value = export.value(run, metric);
            value.middle().ifPresent(middle -> rows.add(row(run, metric, value, middle)));
        }
        // The name of a reference may be long, and what is too long is cut at its end.
        String better = Export.better(metric);
        String quantity = export.reference().isPresent() ? better + ", " + export.unitOf(metric) : export.unitOf(metric) + ", " + better;
        return new IntervalChart(new IntervalFigure(title(metric), quantity, rows, export.reference().map(run -> 1.0)));
    }

    private static Row row(ExportedRun run, Metric metric, Measured value, double middle) {
        Summary all = value.summary();
        String name = Names.shown(run.name()) + (run.implausible(metric).isPresent() ? " (implausible)" : "");
        Optional<Half> half = value.distribution().map(d -> new Half(d.lowerQuartile(), d.upperQuartile()));
        return new Row(name.isBlank() ? "run" : name, middle, Math.min(middle, all.min() == null ? middle : all.min()),
                Math.max(middle, all.max() == null ? middle : all.max()), half, value.values());
    }

    /** {@code First token}. */
    static String title(Metric metric) {
        String words = metric.words();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
