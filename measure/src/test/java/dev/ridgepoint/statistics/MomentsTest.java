package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final double SAME = 1e-6 * 100;

    /** SciPy's {@code skew} and {@code kurtosis}, with {@code bias=True} and {@code False}, of Shapiro and Wilk's eleven men. */
    @Test
    void eachDefinitionOfSkewnessAndKurtosis() {
        Moments moments = Moments.of(148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236);
        assertThat(moments.skewness()).isCloseTo(1.678543901586165, withinPercentage(SAME));
        assertThat(moments.unbiasedSkewness()).isCloseTo(1.9560796622506866, withinPercentage(SAME));
        assertThat(moments.excessKurtosis()).isCloseTo(1.9912977494355717, withinPercentage(SAME));
        assertThat(moments.kurtosis()).isCloseTo(4.9912977494355717, withinPercentage(SAME));
        assertThat(moments.unbiasedExcessKurtosis()).isCloseTo(4.152162915725951, withinPercentage(SAME));
        assertThat(moments.bimodality()).isCloseTo((1.9560796622506866 * 1.9560796622506866 + 1) / (4.152162915725951 + 300.0 / 72), withinPercentage(SAME));
    }

    /** By hand: mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32 over 7. */
    @Test
    void coefficientOfVariation() {
        assertThat(Moments.of(2, 4, 4, 4, 5, 5, 7, 9).coefficientOfVariation()).isCloseTo(Math.sqrt(32.0 / 7) / 5, within(1e-15));
        assertThat(Moments.of(3, 3, 3).coefficientOfVariation()).isZero();
    }

    /** Two equal spikes are as bimodal as can be; evenly spread numbers have 5/9 for many of them. */
    @Test
    void bimodality() {
        double[] even = new double[10_000];
        Arrays.setAll(even, i -> i);
        assertThat(Moments.of(even).bimodality()).isCloseTo(5.0 / 9, within(1e-3));
        double[] spikes = new double[10_000];
        Arrays.setAll(spikes, i -> i % 2);
        assertThat(Moments.of(spikes).bimodality()).isCloseTo(1, within(1e-3));
    }

    @Test
    void theGreatestDoublesDoNotOverflow() {
        assertThat(Moments.of(1e300, 2e300, 6e300).skewness()).isCloseTo(Moments.of(1, 2, 6).skewness(), within(1e-12));
    }

    @Property(tries = 200)
    void momentsFollowOriginAndScale(@ForAll @Size(min = 4, max = 40) List<@DoubleRange(min = 1, max = 1000) Double> drawn,
            @ForAll @DoubleRange(min = 0.1, max = 10) double scale) {
        double[] values = drawn.stream().mapToDouble(value -> value).toArray();
        values[0] = 2000;
        double[] scaled = Arrays.stream(values).map(value -> scale * value).toArray();
        double[] moved = Arrays.stream(values).map(value -> 50 - value).toArray();
        assertThat(Moments.of(scaled).coefficientOfVariation()).isCloseTo(Moments.of(values).coefficientOfVariation(), withinPercentage(1e-8));
        assertThat(Moments.of(moved).skewness()).isCloseTo(-Moments.of(values).skewness(), within(1e-8));
        // Pearson: kurtosis is at least squared skewness plus 1.
        assertThat(Moments.of(values).kurtosis()).isGreaterThanOrEqualTo(Math.pow(Moments.of(values).skewness(), 2) + 1 - 1e-9);
    }
}
