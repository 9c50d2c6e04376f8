package dev.ridgepoint.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/**
 * All that stands about the plot: heading, axis titles, tick marks and their labels. XChart could draw these, but as outlines
 * of letters: no reader of the PDF could search them, and each SVG would take a megabyte.
 *
 * @param size      how large the page is
 * @param heading   lines of the title and, after them, of the subtitle
 * @param plot      what is left for the plot itself, in whole units as XChart has it
 * @param height    of the whole page
 */
record FigureFrame(FigureSize size, List<Line> heading, Rectangle plot, int height) {

    /** A line of the heading. */
    record Line(String text, Font font, boolean title) {}

    private static final String X_TITLE = "Operational intensity (FLOP/byte)";
    private static final String Y_TITLE = "Performance (FLOP/s)";
    private static final double LINE_HEIGHT = 1.3;
    private static final double TICK = 0.4;

    /**
     * @param figure       what is shown
     * @param size         the page
     * @param below        room kept free below it all, for a legend
     */
    static FigureFrame of(RooflineFigure figure, FigureSize size, double below) {
        double em = size.fontSize();
        List<Line> heading = new ArrayList<>();
        double room = size.width() - 1.2 * em;
        wrap(figure.title(), Typeface.BOLD.at(em * 1.12), room).forEach(
                text -> heading.add(new Line(text, Typeface.BOLD.at(em * 1.12), true)));
        if (figure.subtitle() != null) {
            wrap(figure.subtitle(), Typeface.REGULAR.at(em), room).forEach(
                    text -> heading.add(new Line(text, Typeface.REGULAR.at(em), false)));
        }
        double top = em * 0.6;
        for (Line line : heading) {
            top += line.font.getSize2D() * LINE_HEIGHT;
        }
        top += heading.isEmpty() ? 0 : em * 0.5;

        // The widths of the y labels depend on the range, which depends on the data alone.
        LogPlane plane = LogPlane.of(figure, size, new Rectangle(1, 1));
        Font font = Typeface.REGULAR.at(em);
        double widest = plane.flops().decades().stream()
                .mapToDouble(d -> Typeface.width(font, AxisRange.performance(d, !size.narrow()))).max().orElse(0);
        double left = em * (0.4 + 1.25 + 0.5 + TICK + 0.3) + widest;
        double bottom = em * (TICK + 0.3 + 1 + 0.55 + 1 + 0.5);
        // The last label stands near the right end of the axis and must not leave the page.
        double lastLabel = plane.oi().decades().stream()
                .mapToDouble(d -> Typeface.width(font, AxisRange.intensity(d))).max().orElse(0);
        double right = em * 0.5 + lastLabel / 2;
        int x = (int) Math.ceil(left);
        int y = (int) Math.ceil(top);
        Rectangle plot = new Rectangle(x, y, (int) (size.width() - x - right), size.plotHeight(y + bottom + below));
        int height = (int) Math.max(size.height(), Math.ceil(y + plot.height + bottom + below));
        return new FigureFrame(size, List.copyOf(heading), plot, height);
    }

    static List<String> wrap(String text, Font font, double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Typeface.width(font, longer) > room) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    void paint(Graphics2D g, LogPlane plane) {
        double em = size.fontSize();
        double y = em * 0.6;
        for (Line line : heading) {
            y += line.font.getSize2D() * LINE_HEIGHT;
            Label.draw(g, line.font, line.title ? Palette.INK : Palette.FAINT_INK, line.text, em * 0.6,
                    y - line.font.getSize2D() * 0.3, 0);
        }
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em * 0.07));
        g.draw(plot);
        xAxis(g, plane);
        yAxis(g, plane);
    }

    private void xAxis(Graphics2D g, LogPlane plane) {
        double em = size.fontSize();
        Font font = Typeface.REGULAR.at(em);
        double widest = plane.oi().decades().stream()
                .mapToDouble(d -> Typeface.width(font, AxisRange.intensity(d))).max().orElse(0);
        int every = every(widest + em, plot.width / plane.oi().decadeCount());
        double bottom = plot.getMaxY();
        for (int decade : plane.oi().decades()) {
            double x = plane.x(Math.pow(10, decade));
            tick(g, x, bottom, x, bottom + TICK * em);
            if (Math.floorMod(decade, every) == 0) {
                String text = AxisRange.intensity(decade);
                Label.draw(g, font, Palette.INK, text, x - Typeface.width(font, text) / 2,
                        bottom + em * (TICK + 0.3 + Label.ASCENT), 0);
            }
        }
        Label.draw(g, font, Palette.INK, X_TITLE, plot.getCenterX() - Typeface.width(font, X_TITLE) / 2,
                bottom + em * (TICK + 0.3 + 1 + 0.55 + Label.ASCENT), 0);
    }

    private void yAxis(Graphics2D g, LogPlane plane) {
        double em = size.fontSize();
        Font font = Typeface.REGULAR.at(em);
        int every = every(em * 1.4, plot.height / plane.flops().decadeCount());
        double left = plot.getMinX();
        for (int decade : plane.flops().decades()) {
            double y = plane.y(Math.pow(10, decade));
            tick(g, left - TICK * em, y, left, y);
            if (Math.floorMod(decade, every) == 0) {
                String text = AxisRange.performance(decade, !size.narrow());
                Label.draw(g, font, Palette.INK, text, left - em * (TICK + 0.3) - Typeface.width(font, text), y + em * 0.36, 0);
            }
        }
        Label.draw(g, font, Palette.INK, Y_TITLE, em * (0.4 + Label.ASCENT),
                plot.getCenterY() + Typeface.width(font, Y_TITLE) / 2, -Math.PI / 2);
    }

    private void tick(Graphics2D g, double x1, double y1, double x2, double y2) {
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(size.fontSize() * 0.07));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /** Every which decade is labelled, so that the labels stand apart. */
    private static int every(double label, double decade) {
        return (int) Math.max(1, Math.ceil(label / decade));
    }
}
