package dev.ridgepoint.require;

import dev.ridgepoint.predict.MemoryFootprint;

/**
 * What a device needs. Less of either rate than its least will not do whatever the other one is; between the two corners, one rate can make up for the other.
 *
 * @param target         what was asked for
 * @param leastBandwidth the corner with the least bandwidth, and the least peak that does with it
 * @param balanced       the least product of bandwidth and peak that does: the fewest decades away from nothing
 * @param leastPeak      the corner with the least peak, and the least bandwidth that does with it
 * @param memory         what must be held at once, without a capacity
 */
public record Requirement(Target target, DesignPoint leastBandwidth, DesignPoint balanced, DesignPoint leastPeak, MemoryFootprint memory) { }
