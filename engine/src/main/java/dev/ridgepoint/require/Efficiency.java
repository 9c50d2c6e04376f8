package dev.ridgepoint.require;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.RateScale;

/**
 * Shares of a data sheet's rates that software is trusted to reach.
 *
 * @param bandwidth of every memory level's
 * @param compute   of every peak
 */
public record Efficiency(double bandwidth, double compute) {

    /** The ideal roofline: every ceiling is reached. */
    public static final Efficiency IDEAL = new Efficiency(1, 1);

    /** @throws IllegalArgumentException unless both are above 0 and at most 1 */
    public Efficiency {
        for (double share : new double[] {bandwidth, compute}) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("an efficiency is above 0 and at most 1, not " + share);
            }
        }
    }

    /** The device as software sees it. */
    public Hardware of(Hardware device) {
        return equals(IDEAL) ? device : new RateScale(bandwidth, bandwidth, compute, 1).of(device);
    }
}
