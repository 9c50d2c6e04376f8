package dev.ridgepoint.export;

import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.result.Metric.Better;
import java.util.List;
import java.util.Optional;

/**
 * What is exported: runs, by metrics.
 *
 * @param runs      in the order given
 * @param metrics   those that are wanted
 * @param reference the run that each metric is divided by, if one is
 * @param metadata  what is told of each run beside its metrics; empty for nothing
 */
public record Export(List<ExportedRun> runs, List<Metric> metrics, Optional<ExportedRun> reference, List<MetadataField> metadata) {

    /** @throws IllegalArgumentException if there is no run, or no metric */
    public Export {
        runs = List.copyOf(runs);
        metrics = List.copyOf(metrics);
        metadata = List.copyOf(metadata);
        if (runs.isEmpty() || metrics.isEmpty()) {
            throw new IllegalArgumentException("nothing to export");
        }
    }

    /** Whether every metric is wanted. */
    public boolean isUnfiltered() {
        return metrics.containsAll(List.of(Metric.values()));
    }

    /** The metrics that any run measured. */
    public List<Metric> measuredMetrics() {
        return metrics.stream().filter(metric -> runs.stream().anyMatch(run -> value(run, metric).isPresent())).toList();
    }

    /** A metric of a run: as measured, or as a multiple of the reference's median. Nothing where the reference did not measure it. */
    public Measured value(ExportedRun run, Metric metric) {
        Measured measured = run.measured(metric);
        if (reference.isEmpty()) {
            return measured;
        }
        Optional<Double> unit = unit(metric);
        return unit.isEmpty() ? new Measured(List.of(), Summary.NOTHING) : measured.dividedBy(unit.get());
    }

    /** What a metric is divided by: the reference's median. */
    Optional<Double> unit(Metric metric) {
        return reference.flatMap(run -> run.measured(metric).middle()).filter(middle -> middle > 0);
    }

    /** What values of a metric are in. */
    String unitOf(Metric metric) {
        return reference.map(run -> "x " + Names.shown(run.name())).orElse(metric.unit());
    }

    /** Which way is better, in words. */
    static String better(Metric metric) {
        return metric.better() == Better.LESS ? "less is better" : "more is better";
    }

    /** How to read values that were divided; empty where none were. */
    Optional<String> reading() {
        return reference.map(run -> "Every value is divided by the median of " + Names.shown(run.name()) + ": above 1 is more than that run's, below 1 less.");
    }

    /** What is doubtful about a run, one sentence each. */
    List<String> doubts() {
        return runs.stream().flatMap(run -> run.implausible().stream().map(found -> Names.shown(run.name()) + ": " + Names.shown(found.reason()))).toList();
    }
}
