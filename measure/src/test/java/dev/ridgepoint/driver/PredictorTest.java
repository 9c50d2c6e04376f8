package dev.ridgepoint.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.driver.Predictor.Names;
import dev.ridgepoint.driver.Predictor.Numbers;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Steps that a tree can tell apart. */
class PredictorTest {

    @Test
    void aFewNumbersKeepTheirOwnSteps() {
        assertThat(new Numbers("a", new double[] {3, 1, 2, 3, -7}).steps()).containsExactly(3, 1, 2, 3, 0);
    }

    @Test
    void namesAreNumbered() {
        assertThat(new Names("a", List.of("x", "b", "x", "a")).steps()).containsExactly(2, 1, 2, 0);
    }

    @Property(tries = 100)
    void stepsAreFewAndInTheOrderOfTheNumbers(@ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = -1e6, max = 1e6) Double> drawn) {
        double[] values = drawn.stream().mapToDouble(v -> v).toArray();
        int[] steps = new Numbers("a", values).steps();
        assertThat(Arrays.stream(steps).max().orElseThrow()).isLessThan(Predictor.STEPS);
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                assertThat(values[i] <= values[j] ? steps[i] <= steps[j] : steps[i] >= steps[j]).isTrue();
            }
        }
    }
}
