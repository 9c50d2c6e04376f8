package dev.ridgepoint.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

    private static final Distribution FIVE = Distribution.of(5, 1, 4, 2, 10);

    @Test
    void momentsByHand() {
        assertThat(FIVE.size()).isEqualTo(5);
        assertThat(FIVE.mean()).isCloseTo(4.4, within(1e-12));
        // Deviations 0.6, -3.4, -0.4, -2.4, 5.6; their squares add up to 49.2; over n - 1 = 4.
        assertThat(FIVE.standardDeviation()).isCloseTo(Math.sqrt(12.3), within(1e-12));
        assertThat(FIVE.min()).isEqualTo(1);
        assertThat(FIVE.max()).isEqualTo(10);
        assertThat(FIVE.median()).isEqualTo(4);
    }

    /** As R's quantile(type = 7) and NumPy's default give them. */
    @ParameterizedTest
    @CsvSource({"0, 1", "25, 2", "50, 4", "75, 5", "90, 8", "95, 9", "100, 10", "10, 1.4"})
    void percentilesAreInterpolated(double percent, double value) {
        assertThat(FIVE.percentile(percent)).isCloseTo(value, within(1e-12));
    }

    @Test
    void medianOfAnEvenNumberIsInTheMiddle() {
        assertThat(Distribution.of(1, 2, 3, 10).median()).isEqualTo(2.5);
        assertThat(Distribution.of(1, 2, 3, 10).lowerQuartile()).isEqualTo(1.75);
        assertThat(Distribution.of(1, 2, 3, 10).upperQuartile()).isEqualTo(4.75);
    }

    @Test
    void oneNumberSaysNothingOfItsSpread() {
        Distribution one = Distribution.of(7);
        assertThat(one.median()).isEqualTo(7);
        assertThat(one.percentile(99)).isEqualTo(7);
        assertThat(one.standardDeviation()).isNaN();
        assertThat(one.medianInterval(0.95)).isEmpty();
    }

    @Test
    void theCallersArrayStaysHis() {
        double[] values = {3, 1, 2};
        Distribution distribution = Distribution.of(values);
        values[0] = 100;
        assertThat(distribution.max()).isEqualTo(3);
        assertThat(values).containsExactly(100, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefused(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.of(1, value, 2));
    }

    @Test
    void nothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(Distribution::of).withMessageContaining("nothing was measured");
    }

    @Test
    void theIntervalIsAlwaysTheSame() {
        assertThat(FIVE.medianInterval(0.95)).isEqualTo(Distribution.of(10, 2, 4, 1, 5).medianInterval(0.95));
    }

    /** 95 % of such intervals hold the true median; of 200 all but 3 % to 10 % should, as small samples are a little too sure. */
    @Test
    void theIntervalHoldsTheTruthAsOftenAsItSays() {
        Random random = new Random(7);
        int held = 0;
        for (int i = 0; i < 200; i++) {
            double[] values = random.doubles(30).toArray();
            held += Distribution.of(values).medianInterval(0.95).orElseThrow().contains(0.5) ? 1 : 0;
        }
        assertThat(held).isBetween(180, 198);
    }

    @Test
    void moreConfidenceNeedsMoreRoomAndMoreNumbersLess() {
        double[] few = new Random(3).doubles(20).toArray();
        double[] many = new Random(3).doubles(500).toArray();
        Interval sure = Distribution.of(few).medianInterval(0.99).orElseThrow();
        Interval lessSure = Distribution.of(few).medianInterval(0.8).orElseThrow();
        Interval ofMany = Distribution.of(many).medianInterval(0.8).orElseThrow();
        assertThat(sure.high() - sure.low()).isGreaterThan(lessSure.high() - lessSure.low());
        assertThat(lessSure.high() - lessSure.low()).isGreaterThan(ofMany.high() - ofMany.low());
        assertThat(sure.level()).isEqualTo(0.99);
    }
}
