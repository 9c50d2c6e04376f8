package dev.ridgepoint.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/** The key to the figure: rows of a sample and a text, in a box that lies where nothing is. */
record Legend(List<Row> rows, double em) {

    /** Draws a sample about a centre. */
    interface Sample {
        void paint(Graphics2D g, double x, double y, double width);
    }

    /** A line of the legend. */
    record Row(Sample sample, String text) {

        static Row line(Color colour, BasicStroke stroke, String text) {
            return new Row((g, x, y, width) -> {
                g.setColor(colour);
                g.setStroke(stroke);
                g.draw(new Line2D.Double(x - width / 2, y, x + width / 2, y));
            }, text);
        }

        static Row marker(PointMarker marker, String text) {
            return new Row((g, x, y, width) -> marker.paint(g, x, y, 0), text);
        }

        static Row area(Color fill, String text) {
            return new Row((g, x, y, width) -> {
                g.setColor(fill);
                g.fill(new Rectangle2D.Double(x - width / 2, y - width / 4, width, width / 2));
            }, text);
        }
    }

    private static final double SAMPLE = 1.8;
    private static final double ROW = 1.45;
    private static final double PADDING = 0.5;

    private Font font() {
        return Typeface.REGULAR.at(em);
    }

    double width() {
        double widest = rows.stream().mapToDouble(row -> Typeface.width(font(), row.text())).max().orElse(0);
        return widest + em * (2 * PADDING + SAMPLE + 0.5);
    }

    double height() {
        return em * (rows.size() * ROW + 2 * PADDING - 0.1);
    }

    /** A corner of the plot where the legend hides nothing, the lower right one if it can be had; empty where there is none. */
    Optional<Point2D> freeCorner(Rectangle2D plot, List<Outline> data) {
        double gap = em * 0.6;
        double left = plot.getMinX() + gap;
        double right = plot.getMaxX() - gap - width();
        double top = plot.getMinY() + gap;
        double bottom = plot.getMaxY() - gap - height();
        List<Point2D> corners = List.of(new Point2D.Double(right, bottom), new Point2D.Double(left, top),
                new Point2D.Double(left, bottom), new Point2D.Double(right, top));
        return corners.stream().filter(corner -> {
            Outline box = Outline.of(box(corner));
            return box.within(plot) && data.stream().noneMatch(box::touches);
        }).findFirst();
    }

    Rectangle2D box(Point2D corner) {
        return new Rectangle2D.Double(corner.getX(), corner.getY(), width(), height());
    }

    void paint(Graphics2D g, Point2D corner) {
        g.setColor(Color.WHITE);
        g.fill(box(corner));
        g.setColor(Palette.GRID);
        g.setStroke(Palette.solid(em * 0.07));
        g.draw(box(corner));
        double x = corner.getX() + em * PADDING;
        double y = corner.getY() + em * (PADDING + ROW / 2 - 0.05);
        for (Row row : rows) {
            row.sample().paint(g, x + em * SAMPLE / 2, y, em * SAMPLE);
            Label.draw(g, font(), Palette.INK, row.text(), x + em * (SAMPLE + 0.5), y + em * 0.36, 0);
            y += em * ROW;
        }
    }
}
