package dev.ridgepoint.chart;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/** The log-log plane laid on a rectangle of the page: from data to where it is drawn. */
record LogPlane(AxisRange oi, AxisRange flops, Rectangle2D area) {

    double x(double operationalIntensity) {
        return area.getMinX() + oi.fraction(operationalIntensity) * area.getWidth();
    }

    double y(double flopsPerSecond) {
        return area.getMaxY() - flops.fraction(flopsPerSecond) * area.getHeight();
    }

    Point2D at(double operationalIntensity, double flopsPerSecond) {
        return new Point2D.Double(x(operationalIntensity), y(flopsPerSecond));
    }

    /** The angle, in radians, at which every memory ceiling rises on the page; negative, as y grows downwards. */
    double memoryAngle() {
        return -Math.atan2(area.getHeight() / flops.decadeCount(), area.getWidth() / oi.decadeCount());
    }

    /** Axes that show all of a figure: points, regions, ridges, and enough of the ceilings on both sides of them. */
    static LogPlane of(RooflineFigure figure, FigureSize size, Rectangle2D area) {
        Extent oi = new Extent();
        Extent flops = new Extent();
        for (RooflineFigure.Machine machine : figure.machines()) {
            oi.take(machine.ridge() / 3);
            oi.take(machine.ridge() * 6);
            flops.take(machine.highestFlops());
        }
        for (RooflineFigure.OperatingPoint point : figure.points()) {
            oi.take(point.operationalIntensity() / 1.6);
            oi.take(point.operationalIntensity() * 1.6);
            flops.take(point.flopsPerSecond() / 1.6);
            flops.take(point.flopsPerSecond() * 1.3);
            if (point.interval() != null) {
                flops.take(point.interval().lower() / 1.2);
                flops.take(point.interval().upper() * 1.2);
            }
        }
        for (RooflineFigure.PotentialRegion region : figure.regions()) {
            region.operationalIntensity().forEach(oi::take);
            region.flopsPerSecond().forEach(flops::take);
        }
        if (figure.points().isEmpty()) {
            // Nothing but roofs: two decades of the slope are enough to see it.
            oi.take(oi.least / 30);
        }
        AxisRange across = AxisRange.covering(oi.least, oi.greatest);
        for (RooflineFigure.Machine machine : figure.machines()) {
            // The slope of each machine enters at the left edge; half a decade below is lost without harm.
            double enters = machine.primaryMemory().bytesPerSecond() * across.low();
            flops.take(Math.min(enters * 3, machine.primaryCompute().flopsPerSecond() / 10));
        }
        double highest = figure.machines().stream().mapToDouble(RooflineFigure.Machine::highestFlops).max().orElseThrow();
        flops.take(highest * Math.pow(flops.greatest / flops.least, size.headroom()));
        return new LogPlane(across, AxisRange.covering(flops.least, flops.greatest), area);
    }

    /** The least and the greatest of what was seen. */
    private static final class Extent {
        private double least = Double.MAX_VALUE;
        private double greatest = Double.MIN_VALUE;

        void take(double value) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
    }
}
