package dev.ridgepoint.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The closed form of a sum of maxima against the sum, term by term. */
class AffineMaximumTest {

    private static final double RELATIVE_PERCENT = 1e-8;

    @Property(tries = 1000)
    void equalsTheSumTermByTerm(
            @ForAll @DoubleRange(max = 1000) double a0, @ForAll @DoubleRange(max = 1000) double a1,
            @ForAll @DoubleRange(max = 1000) double b0, @ForAll @DoubleRange(max = 1000) double b1,
            @ForAll @DoubleRange(max = 1000) double c0, @ForAll @DoubleRange(max = 1000) double c1,
            @ForAll @IntRange(min = 1, max = 300) int n) {
        double[] ends = {a0, n == 1 ? a0 : a1, b0, n == 1 ? b0 : b1, c0, n == 1 ? c0 : c1};
        assertThat(closedForm(ends, n)).isCloseTo(termByTerm(ends, n), withPercentage(RELATIVE_PERCENT));
    }

    /** Small whole ends, so that functions coincide at an end, throughout, or cross exactly on a term. */
    @Property(tries = 1000)
    void equalsTheSumWhereFunctionsTie(
            @ForAll @IntRange(max = 4) int a0, @ForAll @IntRange(max = 4) int a1, @ForAll @IntRange(max = 4) int b0,
            @ForAll @IntRange(max = 4) int b1, @ForAll @IntRange(max = 4) int c0, @ForAll @IntRange(max = 4) int c1,
            @ForAll @IntRange(min = 2, max = 30) int n) {
        double[] ends = {a0, a1, b0, b1, c0, c1};
        assertThat(closedForm(ends, n)).isCloseTo(termByTerm(ends, n), withPercentage(RELATIVE_PERCENT));
    }

    @Test
    void oneTermIsTheGreatestOfItsFirstValues() {
        assertThat(AffineMaximum.sum(1, 100, 7, 100, 3, 100, 1)).isEqualTo(7);
    }

    @Test
    void twoTermsAreCutBetweenThem() {
        // max(9, 1, 0) + max(2, 8, 0)
        assertThat(AffineMaximum.sum(9, 2, 1, 8, 0, 0, 2)).isEqualTo(17);
    }

    @Test
    void theMiddleFunctionCountsWhereItLeads() {
        // 10, 8, .. 0 and 0, 2, .. 10 and 7 throughout: 10 8 7 7 8 10.
        assertThat(AffineMaximum.sum(10, 0, 0, 10, 7, 7, 6)).isCloseTo(50, withPercentage(RELATIVE_PERCENT));
    }

    @Test
    void billionsOfTermsCostNoMoreThanAFew() {
        // j against N - j for j = 0 .. N, N = 2m: twice the sum of m+1 .. 2m, and m once: m (3m + 1) + m.
        double m = 4e9;
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () ->
                assertThat(AffineMaximum.sum(0, 2 * m, 2 * m, 0, 0, 0, 2 * m + 1)).isCloseTo(m * (3 * m + 2), withPercentage(RELATIVE_PERCENT)));
    }

    /** Functions that are equal but for the last bit must not send the recursion into every term. */
    @Test
    void roundingNoiseDoesNotGoDeep() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            double first = 1 + random.nextDouble();
            double last = 2 + random.nextDouble();
            double[] ends = new double[6];
            for (int f = 0; f < 3; f++) {
                ends[2 * f] = first * (1 + (random.nextInt(5) - 2) * 0x1p-52);
                ends[2 * f + 1] = last * (1 + (random.nextInt(5) - 2) * 0x1p-52);
            }
            double n = 1e9;
            assertThatCode(() -> assertThat(closedForm(ends, n)).isCloseTo(n * (first + last) / 2, withPercentage(RELATIVE_PERCENT)))
                    .doesNotThrowAnyException();
        }
    }

    private static double closedForm(double[] ends, double n) {
        return AffineMaximum.sum(ends[0], ends[1], ends[2], ends[3], ends[4], ends[5], n);
    }

    private static double termByTerm(double[] ends, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double share = n == 1 ? 0 : (double) j / (n - 1);
            double greatest = Double.NEGATIVE_INFINITY;
            for (int f = 0; f < 3; f++) {
                greatest = Math.max(greatest, ends[2 * f] * (1 - share) + ends[2 * f + 1] * share);
            }
            sum += greatest;
        }
        return sum;
    }
}
