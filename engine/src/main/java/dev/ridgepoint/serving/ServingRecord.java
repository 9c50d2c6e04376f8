package dev.ridgepoint.serving;

/** Writes down what happens while requests are served. */
final class ServingRecord {

    /** Seconds of a first stretch of occupancy; they double as needed. */
    private static final double FIRST_STRETCH = 1e-3;
    /** Over the second half of the arrivals, a queue that grows by this share of them grows; so does one that grows by more than chance, three deviations. */
    private static final double GROWTH = 0.02;

    private final Slo slo;
    private final Latencies ttft = new Latencies();
    private final Latencies tpot = new Latencies();
    private final Latencies endToEnd = new Latencies();
    private final Occupancy occupancy = new Occupancy(FIRST_STRETCH);
    private long arrived;
    private long completed;
    private long refused;
    private long within;
    private double lastArrival;
    private double busy;
    private long passes;
    private long promptTokens;
    private long computedTokens;
    private long reusedTokens;
    private long outputTokens;
    private long preemptions;
    private double swappedBytes;
    private int mostBlocks;

    ServingRecord(Slo slo) {
        this.slo = slo;
    }

    void idle(double from, double seconds) {
        occupancy.add(from, seconds, 0, 0, 0);
    }

    void pass(double from, double seconds, int waiting, int running, int blocks, int prefillTokens, double swapped) {
        occupancy.add(from, seconds, waiting, running, blocks);
        busy += seconds;
        passes++;
        computedTokens += prefillTokens;
        swappedBytes += swapped;
        mostBlocks = Math.max(mostBlocks, blocks);
    }

    void arrived(double at) {
        arrived++;
        lastArrival = at;
    }

    void queued(double at, double waited) {
        occupancy.addWaiting(at, waited);
    }

    void refused() {
        refused++;
    }

    void preempted() {
        preemptions++;
    }

    void reused(int tokens) {
        reusedTokens += tokens;
    }

    void completed(Sequences sequences, int slot, double at) {
        double first = sequences.firstToken[slot] - sequences.arrival[slot];
        double whole = at - sequences.arrival[slot];
        int output = sequences.output[slot];
        double perToken = output > 1 ? (at - sequences.firstToken[slot]) / (output - 1) : Double.NaN;
        completed++;
        promptTokens += sequences.prompt[slot];
        outputTokens += output;
        ttft.add(first);
        endToEnd.add(whole);
        if (output > 1) {
            tpot.add(perToken);
        }
        within += slo.met(first, perToken, whole) ? 1 : 0;
    }

    ServingResult result(double seconds, int blocks) {
        return new ServingResult(arrived, completed, refused, within, seconds, lastArrival, busy, passes, promptTokens, computedTokens, reusedTokens,
                outputTokens, preemptions, swappedBytes, ttft, tpot, endToEnd, occupancy, blocks, mostBlocks, saturated());
    }

    private boolean saturated() {
        if (completed == 0 || lastArrival == 0) {
            return false;
        }
        double middle = occupancy.inSystem(0.4 * lastArrival, 0.5 * lastArrival);
        double end = occupancy.inSystem(0.9 * lastArrival, lastArrival);
        double between = arrived / 2.0;
        return end - middle > Math.max(GROWTH * between, 3 * Math.sqrt(between));
    }
}
