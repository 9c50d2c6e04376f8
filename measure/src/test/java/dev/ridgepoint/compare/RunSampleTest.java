package dev.ridgepoint.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.BenchmarkResult.Results;
import dev.ridgepoint.result.Extension;
import dev.ridgepoint.result.Extension.ColdStart;
import dev.ridgepoint.result.Extension.RawColdStart;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.result.RawTrial;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Iteration i of five has a cold start of 100 i ms and a first token of i ms. */
class RunSampleTest {

    private static BenchmarkResult run(int coldStarts, Set<Integer> disturbedStarts, Set<Integer> disturbedTrials) {
        List<Iteration> iterations = IntStream.rangeClosed(1, 5).mapToObj(i ->
                new Iteration(i, i <= coldStarts ? 100.0 * i : null, 1.0 * i, null, null, null, null, null, null)).toList();
        List<RawColdStart> starts = IntStream.rangeClosed(1, coldStarts).mapToObj(i ->
                new RawColdStart(100 * i, 60, 40, List.of(2.0 * i, 2.0 * i), disturbedStarts.contains(i))).toList();
        List<RawTrial> trials = IntStream.rangeClosed(1, 5).mapToObj(i ->
                new RawTrial(i, disturbedTrials.contains(i), i, 0, i, List.of(), List.of(), List.of(1.0 * i, 1.0 * i), null, 1, List.of())).toList();
        return new BenchmarkResult(Runs.metadata("m", 64, "A", 5), Results.of(iterations, 1), iterations, new Extension(1, null, null, null, null,
                new ColdStart(coldStarts, "", starts, List.of()), null, null, null, Map.of(), trials, List.of(), null, null));
    }

    @Test
    void aColdStartIsLeftOutForItsOwnDisturbance() {
        BenchmarkResult run = run(5, Set.of(2), Set.of(4, 5));
        assertThat(RunSample.of(run, Metric.COLD_START).values()).containsExactly(100.0, 300.0, 400.0, 500.0);
        assertThat(RunSample.of(run, Metric.COLD_START).besides()).contains(List.of(50.0, 50.0, 50.0, 50.0));
        assertThat(RunSample.of(run, Metric.FIRST_TOKEN).values()).containsExactly(1.0, 2.0, 3.0);
        assertThat(RunSample.leftOut(run, Metric.COLD_START)).isEqualTo(1);
        assertThat(RunSample.leftOut(run, Metric.FIRST_TOKEN)).isEqualTo(2);
        assertThat(Comparison.of(run, run(5, Set.of(), Set.of(1)), 0.05).notes()).containsExactly(
                "Left out, as the machine was disturbed: 2 iterations of the baseline.",
                "Left out, as the machine was disturbed: 1 cold start of the baseline.",
                "Left out, as the machine was disturbed: 1 iteration of the current run.");
    }

    /** Iterations without a cold start are none of its quiet trials. */
    @Test
    void whereFewAreQuietAllCount() {
        BenchmarkResult run = run(2, Set.of(1), Set.of(1, 2, 3));
        assertThat(RunSample.of(run, Metric.COLD_START).values()).containsExactly(100.0, 200.0);
        assertThat(RunSample.of(run, Metric.FIRST_TOKEN).values()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(Comparison.of(run, run, 0.05).notes()).isEmpty();
    }
}
