package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ValueAxisTest {

    @Test
    void ticksAreRoundNumbers() {
        assertThat(ValueAxis.covering(12, 231).ticks()).containsExactly(0.0, 50.0, 100.0, 150.0, 200.0);
        assertThat(ValueAxis.covering(54.2, 55.1).ticks()).allMatch(tick -> Math.abs(tick * 5 - Math.rint(tick * 5)) < 1e-9).hasSizeBetween(3, 7);
        assertThat(ValueAxis.covering(2, 900).ticks()).containsExactly(10.0, 100.0, 1000.0);
        assertThat(ValueAxis.covering(2, 900).logarithmic()).isTrue();
    }

    @Test
    void itStartsAtZeroWhereThatWastesLittle() {
        assertThat(ValueAxis.covering(40, 100).low()).isZero();
        assertThat(ValueAxis.covering(90, 100).low()).isBetween(89.0, 90.0);
        assertThat(ValueAxis.covering(-5, 3).low()).isLessThan(-5);
    }

    @Property(tries = 500)
    void everyValueLiesOnIt(@ForAll @DoubleRange(min = -1e6, max = 1e6) double a, @ForAll @DoubleRange(min = -1e6, max = 1e6) double b) {
        ValueAxis axis = ValueAxis.covering(Math.min(a, b), Math.max(a, b));
        assertThat(axis.fraction(a)).isBetween(0.0, 1.0);
        assertThat(axis.fraction(b)).isBetween(0.0, 1.0);
        assertThat(axis.fraction(axis.high())).isCloseTo(1, within(1e-9));
        assertThat(axis.ticks()).hasSizeLessThan(12).allMatch(tick -> axis.fraction(tick) > -1e-6 && axis.fraction(tick) < 1 + 1e-6);
    }
}
