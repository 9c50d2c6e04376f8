package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {

    /** Quartiles 2 and 5 of five numbers: fences at -2.5 and 9.5. */
    @Test
    void outliersByHand() {
        Outliers outliers = Outliers.of(5, 1, 4, 2, 10);
        assertThat(outliers).isEqualTo(new Outliers(-2.5, 9.5, 0, 1, 5));
        assertThat(outliers.share()).isEqualTo(0.2);
        assertThat(outliers.contains(9.5)).isFalse();
        assertThat(outliers.contains(-3)).isTrue();
        assertThat(Outliers.of(7, 7, 7, 7, 8).high()).isEqualTo(1);
    }

    /** Of 1 to 21 the median is 11 and the 95th percentile 20. */
    @Test
    void tailRatioByHand() {
        assertThat(TailRatio.of(IntStream.rangeClosed(1, 21).asDoubleStream().toArray())).isCloseTo(20.0 / 11, within(1e-15));
    }

    /** The two greatest are e and e^2 times the third: 2 / (1 + 2). */
    @Test
    void hillByHand() {
        TailIndex index = TailIndex.ofGreatest(2, 1, 3, 3 * Math.E, 2, 3 * Math.E * Math.E);
        assertThat(index.alpha()).isCloseTo(2.0 / 3, within(1e-14));
        assertThat(index.threshold()).isEqualTo(3);
        assertThat(index.standardError()).isCloseTo(2.0 / 3 / Math.sqrt(2), within(1e-14));
    }

    /** Quantiles of Pareto's distribution with alpha 2.5. */
    @Test
    void hillFindsTheExponentOfAPowerLaw() {
        int n = 1_000_000;
        TailIndex index = TailIndex.of(IntStream.range(0, n).mapToDouble(i -> Math.pow((i + 0.5) / n, -1 / 2.5)).toArray());
        assertThat(index.size()).isEqualTo(1000);
        assertThat(index.alpha()).isCloseTo(2.5, within(0.01));
    }

    @Test
    void tailsThatSayNothing() {
        assertThatThrownBy(() -> TailIndex.of(1, 5, 5, 5)).hasMessage("Hill's tail index: the 2 greatest values and the one below are all 5.0");
        assertThatThrownBy(() -> TailIndex.of(-3, -2, -1)).hasMessage("Hill's tail index: is of positive numbers, and the tail begins at -2.0");
        assertThatThrownBy(() -> TailRatio.of(-1, 0, 1)).hasMessage("tail ratio: is of positive numbers, and their median is 0.0");
    }
}
