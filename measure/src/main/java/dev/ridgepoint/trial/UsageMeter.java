package dev.ridgepoint.trial;

import java.util.DoubleSummaryStatistics;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Samples memory and power while something runs. */
public final class UsageMeter {

    private static final long PERIOD_MILLIS = 50;
    /** Counters are updated every millisecond or so: shorter stretches give no power. */
    private static final double LEAST_SECONDS = 0.01;

    private final ResidentMemory memory;
    private final Energy energy;
    private final LongSupplier nanoTime;

    /** A meter of these. */
    public UsageMeter(ResidentMemory memory, Energy energy, LongSupplier nanoTime) {
        this.memory = memory;
        this.energy = energy;
        this.nanoTime = nanoTime;
    }

    /** Where the memory's numbers come from. */
    public String memorySource() {
        return memory.source();
    }

    /** Resident bytes now. */
    public OptionalLong residentBytes() {
        return memory.bytes();
    }

    /** Why there is no power; empty when there is. */
    public String powerUnavailable() {
        return energy.unavailable();
    }

    /** Begins a stretch of time, sampled every 50 ms by a thread of its own until it is stopped. */
    public Stretch start() {
        Stretch stretch = begin();
        Thread sampler = new Thread(stretch::sampleUntilStopped, "usage-meter");
        sampler.setDaemon(true);
        sampler.start();
        return stretch;
    }

    /** Begins a stretch that nobody samples but who calls {@link Stretch#sample()}. */
    Stretch begin() {
        Stretch stretch = new Stretch();
        stretch.sample();
        return stretch;
    }

    /** A stretch of time. */
    public final class Stretch {

        private final DoubleSummaryStatistics resident = new DoubleSummaryStatistics();
        private final OptionalLong highWaterBefore = memory.highWater();
        private final long startNanos = nanoTime.getAsLong();
        private final OptionalDouble startJoules = energy.joules();
        private long lastNanos = startNanos;
        private OptionalDouble lastJoules = startJoules;
        private double peakWatts = Double.NaN;
        private boolean stopped;

        private Stretch() { }

        synchronized void sample() {
            memory.bytes().ifPresent(resident::accept);
            long now = nanoTime.getAsLong();
            double seconds = (now - lastNanos) * 1e-9;
            if (lastJoules.isPresent() && seconds >= LEAST_SECONDS) {
                OptionalDouble joules = energy.joules();
                peakWatts = max(peakWatts, (joules.orElseThrow() - lastJoules.getAsDouble()) / seconds);
                lastNanos = now;
                lastJoules = joules;
            }
        }

        private static double max(double a, double b) {
            return Double.isNaN(a) ? b : Math.max(a, b);
        }

        private synchronized void sampleUntilStopped() {
            try {
                while (!stopped) {
                    wait(PERIOD_MILLIS);
                    if (!stopped) {
                        sample();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Ends the stretch and says what it used. */
        public synchronized Usage stop() {
            sample();
            stopped = true;
            notifyAll();
            double seconds = (lastNanos - startNanos) * 1e-9;
            boolean powerKnown = lastJoules.isPresent() && seconds > 0;
            return new Usage(peak(), resident.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(resident.getAverage()),
                    powerKnown ? OptionalDouble.of((lastJoules.getAsDouble() - startJoules.getAsDouble()) / seconds) : OptionalDouble.empty(),
                    powerKnown ? OptionalDouble.of(peakWatts) : OptionalDouble.empty());
        }

        /** The system's own high-water mark where it rose in this stretch, and so belongs to it; else the highest sample. */
        private OptionalDouble peak() {
            OptionalLong highWater = memory.highWater();
            if (highWater.isPresent() && highWaterBefore.isPresent() && highWater.getAsLong() > highWaterBefore.getAsLong()) {
                return OptionalDouble.of(highWater.getAsLong());
            }
            return resident.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(resident.getMax());
        }
    }
}
