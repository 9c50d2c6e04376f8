package dev.ridgepoint.statistics;

import static dev.ridgepoint.statistics.ParetoFront.Direction.MAXIMIZE;
import static dev.ridgepoint.statistics.ParetoFront.Direction.MINIMIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.statistics.ParetoFront.Direction;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

    /** Latency and tokens a second. The third is as slow as the second and does less; the knee is (2, 8): 0.25 + 0.2. */
    @Test
    void byHand() {
        ParetoFront front = ParetoFront.of(List.of(new double[] {5, 9}, new double[] {2, 8}, new double[] {2, 7}, new double[] {1, 4}, new double[] {5, 8}),
                MINIMIZE, MAXIMIZE);
        assertThat(front.members()).containsExactly(3, 1, 0);
        assertThat(front.knee()).hasValue(1);
    }

    @Test
    void equalsDoNotBeatOneAnother() {
        ParetoFront front = ParetoFront.of(List.of(new double[] {1, 1}, new double[] {2, 2}, new double[] {1, 1}), MINIMIZE, MINIMIZE);
        assertThat(front.members()).containsExactlyInAnyOrder(0, 2);
        assertThat(front.knee()).isEmpty();
    }

    /** On a straight front, and on one that bends away from the ideal, there is no knee. */
    @Test
    void noKnee() {
        assertThat(ParetoFront.of(List.of(new double[] {0, 2}, new double[] {1, 1}, new double[] {2, 0}), MINIMIZE, MINIMIZE).knee()).isEmpty();
        assertThat(ParetoFront.of(List.of(new double[] {0, 2}, new double[] {1.5, 1.5}, new double[] {2, 0}), MINIMIZE, MINIMIZE).knee()).isEmpty();
    }

    @Test
    void threeMeasures() {
        ParetoFront front = ParetoFront.of(List.of(new double[] {0, 1, 1}, new double[] {1, 0, 1}, new double[] {1, 1, 0}, new double[] {0.2, 0.2, 0.2},
                new double[] {0.3, 0.2, 0.2}), MINIMIZE, MINIMIZE, MINIMIZE);
        assertThat(front.members()).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(front.knee()).hasValue(3);
    }

    /** Members are those that no other beats, found by comparing each with each. */
    @Property(tries = 300)
    void membersAreTheUnbeaten(@ForAll @Size(min = 3, max = 90) List<@IntRange(max = 8) Integer> numbers, @ForAll @IntRange(min = 2, max = 3) int measures) {
        List<double[]> things = IntStream.range(0, numbers.size() / measures)
                .mapToObj(i -> IntStream.range(0, measures).mapToDouble(j -> numbers.get(i * measures + j)).toArray()).toList();
        Direction[] directions = measures == 2 ? new Direction[] {MINIMIZE, MAXIMIZE} : new Direction[] {MAXIMIZE, MINIMIZE, MINIMIZE};
        ParetoFront front = ParetoFront.of(things, directions);
        List<Integer> unbeaten = IntStream.range(0, things.size()).boxed()
                .filter(one -> things.stream().noneMatch(other -> beats(other, things.get(one), directions))).toList();
        assertThat(front.members()).containsExactlyInAnyOrderElementsOf(unbeaten);
        front.knee().ifPresent(knee -> assertThat(unbeaten).contains(knee));
    }

    private static boolean beats(double[] one, double[] other, Direction... directions) {
        boolean better = false;
        for (int j = 0; j < one.length; j++) {
            double ahead = directions[j] == MINIMIZE ? other[j] - one[j] : one[j] - other[j];
            if (ahead < 0) {
                return false;
            }
            better |= ahead > 0;
        }
        return better;
    }

    @Test
    void refused() {
        assertThatThrownBy(() -> ParetoFront.of(List.of(new double[] {1}), MINIMIZE)).hasMessage("Pareto front: is of 2 or 3 measures, not of 1");
        assertThatThrownBy(() -> ParetoFront.of(List.of(), MINIMIZE, MINIMIZE)).hasMessage("Pareto front: nothing to choose from");
        assertThatThrownBy(() -> ParetoFront.of(List.of(new double[] {1, 2, 3}), MINIMIZE, MINIMIZE)).hasMessage("Pareto front: thing 1 has 3 measures, not 2");
        assertThatThrownBy(() -> ParetoFront.of(List.of(new double[] {1, Double.NaN}), MINIMIZE, MINIMIZE)).hasMessage("Pareto front, thing 1: value 2 is NaN");
    }
}
