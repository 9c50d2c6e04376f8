package dev.ridgepoint.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.driver.Predictor.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Columns that hold the answer, and columns that only go with it. */
class CircularityTest {

    private static final int SIZE = 200;

    private static double[] uniform(long seed) {
        return new Random(seed).doubles(SIZE, 1, 3).toArray();
    }

    private static double[] each(IntToDoubleFunction of) {
        return IntStream.range(0, SIZE).mapToDouble(of).toArray();
    }

    private static Map<String, String> in(double[] response, Numbers... columns) {
        return Circularity.in("y", response, List.of(columns), "time"::equals);
    }

    @Test
    void ofTokensAndTimeTheTimeHoldsTheRate() {
        double[] tokens = uniform(1);
        double[] time = uniform(2);
        double[] rate = each(i -> Math.rint(1000 * tokens[i] / time[i] * 100) / 100);
        assertThat(in(rate, new Numbers("tokens", tokens), new Numbers("time", time), new Numbers("size", uniform(3))))
                .containsExactly(Map.entry("time", "makes 'y' together with another: tokens / time"));
    }

    @Test
    void productsAndRatiosEitherWay() {
        double[] power = uniform(1);
        double[] length = each(i -> uniform(2)[i] * uniform(3)[i]);
        assertThat(in(each(i -> power[i] * length[i]), new Numbers("power", power), new Numbers("long", length)))
                .hasSize(1).containsValue("makes 'y' together with another: power x long");
        assertThat(in(each(i -> length[i] / power[i]), new Numbers("power", power), new Numbers("long", length)))
                .hasSize(1).containsValue("makes 'y' together with another: long / power");
    }

    @Test
    void aColumnThatMissesCellsIsFoundAllTheSame() {
        double[] tokens = uniform(1);
        double[] time = uniform(2);
        double[] rate = each(i -> tokens[i] / time[i]);
        time[0] = Double.NaN;
        time[7] = Double.NaN;
        assertThat(in(rate, new Numbers("time", time), new Numbers("tokens", tokens))).containsOnlyKeys("time");
    }

    @Test
    void aFewValuesInOrderAreNoAnswer() {
        double[] size = each(i -> i % 3);
        assertThat(in(each(i -> 10 - i % 3), new Numbers("size", size))).isEmpty();
    }

    @Test
    void whatOnlyGoesWithTheResponseStays() {
        double[] a = uniform(1);
        double[] noise = uniform(2);
        assertThat(in(each(i -> 10 * a[i] + noise[i]), new Numbers("a", a), new Numbers("b", uniform(3)),
                new Numbers("nearly constant", each(i -> 5 + 1e-6 * i)))).isEmpty();
    }

    @Property(tries = 50)
    void anyMonotoneFunctionOfTheResponseIsFound(@ForAll @LongRange(min = 0, max = 1000) long seed, @ForAll @DoubleRange(min = -3, max = 3) double power) {
        double[] response = uniform(seed);
        double[] column = each(i -> Math.signum(power == 0 ? 1 : power) * Math.pow(response[i], power == 0 ? 1 : power));
        assertThat(Arrays.stream(column).distinct().count() < 10 ? "x" : in(response, new Numbers("x", column)).keySet().iterator().next()).isEqualTo("x");
    }

    @Test
    void numbersThatGoTogetherShareAnImportance() {
        double[] a = uniform(1);
        List<Circularity.Pair> pairs = Circularity.together(
                List.of(new Numbers("a", a), new Numbers("b", uniform(2)), new Numbers("c", each(i -> -a[i]))), 0.9);
        assertThat(pairs).singleElement().satisfies(pair -> {
            assertThat(pair.first() + pair.second()).isEqualTo("ac");
            assertThat(pair.spearman()).isCloseTo(-1, within(1e-12));
        });
    }
}
