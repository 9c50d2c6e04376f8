package dev.ridgepoint.chart;

import dev.ridgepoint.chart.RooflineFigure.Interval;
import dev.ridgepoint.chart.RooflineFigure.Machine;
import java.util.List;

/**
 * One machine's roofline with predictions and measurements under it.
 *
 * @param title    the heading; blank for none
 * @param subtitle a smaller line under it, or null
 * @param machine  whose roofs are drawn
 * @param points   predicted and measured, at one operational intensity each
 */
public record MeasuredRoofline(String title, String subtitle, Machine machine, List<Point> points) {

    /** @throws IllegalArgumentException if there is nothing to show */
    public MeasuredRoofline {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a roofline of measurements needs a point");
        }
    }

    /**
     * A prediction and what was measured, which share FLOPs and bytes and so differ in height alone.
     *
     * @param series               what it belongs to
     * @param operationalIntensity in FLOP/byte
     * @param predicted            in FLOP/s
     * @param measured             in FLOP/s
     * @param interval             the measurement's error bar, or null where its spread is not known
     */
    public record Point(String series, double operationalIntensity, double predicted, double measured, Interval interval) {
        /** @throws IllegalArgumentException if a value is not positive and finite, or the series has no name */
        public Point {
            Check.named("a point's series", series);
            Check.positive("operational intensity of '" + series + "' (FLOP/byte)", operationalIntensity);
            Check.positive("prediction of '" + series + "' (FLOP/s)", predicted);
            Check.positive("measurement of '" + series + "' (FLOP/s)", measured);
        }
    }
}
