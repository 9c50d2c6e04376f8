package dev.ridgepoint.compare;

import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.Extension;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.result.RawTrial;
import dev.ridgepoint.trial.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A metric's trials in one run. Where at least three iterations were quiet, those that were kept although the machine was disturbed are left out.
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
        for (Iteration iteration : quiet(run)) {
            OptionalDouble value = metric.of(iteration, batch);
            if (value.isPresent()) {
                values.add(value.getAsDouble());
                OptionalDouble kernel = kernelMs(run, metric, iteration.iteration());
                if (kernel.isPresent()) {
                    besides.add(metric.better() == Metric.Better.LESS ? value.getAsDouble() / kernel.getAsDouble() : value.getAsDouble() * kernel.getAsDouble());
                }
            }
        }
        return new RunSample(values, besides.size() == values.size() && !values.isEmpty() ? Optional.of(besides) : Optional.empty());
    }

    private static List<Iteration> quiet(BenchmarkResult run) {
        if (run.extension() == null || run.extension().trials() == null) {
            return run.iterations();
        }
        Set<Integer> disturbed = run.extension().trials().stream().filter(RawTrial::interfered).map(RawTrial::iteration).collect(Collectors.toSet());
        List<Iteration> quiet = run.iterations().stream().filter(iteration -> !disturbed.contains(iteration.iteration())).toList();
        return quiet.size() < ENOUGH ? run.iterations() : quiet;
    }

    /** Milliseconds of the reference kernel beside the passes that the metric is about. */
    private static OptionalDouble kernelMs(BenchmarkResult run, Metric metric, int iteration) {
        Extension extension = run.extension();
        if (extension == null || extension.trials() == null) {
            return OptionalDouble.empty();
        }
        if (metric == Metric.COLD_START) {
            return extension.coldStart() == null || iteration > extension.coldStart().trials().size() ? OptionalDouble.empty()
                    : middle(extension.coldStart().trials().get(iteration - 1).probeMs());
        }
        Optional<RawTrial> trial = extension.trials().stream().filter(t -> t.iteration() == iteration && t.probeMs() != null && t.probeMs().size() > 1).findFirst();
        if (trial.isEmpty()) {
            return OptionalDouble.empty();
        }
        // One before the prompt's pass, one after it, and then one after each token's.
        List<Double> probes = trial.get().probeMs();
        return switch (metric) {
            case FIRST_TOKEN -> middle(probes.subList(0, 2));
            case SUBSEQUENT_TOKEN, TOKENS_PER_SECOND_AFTER_FIRST -> middle(probes.subList(1, probes.size()));
            case TOKENS_PER_SECOND -> middle(probes);
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble middle(List<Double> probes) {
        if (probes.isEmpty() || probes.stream().anyMatch(probe -> !(probe > 0))) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Distribution.of(probes.stream().mapToDouble(p -> p).toArray()).median());
    }
}
