package dev.ridgepoint.predict;

import dev.ridgepoint.workload.Operator.Arithmetic;

/** What one device does in a pass, however long it takes. Mutable and reused. */
public final class PassWork {

    private final double[] flops = new double[Arithmetic.values().length];
    private double mainBytes;
    private double sentBytes;

    void clear() {
        for (int i = 0; i < flops.length; i++) {
            flops[i] = 0;
        }
        mainBytes = 0;
        sentBytes = 0;
    }

    void compute(Arithmetic arithmetic, double more) {
        flops[arithmetic.ordinal()] += more;
    }

    void move(double more) {
        mainBytes += more;
    }

    void send(double more) {
        sentBytes += more;
    }

    /** Adds what another pass does. */
    void add(PassWork other) {
        for (int i = 0; i < flops.length; i++) {
            flops[i] += other.flops[i];
        }
        mainBytes += other.mainBytes;
        sentBytes += other.sentBytes;
    }

    /** FLOPs of one kind. */
    public double flops(Arithmetic arithmetic) {
        return flops[arithmetic.ordinal()];
    }

    /** Bytes charged at main memory. */
    public double mainBytes() {
        return mainBytes;
    }

    /** Bytes sent to other devices. */
    public double sentBytes() {
        return sentBytes;
    }
}
