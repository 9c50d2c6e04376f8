package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.statistics.Levene.Center;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Numbers that have no statistic: an answer or one clear line, and never NaN. */
class UndefinedStatisticTest {

    private static final Map<String, ToDoubleFunction<double[]>> OF_ONE_SAMPLE = Map.ofEntries(
            Map.entry("Shapiro-Wilk", values -> ShapiroWilk.test(values).p()), Map.entry("Anderson-Darling", values -> AndersonDarling.test(values).p()),
            Map.entry("Jarque-Bera", values -> JarqueBera.test(values).p()), Map.entry("t", values -> OneSampleT.less(1, values).p()),
            Map.entry("dip", values -> HartiganDip.test(values).p()), Map.entry("variation", values -> Moments.of(values).coefficientOfVariation()),
            Map.entry("bimodality", values -> Moments.of(values).bimodality()), Map.entry("outliers", values -> Outliers.of(values).share()),
            Map.entry("tail ratio", TailRatio::of), Map.entry("tail index", values -> TailIndex.of(values).alpha()),
            Map.entry("stability", values -> Stability.of(values).kurtosis()),
            Map.entry("Levene", values -> Levene.test(halves(values), Center.MEDIAN).p()),
            Map.entry("Levene, mean", values -> Levene.test(halves(values), Center.MEAN).p()),
            Map.entry("Bartlett", values -> Bartlett.test(halves(values)).p()), Map.entry("Fligner-Killeen", values -> FlignerKilleen.test(halves(values)).p()),
            Map.entry("line", values -> CurveFit.of(Polynomial.LINEAR, ranks(values), values).aic()),
            Map.entry("one-way", values -> OneWayAnova.of(halves(values)).test().p()));

    private static final Map<String, double[]> SAMPLES = Map.ofEntries(
            Map.entry("none", new double[0]), Map.entry("one", new double[] {3}), Map.entry("two", new double[] {3, 4}),
            Map.entry("two equal", new double[] {0.1, 0.1}),
            Map.entry("three", new double[] {3, 4, 9}), Map.entry("constant", new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}),
            Map.entry("NaN", new double[] {1, 2, Double.NaN, 4, 5, 6, 7, 8}),
            Map.entry("infinite", new double[] {1, 2, Double.POSITIVE_INFINITY, 4, 5, 6, 7, 8}),
            Map.entry("greatest", new double[] {1e308, 1.1e308, 1.7e308, 1.2e308, 1.5e308, 1e308, 1.3e308, 1.6e308}),
            Map.entry("least", new double[] {4.9e-324, 0, 1e-323, 0, 2e-323, 5e-323, 3e-323, 0}),
            Map.entry("nearly equal", new double[] {1, 1, 1, 1, 1, 1, 1, Math.nextUp(1)}), Map.entry("two kinds", new double[] {1, 2, 1, 2, 1, 2, 1, 2}),
            Map.entry("negative", new double[] {-1, -2, -7, -4, -5, -6, -3, -9}));

    @TestFactory
    List<DynamicTest> anAnswerOrOneLine() {
        List<DynamicTest> tests = new ArrayList<>();
        OF_ONE_SAMPLE.forEach((statistic, of) -> SAMPLES.forEach((sample, values) -> tests.add(DynamicTest.dynamicTest(statistic + " of " + sample, () -> {
            try {
                assertThat(of.applyAsDouble(values.clone())).isFinite();
            } catch (UndefinedStatisticException refusal) {
                assertThat(refusal.getMessage()).contains(": ").doesNotContain("\n").hasSizeLessThan(200);
            }
        }))));
        return tests;
    }

    @Test
    void theReason() {
        assertThatThrownBy(() -> Moments.of()).hasMessage("moments: needs at least 1 value, has 0");
        assertThatThrownBy(() -> Moments.of(3).standardDeviation()).hasMessage("standard deviation: needs at least 2 values, has 1");
        assertThatThrownBy(() -> Moments.of(3, 3).skewness()).hasMessage("skewness: all 2 values are 3.0");
        assertThatThrownBy(() -> Moments.of(-3, 3).coefficientOfVariation())
                .hasMessage("coefficient of variation: is of positive numbers, and their mean is 0.0");
        assertThatThrownBy(() -> ShapiroWilk.test(1, 2)).hasMessage("Shapiro-Wilk test: needs at least 3 values, has 2");
        assertThatThrownBy(() -> Levene.test(Groups.of(new double[] {1, 2}), Center.MEAN))
                .hasMessage("Levene's test (mean): compares groups, and there is only 1");
        assertThatThrownBy(() -> Bartlett.test(Groups.of(new double[] {1, 2, 3}, List.of("QA", "QA", "NLU"))))
                .hasMessage("Bartlett's test on group NLU: needs at least 2 values, has 1");
        assertThatThrownBy(() -> Levene.test(Groups.of(new double[] {1, 3}, new double[] {4, 9}), Center.MEDIAN))
                .hasMessage("Levene's test (median): no group varies");
        assertThatThrownBy(() -> Levene.test(Groups.of(new double[] {1}, new double[] {4}), Center.MEDIAN))
                .hasMessage("Levene's test (median): every group has one value, and nothing says how much values of one group differ");
        assertThatThrownBy(() -> Groups.of(new double[] {1, Double.NaN}, List.of("a", "b"))).hasMessage("groups: value 2 is NaN");
    }

    /** A group of one has no spread and takes part all the same. */
    @Test
    void aGroupOfOneBesideOthers() {
        Groups groups = Groups.of(new double[] {5}, new double[] {1, 2, 4, 9}, new double[] {3, 4, 6, 8, 8});
        assertThat(Levene.test(groups, Center.MEDIAN).p()).isBetween(0.0, 1.0);
        assertThat(FlignerKilleen.test(groups).p()).isBetween(0.0, 1.0);
    }

    private static Groups halves(double[] values) {
        return Groups.of(values, IntStream.range(0, values.length).mapToObj(i -> i % 2 == 0 ? "a" : "b").toList());
    }

    private static double[] ranks(double[] values) {
        return IntStream.range(0, values.length).asDoubleStream().toArray();
    }
}
