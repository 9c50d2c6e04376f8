package dev.ridgepoint.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.trial.Distribution;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContrastTest {

    /** Student's sleep data (1908), drugs 1 and 2: Welch's t = -1.8608 on 17.776 degrees of freedom, p = 0.07939 in R's documentation of t.test. */
    private static final List<Double> FIRST = List.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
    private static final List<Double> SECOND = List.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

    @Test
    void welchOfStudentsSleep() {
        assertThat(Contrast.of(FIRST, SECOND).welchP()).isCloseTo(0.07939, within(5e-6));
    }

    /** Means 0.75 and 2.33, pooled variance (3.200556 + 4.009) / 2; corrected by 1 - 3 / (4 x 18 - 1). */
    @Test
    void hedgesOfStudentsSleep() {
        double d = 1.58 / Math.sqrt((3.2005555555555556 + 4.009) / 2);
        assertThat(Contrast.of(FIRST, SECOND).hedgesG()).isCloseTo(d * (1 - 3.0 / 71), within(1e-9));
    }

    /** Of 3 x 3 pairs 6 are greater, 1 is equal and 2 are less. */
    @Test
    void cliffCountsPairs() {
        assertThat(Contrast.of(List.of(1.0, 3.0, 5.0), List.of(2.0, 5.0, 6.0)).cliffsDelta()).isCloseTo((6 - 2) / 9.0, within(1e-12));
    }

    @Test
    void theChangeIsOfMedians() {
        Contrast contrast = Contrast.of(List.of(10.0, 100.0, 20.0), List.of(30.0, 1.0, 25.0));
        assertThat(contrast.baselineMedian()).isEqualTo(20);
        assertThat(contrast.currentMedian()).isEqualTo(25);
        assertThat(contrast.change()).isCloseTo(0.25, within(1e-12));
    }

    /** Five against five, all greater: 2 of the 252 orders are as extreme. */
    @Test
    void whatNeverVariesIsToldByItsOrder() {
        Contrast contrast = Contrast.of(List.of(5.0, 5.0, 5.0, 5.0, 5.0), List.of(6.0, 6.0, 6.0, 6.0, 6.0));
        assertThat(contrast.welchP()).isEqualTo(contrast.rankP()).isCloseTo(2 / 252.0, within(1e-12));
        assertThat(contrast.hedgesG()).isNaN();
        Contrast same = Contrast.of(List.of(5.0, 5.0), List.of(5.0, 5.0));
        assertThat(same.welchP()).isEqualTo(1);
        assertThat(same.change()).isZero();
    }

    @Test
    void aChangeOfJustTheThresholdIsACoinToss() {
        List<Double> x = List.of(99.0, 100.0, 101.0);
        List<Double> y = List.of(104.0, 105.0, 106.0);
        assertThat(Contrast.chanceOfNoMoreThan(0.05, x, y)).isCloseTo(0.5, within(1e-9));
        assertThat(Contrast.chanceOfNoMoreThan(0.01, x, y)).isLessThan(0.02);
        assertThat(Contrast.chanceOfNoMoreThan(0.10, x, y)).isGreaterThan(0.98);
        assertThat(Contrast.chanceOfNoMoreThan(0.01, y, x)).isLessThan(0.02);
        assertThat(Contrast.chanceOfNoMoreThan(0.05, List.of(1.0, 1.0), List.of(2.0, 2.0))).isZero();
    }

    @Test
    void nothingIsToldOfOneTrialOrOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Contrast.of(List.of(1.0), List.of(2.0, 3.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Contrast.of(List.of(0.0, 0.0), List.of(2.0, 3.0)));
    }

    @Test
    void meansThatAreTheSameAreWithinEveryThreshold() {
        assertThat(Contrast.chanceOfNoMoreThan(0.05, List.of(99.0, 100.0, 101.0), List.of(101.0, 100.0, 99.0))).isGreaterThan(0.99);
    }

    /** Squares of these are beyond what a double holds, or nothing. */
    @Test
    void testsDoNotDependOnTheUnit() {
        List<Double> x = List.of(1.01, 1.02, 0.99, 1.0);
        List<Double> y = List.of(1.11, 1.14, 1.12, 1.09);
        Contrast one = Contrast.of(x, y);
        for (double unit : new double[] {0x1p1023, 0x1p600, 0x1p-600, 0x1p-1000}) {
            List<Double> scaledX = x.stream().map(v -> unit * v).toList();
            List<Double> scaledY = y.stream().map(v -> unit * v).toList();
            Contrast scaled = Contrast.of(scaledX, scaledY);
            assertThat(scaled.change()).isCloseTo(one.change(), within(1e-12));
            assertThat(scaled.welchP()).isEqualTo(one.welchP());
            assertThat(scaled.hedgesG()).isEqualTo(one.hedgesG());
            assertThat(Contrast.chanceOfNoMoreThan(0.05, scaledX, scaledY)).isEqualTo(Contrast.chanceOfNoMoreThan(0.05, x, y));
        }
    }

    /** Of all sizes that doubles have. */
    @Property
    void whateverWasMeasuredHasAChanceOrIsRefused(@ForAll @Size(min = 2, max = 6) List<@IntRange(min = -1074, max = 1023) Integer> before,
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = -1074, max = 1023) Integer> after) {
        List<Double> x = before.stream().map(exponent -> Math.scalb(1.0, exponent)).toList();
        List<Double> y = after.stream().map(exponent -> Math.scalb(1.0, exponent)).toList();
        double ratio = median(y) / median(x);
        if (Double.isInfinite(ratio)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Contrast.of(x, y));
            return;
        }
        Contrast contrast = Contrast.of(x, y);
        assertThat(contrast.change()).isEqualTo(ratio - 1);
        assertThat(contrast.welchP()).isBetween(0.0, 1.0);
        assertThat(contrast.rankP()).isBetween(0.0, 1.0);
        assertThat(Contrast.chanceOfNoMoreThan(9.99, x, y)).isBetween(0.0, 1.0);
    }

    private static double median(List<Double> values) {
        return Distribution.of(values.stream().mapToDouble(v -> v).toArray()).median();
    }
}
