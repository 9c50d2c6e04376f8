package dev.ridgepoint.compare;

import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.Extension.RawColdStart;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.result.RawTrial;
import dev.ridgepoint.trial.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A metric's trials in one run. Where at least three of them were quiet, those that were kept although the machine was disturbed are left out. Cold starts are
 * disturbed by themselves: all of them come before the first iteration.
 *
 * @param values  of the iterations that measured it
 * @param besides the same in units of the reference kernel that ran beside them: times divided by its time, rates multiplied by it. Empty where a file has no such
 *                kernel, and for memory and power, which do not follow it
 */
record RunSample(List<Double> values, Optional<List<Double>> besides) {

    private static final int ENOUGH = 3;

    static RunSample of(BenchmarkResult run, Metric metric) {
        int batch = run.metadata().benchmarkConfig().batchSize();
        List<Double> values = new ArrayList<>();
        List<Double> besides = new ArrayList<>();
        for (Iteration iteration : quiet(run, metric)) {
            double value = metric.of(iteration, batch).orElseThrow();
            values.add(value);
            kernelMs(run, metric, iteration.iteration())
                    .ifPresent(kernel -> besides.add(metric.better() == Metric.Better.LESS ? value / kernel : value * kernel));
        }
        return new RunSample(values, besides.size() == values.size() && !values.isEmpty() ? Optional.of(besides) : Optional.empty());
    }

    /** How many of the metric's trials are left out, as the machine was disturbed. */
    static int leftOut(BenchmarkResult run, Metric metric) {
        return measured(run, metric).size() - quiet(run, metric).size();
    }

    private static List<Iteration> measured(BenchmarkResult run, Metric metric) {
        int batch = run.metadata().benchmarkConfig().batchSize();
        return run.iterations().stream().filter(iteration -> metric.of(iteration, batch).isPresent()).toList();
    }

    private static List<Iteration> quiet(BenchmarkResult run, Metric metric) {
        List<Iteration> measured = measured(run, metric);
        List<Iteration> quiet = measured.stream().filter(iteration -> !isDisturbed(run, metric, iteration.iteration())).toList();
        return quiet.size() < ENOUGH ? measured : quiet;
    }

    private static boolean isDisturbed(BenchmarkResult run, Metric metric, int iteration) {
        return metric == Metric.COLD_START ? coldStart(run, iteration).filter(RawColdStart::interfered).isPresent()
                : trial(run, iteration).filter(RawTrial::interfered).isPresent();
    }

    private static Optional<RawTrial> trial(BenchmarkResult run, int iteration) {
        List<RawTrial> trials = run.extension() == null || run.extension().trials() == null ? List.of() : run.extension().trials();
        return trials.stream().filter(trial -> trial != null && trial.iteration() == iteration).findFirst();
    }

    private static Optional<RawColdStart> coldStart(BenchmarkResult run, int iteration) {
        boolean none = run.extension() == null || run.extension().coldStart() == null || run.extension().coldStart().trials() == null;
        List<RawColdStart> starts = none ? List.of() : run.extension().coldStart().trials();
        return iteration < 1 || iteration > starts.size() ? Optional.empty() : Optional.ofNullable(starts.get(iteration - 1));
    }

    /** Milliseconds of the reference kernel beside the passes that the metric is about. */
    private static OptionalDouble kernelMs(BenchmarkResult run, Metric metric, int iteration) {
        if (metric == Metric.COLD_START) {
            return middle(coldStart(run, iteration).map(RawColdStart::probeMs).orElse(List.of()));
        }
        // One before the prompt's pass, one after it, and then one after each token's.
        List<Double> probes = trial(run, iteration).map(RawTrial::probeMs).orElse(List.of());
        if (probes.size() < 2) {
            return OptionalDouble.empty();
        }
        return switch (metric) {
            case FIRST_TOKEN -> middle(probes.subList(0, 2));
            case SUBSEQUENT_TOKEN, TOKENS_PER_SECOND_AFTER_FIRST -> middle(probes.subList(1, probes.size()));
            case TOKENS_PER_SECOND -> middle(probes);
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble middle(List<Double> probes) {
        if (probes.isEmpty() || probes.stream().anyMatch(probe -> probe == null || !(probe > 0 && Double.isFinite(probe)))) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Distribution.of(probes.stream().mapToDouble(p -> p).toArray()).median());
    }
}
