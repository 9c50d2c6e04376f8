package dev.ridgepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * One sequence at a time, each done in one pass, is a queue that has closed forms. Every comparison is with the mean of independent runs and allows four of
 * its standard errors, which must themselves be small.
 */
class QueueingTheoryTest {

    private static final int RUNS = 24;
    private static final long REQUESTS = 20_000;
    private static final double ERRORS = 4;
    private static final Shapes ONE_PASS = new Shapes.Independent(new Lengths.Fixed(1), new Lengths.Fixed(1));

    private static ServingResult run(Arrivals arrivals, PassTime service, long seed) {
        return Servers.serve(new Traffic(arrivals, ONE_PASS, 0, 0, REQUESTS, seed).source(), Servers.ONE_AT_A_TIME, Servers.ROOMY, service, Slo.NONE);
    }

    private static List<ServingResult> runs(LongFunction<ServingResult> run) {
        return LongStream.rangeClosed(1, RUNS).mapToObj(run).toList();
    }

    private static void agrees(double expected, double mostRelativeError, List<ServingResult> runs, ToDoubleFunction<ServingResult> value) {
        double sum = 0;
        double squares = 0;
        for (ServingResult run : runs) {
            double x = value.applyAsDouble(run);
            sum += x;
            squares += x * x;
        }
        double mean = sum / RUNS;
        double error = Math.sqrt((squares / RUNS - mean * mean) / (RUNS - 1));
        assertThat(error / expected).as("standard error").isLessThan(mostRelativeError);
        assertThat(mean).isCloseTo(expected, within(ERRORS * error));
    }

    /** Pollaczek and Khinchine for a service that takes a second each: a wait of {@code rho / (2 (1 - rho))}. */
    @Test
    void constantServiceIsMD1() {
        for (double rho : new double[] {0.3, 0.6, 0.8}) {
            List<ServingResult> runs = runs(seed -> run(new Arrivals.Poisson(rho), batch -> 1, seed));
            agrees(1 + rho / (2 * (1 - rho)), 0.02, runs, result -> result.ttft().mean());
            agrees(rho * rho / (2 * (1 - rho)), 0.03, runs, result -> result.stages().get(0).occupancy().meanWaiting());
            agrees(rho, 0.005, runs, result -> result.utilisation(result.stages().get(0)));
        }
    }

    /** Time in an M/M/1 queue is exponential of rate {@code mu - lambda}. */
    @Test
    void exponentialServiceIsMM1() {
        for (double rho : new double[] {0.3, 0.6, 0.8}) {
            List<ServingResult> runs = runs(seed -> run(new Arrivals.Poisson(rho), exponential(seed), seed));
            agrees(1 / (1 - rho), 0.02, runs, result -> result.endToEnd().mean());
            agrees(rho / (1 - rho), 0.03, runs,
                    result -> result.stages().get(0).occupancy().meanWaiting() + result.stages().get(0).occupancy().meanRunning());
            for (double share : new double[] {0.5, 0.9, 0.99}) {
                agrees(-Math.log(1 - share) / (1 - rho), 0.05, runs, result -> result.endToEnd().percentile(share));
            }
        }
    }

    private static PassTime exponential(long seed) {
        SplittableRandom random = new SplittableRandom(-seed);
        return batch -> random.nextExponential();
    }

    /** Gamma gaps of a shape of 4 are Erlang's: with exponential service, E4/M/1, whose time is exponential of rate {@code 1 - sigma}. */
    @Test
    void gammaGapsAndExponentialServiceAreErlangs() {
        double rho = 0.7;
        // The root below 1 of sigma = (4 rho / (4 rho + 1 - sigma))^4, by iteration.
        double sigma = 0.5;
        for (int i = 0; i < 200; i++) {
            sigma = Math.pow(4 * rho / (4 * rho + 1 - sigma), 4);
        }
        double expected = 1 / (1 - sigma);
        agrees(expected, 0.02, runs(seed -> run(new Arrivals.Gamma(rho, 4), exponential(seed), seed)), result -> result.endToEnd().mean());
    }

    /** A rate that one sequence at a time cannot take makes the queue grow; nine tenths of it does not. */
    @Test
    void overloadIsSaidAndHeavyLoadIsNot() {
        Function<Double, Boolean> saturated = rho -> run(new Arrivals.Poisson(rho), batch -> 1, 7).saturated();
        assertThat(saturated.apply(0.5)).isFalse();
        assertThat(saturated.apply(0.9)).isFalse();
        assertThat(saturated.apply(1.05)).isTrue();
        assertThat(saturated.apply(1.5)).isTrue();
        assertThat(saturated.apply(1000.0)).isTrue();
    }

    /** Of an M/M/1 queue, 99 % stay within {@code ln(100) / (mu - lambda)}: for 20 seconds, at most 0.77 requests a second. */
    @Test
    void capacityIsThatOfTheClosedForm() {
        Server server = (source, slo, seed) -> Servers.serve(source, Servers.ONE_AT_A_TIME, Servers.ROOMY, exponential(seed), slo);
        Traffic traffic = new Traffic(new Arrivals.Poisson(1), ONE_PASS, 0, 0, 200_000, 3);
        Capacity capacity = Capacity.search(server, traffic, Servers.ttft(20), 0.99);
        double expected = 1 - Math.log(100) / 20;
        assertThat(capacity.highest().orElseThrow().perSecond()).isCloseTo(expected, within(0.02 * expected));
        assertThat(capacity.least().orElseThrow().perSecond()).isBetween(capacity.highest().get().perSecond(), 1.006 * capacity.highest().get().perSecond());
    }

    @Test
    void anObjectiveThatCannotBeMetHasNoRate() {
        Server server = (source, slo, seed) -> Servers.serve(source, Servers.ONE_AT_A_TIME, Servers.ROOMY, batch -> 1, slo);
        Capacity capacity = Capacity.search(server, new Traffic(new Arrivals.Poisson(1), ONE_PASS, 0, 0, 1000, 3), Servers.ttft(0.9), 0.99);
        assertThat(capacity.highest()).isEmpty();
        assertThat(capacity.alone().ttft().mean()).isCloseTo(1, within(1e-6));
        assertThat(capacity.alone().attainment()).isZero();
    }
}
