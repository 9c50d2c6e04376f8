package dev.ridgepoint.energy;

import dev.ridgepoint.predict.PassWork;

/** What passes of one device take, and what it draws between them: an {@link EnergyModel} with the device's numbers in it. Allocates nothing. */
public interface PassEnergy {

    /** Watts at rest. */
    double idleWatts();

    /**
     * Joules of a pass, those that the device draws at rest included.
     *
     * @param work    what it does
     * @param seconds that it takes
     */
    double joules(PassWork work, double seconds);
}
