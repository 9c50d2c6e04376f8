package dev.ridgepoint.roofline;

/**
 * One model's potential over another's on the same device; under 1 the first is closer to the ridge.
 *
 * @param phi      ratio of the published measure
 * @param phiLog10 ratio of the distances in decades
 * @param headroom ratio of the headrooms
 * @param regime   the side of the ridge that both are on
 */
public record RelativePotential(double phi, double phiLog10, double headroom, Bound regime) { }
