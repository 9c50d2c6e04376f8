package dev.ridgepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.energy.RunningCost;
import dev.ridgepoint.predict.RaggedBatch;
import dev.ridgepoint.serving.Servers.Departed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules of a few requests, worked out by hand; a pass takes a second unless said otherwise. */
class HandWorkedScheduleTest {

    private final Departed departed = new Departed();
    private final List<String> passes = new ArrayList<>();

    /** A second each; writes down decoding sequences + prompt tokens. */
    private double second(RaggedBatch batch) {
        passes.add(batch.decodingSequences() + "+" + batch.prefillTokens());
        return 1;
    }

    private StageResult run(ServingPolicy policy, CacheLayout layout, double[]... requests) {
        Simulator simulator = Servers.simulator(Servers.requests(List.of(requests)), policy, layout, this::second, departed);
        simulator.run();
        assertThat(simulator.cache().used()).isZero();
        return simulator.result();
    }

    /**
     * Two at once and four tokens a pass. The first prompt of six goes in as 4 + 2; the second, of three, fills up the second pass with 2 and has 1 left for
     * the third; the third request has to wait until the first is done.
     */
    @Test
    void threeRequestsShareThePasses() {
        run(Servers.policy(2, 4, new Preemption.Recompute()), Servers.ROOMY, new double[] {0, 6, 2}, new double[] {0.5, 3, 3}, new double[] {0.5, 2, 1});
        assertThat(passes).containsExactly("0+4", "0+4", "1+1", "1+2", "1+0");
        assertThat(departed.times).containsExactly(new double[] {0, 2, 3}, new double[] {0.5, 4, 4}, new double[] {0.5, 3, 5});
    }

