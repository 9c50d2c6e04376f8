package dev.ridgepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.predict.RaggedBatch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every server at every moment, whatever comes: small caches, so that sequences give way often. */
class ConservationTest {

    /** A server and how many requests a second come to it. */
    record Setting(ServingPolicy policy, int blockTokens, int blocks, double rate, int prefixes, int prefixTokens, long seed) {

        Traffic traffic() {
            Arrivals arrivals = seed % 2 == 0 ? new Arrivals.Poisson(rate) : new Arrivals.Gamma(rate, 0.3);
            return new Traffic(arrivals, new Shapes.Independent(new Lengths.LogNormal(20, 1, 200), new Lengths.LogNormal(10, 1, 100)), prefixes,
                    prefixTokens, 120, seed);
        }

        /** Beginnings of several lengths under one name. */
        RequestSource source() {
            RequestSource drawn = traffic().source();
            return into -> {
                boolean more = drawn.next(into);
                if (more && into.prefix >= 0 && into.prompt % 3 == 0) {
                    into.share(into.prefix, into.prefixTokens / 2 + into.prompt % 7);
                }
                return more;
            };
        }

        CacheLayout layout() {
            return CacheLayout.ofBlocks(blockTokens, blocks, 8);
        }
    }

    @Provide
    Arbitrary<Setting> settings() {
        Arbitrary<Preemption> preemptions = Arbitraries.of(new Preemption.Recompute(), new Preemption.Swap(1000));
        Arbitrary<Speculation> speculations = Arbitraries.of(Speculation.NONE, Speculation.NONE, new Speculation(3, 0.6, 0.1), new Speculation(1, 1, 0));
        Arbitrary<ServingPolicy> policies = Combinators.combine(
                Arbitraries.integers().between(1, 12), Arbitraries.integers().between(0, 60), preemptions, speculations, Arbitraries.of(true, false))
                .as((sequences, more, preemption, speculation, sharing) ->
                        new ServingPolicy(sequences, sequences * (1 + speculation.draftTokens()) + more, preemption, speculation, sharing));
        return Combinators.combine(policies, Arbitraries.of(1, 2, 7, 16), Arbitraries.integers().between(1, 60), Arbitraries.doubles().between(0.01, 3),
                Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 40), Arbitraries.longs().between(1, 1_000_000)).as(Setting::new);
    }

    /** A pass takes longer the more it holds. */
    private static final PassTime TIME = batch -> 0.1 + 0.01 * batch.tokens();

    @Property(tries = 150)
    void blocksAreNeitherLostNorMade(@ForAll("settings") Setting setting) {
        Simulator simulator = Servers.simulator(setting.source(), setting.policy(), setting.layout(), TIME, new Servers.Departed());
        KvCache cache = simulator.cache();
        while (simulator.pass()) {
            assertThat(cache.used()).isBetween(0, cache.held());
            assertThat(cache.held()).isLessThanOrEqualTo(setting.blocks());
            Sequences sequences = simulator.sequences();
            int own = 0;
            for (int slot : simulator.running()) {
                own += sequences.blocks[slot];
                assertThat(sequences.blocks[slot]).isNotNegative();
                int shared = sequences.sharing[slot] ? cache.tokensOf(sequences.prefix[slot]) : 0;
                assertThat(sequences.computed[slot]).isLessThanOrEqualTo(sequences.blocks[slot] * setting.blockTokens() + shared);
            }
            assertThat(cache.used()).isEqualTo(own + cache.sharedBlocks());
        }
        assertThat(cache.used()).isZero();
    }

    @Property(tries = 150)
    void everyTokenThatIsAskedForIsGiven(@ForAll("settings") Setting setting) {
        long[] asked = new long[3];
        RequestSource drawn = setting.source();
        RequestSource counted = into -> {
            boolean more = drawn.next(into);
            if (more && setting.layout().blocksFor(into.prompt + into.output - 1L) <= setting.blocks()) {
                asked[0]++;
                asked[1] += into.prompt;
                asked[2] += into.output;
            }
            return more;
        };
        ServingResult result = Servers.serve(counted, setting.policy(), setting.layout(), TIME, Servers.ttft(5));
        assertThat(result.arrived()).isEqualTo(120);
        assertThat(result.completed()).isEqualTo(asked[0]).isEqualTo(result.endToEnd().count());
        assertThat(result.promptTokens()).isEqualTo(asked[1]);
        assertThat(result.outputTokens()).isEqualTo(asked[2]);
        assertThat(result.withinSlo()).isBetween(0L, result.completed());
        StageResult stage = result.stages().get(0);
        // What is computed again comes on top.
        assertThat(stage.computedTokens() + stage.reusedTokens()).isGreaterThanOrEqualTo(result.promptTokens());
        if (stage.preemptions() == 0) {
            assertThat(stage.computedTokens() + stage.reusedTokens()).isEqualTo(result.promptTokens());
        }
        assertThat(stage.busySeconds()).isLessThanOrEqualTo(result.seconds() * (1 + 1e-12));
    }

    /** Energy is that of the stages, and nobody draws less than at rest from beginning to end. */
    @Property(tries = 60)
    void energyIsConserved(@ForAll("settings") Setting setting) {
        double[] drawn = new double[1];
        PassTime time = new PassTime() {
            @Override
            public double seconds(RaggedBatch batch) {
                return TIME.seconds(batch);
            }

            @Override
            public double joules(RaggedBatch batch, double seconds) {
                double joules = 3 * seconds + 0.2 * batch.tokens();
                drawn[0] += joules;
                return joules;
            }

            @Override
            public double idleWatts() {
                return 3;
            }
        };
        ServingResult result = Servers.serve(setting.source(), setting.policy(), setting.layout(), time, Slo.NONE);
        StageResult stage = result.stages().get(0);
        assertThat(stage.passJoules()).isCloseTo(drawn[0], within(1e-9 * drawn[0]));
        assertThat(result.joules()).isCloseTo(result.joules(stage), within(1e-12));
        assertThat(result.joulesAtRest()).isCloseTo(3 * result.seconds(), within(1e-9));
        assertThat(result.joules()).isGreaterThanOrEqualTo(result.joulesAtRest() * (1 - 1e-12));
    }

    /** However many replicas there are, each request is served once, and none gives more than one first token. */
    @Property(tries = 100)
    void replicasLoseNothing(@ForAll("settings") Setting setting, @ForAll @IntRange(min = 1, max = 4) int prefill, @ForAll @IntRange(min = 1, max = 4) int decode) {
        ServingPolicy policy = setting.policy();
        ServingResult result = new Disaggregated(new UserRecord(Slo.NONE), prefill, replicas(policy, setting.layout(), 1), decode,
                replicas(policy, setting.layout(), Integer.MAX_VALUE), setting.layout(), 500).serve(setting.source());
        assertThat(result.arrived()).isEqualTo(120);
        assertThat(result.stages()).hasSize(prefill + decode);
        assertThat((long) result.ttft().count()).isEqualTo(result.completed());
        assertThat((long) result.tpot().count()).isLessThanOrEqualTo(result.completed());
        for (StageResult stage : result.stages()) {
            assertThat(stage.busySeconds()).isLessThanOrEqualTo(result.seconds() * (1 + 1e-12));
        }
        assertThat(result.stages().subList(0, prefill).stream().mapToLong(stage -> stage.computedTokens() + stage.reusedTokens()).sum())
                .isGreaterThanOrEqualTo(result.promptTokens());
    }

    private static ReplicaGroup.Maker replicas(ServingPolicy policy, CacheLayout layout, int tokens) {
        return (source, listener, replica) -> new Simulator(source, policy, layout, TIME, RaggedBatch.withoutContexts(), tokens, 1, listener);
    }

    /** Little's law holds exactly over a whole run: requests in the system, summed over time, are their times in it. */
    @Property(tries = 100)
    void requestsInTheSystemAreTheirTimesInIt(@ForAll("settings") Setting setting) {
        ServingResult result = Servers.serve(setting.source(), setting.policy(), setting.layout(), TIME, Slo.NONE);
        if (result.completed() == 0) {
            return;
        }
        Occupancy occupancy = result.stages().get(0).occupancy();
        double inSystem = (occupancy.meanWaiting() + occupancy.meanRunning()) * result.seconds();
        double times = result.endToEnd().mean() * result.completed();
        assertThat(inSystem).isCloseTo(times, within(1e-6 * times));
    }

    /**
     * The request that came first of those that are there gets tokens in every pass, so all are served in the end; and nobody begins before who came earlier.
     */
    @Property(tries = 150)
    void whoCameFirstGoesOn(@ForAll("settings") Setting setting) {
        Servers.Departed departed = new Servers.Departed();
        Simulator simulator = Servers.simulator(setting.source(), setting.policy(), setting.layout(), TIME, departed);
        while (simulator.pass()) {
            Sequences sequences = simulator.sequences();
            double last = Double.NEGATIVE_INFINITY;
            for (int slot : simulator.running()) {
                assertThat(sequences.arrival[slot]).isGreaterThanOrEqualTo(last);
                last = sequences.arrival[slot];
            }
            for (int i = 0; i < simulator.waiting().size(); i++) {
                assertThat(sequences.arrival[simulator.waiting().get(i)]).isGreaterThanOrEqualTo(last);
                last = sequences.arrival[simulator.waiting().get(i)];
            }
            int[] running = simulator.running();
            if (running.length > 0) {
                // It had tokens in the pass that just ended.
                assertThat(sequences.scheduled[running[0]]).isPositive();
            }
        }
        assertThat(departed.times.size() + departed.refused).isEqualTo(120);
    }

    @Property(tries = 30)
    void theSameSeedGivesTheSameResult(@ForAll("settings") Setting setting) {
        assertThat(print(setting)).isEqualTo(print(setting));
    }

    private static String print(Setting setting) {
        ServingResult result = Servers.serve(setting.source(), setting.policy(), setting.layout(), TIME, Servers.ttft(5));
        StageResult stage = result.stages().get(0);
        return result.seconds() + " " + result.ttft().mean() + " " + result.tpot().percentile(0.9) + " " + result.endToEnd().percentile(0.99) + " "
                + stage.preemptions() + " " + stage.passes() + " " + stage.occupancy().meanBlocks();
    }
}
