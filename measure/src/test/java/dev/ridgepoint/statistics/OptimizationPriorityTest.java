package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.statistics.OptimizationPriority.Measure;
import dev.ridgepoint.statistics.OptimizationPriority.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OptimizationPriorityTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    private static Map<String, Stability> three() {
        Map<String, Stability> measures = new LinkedHashMap<>();
        measures.put("steady", new Stability(0.1, 1, 0, 3, 0));
        measures.put("tailed", new Stability(0.2, 3, 1, 5, 0.1));
        measures.put("wide", new Stability(0.5, 2, -2, 4, 0.2));
        return measures;
    }

    /** By hand. tailed: 0.35 / 4 + 0.35 + 0.15 / 2 + 0.15; wide: 0.35 + 0.35 / 2 + 0.15 + 0.15 / 2. */
    @Test
    void equationEleven() {
        OptimizationPriority priority = OptimizationPriority.of(three(), Weights.PUBLISHED);
        assertThat(priority.scores()).extracting(PriorityScore::label).containsExactly("steady", "tailed", "wide");
        assertThat(priority.scores().get(0).score()).isZero();
        assertThat(priority.scores().get(1).score()).isCloseTo(0.6625, ROUNDING);
        assertThat(priority.scores().get(2).score()).isCloseTo(0.75, ROUNDING);
        assertThat(priority.scores()).extracting(PriorityScore::rank).containsExactly(3, 2, 1);
    }

    /** By hand: 0.3 * 0.1 + 0.4 * 2 + 0.3 * 0.2. */
    @Test
    void theScriptsFormula() {
        assertThat(ScriptPriority.of(three().get("tailed"))).isCloseTo(0.89, ROUNDING);
        assertThat(ScriptPriority.of(three().get("wide"))).isCloseTo(0.61, ROUNDING);
        assertThat(ScriptPriority.of(new Stability(0.1, 0.9, 0, 3, 0))).isCloseTo(0.03, ROUNDING);
        assertThat(ScriptPriority.of(three())).extracting(PriorityScore::rank).containsExactly(3, 1, 2);
    }

    /** By hand: the tail's weight 0.45, the others 0.55 / 0.65 of theirs. */
    @Test
    void sensitivity() {
        OptimizationPriority priority = OptimizationPriority.of(three(), Weights.PUBLISHED);
        PrioritySensitivity sensitivity = PrioritySensitivity.of(priority, PrioritySensitivity.PUBLISHED_STEP);
        assertThat(sensitivity.shifts()).hasSize(8);
        PrioritySensitivity.Shift more = sensitivity.shifts().get(3);
        assertThat(more.measure()).isEqualTo(Measure.TAIL);
        assertThat(more.weights().tail()).isCloseTo(0.45, ROUNDING);
        assertThat(more.weights().variation()).isCloseTo(0.35 * 0.55 / 0.65, ROUNDING);
        // tailed: (0.0875 + 0.075 + 0.15) * 0.55 / 0.65 + 0.45 = 0.7144; wide: (0.35 + 0.15 + 0.075) * 0.55 / 0.65 + 0.225 = 0.7115.
        assertThat(more.scores().get(1).score()).isCloseTo(0.3125 * 0.55 / 0.65 + 0.45, ROUNDING);
        assertThat(more.scores().get(2).score()).isCloseTo(0.575 * 0.55 / 0.65 + 0.225, ROUNDING);
        assertThat(more.changes()).hasSize(2).allMatch(PrioritySensitivity.Change::changesRank).noneMatch(PrioritySensitivity.Change::crossesLine);
        assertThat(sensitivity.keepsRanks()).isFalse();
        // More weight on variation: tailed has 0.575 * 0.55 / 0.65 + 0.45 / 4 = 0.599.
        assertThat(sensitivity.shifts().get(1).changes()).singleElement().satisfies(change -> {
            assertThat(change.before().label()).isEqualTo("tailed");
            assertThat(change.crossesLine()).isTrue();
            assertThat(change.changesRank()).isFalse();
        });
    }

    @Test
    void aWeightStaysBetweenZeroAndOne() {
        OptimizationPriority only = OptimizationPriority.of(three(), new Weights(1, 0, 0, 0));
        assertThat(PrioritySensitivity.of(only, 0.25).shifts()).extracting(shift -> shift.weights().variation())
                .containsExactly(0.75, 1.0, 1.0, 0.75, 1.0, 0.75, 1.0, 0.75);
        assertThat(PrioritySensitivity.of(only, 0.25).shifts().get(0).weights().kurtosis()).isCloseTo(0.25 / 3, ROUNDING);
    }

    @Test
    void aMeasureThatIsTheSameForAllCountsNothing() {
        Map<String, Stability> measures = new LinkedHashMap<>();
        measures.put("a", new Stability(0.1, 1, 0.5, 3, 0));
        measures.put("b", new Stability(0.1, 2, -0.5, 3, 0));
        assertThat(OptimizationPriority.of(measures, Weights.PUBLISHED).scores()).extracting(PriorityScore::score).containsExactly(0.0, 0.35);
    }

    @Test
    void refused() {
        assertThatThrownBy(() -> OptimizationPriority.of(Map.of("a", new Stability(1, 1, 1, 1, 1)), Weights.PUBLISHED))
                .hasMessage("optimization priority: compares things with one another, and there is only one");
        assertThatThrownBy(() -> new Weights(0.5, 0.5, 0.5, 0))
                .hasMessage("optimization priority: weights are 0 or more and add up to 1, not 0.5, 0.5, 0.5, 0.0");
        assertThatThrownBy(() -> new Weights(Double.NaN, 0.5, 0.5, 0)).isInstanceOf(UndefinedStatisticException.class);
        assertThatThrownBy(() -> PrioritySensitivity.of(OptimizationPriority.of(three(), Weights.PUBLISHED), 0))
                .isInstanceOf(UndefinedStatisticException.class);
    }
}
