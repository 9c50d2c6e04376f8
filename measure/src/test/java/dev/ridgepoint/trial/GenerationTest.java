package dev.ridgepoint.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.trial.Generation.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class GenerationTest {

    private static final Architecture MODEL = Library.find().architecture("smollm2-135m").withLayers(1);

    private final AtomicLong now = new AtomicLong();
    private final UsageMeter meter =
            new UsageMeter(new ResidentMemory.ProcStatus(Path.of("nowhere")), Energy.of(Path.of("nowhere")), now::get);

    /** A gate whose baseline is 1 ms, with the probes after it as told, counted from 0; the kernel takes its time on the clock. */
    private NoiseGate gate(IntToDoubleFunction probes) {
        AtomicInteger count = new AtomicInteger(-16);
        NoiseGate gate = new NoiseGate(() -> {
            int n = count.getAndIncrement();
            double seconds = n < 0 ? 0.001 : probes.applyAsDouble(n);
            now.addAndGet(Math.round(seconds * 1e9));
            return new Probe(seconds, Double.NaN);
        });
        gate.learn();
        return gate;
    }

    private TimedGeneration generate(Shape shape, IntToDoubleFunction probes) {
        return new Generation(new FakeDecoder(now, MODEL, 1, 0.5, n -> 0.02), shape, gate(probes), now::get).run(meter);
    }

    @Test
    void theFirstTokenIsThePromptsAndTheProbeIsNotTimed() {
        TimedGeneration timed = generate(new Shape(0, 10, 4), n -> 0.001);
        assertThat(timed.prefill().seconds()).isCloseTo(0.5, within(1e-9));
        assertThat(timed.steps()).hasSize(3).allSatisfy(step -> assertThat(step.seconds()).isCloseTo(0.02, within(1e-9)));
        assertThat(timed.totalSeconds()).isCloseTo(0.56, within(1e-9));
        assertThat(timed.subsequentTokenSeconds().orElseThrow()).isCloseTo(0.02, within(1e-9));
        assertThat(timed.interfered()).isFalse();
    }

    @Test
    void theHarnessIsWhatTheRuntimeDoesNotTake() {
        assertThat(generate(new Shape(0, 10, 4), n -> 0.001).harnessSeconds()).isCloseTo(0.056, within(1e-9));
    }

    @Test
    void passesFillTheCacheFromItsDepth() {
        FakeDecoder decoder = new FakeDecoder(now, MODEL, 3, 0.5, n -> 0.02);
        Shape shape = new Shape(100, 10, 4);
        Generation generation = new Generation(decoder, shape, gate(n -> 0.001), now::get);
        generation.run(meter);
        assertThat(decoder.passes).containsExactly(10, 1, 1, 1);
        assertThat(decoder.cached()).isEqualTo(113).isEqualTo(shape.cacheLength());
        generation.run(meter);
        assertThat(decoder.cached()).isEqualTo(113);
    }

    @Test
    void oneTokenHasNoneAfterIt() {
        TimedGeneration timed = generate(new Shape(0, 10, 1), n -> 0.001);
        assertThat(timed.steps()).isEmpty();
        assertThat(timed.subsequentTokenSeconds()).isEmpty();
        assertThat(timed.totalSeconds()).isCloseTo(0.5, within(1e-9));
        assertThat(timed.interfered()).isFalse();
    }

    @Test
    void everyPassKeepsItsProbes() {
        TimedGeneration timed = generate(new Shape(0, 10, 3), n -> 0.001 + 0.0001 * n);
        assertThat(timed.prefill().before().seconds()).isCloseTo(0.001, within(1e-9));
        assertThat(timed.prefill().after().seconds()).isCloseTo(0.0011, within(1e-9));
        assertThat(timed.steps().get(0).before().seconds()).isCloseTo(0.0011, within(1e-9));
        assertThat(timed.steps().get(1).after().seconds()).isCloseTo(0.0013, within(1e-9));
    }

    @Test
    void aSlowProbeFlagsThePassesOnBothSides() {
        TimedGeneration timed = generate(new Shape(0, 10, 9), n -> n == 3 ? 0.002 : 0.001);
        assertThat(timed.steps().stream().map(TimedPass::interfered)).containsExactly(false, true, true, false, false, false, false, false);
        // Two of eight steps are a quarter and no more.
        assertThat(timed.interfered()).isFalse();
    }

    @Test
    void moreThanAQuarterOfDisturbedStepsDisturbsTheWhole() {
        assertThat(generate(new Shape(0, 10, 9), n -> n == 3 || n == 6 ? 0.002 : 0.001).interfered()).isTrue();
    }

    @Test
    void aDisturbedPromptDisturbsTheWhole() {
        assertThat(generate(new Shape(0, 10, 100), n -> n == 0 ? 0.002 : 0.001).interfered()).isTrue();
        assertThat(generate(new Shape(0, 10, 100), n -> n == 1 ? 0.002 : 0.001).interfered()).isTrue();
    }

    @Test
    void senselessShapesAreRefused() {
        List.<Runnable>of(() -> new Shape(-1, 1, 1), () -> new Shape(0, 0, 1), () -> new Shape(0, 1, 0))
                .forEach(shape -> assertThatIllegalArgumentException().isThrownBy(shape::run));
    }
}
