package dev.ridgepoint.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.statistics.Levene.Center;
import dev.ridgepoint.statistics.ParetoFront.Direction;
import dev.ridgepoint.statistics.TwoWayAnova.SumsOfSquares;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every statistic of as many trials as {@code -Dridgepoint.statistics.trials} says; two million take less than a minute and 2 GiB. */
class ManyTrialsTest {

    private static final int TRIALS = Integer.getInteger("ridgepoint.statistics.trials", 100_000);

    @Test
    void theWholeSet() {
        Random random = new Random(1);
        List<String> models = IntStream.range(0, TRIALS).mapToObj(i -> List.of("a", "b", "c", "d", "e", "f", "g", "h", "i").get(i % 9)).toList();
        List<String> tasks = IntStream.range(0, TRIALS).mapToObj(i -> List.of("NLU", "QA", "Summarization").get(i / 9 % 3)).toList();
        double[] tokens = IntStream.range(0, TRIALS).mapToDouble(i -> 2 + random.nextInt(49)).toArray();
        double[] latency = IntStream.range(0, TRIALS).mapToDouble(i -> 50 + (10 + i % 9) * tokens[i] * Math.exp(0.05 * random.nextGaussian())).toArray();
        Groups byTask = Groups.of(latency, tasks);
        Factor task = Factor.Categorical.of("task", tasks);
        Factor model = Factor.Categorical.of("model", models);
        Factor length = new Factor.Continuous("tokens", tokens);

        List<TestResult> results = List.of(
                Levene.test(byTask, Center.MEAN), Levene.test(byTask, Center.MEDIAN), Levene.test(byTask, Center.TRIMMED_MEAN), Bartlett.test(byTask),
                FlignerKilleen.test(byTask), OneWayAnova.of(byTask).test(), AndersonDarling.test(latency), JarqueBera.test(latency), HartiganDip.test(latency),
                ShapiroWilk.test(Arrays.copyOf(latency, 5000)),
                TwoWayAnova.of(SumsOfSquares.TYPE_I, latency, task, model).interaction().test(),
                TwoWayAnova.of(SumsOfSquares.TYPE_II, latency, task, model).first().test(),
                TwoWayAnova.of(SumsOfSquares.TYPE_III, latency, task, length).second().test());
        assertThat(results).allSatisfy(result -> assertThat(result.p()).isBetween(0.0, 1.0));
        assertThat(TwoWayAnova.of(SumsOfSquares.TYPE_II, latency, model, length).interaction().partialEtaSquaredInterval(0.9).low()).isBetween(0.1, 1.0);

        VarianceShares shares = VarianceShares.of(latency, tokens, models);
        assertThat(shares.lines()).extracting(line -> Math.round(line.slope().orElseThrow())).containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L);
        assertThat(shares.withinGroups().orElseThrow()).isGreaterThan(0.95);
        assertThat(Stability.of(latency).outlierShare()).isBetween(0.0, 0.1);
        assertThat(TailIndex.of(latency).alpha()).isPositive();
        assertThat(CurveFit.of(new NaturalCubicSpline(4), tokens, latency).rSquared()).isBetween(0.5, 1.0);
        assertThat(CurveFit.of(new BSpline(4, 3), tokens, latency).leaveOneOutError()).isPositive();
        List<double[]> points = IntStream.range(0, TRIALS).mapToObj(i -> new double[] {latency[i], tokens[i], i}).toList();
        assertThat(ParetoFront.of(points, Direction.MINIMIZE, Direction.MAXIMIZE, Direction.MINIMIZE).members()).contains(0);
    }
}
