package dev.ridgepoint.compare;

import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.statistics.Holm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two runs of one thing, metric by metric.
 *
 * <p>A metric has changed when three things hold: its median has moved by more than the threshold; Welch's test, after Holm's correction over all metrics, tells the
 * two runs apart; and the trials are too far apart for a change of just the threshold. Trials of one run have a machine's mood in common, which no test of theirs
 * sees. So where both runs have a reference kernel beside their passes, a median must have moved by more than the threshold both as measured and in units of that
 * kernel, and the tests must hold in both: a clock alone sees the machine's mood, and the kernel alone can have one that the model does not share. For steps after
 * the first token they need hold in one only, as those stream from memory like the kernel and move with it.
 *
 * @param threshold   least change that counts, as a fraction
 * @param metrics     in the order of the schema
 * @param differences what the runs do not have in common
 * @param warnings    what makes the comparison doubtful
 * @param notes       what else a reader should know
 */
public record Comparison(double threshold, List<MetricComparison> metrics, List<Difference> differences, List<String> warnings, List<String> notes) {

    /** Metrics of the steps after the first token. */
    private static final Set<Metric> STREAMED = EnumSet.of(Metric.SUBSEQUENT_TOKEN, Metric.TOKENS_PER_SECOND_AFTER_FIRST);