    @Test
    void whatUsersSeeFollowsFromTheTimes() {
        ServingResult result = Servers.serve(Servers.requests(List.of(new double[] {0, 6, 2}, new double[] {0.5, 3, 3}, new double[] {0.5, 2, 1})),
                Servers.policy(2, 4, new Preemption.Recompute()), Servers.ROOMY, batch -> 1, Servers.ttft(2.5));
        assertThat(result.ttft().percentile(0.34)).isEqualTo(2.5);
        assertThat(result.ttft().percentile(1)).isEqualTo(3.5);
        assertThat(result.tpot().count()).isEqualTo(2);
        assertThat(result.tpot().mean()).isEqualTo(1);
        assertThat(result.endToEnd().mean()).isCloseTo((3 + 4.5 + 3.5) / 3, within(1e-12));
        assertThat(result.seconds()).isEqualTo(5);
        assertThat(result.attainment()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(result.goodput()).isCloseTo(2 / 5.0, within(1e-12));
        assertThat(result.promptTokens()).isEqualTo(11);
        assertThat(result.outputTokens()).isEqualTo(6);
        // 6 tokens in 5 s on two devices at 1.8 USD an hour, together 0.001 USD a second: 0.005 USD for 6.
        assertThat(result.dollarsPerMillionTokens(List.of(RunningCost.rented(1.8)), List.of(2))).isCloseTo(0.005 / 6 * 1e6, within(1e-9));
        // The queue: both wait from 0.5 to 1, the third from 0.5 to 3. Running: one to 1, then two to 4, then one.
        Occupancy occupancy = result.stages().get(0).occupancy();
        assertThat(occupancy.meanWaiting()).isCloseTo((0.5 + 2.5) / 5, within(1e-9));
        assertThat(occupancy.meanRunning()).isCloseTo((1 + 2 + 2 + 2 + 1) / 5.0, within(1e-9));
    }

    /** Six blocks of a token and two requests that need four each: the second gives way in the third pass and has all of its four tokens computed again. */
    @Test
    void whoCameLastIsComputedAgain() {
        StageResult result = run(
                Servers.policy(2, 8, new Preemption.Recompute()), CacheLayout.ofBlocks(1, 6, 10), new double[] {0, 2, 3}, new double[] {0, 2, 3});
        assertThat(passes).containsExactly("0+4", "2+0", "1+0", "0+4");
        assertThat(departed.times).containsExactly(new double[] {0, 1, 3}, new double[] {0, 1, 4});
        assertThat(result.preemptions()).isEqualTo(1);
        assertThat(result.computedTokens()).isEqualTo(8);
        assertThat(result.mostBlocks()).isEqualTo(6);
    }

    /** The same with three tokens of 10 bytes that go out and come back at 10 bytes a second: three seconds each way. */
    @Test
    void whoCameLastIsSwapped() {
        StageResult result = run(Servers.policy(2, 8, new Preemption.Swap(10)), CacheLayout.ofBlocks(1, 6, 10), new double[] {0, 2, 3}, new double[] {0, 2, 3});
        assertThat(passes).containsExactly("0+4", "2+0", "1+0", "1+0");
        assertThat(departed.times).containsExactly(new double[] {0, 1, 6}, new double[] {0, 1, 10});
        assertThat(result.swappedBytes()).isEqualTo(60);
        assertThat(result.computedTokens()).isEqualTo(4);
    }

    /** A beginning of five tokens is two whole blocks of two; who comes later computes the other two tokens of its six. */
    @Test
    void aBeginningIsComputedOnce() {
        StageResult result = run(Servers.policy(2, 8, new Preemption.Recompute()), CacheLayout.ofBlocks(2, 100, 1),
                new double[] {0, 6, 2, 0, 5}, new double[] {1, 6, 1, 0, 5}, new double[] {10, 6, 1, 0, 5}, new double[] {20, 6, 1, 1, 5});
        assertThat(passes).containsExactly("0+6", "1+2", "0+2", "0+6");
        assertThat(result.reusedTokens()).isEqualTo(8);
        assertThat(result.mostBlocks()).isEqualTo(2 + 2 + 1);
    }

    /** Who begins alike for longer than is known goes on from what is known; who begins alike for less shares nothing. */
    @Test
    void beginningsOfSeveralLengths() {
        StageResult result = run(Servers.policy(2, 16, new Preemption.Recompute()), CacheLayout.ofBlocks(2, 100, 1),
                new double[] {0, 9, 1, 0, 4}, new double[] {5, 9, 1, 0, 8}, new double[] {9, 9, 1, 0, 2});
        assertThat(passes).containsExactly("0+9", "0+5", "0+9");
        assertThat(result.reusedTokens()).isEqualTo(4);
    }

    /** Blocks that nobody uses make room: three for the beginning, and the next request needs five of six. */
    @Test
    void aBeginningThatNobodyUsesGivesWay() {
        StageResult result = run(Servers.policy(1, 16, new Preemption.Recompute()), CacheLayout.ofBlocks(1, 6, 1),
                new double[] {0, 4, 1, 0, 3}, new double[] {5, 5, 1}, new double[] {9, 4, 1, 0, 3});
        assertThat(passes).containsExactly("0+4", "0+5", "0+4");
        assertThat(result.reusedTokens()).isZero();
    }

    @Test
    void whatIsLongerThanTheCacheIsRefused() {
        run(Servers.policy(2, 8, new Preemption.Recompute()), CacheLayout.ofBlocks(2, 3, 1), new double[] {0, 6, 2}, new double[] {0, 6, 1});
        assertThat(departed.refused).isEqualTo(1);
        assertThat(departed.times).containsExactly(new double[] {0, 1, 1});
    }

    /** Three drafted tokens that are all right make four tokens a pass: one from the prompt, eight more in two passes. */
    @Test
    void draftsThatAreRightMakeSeveralTokensAPass() {
        ServingPolicy policy = new ServingPolicy(1, 16, new Preemption.Recompute(), new Speculation(3, 1, 0.25), true);
        run(policy, Servers.ROOMY, new double[] {0, 5, 9});
        assertThat(passes).containsExactly("0+5", "1+0", "1+0");
        // Three drafts of a quarter of a second in each pass that decodes.
        assertThat(departed.times).containsExactly(new double[] {0, 1, 1 + 2 * 1.75});
    }

    private static ReplicaGroup.Maker device(int sequences, CacheLayout layout, PassTime time, int tokens) {
        return (source, listener, replica) -> new Simulator(source, Servers.policy(sequences, 8, new Preemption.Recompute()), layout, time,
                RaggedBatch.withoutContexts(), tokens, 1, listener);
    }

    /**
     * Two replicas for prompts and two that decode one at a time; a prompt takes a second, its cache of 40 bytes two. The first two requests go to one each,
     * the third waits for the first to be free. First tokens at 1, 1 and 2. The first two caches go side by side to one replica each, by 3; the third goes to
     * the first, which has as few, and which can receive and the sender send from 3 on: by 5. Tokens that are left: two, one and two.
     */
    @Test
    void requestsGoWhereTheFewestAre() {
        CacheLayout layout = CacheLayout.ofBlocks(2, 100, 10);
        List<double[]> requests = List.of(new double[] {0, 4, 3}, new double[] {0, 4, 2}, new double[] {0, 4, 3});
        ServingResult result = new Disaggregated(new UserRecord(Slo.NONE), 2, device(1, layout, this::second, 1), 2,
                device(1, layout, this::second, Integer.MAX_VALUE), layout, 20).serve(Servers.requests(requests));
        assertThat(result.ttft().mean()).isCloseTo((1 + 1 + 2) / 3.0, within(1e-12));
        assertThat(result.endToEnd().mean()).isCloseTo((5 + 4 + 7) / 3.0, within(1e-12));
        assertThat(result.stages().stream().map(StageResult::passes)).containsExactly(2L, 1L, 4L, 1L);
        assertThat(result.seconds()).isEqualTo(7);
    }

    /** At 2.5 the second replica's request has left, and the first's has not: the fourth request goes to the second. */
    @Test
    void whoHasLeftDoesNotCount() {
        CacheLayout layout = CacheLayout.ofBlocks(2, 100, 10);
        List<double[]> requests = List.of(new double[] {0, 24, 1}, new double[] {0.5, 8, 1}, new double[] {2.5, 8, 1}, new double[] {2.6, 8, 1});
        ServingResult result = new Disaggregated(new UserRecord(Slo.NONE), 2, device(1, layout, this::second, 1), 1,
                device(1, layout, this::second, Integer.MAX_VALUE), layout, 20).serve(Servers.requests(requests));
        // The first takes three passes of eight tokens, from 0 to 3; the second from 0.5 to 1.5; the third from 2.5 to 3.5 beside it; the fourth follows the first.
        assertThat(result.stages().stream().map(StageResult::passes)).containsExactly(4L, 2L, 0L);
        assertThat(result.ttft().mean()).isCloseTo((3 + 1 + 1 + 1.4) / 4, within(1e-12));
        assertThat(result.stages().get(2).occupancy().meanRunning()).isZero();
    }

    /** A prompt takes a second here, its four tokens of ten bytes two seconds over the link, and the two tokens that are left a second each. */
    @Test
    void promptsAndDecodingOnTwoDevices() {
        List<double[]> requests = List.of(new double[] {0, 4, 3}, new double[] {0, 4, 1}, new double[] {0, 4, 3});
        CacheLayout layout = CacheLayout.ofBlocks(2, 100, 10);
        ServingResult result = new Disaggregated(new UserRecord(Slo.NONE), 1, device(1, layout, this::second, 1), 1,
                device(8, layout, this::second, Integer.MAX_VALUE), layout, 20).serve(Servers.requests(requests));
        assertThat(result.arrived()).isEqualTo(3);
        assertThat(result.outputTokens()).isEqualTo(7);
        // First tokens at 1, 2 and 3; caches over the link by 3 and 5; last tokens at 5, 2 and 7.
        assertThat(result.ttft().mean()).isEqualTo(2);
        assertThat(result.endToEnd().mean()).isCloseTo((5 + 2 + 7) / 3.0, within(1e-12));
        assertThat(result.tpot().mean()).isEqualTo(2);
        assertThat(result.stages().get(1).computedTokens()).isZero();
    }

    /** A link that takes longer for a cache than there is between two is what the second device waits for: a queue that grows before it. */
    @Test
    void aLinkThatIsTooSlowSaturates() {
        Traffic traffic = new Traffic(new Arrivals.Gamma(0.5, 50), new Shapes.Independent(new Lengths.Fixed(4), new Lengths.Fixed(2)), 0, 0, 500, 1);
        for (double bytesPerSecond : new double[] {100, 20, 15, 1, 0.1}) {
            CacheLayout layout = CacheLayout.ofBlocks(2, 100, 10);
            ServingResult result = new Disaggregated(new UserRecord(Slo.NONE), 1, device(1, layout, batch -> 0.1, 1), 1,
                    device(8, layout, batch -> 0.1, Integer.MAX_VALUE), layout, bytesPerSecond).serve(traffic.source());
            assertThat(result.stages().get(0).saturated()).isFalse();
            // A prompt is 40 bytes and one comes every two seconds.
            assertThat(result.stages().get(1).saturated()).as(bytesPerSecond + " B/s").isEqualTo(bytesPerSecond < 20);
        }
    }
}
