package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KernelDensityTest {

    private static double integral(KernelDensity density) {
        double from = density.values()[0] - 9 * density.bandwidth();
        double to = density.values()[density.values().length - 1] + 9 * density.bandwidth();
        int steps = Math.min(20_000, (int) Math.ceil(8 * (to - from) / density.bandwidth()));
        double step = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            sum += density.at(from + i * step) * step;
        }
        return sum;
    }

    private static double[] values(List<Double> numbers) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        Assume.that(Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow() > 1e-3);
        return values;
    }

    /** Of 1 to 5: s = 1.5811, quartiles 2 and 4, so 0.9 x 2 / 1.34 x 5^(-1/5) = 0.9736. */
    @Test
    void bandwidthByHand() {
        assertThat(KernelDensity.of(5, 4, 3, 2, 1).bandwidth()).isCloseTo(0.9736, within(5e-5));
    }

    /** Quartiles of 0 and 0: 0.9 s n^(-1/5), s = 10 / sqrt(8), n = 8. */
    @Test
    void equalQuartilesLeaveTheDeviation() {
        assertThat(KernelDensity.of(0, 0, 0, 0, 0, 0, 0, 10).bandwidth()).isCloseTo(0.9 * 10 / Math.sqrt(8) * Math.pow(8, -0.2), within(1e-9));
    }

    /** Two numbers at -1 and 1 with a bandwidth of 1: at 0 both give the normal density at 1, 0.24197. */
    @Test
    void heightByHand() {
        assertThat(new KernelDensity(new double[] {1, -1}, 1).at(0)).isCloseTo(0.24197, within(5e-6));
    }

    @Property(tries = 60)
    void integratesToOne(@ForAll @Size(min = 4, max = 30) List<@DoubleRange(min = -100, max = 100) Double> numbers) {
        KernelDensity density = KernelDensity.of(values(numbers));
        double range = density.values()[density.values().length - 1] - density.values()[0];
        Assume.that(range / density.bandwidth() < 2000);
        assertThat(integral(density)).isCloseTo(1, within(1e-6));
    }

    @Property(tries = 60)
    void goesWithTheNumbers(@ForAll @Size(min = 4, max = 30) List<@DoubleRange(min = -100, max = 100) Double> numbers,
                            @ForAll @DoubleRange(min = -50, max = 50) double shift, @ForAll @DoubleRange(min = 0.5, max = 20) double factor) {
        double[] values = values(numbers);
        KernelDensity density = KernelDensity.of(values);
        Assume.that(density.bandwidth() > 0.01);
        KernelDensity moved = KernelDensity.of(Arrays.stream(values).map(value -> factor * value + shift).toArray());
        assertThat(moved.bandwidth()).isCloseTo(factor * density.bandwidth(), within(1e-6));
        double at = values[0] + density.bandwidth() / 2;
        assertThat(moved.at(factor * at + shift) * factor).isCloseTo(density.at(at), within(1e-6));
    }

    @Test
    void fewOrEqualNumbersHaveNone() {
        assertThatThrownBy(() -> KernelDensity.of(1, 2, 3)).isInstanceOf(UndefinedStatisticException.class)
                .hasMessage("kernel density: needs at least 4 values, has 3");
        assertThatThrownBy(() -> KernelDensity.of(7, 7, 7, 7)).isInstanceOf(UndefinedStatisticException.class)
                .hasMessage("kernel density: all 4 values are 7.0");
        assertThatThrownBy(() -> KernelDensity.of(1, 2, 3, Double.NaN)).isInstanceOf(UndefinedStatisticException.class).hasMessageContaining("NaN");
    }
}
