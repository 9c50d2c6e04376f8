package dev.ridgepoint.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseGateTest {

    private static NoiseGate gate(double... probes) {
        PrimitiveIterator.OfDouble next = DoubleStream.concat(DoubleStream.of(probes), DoubleStream.generate(() -> 0.001)).iterator();
        return new NoiseGate(() -> probe(next.nextDouble()));
    }

    private static Probe probe(double seconds) {
        return new Probe(seconds, Double.NaN);
    }

    @Test
    void nothingIsSlowBeforeThereIsABaseline() {
        NoiseGate gate = gate(1, 100);
        gate.probe();
        assertThat(gate.hasLearned()).isFalse();
        assertThat(gate.isSlow(gate.probe())).isFalse();
    }

    @Test
    void theBaselineIsALowQuantileOfWhatWasProbed() {
        double[] probes = DoubleStream.iterate(1, p -> p + 1).limit(21).toArray();
        NoiseGate gate = gate(probes);
        for (int i = 0; i < probes.length; i++) {
            gate.probe();
        }
        gate.learn();
        assertThat(gate.baseline()).isEqualTo(3);
        assertThat(gate.isSlow(probe(4.5))).isFalse();
        assertThat(gate.isSlow(probe(4.51))).isTrue();
    }

    @Test
    void aNoisyStartDoesNotSpoilTheBaseline() {
        NoiseGate gate = gate(5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5);
        gate.learn();
        assertThat(gate.baseline()).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void whatIsMissingToLearnIsProbed() {
        List<Double> asked = new ArrayList<>();
        NoiseGate gate = new NoiseGate(() -> {
            asked.add(0.002);
            return probe(0.002);
        });
        gate.probe();
        gate.learn();
        assertThat(asked).hasSize(16);
        assertThat(gate.baseline()).isEqualTo(0.002);
    }

    @Test
    void onceLearnedTheBaselineStays() {
        NoiseGate gate = gate();
        gate.learn();
        for (int i = 0; i < 100; i++) {
            gate.probe();
        }
        assertThat(gate.baseline()).isEqualTo(0.001);
        assertThat(gate.isSlow(probe(0.1))).isTrue();
    }

    @Test
    void itsReadsAreTimedByThemselves() {
        AtomicLong now = new AtomicLong();
        ReferenceKernel kernel = new ReferenceKernel(1, () -> now.getAndAdd(1_000_000));
        assertThat(kernel.run().readBytesPerSecond()).isCloseTo((32 << 20) / 0.001, within(1.0));
    }

    @Test
    void theKernelIsTimedByTheClockItIsGiven() {
        AtomicLong now = new AtomicLong();
        ReferenceKernel kernel = new ReferenceKernel(1, () -> now.getAndAdd(1_500_000));
        assertThat(kernel.run().seconds()).isCloseTo(0.0045, within(1e-12));
    }

    /** Real time, with wide limits: long enough to be seen by the clock, short enough to stand between two tokens. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theKernelTakesAFewMilliseconds(int threads) {
        ReferenceKernel kernel = new ReferenceKernel(threads, System::nanoTime);
        assertThat(Distribution.of(DoubleStream.generate(() -> kernel.run().seconds()).limit(20).toArray()).min()).isBetween(1e-4, 2e-2);
    }
}
