package dev.ridgepoint.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
}
