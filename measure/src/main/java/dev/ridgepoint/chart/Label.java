package dev.ridgepoint.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A text that seeks a place in the plot.
 *
 * @param subject what it names, for the legend to name if it finds no place; null where that would say nothing
 * @param texts   wordings, the preferred one first and shorter ones after it
 * @param font    as it is drawn
 * @param colour  as it is drawn
 * @param needed  whether it takes the least bad place rather than none
 * @param spots   the places it may take, given the width of its text
 */
record Label(String subject, List<String> texts, Font font, Color colour, boolean needed, DoubleFunction<List<Spot>> spots) {

    /** How far lettering reaches above and below its baseline, in font sizes; DejaVu's capitals and descenders. */
    static final double ASCENT = 0.74;
    static final double DESCENT = 0.24;

    /**
     * A place for a label.
     *
     * @param x        where the baseline starts
     * @param y        where the baseline starts
     * @param angle    of the baseline, in radians
     * @param penalty  how much worse it is than the best of its label's places
     * @param tether   the point it belongs to, if it is far enough away to need a line to it, or null
     */
    record Spot(double x, double y, double angle, double penalty, Point2D tether) {}

    /** A label in its place. */
    record Placed(Label label, String text, Spot spot, double cost) {

        /** What the lettering covers, with a margin about it. */
        Outline outline(double margin) {
            double size = label.font().getSize2D();
            double width = Typeface.width(label.font(), text);
            return Outline.turned(spot.x(), spot.y(), margin, DESCENT * size + margin, width + 2 * margin,
                    (ASCENT + DESCENT) * size + 2 * margin, spot.angle());
        }

        /** The line from the point to the label, or null where the label stands beside it. */
        Line2D leader() {
            if (spot.tether() == null) {
                return null;
            }
            Outline box = outline(label.font().getSize2D() * 0.08);
            double x = Math.max(box.x()[0], Math.min(box.x()[1], spot.tether().getX()));
            double y = Math.max(box.y()[2], Math.min(box.y()[0], spot.tether().getY()));
            return new Line2D.Double(spot.tether(), new Point2D.Double(x, y));
        }

        void paint(Graphics2D g, double stroke) {
            Line2D leader = leader();
            if (leader != null) {
                g.setColor(Palette.translucent(label.colour(), 0.7));
                g.setStroke(Palette.solid(stroke));
                g.draw(leader);
            }
            draw(g, label.font(), label.colour(), text, spot.x(), spot.y(), spot.angle());
        }
    }

    /** Draws a text as text, so that SVG and PDF keep it as such; XChart's own texts become outlines. */
    static void draw(Graphics2D g, Font font, Color colour, String text, double x, double y, double angle) {
        AffineTransform upright = g.getTransform();
        g.setFont(font);
        g.setColor(colour);
        if (angle != 0) {
            g.rotate(angle, x, y);
        }
        g.drawString(text, (float) x, (float) y);
        if (angle != 0) {
            g.setTransform(upright);
        }
    }
}
