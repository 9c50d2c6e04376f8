package dev.ridgepoint.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Fronts and lists of the best, against all pairs of points. */
class FrontTest {

    /** Few values, so that many costs are equal; a few are unknown. */
    private static double[][] costs(int points, int costs, int values, Random random) {
        double[][] all = new double[points][costs];
        for (double[] cost : all) {
            for (int i = 0; i < costs; i++) {
                cost[i] = random.nextInt(40) == 0 ? Double.NaN : random.nextInt(values);
            }
        }
        return all;
    }

    private static boolean isKnown(double[] cost) {
        return IntStream.range(0, cost.length).noneMatch(i -> Double.isNaN(cost[i]));
    }

    private static boolean beats(double[] a, double[] b, boolean first) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
            better |= a[i] < b[i];
        }
        return better || first;
    }

    private static long[] bruteForce(double[][] all) {
        return IntStream.range(0, all.length)
                .filter(p -> isKnown(all[p]) && IntStream.range(0, all.length).noneMatch(q -> q != p && isKnown(all[q]) && beats(all[q], all[p], q < p)))
                .mapToObj(p -> p)
                .sorted((p, q) -> java.util.Arrays.compare(all[p], all[q])).mapToLong(p -> p).toArray();
    }

    @Test
    void aFrontByHand() {
        double[][] all = {{3, 3}, {1, 5}, {2, 4}, {2, 6}, {5, 1}, {4, 3}, {1, 5}, {6, 1}};
        Front front = new Front(2);
        for (int point = 0; point < all.length; point++) {
            front.offer(point, all[point]);
        }
        // (2, 6) and (4, 3) are beaten by (2, 4) and (3, 3), (6, 1) by (5, 1), and the second (1, 5) is the first again.
        assertThat(front.points()).containsExactly(1, 2, 0, 4);
        assertThat(front.size()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> new Front(1));
    }

    /** Falling by one as the other rises by one: nothing is beaten, many more than came lately. */
    @Test
    void aFrontMayBeOfAllPoints() {
        Front front = new Front(2);
        new Random(1).ints(0, 5000).distinct().limit(5000).forEach(i -> front.offer(i, new double[] {i, -i}));
        assertThat(front.points()).isEqualTo(java.util.stream.LongStream.range(0, 5000).toArray());
        assertThat(front.isLongerThan(5000)).isFalse();
        assertThat(front.isLongerThan(4999)).isTrue();
    }

    @Test
    void digitsTellValuesApart() {
        assertThat(Objective.rounded(12_345, 3)).isEqualTo(12_300);
        assertThat(Objective.rounded(-0.0012351, 3)).isCloseTo(-0.00124, org.assertj.core.api.Assertions.within(1e-18));
        assertThat(Objective.rounded(99_960, 3)).isEqualTo(100_000);
        assertThat(Objective.rounded(0, 3)).isZero();
        assertThat(Objective.rounded(Double.NaN, 3)).isNaN();
    }

    /** In any order, and put together from two threads' fronts. */
    @Property(tries = 300)
    void aFrontIsWhatNoPointBeats(@ForAll @IntRange(max = 150) int points, @ForAll @IntRange(min = 2, max = 4) int costs,
                                  @ForAll @IntRange(min = 1, max = 30) int values, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] all = costs(points, costs, values, random);
        List<Integer> order = new ArrayList<>(IntStream.range(0, points).boxed().toList());
        Collections.shuffle(order, random);
        Front one = new Front(costs);
        Front other = new Front(costs);
        order.forEach(point -> (random.nextBoolean() ? one : other).offer(point, all[point]));
        one.offerAll(other);
        assertThat(one.points()).isEqualTo(bruteForce(all));
    }

    @Property(tries = 300)
    void theBestAreTheFirstOfAllInOrder(@ForAll @IntRange(max = 150) int points, @ForAll @IntRange(min = 1, max = 20) int most,
                                        @ForAll @IntRange(min = 1, max = 30) int values, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] all = costs(points, 1, values, random);
        List<Integer> order = new ArrayList<>(IntStream.range(0, points).boxed().toList());
        Collections.shuffle(order, random);
        Best one = new Best(most);
        Best other = new Best(most);
        order.forEach(point -> (random.nextBoolean() ? one : other).offer(point, all[point][0]));
        one.offerAll(other);
        assertThat(one.points()).isEqualTo(IntStream.range(0, points).boxed().filter(p -> isKnown(all[p]))
                .sorted(Comparator.comparingDouble((Integer p) -> all[p][0]).thenComparing(p -> p)).limit(most).mapToLong(p -> p).toArray());
    }
}
