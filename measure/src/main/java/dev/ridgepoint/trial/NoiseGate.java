package dev.ridgepoint.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says whether the machine was disturbed. A short reference kernel runs between trials; what it takes on a quiet machine is learned before the trials that count, among
 * trials of the same kind, since what ran before decides what the caches hold.
 */
public final class NoiseGate {

    /** A probe this much slower than the baseline means interference. */
    public static final double FACTOR = 1.5;
    /** A low quantile: the quick probes are those that nothing disturbed, and the very quickest is luck. */
    private static final double QUANTILE = 10;
    private static final int LEAST_LEARNED = 16;

    private final Supplier<Probe> kernel;
    private final List<Double> learned = new ArrayList<>();
    private double baseline = Double.NaN;

    NoiseGate(Supplier<Probe> kernel) {
        this.kernel = kernel;
    }

    /**
     * A gate with a kernel of its own, which takes up to 64 MiB; compiled and ready when this returns.
     *
     * @param threads of what is timed, and so of the kernel
     */
    public static NoiseGate ofThisMachine(int threads, LongSupplier nanoTime) {
        return new NoiseGate(new ReferenceKernel(threads, nanoTime)::run);
    }

    /** Runs the kernel. Until the gate has learned, it learns from this. */
    public Probe probe() {
        Probe probe = kernel.get();
        if (!hasLearned()) {
            learned.add(probe.seconds());
        }
        return probe;
    }

    /** Sets the baseline by the probes so far; where they are fewer than 16, runs the missing ones. */
    public void learn() {
        while (learned.size() < LEAST_LEARNED) {
            probe();
        }
        baseline = Distribution.of(learned.stream().mapToDouble(s -> s).toArray()).percentile(QUANTILE);
    }

    /** Whether there is a baseline. */
    public boolean hasLearned() {
        return !Double.isNaN(baseline);
    }

    /** Seconds of the kernel on a quiet machine; NaN before {@link #learn()}. */
    public double baseline() {
        return baseline;
    }

    /** Whether a probe says that the machine was disturbed; never before there is a baseline. */
    public boolean isSlow(Probe probe) {
        return probe.seconds() > FACTOR * baseline;
    }
}
