package dev.ridgepoint.concurrency;

import static dev.ridgepoint.predict.Subjects.device;
import static dev.ridgepoint.predict.Subjects.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.concurrency.ClosedLoop.Steady;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.parallel.Sharding;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Workload;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    private static final Hardware H100 = device("h100-sxm");
    private static final Workload MODEL = workload("llama-3.1-8b", "bf16");
    private static final Predictor PREDICTOR = new Predictor(MODEL);
    private static final Replica IDEAL = new Replica(PREDICTOR, Roofline.of(H100, MODEL.numerics()), Parallelism.NONE, 8192);

    private static Replica under(String runtime) {
        BackendRates rates = BackendRates.of(Library.find().runtime(runtime), H100, MODEL.numerics(), AttentionKernel.FUSED, Circumstances.USUAL);
        return new Replica(PREDICTOR, Roofline.under(H100, MODEL.numerics(), rates), Parallelism.NONE, 8192);
    }

    @Test
    void aRequestAloneTakesItsPromptAndItsSteps() {
        Steady alone = new ClosedLoop(IDEAL, 1000, 101).at(1);
        var prediction = PREDICTOR.predict(IDEAL.roofline(), new Request(1000, 100, 0, 1, 8192));
        double prompt = prediction.timeToFirstToken();
        double step = prediction.decode().orElseThrow().seconds();
        assertThat(alone.promptSeconds()).isCloseTo(prompt, withPercentage(1e-6));
        assertThat(alone.timePerToken()).isCloseTo(step, withPercentage(1e-6));
        assertThat(alone.timeToFirstToken()).isEqualTo(alone.promptSeconds());
    }

    @Test
    void eachRequestSeesThePromptsOfAllOthers() {
        // Without bunches or mixing: n TPOT = n t_d(b) + (c - 1) t_p.
        Steady steady = new ClosedLoop(IDEAL, 1000, 101).at(16);
        double step = IDEAL.stepSeconds(steady.decoding(), 1000, 100);
        assertThat(100 * steady.timePerToken()).isCloseTo(100 * step + 15 * steady.promptSeconds(), withPercentage(1e-4));
        double cycle = steady.timeToFirstToken() + 100 * steady.timePerToken();
        assertThat(steady.decoding()).isCloseTo(16 * 100 * steady.timePerToken() / cycle, withPercentage(1e-3));
        assertThat(steady.tokensPerSecond(101)).isCloseTo(16 * 101 / (steady.timeToFirstToken() + 100 * steady.timePerToken()), withPercentage(1e-9));
    }

    @Test
    void whatTheCacheDoesNotHoldWaitsForAPlace() {
        // 80 GiB less 16.06 GB of weights, at 131,072 B a token and 10,000 tokens a sequence: 53 sequences.
        double room = (80 * Math.pow(2, 30) - MODEL.weightBytes()) / (131_072.0 * 10_000);
        assertThat(IDEAL.mostSequences(10_000)).isCloseTo(room, withPercentage(1e-9));
        // Half of a generation is there in the mean.
        ClosedLoop loop = new ClosedLoop(IDEAL, 9500, 1000);
        Steady full = loop.at(200);
        assertThat(full.saturated()).isTrue();
        assertThat(full.inFlight()).isCloseTo(room, withPercentage(1e-9));
        assertThat(full.waiting()).isCloseTo(200 - room, withPercentage(1e-9));
        assertThat(loop.at(53).saturated()).isFalse();
        // A full cache goes no faster for a longer line, and the line is waited for.
        Steady longer = loop.at(400);
        assertThat(longer.timePerToken()).isEqualTo(full.timePerToken());
        double generation = 999 * full.timePerToken();
        assertThat(longer.timeToFirstToken() - full.timeToFirstToken()).isGreaterThan(200 / room * generation);
    }

    @Test
    void stagesServeGroupsOfTheirOwn() {
        Parallelism two = Parallelism.of(1, 2, 1, 1);
        Replica stages = new Replica(new Predictor(Sharding.of(MODEL, two, H100)), IDEAL.roofline(), two, 8192);
        // Sixteen sequences are two groups of eight, each of which takes as long as eight on one device and a hop.
        assertThat(stages.stepSeconds(16, 1000, 10)).isCloseTo(IDEAL.stepSeconds(8, 1000, 10), withPercentage(1));
        // One piece of a prompt goes through one stage after the other.
        assertThat(stages.promptSeconds(1000)).isCloseTo(IDEAL.promptSeconds(1000), withPercentage(1));
        // Eight pieces through two stages take nine halves of a piece.
        Replica pieces = new Replica(stages.predictor(), IDEAL.roofline(), two, 1000);
        Replica alone = new Replica(PREDICTOR, IDEAL.roofline(), Parallelism.NONE, 1000);
        assertThat(pieces.promptSeconds(8000)).isCloseTo(alone.promptSeconds(8000) * 9 / 16, withPercentage(1));
    }

    @Property(tries = 60)
    void moreInFlightIsNeverFasterForOne(@ForAll @IntRange(min = 1, max = 200) int requests, @ForAll @IntRange(max = 200) int more) {
        ClosedLoop loop = new ClosedLoop(under("vllm"), 1024, 256);
        Steady few = loop.at(requests);
        Steady many = loop.at(requests + more);
        assertThat(many.timePerToken()).isGreaterThanOrEqualTo(few.timePerToken() * (1 - 1e-6));
        assertThat(many.tokensPerSecond(256)).isGreaterThanOrEqualTo(few.tokensPerSecond(256) * (1 - 1e-6));
    }

    @Test
    void loopsWithoutWorkAreRefused() {
        assertThatThrownBy(() -> new ClosedLoop(IDEAL, 0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClosedLoop(IDEAL, 10, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClosedLoop(IDEAL, 10, 10).at(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
