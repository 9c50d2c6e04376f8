package dev.ridgepoint.serving;

import java.util.List;

/** Writes down what users see. */
final class UserRecord implements StageListener {

    private final Slo slo;
    private final Latencies ttft = new Latencies();
    private final Latencies tpot = new Latencies();
    private final Latencies endToEnd = new Latencies();
    private long arrived;
    private long refused;
    private long within;
    private double lastArrival;
    private long promptTokens;
    private long outputTokens;

    UserRecord(Slo slo) {
        this.slo = slo;
    }

    @Override
    public void arrived(double at) {
        arrived++;
        lastArrival = at;
    }

    @Override
    public void refused() {
        refused++;
    }

    @Override
    public void departed(Sequences sequences, int slot, double at) {
        double first = sequences.firstToken[slot] - sequences.arrival[slot];
        double whole = at - sequences.arrival[slot];
        int output = sequences.output[slot];
        double perToken = output > 1 ? (at - sequences.firstToken[slot]) / (output - 1) : Double.NaN;
        promptTokens += sequences.prompt[slot];
        outputTokens += output;
        ttft.add(first);
        endToEnd.add(whole);
        if (output > 1) {
            tpot.add(perToken);
        }
        within += slo.met(first, perToken, whole) ? 1 : 0;
    }

    ServingResult result(double seconds, List<StageResult> stages) {
        return new ServingResult(arrived, refused, within, seconds, lastArrival, promptTokens, outputTokens, ttft, tpot, endToEnd, stages);
    }
}
