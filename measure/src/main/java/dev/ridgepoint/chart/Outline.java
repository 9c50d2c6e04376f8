package dev.ridgepoint.chart;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/** A convex piece of the page, down to a mere segment: what a label must not lie on. */
record Outline(double[] x, double[] y) {

    static Outline segment(Point2D from, Point2D to) {
        return new Outline(new double[] {from.getX(), to.getX()}, new double[] {from.getY(), to.getY()});
    }

    static Outline of(Rectangle2D r) {
        return turned(r.getMinX(), r.getMaxY(), 0, 0, r.getWidth(), r.getHeight(), 0);
    }

    /** A circle, near enough: an octagon about it. */
    static Outline circle(Point2D centre, double radius) {
        double[] x = new double[8];
        double[] y = new double[8];
        for (int i = 0; i < 8; i++) {
            x[i] = centre.getX() + radius * 1.04 * Math.cos(Math.PI * (i + 0.5) / 4);
            y[i] = centre.getY() + radius * 1.04 * Math.sin(Math.PI * (i + 0.5) / 4);
        }
        return new Outline(x, y);
    }

    /** A rectangle turned about (x, y), reaching from {@code left} before it, {@code down} below it, for a width and a height. */
    static Outline turned(double x, double y, double left, double down, double width, double height, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double[] u = {-left, width - left, width - left, -left};
        double[] v = {down, down, down - height, down - height};
        double[] px = new double[4];
        double[] py = new double[4];
        for (int i = 0; i < 4; i++) {
            px[i] = x + u[i] * cos - v[i] * sin;
            py[i] = y + u[i] * sin + v[i] * cos;
        }
        return new Outline(px, py);
    }

    /** Whether the two share a point: they do unless a line parallel to some side of theirs parts them. */
    boolean touches(Outline other) {
        return !isParted(other) && !other.isParted(this);
    }

    private boolean isParted(Outline other) {
        for (int i = 0; i < x.length; i++) {
            int next = (i + 1) % x.length;
            double dx = x[next] - x[i];
            double dy = y[next] - y[i];
            // A segment has no width, so its own direction must be tried as well as the one across it.
            if (parts(-dy, dx, other) || x.length == 2 && parts(dx, dy, other)) {
                return true;
            }
        }
        return false;
    }

    private boolean parts(double nx, double ny, Outline other) {
        return highest(nx, ny) < -other.highest(-nx, -ny) || other.highest(nx, ny) < -highest(-nx, -ny);
    }

    private double highest(double nx, double ny) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            highest = Math.max(highest, x[i] * nx + y[i] * ny);
        }
        return highest;
    }

    boolean within(Rectangle2D area) {
        for (int i = 0; i < x.length; i++) {
            if (x[i] < area.getMinX() || x[i] > area.getMaxX() || y[i] < area.getMinY() || y[i] > area.getMaxY()) {
                return false;
            }
        }
        return true;
    }
}
