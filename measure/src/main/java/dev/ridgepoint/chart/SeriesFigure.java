package dev.ridgepoint.chart;

import java.util.List;

/**
 * Measurements over something, with what was predicted of them.
 *
 * @param title    the heading
 * @param subtitle a smaller line under it, or null
 * @param across   the horizontal axis
 * @param up       the vertical axis
 * @param series   what is drawn, the undermost first
 */
public record SeriesFigure(String title, String subtitle, Axis across, Axis up, List<Series> series) {

    /** @throws IllegalArgumentException if there is nothing to show */
    public SeriesFigure {
        Check.named("the title of a figure", title);
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a figure needs a series");
        }
    }

    /** What a series looks like. */
    public enum Look {
        /** Filled marks, with a bar from the lower to the upper end of each. */
        MEASURED_POINTS,
        /** A line, with a band from the lower to the upper end. */
        MEASURED_LINE,
        /** Hollow marks. */
        PREDICTED_POINTS,
        /** A broken line. */
        PREDICTED_LINE,
        /** A line through filled marks, with a bar from the lower to the upper end of each. */
        LINE,
        /** Bars from the foot of the plot, on an axis of names: {@link #barOffset} says where. */
        BARS
    }

    /** Share of a name's room that its bars fill. */
    private static final double BARS_ROOM = 0.8;

    /** Where the bar of a series lies about the middle of its name's room, with so many series side by side. */
    public static double barOffset(int series, int count) {
        return (series - (count - 1) / 2.0) * BARS_ROOM / count;
    }

    /** Width of a bar: what is left between the bars that lie nearest, or all of the room. */
    double barWidth() {
        double[] places = series.stream().filter(s -> s.look() == Look.BARS).flatMap(s -> s.points().stream()).mapToDouble(Point::x).sorted().toArray();
        double least = BARS_ROOM;
        for (int i = 1; i < places.length; i++) {
            double gap = places[i] - places[i - 1];
            least = gap > 1e-9 ? Math.min(least, gap) : least;
        }
        return least * 0.92;
    }

    /**
     * Points that belong together.
     *
     * @param name   in the legend
     * @param colour a number; series of one number have one colour, and one shape of marks
     * @param look   what it looks like
     * @param points from left to right
     */
    public record Series(String name, int colour, Look look, List<Point> points) {
        /** @throws IllegalArgumentException if it has no name or no point */
        public Series {
            Check.named("a series", name);
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("series '" + name + "' has no point");
            }
        }
    }

    /**
     * A value with its spread.
     *
     * @param x    where
     * @param y    the value
     * @param low  lower end of its spread
     * @param high upper end of its spread
     */
    public record Point(double x, double y, double low, double high) {
        /** @throws IllegalArgumentException unless the value is finite and lies in its spread */
        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y) || !(low <= y && y <= high)) {
                throw new IllegalArgumentException("no point: " + y + " from " + low + " to " + high + " at " + x);
            }
        }

        /** A value without a spread. */
        public static Point of(double x, double y) {
            return new Point(x, y, y, y);
        }
    }
}
