package dev.ridgepoint.ceiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.ceiling.CostFit.Sized;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CostFitTest {

    private static final double OVERHEAD = 12e-6;
    private static final double RATE = 25e9;

    private static Sized operator(double bytes, double... errors) {
        return new Sized(bytes, new Samples(bytes + " B", DoubleStream.of(errors).map(e -> (OVERHEAD + bytes / RATE) * (1 + e)).toArray()));
    }

    @Test
    void separatesOverheadFromRateExactlyWithoutNoise() {
        CostFit fit = CostFit.of(List.of(operator(1e6, 0, 0), operator(3e6, 0, 0), operator(64e6, 0, 0)));
        assertThat(fit.overhead().median()).isCloseTo(OVERHEAD, within(1e-12));
        assertThat(fit.rate().median()).isCloseTo(RATE, within(RATE * 1e-9));
        assertThat(fit.rate().size()).isEqualTo(2);
    }

    @Test
    void separatesThemUnderNoise() {
        Random random = new Random(3);
        double[][] errors = new double[3][15];
        for (double[] row : errors) {
            for (int i = 0; i < row.length; i++) {
                row[i] = 0.03 * random.nextGaussian();
            }
        }
        CostFit fit = CostFit.of(List.of(operator(1e6, errors[0]), operator(3e6, errors[1]), operator(64e6, errors[2])));
        assertThat(fit.overhead().median()).isCloseTo(OVERHEAD, within(OVERHEAD * 0.15));
        assertThat(fit.rate().median()).isCloseTo(RATE, within(RATE * 0.05));
    }

    /** A slow phase of the machine that falls on one round spoils that round's fit and no other. */
    @Test
    void aSlowRoundDoesNotMoveTheMedian() {
        CostFit fit = CostFit.of(List.of(operator(1e6, 0, 2, 0), operator(64e6, 0, 2, 0)));
        assertThat(fit.overhead().median()).isCloseTo(OVERHEAD, within(1e-10));
        assertThat(fit.rate().median()).isCloseTo(RATE, within(RATE * 1e-6));
    }

    @Test
    void aMixtureTakesTheMeanOfTimesNotOfRates() {
        CostFit fast = CostFit.of(List.of(new Sized(1, new Samples("a", 2.0)), new Sized(2, new Samples("b", 3.0))));
        CostFit slow = CostFit.of(List.of(new Sized(1, new Samples("c", 6.0)), new Sized(2, new Samples("d", 9.0))));
        CostFit mixed = CostFit.mixed(List.of(fast, slow));
        assertThat(mixed.overhead().median()).isCloseTo(2, within(1e-9));
        assertThat(mixed.rate().median()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void oneSizeIsNotEnough() {
        assertThatThrownBy(() -> CostFit.of(List.of(operator(1e6, 0), operator(1e6, 0)))).isInstanceOf(IllegalArgumentException.class);
    }
}
