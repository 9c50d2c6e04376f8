package dev.ridgepoint.predict;

/** What a request costs: room for the results of one prediction, to be reused from point to point of a sweep. Not for sharing between threads. */
public final class Totals {

    private final PhaseTotals prefill = new PhaseTotals();
    private final PhaseTotals decode = new PhaseTotals();

    /** The whole prompt. */
    public PhaseTotals prefill() {
        return prefill;
    }

    /** The whole generation. */
    public PhaseTotals decode() {
        return decode;
    }

    /** Seconds of prompt and generation. */
    public double seconds() {
        return prefill.seconds() + decode.seconds();
    }
}
