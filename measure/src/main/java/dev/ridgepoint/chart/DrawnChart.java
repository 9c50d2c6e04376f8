package dev.ridgepoint.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What charts share whose marks are not those of an {@code XYChart}: the page, the heading, and texts that keep to their room. */
abstract class DrawnChart implements PrintedChart {

    private static final double LINE_HEIGHT = 1.3;
    /** From the edge of the page, in ems. */
    static final double MARGIN = 0.6;

    private final FigureSize size;
    private final List<FigureFrame.Line> heading = new ArrayList<>();
    private int height;

    DrawnChart(FigureSize size, String title, String subtitle) {
        this.size = size;
        addHeading(title, Typeface.BOLD.at(em() * 1.12), true);
        if (subtitle != null) {
            addHeading(subtitle, Typeface.REGULAR.at(em()), false);
        }
    }

    private void addHeading(String text, Font font, boolean title) {
        FigureFrame.wrap(text, font, size.width() - 2 * MARGIN * em()).forEach(line -> heading.add(new FigureFrame.Line(line, font, title)));
    }

    /** Draws what stands below the heading. */
    abstract void draw(Graphics2D g);

    final double em() {
        return size.fontSize();
    }

    final Font font() {
        return Typeface.REGULAR.at(em());
    }

    final double width(String text) {
        return Typeface.width(font(), text);
    }

    /** Where the heading ends. */
    final double belowHeading() {
        return em() * (MARGIN + 0.5) + heading.stream().mapToDouble(line -> line.font().getSize2D() * LINE_HEIGHT).sum();
    }

    /** Settles how high the page is. */
    final void endAt(double bottom) {
        height = (int) Math.ceil(bottom);
    }

    /** A name cut short where there is no room for all of it. */
    static String shortened(Font font, String name, double room) {
        String text = name;
        while (text.length() > 1 && Typeface.width(font, text) > room) {
            int kept = text.offsetByCodePoints(text.length(), text.endsWith("\u2026") ? -2 : -1);
            text = text.substring(0, kept).stripTrailing() + "\u2026";
        }
        return text;
    }

    /** Marks below a line, and the labels of those that stand apart; the label at 0 and then the outer ones are the last to give way. */
    final void paintTicks(Graphics2D g, Axis axis, double left, double right, double y) {
        List<Rectangle2D> taken = new ArrayList<>();
        List<Axis.Tick> ticks = new ArrayList<>(axis.ticks());
        ticks.sort((a, b) -> Integer.compare(rank(axis, a), rank(axis, b)));
        for (Axis.Tick tick : ticks) {
            double x = left + axis.fraction(tick.at()) * (right - left);
            g.setColor(Palette.FAINT_INK);
            g.setStroke(Palette.solid(em() * 0.07));
            g.draw(new Line2D.Double(x, y, x, y + em() * 0.35));
            double width = width(tick.text());
            double start = Math.max(0, Math.min(size.width() - width, x - width / 2));
            Rectangle2D room = new Rectangle2D.Double(start - em() * 0.25, 0, width + em() * 0.5, 1);
            if (taken.stream().noneMatch(room::intersects)) {
                taken.add(room);
                Label.draw(g, font(), Palette.INK, tick.text(), start, y + em() * (0.55 + Label.ASCENT), 0);
            }
        }
    }

    private static int rank(Axis axis, Axis.Tick tick) {
        boolean outer = tick.at() == axis.low() || tick.at() == axis.high();
        double digit = tick.at() / Math.pow(10, Math.floor(Math.log10(Math.abs(tick.at())) + 1e-9));
        return tick.at() == 0 ? 0 : Math.abs(digit - 1) < 1e-6 ? 1 : outer ? 2 : 3;
    }

    @Override
    public final void paint(Graphics2D g, int width, int pageHeight) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        AffineTransform page = g.getTransform();
        if (width != size.width() || pageHeight != height) {
            g.scale(width / (double) size.width(), pageHeight / (double) height);
        }
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, size.width(), height));
        double y = em() * MARGIN;
        for (FigureFrame.Line line : heading) {
            y += line.font().getSize2D() * LINE_HEIGHT;
            Label.draw(g, line.font(), line.title() ? Palette.INK : Palette.FAINT_INK, line.text(), em() * MARGIN, y - line.font().getSize2D() * 0.3, 0);
        }
        draw(g);
        g.setTransform(page);
    }

    @Override
    public final int getWidth() {
        return size.width();
    }

    @Override
    public final int getHeight() {
        return height;
    }

    @Override
    public final double widthInPoints() {
        return size.width() * size.pointsPerUnit();
    }

    @Override
    public final double heightInPoints() {
        return height * size.pointsPerUnit();
    }

    @Override
    public final double pixelsPerUnit() {
        return size.pixelsPerUnit();
    }
}
