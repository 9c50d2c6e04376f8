package dev.ridgepoint.serving;

/** Writes down what happens at one stage. */
final class StageRecord {

    /** Seconds of a first stretch of occupancy; they double as needed. */
    private static final double FIRST_STRETCH = 1e-3;

    private final Occupancy occupancy = new Occupancy(FIRST_STRETCH);
    private final QueueGrowth queue = new QueueGrowth(FIRST_STRETCH);
    private double busy;
    private double joules;
    private long passes;
    private long computedTokens;
    private long reusedTokens;
    private long preemptions;
    private double swappedBytes;
    private int mostBlocks;

    void idle(double from, double seconds) {
        occupancy.add(from, seconds, 0, 0, 0);
    }

    void pass(double from, double seconds, double passJoules, int waiting, int running, int blocks, int prefillTokens, double swapped) {
        occupancy.add(from, seconds, waiting, running, blocks);
        busy += seconds;
        joules += passJoules;
        passes++;
        computedTokens += prefillTokens;
        swappedBytes += swapped;
        mostBlocks = Math.max(mostBlocks, blocks);
    }

    /** A request that could have begun at {@code ready}, and was sent here at {@code sent}. */
    void queued(double now, double ready, double sent) {
        occupancy.addWaiting(now, now - ready);
        queue.joined(sent);
    }

    void begun(double at) {
        queue.left(at);
    }

    void lastQueued() {
        queue.close();
    }

    void preempted() {
        preemptions++;
    }

    void reused(int tokens) {
        reusedTokens += tokens;
    }

    StageResult result(int blocks, double idleWatts) {
        return new StageResult(busy, joules, idleWatts, passes, computedTokens, reusedTokens, preemptions, swappedBytes, occupancy, blocks, mostBlocks,
                queue.grows());
    }
}
