package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ridgepoint.statistics.TwoWayAnova.SumsOfSquares;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoWayAnovaTest {

    private static final double SAME = 1e-6 * 100;

    /** Montgomery, Design and Analysis of Experiments, example 5.1: life of batteries by material and temperature. Balanced: all types agree. */
    @ParameterizedTest
    @EnumSource(SumsOfSquares.class)
    void batteries(SumsOfSquares type) {
        double[] hours = {130, 155, 74, 180, 34, 40, 80, 75, 20, 70, 82, 58, 150, 188, 159, 126, 136, 122, 106, 115, 25, 70, 58, 45, 138, 110, 168, 160, 174,
            120, 150, 139, 96, 104, 82, 60};
        TwoWayAnova table = TwoWayAnova.of(type, hours, Factor.Categorical.of("material", labels(36, i -> "m" + i / 12)),
                Factor.Categorical.of("temperature", labels(36, i -> "t" + i / 4 % 3)));
        assertThat(table.first().squares()).isCloseTo(10_683.72, within(0.005));
        assertThat(table.second().squares()).isCloseTo(39_118.72, within(0.005));
        assertThat(table.interaction().squares()).isCloseTo(9_613.78, within(0.005));
        assertThat(table.residual()).isCloseTo(18_230.75, within(0.005));
        assertThat(table.effects()).extracting(effect -> effect.test().statistic())
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 0.005 ? 0 : 1, Double.class).containsExactly(7.91, 28.97, 3.56);
        assertThat(table.interaction().test().p()).isCloseTo(0.0186111681889, withinPercentage(SAME));
        assertThat(table.residualDegrees()).isEqualTo(27);
    }

    /**
     * Moore and Krupat 1971, conformity by authoritarianism and partner's status; statsmodels prints this table of type II in its documentation of {@code
     * anova_lm}.
     */
    @Test
    void conformity() {
        String trials = "low 8 low low 4 high low 8 high low 7 low low 10 low low 6 low low 12 medium low 4 medium low 13 low low 12 low low 4 medium "
                + "low 13 high low 7 low low 9 medium low 9 high low 24 high low 6 low low 7 high low 23 high low 13 high low 8 low low 12 low "
                + "high 19 high high 12 medium high 21 low high 9 high high 23 low high 7 high high 17 medium high 14 medium high 11 high high "
                + "16 medium high 15 low high 20 medium high 8 medium high 12 low high 14 high high 14 medium high 17 medium high 7 medium high "
                + "17 medium high 13 high high 16 low high 10 high high 15 medium";
        String[] words = trials.split(" ");
        double[] conformity = IntStream.range(0, 45).mapToDouble(i -> Double.parseDouble(words[3 * i + 1])).toArray();
        Factor authoritarianism = Factor.Categorical.of("category", labels(45, i -> words[3 * i + 2]));
        Factor status = Factor.Categorical.of("status", labels(45, i -> words[3 * i]));

        TwoWayAnova second = TwoWayAnova.of(SumsOfSquares.TYPE_II, conformity, authoritarianism, status);
        assertThat(second.first().squares()).isCloseTo(11.614700, within(5e-7));
        assertThat(second.first().test().statistic()).isCloseTo(0.276958, within(5e-7));
        assertThat(second.first().test().p()).isCloseTo(0.759564, within(5e-7));
        assertThat(second.second().squares()).isCloseTo(212.213778, within(5e-7));
        assertThat(second.second().test().p()).isCloseTo(0.002874, within(5e-7));
        assertThat(second.interaction().squares()).isCloseTo(175.488928, within(5e-7));
        assertThat(second.interaction().test().p()).isCloseTo(0.022572, within(5e-7));
        assertThat(second.residual()).isCloseTo(817.763961, within(5e-7));

        TwoWayAnova first = TwoWayAnova.of(SumsOfSquares.TYPE_I, conformity, authoritarianism, status);
        assertThat(first.first().squares()).isCloseTo(3.7333333333333, withinPercentage(SAME));
        assertThat(first.second().squares()).isCloseTo(212.2137777777779, withinPercentage(SAME));
        TwoWayAnova third = TwoWayAnova.of(SumsOfSquares.TYPE_III, conformity, authoritarianism, status);
        assertThat(third.first().squares()).isCloseTo(36.0187056277056, withinPercentage(SAME));
        assertThat(third.second().squares()).isCloseTo(239.5623697934795, withinPercentage(SAME));
        assertThat(third.interaction().squares()).isCloseTo(175.4889278499280, withinPercentage(SAME));
    }

    /** In type I the parts add up to the whole, whatever the trials; in types II and III neither order nor origin of y matters. */
    @Property(tries = 100)
    void partsAddUp(@ForAll @Size(24) List<@DoubleRange(min = 0, max = 100) Double> drawn) {
        double[] y = drawn.stream().mapToDouble(value -> value).toArray();
        y[0] += 200;
        Factor task = Factor.Categorical.of("task", labels(24, i -> "t" + i % 3));
        Factor size = new Factor.Continuous("size", IntStream.range(0, 24).mapToDouble(i -> i * i).toArray());
        TwoWayAnova table = TwoWayAnova.of(SumsOfSquares.TYPE_I, y, task, size);
        double total = table.residual() + table.effects().stream().mapToDouble(TwoWayAnova.Effect::squares).sum();
        assertThat(total).isCloseTo(Sample.of("total", 1, y).squares(), withinPercentage(1e-8));
        for (SumsOfSquares type : List.of(SumsOfSquares.TYPE_II, SumsOfSquares.TYPE_III)) {
            double[] moved = Arrays.stream(y).map(value -> 1e6 - value).toArray();
            assertThat(TwoWayAnova.of(type, y, task, size).first().squares())
                    .isCloseTo(TwoWayAnova.of(type, moved, size, task).second().squares(), within(1e-6 * total));
        }
    }

    @Test
    void factorsThatCannotBeTold() {
        double[] y = IntStream.range(0, 12).mapToDouble(i -> i * i % 7).toArray();
        Factor two = Factor.Categorical.of("device", labels(12, i -> i % 2 == 0 ? "A" : "B"));
        Factor size = new Factor.Continuous("size", IntStream.range(0, 12).asDoubleStream().toArray());
        refused(y, two, Factor.Categorical.of("task", labels(12, i -> i < 2 || i % 2 == 0 ? "QA" : "NLU")),
                "no trial has device A and task NLU: an interaction needs every combination");
        refused(y, two, new Factor.Continuous("size", IntStream.range(0, 12).mapToDouble(i -> i % 2 == 0 ? 3 : i).toArray()),
                "every trial of device A has the same size: an interaction needs two");
        refused(y, size, size, "both size and size are continuous: one of them must have levels");
        refused(y, Factor.Categorical.of("trial", labels(12, i -> "n" + i)), two, "trial and device have 24 combinations and only 12 trials");
        refused(y, Factor.Categorical.of("trial", labels(12, i -> "n" + i / 2)), two, "12 trials leave nothing to chance beside 12 parameters");
        refused(new double[5], two, size, "5 trials, of which 12 have a device and 12 a size");
        refused(IntStream.range(0, 12).mapToDouble(i -> 0.1 * (i % 2)).toArray(), two, size,
                "the factors explain every trial exactly, and nothing is left to compare "
                + "them with");
        y[3] = Double.NaN;
        refused(y, two, size, "value 4 is NaN");
        assertThatThrownBy(() -> Factor.Categorical.of("task", List.of("QA", "QA"))).hasMessage("factor task: every trial has QA");
        assertThatThrownBy(() -> new Factor.Continuous("size", 2, 2, 2)).hasMessage("factor size: all 3 values are 2.0");
    }

    private static void refused(double[] y, Factor first, Factor second, String reason) {
        assertThatThrownBy(() -> TwoWayAnova.of(SumsOfSquares.TYPE_II, y, first, second)).isInstanceOf(UndefinedStatisticException.class)
                .hasMessage("Two-way analysis of variance: " + reason);
    }

    private static List<String> labels(int size, IntFunction<String> label) {
        return IntStream.range(0, size).mapToObj(label).toList();
    }
}
