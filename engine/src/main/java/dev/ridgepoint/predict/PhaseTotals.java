package dev.ridgepoint.predict;

import dev.ridgepoint.workload.Operator.Execution;

/**
 * What one phase costs, all operators together: the result of {@link Predictor#predict(dev.ridgepoint.roofline.Roofline, Request, Totals)}. Mutable, so that
 * a sweep can reuse it; valid until the next prediction.
 */
public final class PhaseTotals {

    final RunCost always = new RunCost();
    final RunCost expanded = new RunCost();
    final RunCost absorbed = new RunCost();
    private Execution execution = Execution.ALWAYS;

    void clear() {
        always.clear();
        expanded.clear();
        absorbed.clear();
        execution = Execution.ALWAYS;
    }

    RunCost of(Execution which) {
        return switch (which) {
            case ALWAYS -> always;
            case EXPANDED -> expanded;
            case ABSORBED -> absorbed;
        };
    }

    /** Adds the chosen execution of latent attention, if the model has any. */
    void choose(LatentExecution asked) {
        if (expanded.seconds == 0) {
            return;
        }
        execution = switch (asked) {
            case CHEAPER -> absorbed.seconds < expanded.seconds ? Execution.ABSORBED : Execution.EXPANDED;
            case EXPANDED -> Execution.EXPANDED;
            case ABSORBED -> Execution.ABSORBED;
        };
        always.add(of(execution), 1);
    }

    /** Whether an operator ran in this phase. */
    boolean ran(Execution which) {
        return which == Execution.ALWAYS || which == execution;
    }

    /** Execution of latent attention; {@code ALWAYS} when the model has none. */
    public Execution execution() {
        return execution;
    }

    /** Seconds of the whole phase. */
    public double seconds() {
        return always.seconds;
    }

    /** FLOPs of the whole phase. */
    public double flops() {
        return always.flops;
    }

    /** Bytes of the whole phase, at whatever level they are charged. */
    public double bytes() {
        return always.bytes();
    }

    /** Bytes charged at main memory. */
    public double mainBytes() {
        return always.mainBytes;
    }

    /** The least seconds that memory needs for the phase. */
    public double memorySeconds() {
        return always.memorySeconds;
    }

    /** The least seconds that the arithmetic units need for the phase. */
    public double computeSeconds() {
        return always.computeSeconds;
    }
}
