package dev.ridgepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {

    private static final int DRAWS = 200_000;

    private static List<double[]> drawn(Traffic traffic) {
        List<double[]> rows = new ArrayList<>();
        IncomingRequest request = new IncomingRequest();
        RequestSource source = traffic.source();
        while (source.next(request)) {
            rows.add(new double[] {request.arrival, request.prompt, request.output, request.prefix, request.prefixTokens});
        }
        return rows;
    }

    private static Traffic traffic(Arrivals arrivals, long seed) {
        return new Traffic(arrivals, new Shapes.Independent(new Lengths.LogNormal(500, 0.8, 4000), new Lengths.Fixed(9)), 3, 100, 500, seed);
    }

    /** Gaps of a gamma distribution have a mean of one over the rate and a squared coefficient of variation of one over the shape. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.7, 1, 4})
    void gapsHaveTheirMoments(double shape) {
        SplittableRandom random = new SplittableRandom(5);
        Arrivals arrivals = new Arrivals.Gamma(8, shape);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double gap = arrivals.gap(random);
            assertThat(gap >= 0).isTrue();
            sum += gap;
            squares += gap * gap;
        }
        double mean = sum / DRAWS;
        double variation = (squares / DRAWS - mean * mean) / (mean * mean);
        assertThat(mean).isCloseTo(1 / 8.0, within(4 / 8.0 / Math.sqrt(shape * DRAWS)));
        assertThat(variation).isCloseTo(1 / shape, within(0.06 / shape));
    }

    @Test
    void lengthsHaveTheirMeanAndStayInRange() {
        SplittableRandom random = new SplittableRandom(5);
        Lengths lengths = new Lengths.LogNormal(500, 0.8, 100_000);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += lengths.draw(random);
        }
        assertThat(sum / DRAWS).isCloseTo(500, within(5.0));
        Lengths narrow = new Lengths.LogNormal(10, 3, 12);
        for (int i = 0; i < 1000; i++) {
            assertThat(narrow.draw(random)).isBetween(1, 12);
        }
    }

    /** At twice the rate, the same requests come in half the time. */
    @Test
    void anotherRateIsTheSameRequestsCloserTogether() {
        List<double[]> slow = drawn(traffic(new Arrivals.Poisson(2), 4));
        List<double[]> fast = drawn(traffic(new Arrivals.Poisson(2), 4).at(4));
        for (int i = 0; i < slow.size(); i++) {
            assertThat(fast.get(i)[0]).isCloseTo(slow.get(i)[0] / 2, within(1e-9));
            assertThat(fast.get(i)).containsExactly(new double[] {fast.get(i)[0], slow.get(i)[1], slow.get(i)[2], slow.get(i)[3], slow.get(i)[4]});
        }
    }

    @Test
    void seedsTellRequestsApart() {
        assertThat(drawn(traffic(new Arrivals.Poisson(2), 4))).usingRecursiveComparison().isEqualTo(drawn(traffic(new Arrivals.Poisson(2), 4)));
        assertThat(drawn(traffic(new Arrivals.Poisson(2), 4)).get(0)[0]).isNotEqualTo(drawn(traffic(new Arrivals.Poisson(2), 5)).get(0)[0]);
    }

    /** A beginning comes before the prompt: 100 tokens more than was drawn, and one of three. */
    @Test
    void beginningsComeOnTop() {
        List<double[]> rows = drawn(traffic(new Arrivals.Poisson(2), 4));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row[1]).isGreaterThan(100);
            assertThat(row[3]).isBetween(0.0, 2.0);
            assertThat(row[4]).isEqualTo(100);
        });
        assertThat(rows.stream().map(row -> row[3]).distinct()).hasSize(3);
    }

    /** With acceptance a and k drafted tokens, a pass gives {@code (1 - a^(k+1)) / (1 - a)} on average (Leviathan, Kalman and Matias 2023). */
    @Test
    void draftsGiveTheirMean() {
        SplittableRandom random = new SplittableRandom(5);
        Speculation speculation = new Speculation(4, 0.7, 0);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += speculation.draw(4, random);
        }
        assertThat(sum / DRAWS).isCloseTo((1 - Math.pow(0.7, 5)) / 0.3, within(0.02));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Arrivals.Poisson(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Arrivals.Poisson(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Arrivals.Gamma(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lengths.Fixed(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lengths.LogNormal(0.5, 1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Speculation(1, 1.5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Preemption.Swap(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Servers.policy(64, 32, new Preemption.Recompute()))
                .withMessageContaining("no room for 64 sequences");
    }

    @Test
    void percentilesAreNearestRanks() {
        Latencies latencies = new Latencies();
        for (int i = 100; i >= 1; i--) {
            latencies.add(i);
        }
        assertThat(latencies.percentile(0.5)).isEqualTo(50);
        assertThat(latencies.percentile(0.99)).isEqualTo(99);
        assertThat(latencies.percentile(0.991)).isEqualTo(100);
        assertThat(latencies.percentile(1)).isEqualTo(100);
        assertThat(latencies.mean()).isEqualTo(50.5);
        assertThat(latencies.shareAbove(99)).isEqualTo(0.01);
        assertThat(latencies.shareAbove(98.5)).isEqualTo(0.02);
        assertThat(latencies.shareAbove(100)).isZero();
        assertThat(latencies.shareAbove(0)).isEqualTo(1);
        assertThat(new Latencies().percentile(0.5)).isNaN();
    }
}
