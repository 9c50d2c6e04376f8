package dev.ridgepoint.ceiling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** One thing that is timed again and again, and the seconds that it took. */
final class TimedCase {

    private final String name;
    private final DoubleSupplier trial;
    private final double budget;
    private final List<Double> seconds = new ArrayList<>();
    private double spent;

    /**
     * @param name   what is tried
     * @param trial  makes one trial, after whatever warms it up, and says how many seconds it took
     * @param budget seconds after which no more trials are made, but for the least number of them
     */
    TimedCase(String name, DoubleSupplier trial, double budget) {
        this.name = name;
        this.trial = trial;
        this.budget = budget;
    }

    void tryOnce() {
        long start = System.nanoTime();
        seconds.add(trial.getAsDouble());
        spent += (System.nanoTime() - start) * 1e-9;
    }

    boolean wantsMore(int least) {
        return seconds.size() < least || spent < budget;
    }

    Samples samples() {
        return new Samples(name, seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
