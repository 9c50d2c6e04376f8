package dev.ridgepoint.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.BenchmarkResult.Metadata;
import dev.ridgepoint.result.Metric;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final BenchmarkResult BASELINE = Runs.plain(Runs.metadata("m", 64, "A", 5), 50, 10, 10.1, 9.9, 10, 10.05);

    private static MetricComparison metric(Comparison comparison, Metric metric) {
        return comparison.metrics().stream().filter(m -> m.metric() == metric).findFirst().orElseThrow();
    }

    @Test
    void aLatencyUpIsWorseAndARateUpIsBetter() {
        BenchmarkResult slower = Runs.plain(Runs.metadata("m", 64, "A", 5), 50, 12, 12.1, 11.9, 12, 12.05);
        Comparison worse = Comparison.of(BASELINE, slower, 0.05);
        assertThat(worse.with(Verdict.REGRESSION)).extracting(MetricComparison::metric)
                .containsExactly(Metric.SUBSEQUENT_TOKEN, Metric.TOKENS_PER_SECOND, Metric.TOKENS_PER_SECOND_AFTER_FIRST);
        assertThat(metric(worse, Metric.SUBSEQUENT_TOKEN).contrast().orElseThrow().change()).isCloseTo(0.2, within(1e-9));
        assertThat(metric(worse, Metric.TOKENS_PER_SECOND_AFTER_FIRST).contrast().orElseThrow().change()).isCloseTo(1 / 1.2 - 1, within(1e-9));
        Comparison better = Comparison.of(slower, BASELINE, 0.05);
        assertThat(better.with(Verdict.IMPROVEMENT)).extracting(MetricComparison::metric)
                .containsExactly(Metric.SUBSEQUENT_TOKEN, Metric.TOKENS_PER_SECOND, Metric.TOKENS_PER_SECOND_AFTER_FIRST);
        assertThat(better.with(Verdict.REGRESSION)).isEmpty();
    }

    @Test
    void whatDoesNotReachTheThresholdIsUnchangedHoweverSure() {
        BenchmarkResult slower = Runs.plain(Runs.metadata("m", 64, "A", 5), 50, 12, 12.1, 11.9, 12, 12.05);
        assertThat(Comparison.of(BASELINE, slower, 0.25).with(Verdict.REGRESSION)).isEmpty();
        assertThat(Comparison.of(BASELINE, BASELINE, 0).with(Verdict.UNCHANGED)).extracting(MetricComparison::metric)
                .containsExactly(Metric.FIRST_TOKEN, Metric.SUBSEQUENT_TOKEN, Metric.TOKENS_PER_SECOND, Metric.TOKENS_PER_SECOND_AFTER_FIRST,
                        Metric.PEAK_MEMORY, Metric.AVERAGE_MEMORY);
    }

    @Test
    void aLargeChangeThatMayBeLuckIsUnchanged() {
        BenchmarkResult wild = Runs.plain(Runs.metadata("m", 64, "A", 5), 50, 6, 20, 12, 9, 13);
        assertThat(metric(Comparison.of(BASELINE, wild, 0.05), Metric.SUBSEQUENT_TOKEN).verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void whatWasNotMeasuredAndWhatWasMeasuredOnceAreSaidToBe() {
        BenchmarkResult once = Runs.plain(Runs.metadata("m", 64, "A", 5), 50, 20);
        Comparison comparison = Comparison.of(BASELINE, once, 0.05);
        assertThat(metric(comparison, Metric.COLD_START).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(metric(comparison, Metric.SUBSEQUENT_TOKEN).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(comparison.warnings()).containsExactly(
                "The current run was interrupted: not all iterations are there.", "No metric has two trials on each side: nothing can be told.");
        assertThat(Comparison.of(once, once, 0.05).warnings()).first().asString().startsWith("The baseline and the current run were interrupted");
    }

    @Test
    void anotherThingAndAnotherPlaceAreToldApart() {
        BenchmarkResult other = Runs.plain(Runs.metadata("n", 32, "B", 5), 50, 10, 10, 10, 10, 10);
        Comparison comparison = Comparison.of(BASELINE, other, 0.05);
        assertThat(comparison.differences(Difference.Kind.THING)).extracting(Difference::text).containsExactly("model m and n", "input-length 64 and 32");
        assertThat(comparison.differences(Difference.Kind.PLACE)).extracting(Difference::what).containsExactly("device name", "cpu");
        assertThat(Comparison.of(BASELINE, BASELINE, 0.05).differences()).isEmpty();
    }

    @Test
    void aMachineThatSlowsDownIsNoRegression() {
        Random random = new Random(1);
        Comparison comparison = Comparison.of(Runs.probed(random, 1, 1), Runs.probed(random, 1.3, 1), 0.05);
        assertThat(metric(comparison, Metric.SUBSEQUENT_TOKEN).verdict()).isEqualTo(Verdict.MACHINE_CHANGED);
        assertThat(metric(comparison, Metric.SUBSEQUENT_TOKEN).beside().orElseThrow().change()).isCloseTo(0, within(0.05));
        assertThat(comparison.with(Verdict.REGRESSION)).isEmpty();
    }

    /** Moods that differ from iteration to iteration drown a change of 30 % for the clock, and not for the kernel. */
    @Test
    void theKernelTellsWhatTheClockCannot() {
        Random random = new Random(2);
        int withKernel = 0;
        int byTheClock = 0;
        for (int i = 0; i < 100; i++) {
            BenchmarkResult before = Runs.moody(random, 0.15, 1);
            BenchmarkResult after = Runs.moody(random, 0.15, 1.3);
            withKernel += metric(Comparison.of(before, after, 0.05), Metric.SUBSEQUENT_TOKEN).verdict() == Verdict.REGRESSION ? 1 : 0;
            byTheClock += metric(Comparison.of(withoutKernel(before), withoutKernel(after), 0.05), Metric.SUBSEQUENT_TOKEN).verdict() == Verdict.REGRESSION ? 1 : 0;
        }
        assertThat(withKernel).isGreaterThan(byTheClock + 30);
    }

    private static BenchmarkResult withoutKernel(BenchmarkResult run) {
        return new BenchmarkResult(run.metadata(), run.results(), run.iterations(), null);
    }

    /** The model takes as long as before, and only the kernel is quicker. */
    @Test
    void aKernelThatChangesAloneIsNoRegression() {
        Random random = new Random(3);
        Comparison comparison = Comparison.of(Runs.probed(random, 1, 1), Runs.probed(random, 0.7, 1 / 0.7), 0.05);
        assertThat(metric(comparison, Metric.SUBSEQUENT_TOKEN).beside().orElseThrow().change()).isGreaterThan(0.3);
        assertThat(comparison.with(Verdict.REGRESSION)).isEmpty();
    }

    /** Moods differ by some 4 % from run to run, times within a run by 1 to 2 %, and the kernel's by 3 %. */
    @Test
    void theSameThingIsNoRegressionAndASlowerOneIs() {
        Random random = new Random(20);
        int falseAlarms = 0;
        int caught = 0;
        int tries = 200;
        for (int i = 0; i < tries; i++) {
            BenchmarkResult before = Runs.probed(random, Runs.noisy(random, 0.04), 1);
            falseAlarms += Comparison.of(before, Runs.probed(random, Runs.noisy(random, 0.04), 1), 0.05).with(Verdict.REGRESSION).isEmpty() ? 0 : 1;
            caught += Comparison.of(before, Runs.probed(random, Runs.noisy(random, 0.04), 1.15), 0.05).with(Verdict.REGRESSION).isEmpty() ? 0 : 1;
        }
        assertThat(falseAlarms).isLessThanOrEqualTo(tries / 100);
        assertThat(caught).isGreaterThanOrEqualTo(tries * 9 / 10);
    }

    @Test
    void anotherWarmUpIsWarnedOf() {
        Metadata same = BASELINE.metadata();
        Metadata other = new Metadata(same.timestamp(), same.device(), same.deviceInfo(), same.model(), new BenchmarkConfig(5, 1, 64, 10, 4), same.systemInfo());
        assertThat(Comparison.of(BASELINE, Runs.plain(other, 50, 10, 10, 10, 10, 10), 0.05).warnings())
                .containsExactly("Warm-up differs: 1 and 4 iterations. The first ones that count may not be alike.");
    }

    /** A kernel that takes next to no time: in its units times are beyond what a double holds, and the clock alone does not decide. */
    @Test
    void whatCannotBeSaidInKernelsIsUndecided() {
        Random random = new Random(4);
        Comparison comparison = Comparison.of(Runs.probed(random, 1, 1), Runs.probed(random, 1e-320, 1e308), 0.05);
        assertThat(metric(comparison, Metric.SUBSEQUENT_TOKEN).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void aThresholdBelowNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Comparison.of(BASELINE, BASELINE, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Comparison.of(BASELINE, BASELINE, Double.NaN));
    }
}
