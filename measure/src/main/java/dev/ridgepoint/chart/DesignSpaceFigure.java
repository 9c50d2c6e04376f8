package dev.ridgepoint.chart;

import java.util.List;

/**
 * Curves of equal performance over bandwidth and peak, with devices as points. In base units: byte/s and FLOP/s.
 *
 * @param title    the heading
 * @param subtitle a smaller line under it, or null
 * @param curves   devices on one do equally well; above and to the right of it, better
 * @param enough   the edge of what meets all that is asked for, from left to right; shaded above and to the right of it
 * @param devices  points, the ones that most want their name first
 */
public record DesignSpaceFigure(String title, String subtitle, List<Curve> curves, List<Rates> enough, List<Device> devices) {

    /** @throws IllegalArgumentException if there is no curve */
    public DesignSpaceFigure {
        Check.named("the title of a figure", title);
        curves = List.copyOf(curves);
        enough = List.copyOf(enough);
        devices = List.copyOf(devices);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("a design space needs a curve");
        }
    }

    /**
     * A bandwidth and a peak.
     *
     * @param bytesPerSecond of memory
     * @param flopsPerSecond of the arithmetic
     */
    public record Rates(double bytesPerSecond, double flopsPerSecond) {
        /** @throws IllegalArgumentException unless both are positive and finite */
        public Rates {
            Check.positive("a bandwidth", bytesPerSecond);
            Check.positive("a peak", flopsPerSecond);
        }
    }

    /**
     * A curve.
     *
     * @param name   in the legend
     * @param points from left to right; straight up from the first and level from the last
     */
    public record Curve(String name, List<Rates> points) {
        /** @throws IllegalArgumentException if it has no name or no point */
        public Curve {
            Check.named("a curve", name);
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("curve '" + name + "' has no point");
            }
        }
    }

    /** Whether a device does what is asked for. */
    public enum Standing { MEETS, MISSES }

    /**
     * A device.
     *
     * @param name     beside it; empty for a point without a name
     * @param rates    where it stands
     * @param standing whether it does what is asked for
     */
    public record Device(String name, Rates rates, Standing standing) { }
}
