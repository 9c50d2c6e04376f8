package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HartiganDipTest {

    /**
     * The first is the example of R's {@code dip.test}: "perfect bi-modal for n = 4". The others are the least distances found by a linear program over all
     * functions that are convex up to a point and concave from it on.
     */
    @ParameterizedTest
    @CsvSource({"0 0 1 1, 0.25", "1 2 3 4 10 11 12 13, 0.16666666666666666", "1 1 1 2 5 5 6 9 9, 0.125", "3 5 6 9 17 18 18 19, 0.14285714285714285",
        "0.383 1.219 1.486 2.124 2.874 3.669 3.862 4.753, 0.09775510204081636"})
    void leastDistance(String values, double dip) {
        assertThat(HartiganDip.test(numbers(values)).statistic()).isCloseTo(dip, within(1e-12));
    }

    @Test
    void twoModesAreSeenAndOneIsNot() {
        Random random = new Random(7);
        assertThat(HartiganDip.test(random.doubles(300).map(x -> x + (x < 0.5 ? 0 : 2)).toArray()).p()).isLessThan(0.001);
        assertThat(HartiganDip.test(random.doubles(300).map(x -> -Math.log(x)).toArray()).p()).isGreaterThan(0.5);
    }

    @Property(tries = 200)
    void dipIsSmallAndLikesNeitherEndMore(@ForAll @Size(min = 4, max = 60) List<@DoubleRange(min = 0, max = 50) Double> drawn) {
        double[] values = drawn.stream().mapToDouble(value -> value).toArray();
        values[0] = 60;
        double[] mirrored = Arrays.stream(values).map(value -> -3 * value).sorted().toArray();
        Arrays.sort(values);
        double dip = Steps.of(values).dip();
        assertThat(dip).isBetween(0.5 / values.length - 1e-12, 0.25 + 1e-12).isCloseTo(Steps.of(mirrored).dip(), within(1e-9));
    }

    private static double[] numbers(String values) {
        return Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
