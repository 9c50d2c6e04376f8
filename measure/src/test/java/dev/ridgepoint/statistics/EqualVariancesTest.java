package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ridgepoint.statistics.Levene.Center;
import org.junit.jupiter.api.Test;

/** The three samples of SciPy's documentation of {@code levene}, {@code bartlett} and {@code fligner}, and the values it computes (1.17). */
class EqualVariancesTest {

    private static final double SAME = 1e-6 * 100;
    private static final Groups SAMPLES = Groups.of(
            new double[] {8.88, 9.12, 9.04, 8.98, 9.00, 9.08, 9.01, 8.85, 9.06, 8.99},
            new double[] {8.88, 8.95, 9.29, 9.44, 9.15, 9.58, 8.36, 9.18, 8.67, 9.05},
            new double[] {8.95, 9.12, 8.95, 8.85, 9.03, 8.84, 9.07, 8.98, 8.86, 8.98});

    @Test
    void levene() {
        TestResult median = Levene.test(SAMPLES, Center.MEDIAN);
        assertThat(median.statistic()).isCloseTo(7.584952754501659, withinPercentage(SAME));
        assertThat(median.p()).isCloseTo(0.002431505967249681, withinPercentage(SAME));
        assertThat(median.degreesOfFreedom()).containsExactly(2.0, 27.0);
        assertThat(median.name()).isEqualTo("Levene's test (median)");
        assertThat(Levene.test(SAMPLES, Center.MEAN).statistic()).isCloseTo(7.905194483442054, withinPercentage(SAME));
        assertThat(Levene.test(SAMPLES, Center.MEAN).p()).isCloseTo(0.001983795817472729, withinPercentage(SAME));
        assertThat(Levene.test(SAMPLES, Center.TRIMMED_MEAN).statistic()).isCloseTo(7.82672284495863, withinPercentage(SAME));
    }

    @Test
    void bartlett() {
        TestResult result = Bartlett.test(SAMPLES);
        assertThat(result.statistic()).isCloseTo(22.789434813726768, withinPercentage(SAME));
        assertThat(result.p()).isCloseTo(1.1254782518834628e-05, withinPercentage(SAME));
        assertThat(result.degreesOfFreedom()).containsExactly(2.0);
    }

    @Test
    void flignerKilleen() {
        TestResult result = FlignerKilleen.test(SAMPLES);
        assertThat(result.statistic()).isCloseTo(10.803687663522238, withinPercentage(SAME));
        assertThat(result.p()).isCloseTo(0.00450826080004775, withinPercentage(SAME));
    }

    /** R's documentation: {@code bartlett.test(count ~ spray, InsectSprays)} and {@code fligner.test(count ~ spray, InsectSprays)}. */
    @Test
    void insectSprays() {
        Groups sprays = Groups.of(
                new double[] {10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13}, new double[] {11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13},
                new double[] {0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4}, new double[] {3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4},
                new double[] {3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4}, new double[] {11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13});
        assertThat(Bartlett.test(sprays).statistic()).isCloseTo(25.95983, within(5e-6));
        assertThat(Bartlett.test(sprays).p()).isCloseTo(9.085122e-05, withinPercentage(1e-4));
        assertThat(FlignerKilleen.test(sprays).statistic()).isCloseTo(14.48278, withinPercentage(1e-4));
        assertThat(FlignerKilleen.test(sprays).p()).isCloseTo(0.01281678, withinPercentage(1e-4));
    }
}
