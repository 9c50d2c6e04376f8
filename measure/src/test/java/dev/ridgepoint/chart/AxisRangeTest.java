package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisRangeTest {

    @ParameterizedTest
    @CsvSource({"-3,0.001", "-1,0.1", "0,1", "1,10", "3,1000", "4,10000"})
    void intensitiesAreWrittenOut(int exponent, String text) {
        assertThat(AxisRange.intensity(exponent)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-1,0.1 FLOP/s,0.1", "0,1 FLOP/s,1", "3,1 kFLOP/s,1 k", "7,10 MFLOP/s,10 M", "9,1 GFLOP/s,1 G", "11,100 GFLOP/s,100 G",
        "12,1 TFLOP/s,1 T", "16,10 PFLOP/s,10 P", "18,1 EFLOP/s,1 E", "24,1000 ZFLOP/s,1000 Z"})
    void performancesHaveAPrefix(int exponent, String withUnit, String without) {
        assertThat(AxisRange.performance(exponent, true)).isEqualTo(withUnit);
        assertThat(AxisRange.performance(exponent, false)).isEqualTo(without);
    }

    @Test
    void firstAndLastDecadeAreInside() {
        AxisRange range = AxisRange.covering(0.12, 900);
        assertThat(range.decades()).containsExactly(-1, 0, 1, 2, 3);
        assertThat(range.low()).isBetween(0.09, 0.0999);
        assertThat(range.high()).isBetween(1001.0, 1100.0);
    }

    @Test
    void aDecadeIsNotWasted() {
        AxisRange range = AxisRange.covering(0.9, 110);
        assertThat(range.low()).isLessThan(0.9).isGreaterThan(0.5);
        assertThat(range.high()).isGreaterThan(110).isLessThan(200);
        assertThat(range.decades()).containsExactly(0, 1, 2);
    }

    @Test
    void aPowerOfTenIsItsOwnDecade() {
        assertThat(AxisRange.covering(1, 1000).decades()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void theMiddleIsTheGeometricMean() {
        AxisRange range = new AxisRange(0.1, 1000);
        assertThat(range.fraction(10)).isCloseTo(0.5, within(1e-12));
        assertThat(range.decadeCount()).isCloseTo(4, within(1e-12));
    }
}
