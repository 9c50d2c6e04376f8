package dev.ridgepoint.require;

/**
 * A device reduced to its roofline.
 *
 * @param bandwidth of main memory, bytes a second
 * @param peak      dense rate of matrix products, FLOP/s
 */
public record DesignPoint(double bandwidth, double peak) { }
