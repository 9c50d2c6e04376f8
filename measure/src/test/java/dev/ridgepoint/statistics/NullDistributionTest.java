package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.statistics.Levene.Center;
import dev.ridgepoint.statistics.TwoWayAnova.SumsOfSquares;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Where there is nothing to find, a test at 0.05 finds something in 5 % of all samples, within four standard errors of the simulation. */
class NullDistributionTest {

    private static final int SAMPLES = 2000;
    private static final int SIZE = 120;
    private static final double LEVEL = 0.05;
    private static final double REACH = 4 * Math.sqrt(LEVEL * (1 - LEVEL) / SAMPLES);
    private static final List<String> LABELS = IntStream.range(0, SIZE).mapToObj(i -> "g" + i % 3).toList();
    private static final Factor GROUP = Factor.Categorical.of("group", LABELS);
    private static final Factor HALF = Factor.Categorical.of("half", IntStream.range(0, SIZE).mapToObj(i -> i < SIZE / 2 ? "a" : "b").toList());
    private static final Factor SLOPE = new Factor.Continuous("slope", IntStream.range(0, SIZE).mapToDouble(i -> i / 3 * 0.5).toArray());

    @TestFactory
    List<DynamicTest> falseDiscoveries() {
        return List.of(
                test("Levene, mean", values -> Levene.test(Groups.of(values, LABELS), Center.MEAN)),
                test("Levene, median", values -> Levene.test(Groups.of(values, LABELS), Center.MEDIAN)),
                test("Levene, trimmed mean", values -> Levene.test(Groups.of(values, LABELS), Center.TRIMMED_MEAN)),
                test("Bartlett", values -> Bartlett.test(Groups.of(values, LABELS))),
                test("Fligner-Killeen", values -> FlignerKilleen.test(Groups.of(values, LABELS))),
                test("one-way", values -> OneWayAnova.of(Groups.of(values, LABELS)).test()),
                test("interaction of factors", values -> TwoWayAnova.of(SumsOfSquares.TYPE_II, values, GROUP, HALF).interaction().test()),
                test("first of two, type I", values -> TwoWayAnova.of(SumsOfSquares.TYPE_I, values, GROUP, HALF).first().test()),
                test("second of two, type III", values -> TwoWayAnova.of(SumsOfSquares.TYPE_III, values, GROUP, SLOPE).second().test()),
                test("interaction with a slope", values -> TwoWayAnova.of(SumsOfSquares.TYPE_III, values, GROUP, SLOPE).interaction().test()),
                test("Shapiro-Wilk", ShapiroWilk::test),
                test("Anderson-Darling", AndersonDarling::test),
                test("t", values -> OneSampleT.greater(0, values)));
    }

    /** Its chi-squared distribution is that of many numbers. */
    @Test
    void jarqueBeraOfManyNumbers() {
        Random random = new Random(20_261_121);
        long found = IntStream.range(0, SAMPLES).filter(i -> JarqueBera.test(normal(2000, random)).rejects(LEVEL)).count();
        assertThat((double) found / SAMPLES).isBetween(LEVEL - REACH, LEVEL + REACH);
    }

    /** The dip of 2000 uniform numbers, as far out as the dip of 500 times 1/2. */
    @Test
    void theDipFallsWithTheRoot() {
        Random random = new Random(20_261_121);
        double[] small = IntStream.range(0, SAMPLES).mapToDouble(i -> Steps.of(random.doubles(500).sorted().toArray()).dip()).sorted().toArray();
        double bound = small[(int) ((1 - LEVEL) * SAMPLES)] / 2;
        long found = IntStream.range(0, SAMPLES).filter(i -> Steps.of(random.doubles(2000).sorted().toArray()).dip() > bound).count();
        assertThat((double) found / SAMPLES).isBetween(LEVEL - 2 * REACH, LEVEL + 2 * REACH);
    }

    private static double[] normal(int size, Random random) {
        return IntStream.range(0, size).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static DynamicTest test(String name, Function<double[], TestResult> test) {
        return DynamicTest.dynamicTest(name, () -> {
            Random random = new Random(20_261_121);
            long found = IntStream.range(0, SAMPLES).filter(i -> test.apply(normal(SIZE, random)).rejects(LEVEL)).count();
            assertThat((double) found / SAMPLES).isBetween(LEVEL - REACH, LEVEL + REACH);
        });
    }
}