    /**
     * Compares two runs.
     *
     * @throws IllegalArgumentException if the threshold is below 0, or a run does not say how it was configured
     */
    public static Comparison of(BenchmarkResult baseline, BenchmarkResult current, double threshold) {
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("a threshold is 0 or more");
        }
        if (baseline.metadata().benchmarkConfig() == null || current.metadata().benchmarkConfig() == null) {
            throw new IllegalArgumentException("a run says how it was configured");
        }
        List<Sides> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            all.add(Sides.of(metric, RunSample.of(baseline, metric), RunSample.of(current, metric)));
        }
        List<Double> measured = adjusted(all.stream().map(Sides::measured).toList());
        List<Double> inKernels = adjusted(all.stream().map(Sides::inKernels).toList());
        List<MetricComparison> metrics = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            metrics.add(all.get(i).compared(threshold, measured.get(i), inKernels.get(i)));
        }
        return new Comparison(threshold, List.copyOf(metrics), Difference.between(baseline, current),
                warnings(baseline, current, metrics), notes(baseline, current));
    }

    /** Metrics with that verdict. */
    public List<MetricComparison> with(Verdict verdict) {
        return metrics.stream().filter(metric -> metric.verdict() == verdict).toList();
    }

    /** Differences of that kind. */
    public List<Difference> differences(Difference.Kind kind) {
        return differences.stream().filter(difference -> difference.kind() == kind).toList();
    }

    private static List<Double> adjusted(List<Optional<Contrast>> contrasts) {
        double[] present = contrasts.stream().flatMap(Optional::stream).mapToDouble(Contrast::welchP).toArray();
        double[] corrected = present.length == 0 ? present : Holm.adjusted(present);
        List<Double> adjusted = new ArrayList<>();
        int next = 0;
        for (Optional<Contrast> contrast : contrasts) {
            adjusted.add(contrast.isPresent() ? corrected[next++] : 1.0);
        }
        return adjusted;
    }

    private static List<String> warnings(BenchmarkResult baseline, BenchmarkResult current, List<MetricComparison> metrics) {
        List<String> warnings = new ArrayList<>();
        if (!baseline.isComplete() || !current.isComplete()) {
            warnings.add((baseline.isComplete() ? "The current run was" : current.isComplete() ? "The baseline was" : "The baseline and the current run were")
                    + " interrupted: not all iterations are there.");
        }
        int warmupBefore = baseline.metadata().benchmarkConfig().warmupIterations();
        int warmupNow = current.metadata().benchmarkConfig().warmupIterations();
        if (warmupBefore != warmupNow) {
            warnings.add("Warm-up differs: " + warmupBefore + " and " + warmupNow + " iterations. The first ones that count may not be alike.");
        }
        if (metrics.stream().allMatch(metric -> metric.contrast().isEmpty())) {
            warnings.add("No metric has two trials on each side: nothing can be told.");
        }
        return List.copyOf(warnings);
    }

    private static List<String> notes(BenchmarkResult baseline, BenchmarkResult current) {
        List<String> notes = new ArrayList<>();
        addLeftOut(notes, "baseline", baseline);
        addLeftOut(notes, "current run", current);
        return List.copyOf(notes);
    }

    private static void addLeftOut(List<String> notes, String side, BenchmarkResult run) {
        addLeftOut(notes, "iteration", side, RunSample.leftOut(run, Metric.FIRST_TOKEN));
        addLeftOut(notes, "cold start", side, RunSample.leftOut(run, Metric.COLD_START));
    }

    private static void addLeftOut(List<String> notes, String what, String side, int count) {
        if (count > 0) {
            notes.add("Left out, as the machine was disturbed: " + count + " " + what + (count == 1 ? "" : "s") + " of the " + side + ".");
        }
    }

    /** A metric's trials on both sides, contrasted as far as they can be. */
    private record Sides(Metric metric, RunSample baseline, RunSample current, Optional<Contrast> measured, Optional<Contrast> inKernels) {

        static Sides of(Metric metric, RunSample baseline, RunSample current) {
            boolean both = baseline.besides().isPresent() && current.besides().isPresent();
            return new Sides(metric, baseline, current, contrast(baseline.values(), current.values()),
                    both ? contrast(baseline.besides().get(), current.besides().get()) : Optional.empty());
        }

        private static Optional<Contrast> contrast(List<Double> x, List<Double> y) {
            try {
                return x.isEmpty() || y.isEmpty() ? Optional.empty() : Optional.of(Contrast.of(x, y));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        MetricComparison compared(double threshold, double adjustedP, double adjustedInKernels) {
            Optional<Evidence> clock = measured.map(contrast ->
                    new Evidence(contrast, adjustedP, Contrast.chanceOfNoMoreThan(threshold, baseline.values(), current.values())));
            Optional<Evidence> kernel = inKernels.map(contrast -> new Evidence(contrast, adjustedInKernels,
                    Contrast.chanceOfNoMoreThan(threshold, baseline.besides().orElseThrow(), current.besides().orElseThrow())));
            return new MetricComparison(metric, baseline.values(), current.values(), clock, kernel, verdict(threshold, clock, kernel));
        }

        private Verdict verdict(double threshold, Optional<Evidence> clock, Optional<Evidence> kernel) {
            if (baseline.values().isEmpty() || current.values().isEmpty()) {
                return Verdict.NOT_MEASURED;
            }
            boolean probed = baseline.besides().isPresent() && current.besides().isPresent();
            if (clock.isEmpty() || probed && kernel.isEmpty()) {
                return Verdict.UNDECIDED;
            }
            Evidence seen = clock.get();
            if (kernel.isEmpty()) {
                return seen.holds(threshold) ? direction(seen) : Verdict.UNCHANGED;
            }
            Evidence relative = kernel.get();
            boolean bothBeyond = seen.isBeyond(threshold) && relative.isBeyond(threshold)
                    && Math.signum(relative.contrast().change()) == Math.signum(seen.contrast().change());
            boolean both = seen.holds(threshold) && relative.holds(threshold);
            boolean either = seen.holds(threshold) || relative.holds(threshold);
            if (bothBeyond && (both || STREAMED.contains(metric) && either)) {
                return direction(seen);
            }
            return seen.holds(threshold) ? Verdict.MACHINE_CHANGED : Verdict.UNCHANGED;
        }

        private Verdict direction(Evidence found) {
            return found.contrast().change() < 0 == (metric.better() == Metric.Better.LESS) ? Verdict.IMPROVEMENT : Verdict.REGRESSION;
        }
    }
}
