package dev.ridgepoint.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/** A marker with a size, a fill and an outline of its own; XChart's have one size for the whole chart. */
final class PointMarker extends Marker {

    /** Shapes that are told apart without colour, drawn with about the same area. */
    enum Form {
        CIRCLE, SQUARE, TRIANGLE, DIAMOND, TRIANGLE_DOWN, HEXAGON;

        static Form of(int index) {
            return values()[index % values().length];
        }

        /** The shape about a centre, with the area of a circle of that diameter. */
        Shape at(double x, double y, double diameter) {
            double r = diameter / 2;
            return switch (this) {
                case CIRCLE -> new Ellipse2D.Double(x - r, y - r, diameter, diameter);
                case SQUARE -> polygon(x, y, r * Math.sqrt(Math.PI / 2), 4, Math.PI / 4);
                case DIAMOND -> polygon(x, y, r * Math.sqrt(Math.PI / 2), 4, 0);
                case TRIANGLE -> polygon(x, y, r * 1.55, 3, -Math.PI / 2);
                case TRIANGLE_DOWN -> polygon(x, y, r * 1.55, 3, Math.PI / 2);
                case HEXAGON -> polygon(x, y, r * 1.1, 6, 0);
            };
        }

        private static Shape polygon(double x, double y, double radius, int corners, double turn) {
            Path2D path = new Path2D.Double();
            for (int i = 0; i < corners; i++) {
                double angle = turn + 2 * Math.PI * i / corners;
                double px = x + radius * Math.cos(angle);
                double py = y + radius * Math.sin(angle);
                if (i == 0) {
                    path.moveTo(px, py);
                } else {
                    path.lineTo(px, py);
                }
            }
            path.closePath();
            return path;
        }
    }

    private final Form form;
    private final double diameter;
    private final Color fill;
    private final Color outline;
    private final double outlineWidth;

    PointMarker(Form form, double diameter, Color fill, Color outline, double outlineWidth) {
        this.form = form;
        this.diameter = diameter;
        this.fill = fill;
        this.outline = outline;
        this.outlineWidth = outlineWidth;
    }

    @Override
    public void paint(Graphics2D g, double x, double y, int chartMarkerSize) {
        Shape shape = form.at(x, y, diameter);
        g.setColor(fill);
        g.fill(shape);
        g.setColor(outline);
        g.setStroke(Palette.solid(outlineWidth));
        g.draw(shape);
    }
}
