package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against {@code sf}, {@code logcdf} and {@code ncf.cdf} of SciPy 1.17. */
class UpperTailTest {

    private static final double SAME = 1e-8 * 100;

    @Test
    void farTailsAreNotZero() {
        assertThat(UpperTail.f(5, 3, 20)).isCloseTo(0.009510337477233805, withinPercentage(SAME));
        assertThat(UpperTail.chiSquared(300, 2)).isCloseTo(7.175095973164448e-66, withinPercentage(SAME));
        assertThat(UpperTail.t(-2.5, 7)).isCloseTo(0.9795038907071235, withinPercentage(SAME));
        assertThat(UpperTail.t(40, 12)).isCloseTo(1.925614790386016e-14, withinPercentage(SAME));
        assertThat(UpperTail.normal(9)).isCloseTo(1.1285884059538324e-19, withinPercentage(SAME));
        assertThat(UpperTail.logBelow(-50)).isCloseTo(-1254.8313611394199, withinPercentage(SAME));
        assertThat(UpperTail.logBelow(-36.9)).isCloseTo(-685.3328831653507, withinPercentage(SAME));
        assertThat(UpperTail.logBelow(3)).isCloseTo(-0.0013508099647481925, withinPercentage(SAME));
    }

    @ParameterizedTest
    @CsvSource({"38.05, 2, 2690, 76, 0.47919314722756345", "3, 4, 20, 10, 0.4276388585796585", "38.05, 2, 2690, 120, 0.011701668213459335",
        "1.5, 1, 5, 0.5, 0.6258260901148206"})
    void noncentralF(double f, double numerator, double denominator, double noncentrality, double below) {
        assertThat(new NoncentralF(numerator, denominator).below(f, noncentrality)).isCloseTo(below, withinPercentage(1e-4));
    }

    /** With a noncentrality of millions F is nearly normal about 1 + lambda / df1. */
    @Test
    void aVeryLargeEffect() {
        NoncentralF distribution = new NoncentralF(2, 2e6);
        double middle = distribution.noncentrality(500_000, 0.5);
        assertThat(middle).isCloseTo(1e6, within(1e3));
        assertThat(distribution.below(500_000, middle)).isCloseTo(0.5, within(1e-9));
    }

    /** The sum and its approximation meet. */
    @ParameterizedTest
    @CsvSource({"2, 2690", "16, 2e6", "1, 5"})
    void fromLargeToLarger(double numerator, double denominator) {
        NoncentralF distribution = new NoncentralF(numerator, denominator);
        for (double ratio : new double[] {0.9, 0.98, 1, 1.02, 1.1}) {
            double f = ratio * (1 + 1e8 / numerator);
            assertThat(distribution.below(f, 1e8)).isCloseTo(distribution.below(f, Math.nextUp(1e8)), within(1e-4));
        }
        assertThat(distribution.noncentrality(1e25, 0.5)).isFinite().isGreaterThan(1e24);
    }

    @Test
    void noEffectHasALowerEndOfZero() {
        assertThat(new NoncentralF(2, 20).noncentrality(0.5, 0.95)).isZero();
    }
}
