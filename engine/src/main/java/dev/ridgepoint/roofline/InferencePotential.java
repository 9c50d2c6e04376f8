package dev.ridgepoint.roofline;

import java.util.List;

/**
 * What a device could still give at an operating point: the distance to the ridge point and the region under the ceilings up to it.
 *
 * @param operationalIntensity FLOP/byte of the operating point
 * @param performance          FLOP/s of the operating point
 * @param ridgeIntensity       FLOP/byte of the ridge point
 * @param ridgePerformance     FLOP/s of the ridge point: the peak
 * @param attainable           FLOP/s that the ceilings allow at the point's intensity
 */
public record InferencePotential(
        double operationalIntensity, double performance, double ridgeIntensity, double ridgePerformance, double attainable) {

    private static final double GIGA = 1e9;

    /** The potential of a point under a roofline. */
    public static InferencePotential of(Roofline roofline, double operationalIntensity, double performance, double attainable) {
        return new InferencePotential(operationalIntensity, performance, roofline.ridgeIntensity(), roofline.peak(), attainable);
    }

    /** Which side of the ridge the point is on; points on opposite sides are not comparable. */
    public Bound regime() {
        return operationalIntensity < ridgeIntensity ? Bound.MEMORY : Bound.COMPUTE;
    }

    /**
     * Relative Inference Potential as published (RooflineBench, arXiv 2602.11506v3): {@code sqrt((OI_r - OI_p)^2 + (pi - Perf_p)^2)} when memory-bound,
     * {@code pi - Perf_p} when compute-bound, in FLOP/byte and GFLOP/s. Smaller is closer to the ridge. It adds quantities of different units, so its value
     * depends on the units chosen; {@link #phiLog10} does not.
     */
    public double phi() {
        double performanceGap = (ridgePerformance - performance) / GIGA;
        return regime() == Bound.COMPUTE ? performanceGap : Math.hypot(ridgeIntensity - operationalIntensity, performanceGap);
    }

    /** Distance to the ridge in decades: {@code sqrt(log10(OI_r / OI_p)^2 + log10(pi / Perf_p)^2)}, or the second term alone when compute-bound. */
    public double phiLog10() {
        double performanceGap = Math.log10(ridgePerformance / performance);
        return regime() == Bound.COMPUTE ? performanceGap : Math.hypot(Math.log10(ridgeIntensity / operationalIntensity), performanceGap);
    }

    /** How many times faster the device could be at this intensity: {@code attainable(OI_p) / Perf_p}, at least 1 for a prediction. */
    public double headroom() {
        return attainable / performance;
    }

    /**
     * Area of the region in decades squared. The memory ceiling has slope 1 on log-log axes, so the region is a trapezoid between the heights of the roof over
     * the point and of the ridge over the point; it has no area when compute-bound.
     */
    public double areaLog10() {
        if (regime() == Bound.COMPUTE) {
            return 0;
        }
        double width = Math.log10(ridgeIntensity / operationalIntensity);
        double roofOverPoint = Math.log10(ridgePerformance / performance) - width;
        return width * (Math.max(0, roofOverPoint) + Math.log10(ridgePerformance / performance)) / 2;
    }

    /** A corner of the region: FLOP/byte and FLOP/s. */
    public record Corner(double operationalIntensity, double performance) { }

    /** The region's corners, for a chart: the point, the roof over it, the ridge, and the point's height under the ridge. */
    public List<Corner> region() {
        Corner point = new Corner(operationalIntensity, performance);
        if (regime() == Bound.COMPUTE) {
            return List.of(point, new Corner(operationalIntensity, ridgePerformance));
        }
        double roof = Math.max(performance, ridgePerformance * operationalIntensity / ridgeIntensity);
        return List.of(point, new Corner(operationalIntensity, roof), new Corner(ridgeIntensity, ridgePerformance),
                new Corner(ridgeIntensity, performance));
    }

    /**
     * This point's potential over another's on the same device.
     *
     * @throws IllegalArgumentException if they are on opposite sides of the ridge, where the measure is not defined
     */
    public RelativePotential relativeTo(InferencePotential other) {
        if (regime() != other.regime()) {
            throw new IllegalArgumentException("one point is " + regime().id() + "-bound and the other " + other.regime().id()
                    + "-bound; relative potential compares points on one side of the ridge");
        }
        return new RelativePotential(phi() / other.phi(), phiLog10() / other.phiLog10(), headroom() / other.headroom(), regime());
    }
}
