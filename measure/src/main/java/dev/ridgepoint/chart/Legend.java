package dev.ridgepoint.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
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

    private static final double SAMPLE = 2.4;
    private static final double ROW = 1.45;
    private static final double PADDING = 0.5;
    private static final double COLUMN_GAP = 0.9;

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
            Rectangle2D clear = box(corner);
            clear.setRect(clear.getX() - gap * 0.9, clear.getY() - gap * 0.9, width() + 1.8 * gap, height() + 1.8 * gap);
            Outline box = Outline.of(clear);
            return box.within(plot) && data.stream().noneMatch(box::touches);
        }).findFirst();
    }

    /** The rows side by side, as many to a line as there is room for: how they are set below the plot. */
    private List<List<Row>> flow(double room) {
        List<List<Row>> lines = new ArrayList<>();
        double left = 0;
        for (Row row : rows) {
            if (lines.isEmpty() || left < width(row)) {
                lines.add(new ArrayList<>());
                left = room;
            }
            lines.get(lines.size() - 1).add(row);
            left -= width(row) + em * COLUMN_GAP;
        }
        return lines;
    }

    private double width(Row row) {
        return width(row.text(), em);
    }

    /** The width of a row with a text. */
    static double width(String text, double em) {
        return em * (SAMPLE + 0.5) + Typeface.width(Typeface.REGULAR.at(em), text);
    }

    /** The height it takes below the plot. */
    double heightBelow(double room) {
        return em * (flow(room).size() * ROW + 0.3);
    }

    /** Draws it below the plot, without a box. */
    void paintBelow(Graphics2D g, double left, double top, double room) {
        double y = top + em * ROW / 2;
        for (List<Row> line : flow(room)) {
            double x = left;
            for (Row row : line) {
                paint(g, row, x, y);
                x += width(row) + em * COLUMN_GAP;
            }
            y += em * ROW;
        }
    }

    private void paint(Graphics2D g, Row row, double x, double y) {
        row.sample().paint(g, x + em * SAMPLE / 2, y, em * SAMPLE);
        Label.draw(g, font(), Palette.INK, row.text(), x + em * (SAMPLE + 0.5), y + em * 0.36, 0);
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
            paint(g, row, x, y);
            y += em * ROW;
        }
    }
}
