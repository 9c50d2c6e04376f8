package dev.ridgepoint.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.hardware.SustainedLimits;
import dev.ridgepoint.roofline.Roofline;
import org.junit.jupiter.api.Test;

/** A device of 100 GB/s that keeps half of it, with a model that only memory bounds. */
class SustainedRunTest {

    private static final Hardware BURST = Subjects.flat(1e15, 100e9);
    private static final Predictor MODEL = new Predictor(Subjects.workload("llama-3.2-1b", "bf16"));
    private static final Roofline FAST = Roofline.of(BURST, MODEL.workload().numerics());

    private static SustainedLimits limits(double after, double bandwidth) {
        return new SustainedLimits(new Sourced(after, "s", "", Sourced.Confidence.MEASURED, ""), 1, bandwidth);
    }

    private static SustainedRun run(double after, int prompt, int generate) {
        Roofline slow = Roofline.of(limits(after, 0.5).of(BURST), MODEL.workload().numerics());
        return SustainedRun.of(MODEL, FAST, slow, after, new Request(prompt, generate, 0, 1, 512));
    }

    @Test
    void tokensAfterTheBurstTakeTwiceAsLongAtHalfTheBandwidth() {
        SustainedRun run = run(1, 0, 1000);
        assertThat(run.burstTokens() + run.sustainedTokens()).isEqualTo(1000);
        assertThat(run.burstTokens() * run.burstSeconds()).isLessThanOrEqualTo(1).isGreaterThan(1 - 2 * run.burstSeconds());
        double early = MODEL.seconds(FAST, 1, 1, run.burstTokens(), run.sustainedTokens()) / run.sustainedTokens();
        assertThat(run.sustainedSeconds()).isCloseTo(2 * early, withPercentage(1e-6));
        assertThat(run.seconds()).isCloseTo(run.burstTokens() * run.burstSeconds() + run.sustainedTokens() * run.sustainedSeconds(), withPercentage(1e-9));
    }

    @Test
    void thePromptIsPartOfTheBurst() {
        assertThat(run(1, 512, 1000).burstTokens()).isLessThan(run(1, 0, 1000).burstTokens());
    }

    @Test
    void aBurstMayBeOverBeforeTheFirstTokenOrLastToTheEnd() {
        SustainedRun none = run(1e-9, 0, 10);
        assertThat(none.burstTokens()).isZero();
        assertThat(none.burstSeconds()).isZero();
        SustainedRun all = run(1e9, 0, 10);
        assertThat(all.sustainedTokens()).isZero();
        assertThat(all.seconds()).isCloseTo(MODEL.seconds(FAST, 1, 1, 0, 10), withPercentage(1e-9));
    }

    @Test
    void limitsAreSharesOfTheBursts() {
        assertThatThrownBy(() -> limits(1, 1.2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
