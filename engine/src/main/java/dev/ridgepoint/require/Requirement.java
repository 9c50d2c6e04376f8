package dev.ridgepoint.require;

import dev.ridgepoint.predict.MemoryFootprint;

/**
 * What a device needs. Less than the least of either rate will not do whatever the other one is; between the two corners, one rate makes up for the other.
 *
 * @param target         what was asked for
 * @param bandwidth      the least bandwidth of all devices that meet the target, bytes a second
 * @param peak           the least peak of all devices that meet the target, FLOP/s; reached only with a bandwidth without end, as every operator moves bytes
 * @param leastBandwidth the corner with the least bandwidth, and the least peak that does with it
 * @param leastProduct   the least product of bandwidth and peak that does
 * @param leastPeak      the other corner: {@link #MARGIN} times the least peak, and the least bandwidth that does with it
 * @param memory         what must be held at once, without a capacity
 */
public record Requirement(
        Target target, double bandwidth, double peak, DesignPoint leastBandwidth, DesignPoint leastProduct, DesignPoint leastPeak, MemoryFootprint memory) {

    /** How far above the least peak its corner is. */
    public static final double MARGIN = 1.01;
}
