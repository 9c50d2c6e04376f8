package dev.ridgepoint.chart;

import dev.ridgepoint.chart.TornadoFigure.Bar;
import dev.ridgepoint.chart.TornadoFigure.Panel;
import dev.ridgepoint.chart.TornadoFigure.Side;
import dev.ridgepoint.unit.Quantity;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A tornado chart: bars to both sides of 0, the longest on top, each end told by how much and, where there is room, by what; the panels share one axis.
 */
public final class TornadoChart extends DrawnChart {

    private static final double MOST_NAME = 0.34;
    private static final double ROW = 1.65;
    private static final double BAR = 1.05;
    private static final double PANEL_TITLE = 1.9;
    private static final double PANEL_GAP = 0.8;
    private static final double TEXT_GAP = 0.35;
    private static final Color SMALLER = Palette.colour(4);
    private static final Color LARGER = Palette.colour(0);

    /** What stands at the end of a bar. */
    private enum Wording {
        /** By how much, and by what. */
        FULL,
        /** By how much alone, where the causes would leave the bars no room. */
        SHORT
    }

    /** The least share of the page's width that bars are left with. */
    private static final double LEAST_BARS = 0.34;

    private final TornadoFigure figure;
    private final Wording wording;
    private final Axis axis;
    private final Legend legend;
    private final double room;
    /** Where the axis starts and ends on the page; texts stand beyond it. */
    private final double left;
    private final double right;
    private final double bottom;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public TornadoChart(TornadoFigure figure, FigureSize size) {
        super(size, figure.title(), figure.subtitle());
        this.figure = figure;
        double[] ends = DoubleStream.concat(DoubleStream.of(0), sides().mapToDouble(Side::percent)).toArray();
        this.axis = Axis.between(figure.quantity(), Axis.Scale.LINEAR, ends, TornadoChart::signed);
        this.room = MOST_NAME * getWidth();
        double names = bars().mapToDouble(bar -> Math.min(room, width(bar.name()))).max().orElse(0);
        double from = em() * (MARGIN + 0.6) + names;
        double to = getWidth() - em() * MARGIN;
        double least = LEAST_BARS * getWidth() / (axis.high() - axis.low());
        this.wording = unit(to - from, Wording.FULL) < least ? Wording.SHORT : Wording.FULL;
        double unit = unit(to - from, wording);
        double zero = from + reach(true, unit, wording);
        this.left = zero + unit * axis.low();
        this.right = zero + unit * axis.high();
        this.legend = new Legend(List.of(Legend.Row.area(SMALLER, figure.smaller()), Legend.Row.area(LARGER, figure.larger())), em());
        this.bottom = belowHeading() + figure.panels().stream().mapToDouble(this::height).sum();
        endAt(bottom + em() * 3.4 + legend.heightBelow(getWidth() - 2 * MARGIN * em()));
    }

    private Stream<Bar> bars() {
        return figure.panels().stream().flatMap(panel -> panel.bars().stream());
    }

    private Stream<Side> sides() {
        return bars().flatMap(Bar::sides);
    }

    private double height(Panel panel) {
        return em() * (PANEL_TITLE + ROW * panel.bars().size() + PANEL_GAP);
    }

    /** How far bars and their texts reach to one side of 0 where a percent is so long. */
    private double reach(boolean before, double unit, Wording words) {
        double end = unit * Math.abs(before ? axis.low() : axis.high());
        return bars().mapToDouble(bar -> {
            double length = bar.sides().mapToDouble(side -> before ? -side.percent() : side.percent()).max().orElse(0);
            return unit * Math.max(0, length) + text(bar, before, words).map(text -> width(text) + em() * TEXT_GAP).orElse(0.0);
        }).reduce(end, Math::max);
    }

    /** The longest percent at which all of it has room. */
    private double unit(double width, Wording words) {
        double least = 0;
        double most = width / (axis.high() - axis.low());
        for (int i = 0; i < 50; i++) {
            double middle = (least + most) / 2;
            if (reach(true, middle, words) + reach(false, middle, words) <= width) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return least;
    }

    /** {@code +9.1}, {@code -9.1} with a true minus sign. */
    static String signed(double percent) {
        String number = Quantity.significant(Math.abs(percent));
        return percent == 0 ? "0" : (percent < 0 ? "\u2212" : "+") + number;
    }

    /** The text at one end of a bar. Where both changes go to one side, the two share its text, the lesser one first. */
    private static Optional<String> text(Bar bar, boolean before, Wording words) {
        List<Side> here = bar.sides().filter(side -> before ? side.percent() < 0 : side.percent() >= 0).toList();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(here.stream().map(side -> (words == Wording.SHORT || side.cause().isEmpty() ? "" : side.cause() + ": ") + rounded(side.percent()))
                .reduce((a, b) -> a.equals(b) ? a : a + ", " + b).orElseThrow());
    }

    private static String rounded(double percent) {
        double size = Math.abs(percent);
        double kept = size >= 10 ? Math.rint(percent) : size >= 0.1 ? Math.rint(percent * 10) / 10 : Math.rint(percent * 100) / 100;
        return signed(kept) + " %";
    }

    /** The texts at the ends of the bars, from top to bottom. */
    List<String> endTexts() {
        return bars().flatMap(bar -> Stream.of(true, false).flatMap(before -> text(bar, before, wording).stream())).toList();
    }

    @Override
    void draw(Graphics2D g) {
        double top = belowHeading();
        for (Panel panel : figure.panels()) {
            Label.draw(g, Typeface.BOLD.at(em()), Palette.INK, panel.title(), em() * MARGIN, top + em() * 1.2, 0);
            double y = top + em() * PANEL_TITLE;
            paintGrid(g, y, y + em() * ROW * panel.bars().size());
            for (Bar bar : panel.bars()) {
                paint(g, bar, y + em() * ROW / 2);
                y += em() * ROW;
            }
            top += height(panel);
        }
        double end = bottom - em() * PANEL_GAP;
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(new Line2D.Double(left, end, right, end));
        paintTicks(g, axis, left, right, end);
        Label.draw(g, font(), Palette.INK, axis.title(), Math.max(em() * MARGIN, (left + right - width(axis.title())) / 2), end + em() * 2.9, 0);
        legend.paintBelow(g, em() * MARGIN, end + em() * 3.6, getWidth() - 2 * MARGIN * em());
    }

    private double x(double percent) {
        return left + axis.fraction(percent) * (right - left);
    }

    private void paintGrid(Graphics2D g, double top, double end) {
        for (Axis.Tick tick : axis.ticks()) {
            g.setColor(tick.at() == 0 ? Palette.FAINT_INK : Palette.GRID);
            g.setStroke(Palette.solid(em() * (tick.at() == 0 ? 0.09 : 0.06)));
            g.draw(new Line2D.Double(x(tick.at()), top, x(tick.at()), end));
        }
    }

    private void paint(Graphics2D g, Bar bar, double y) {
        double baseline = y + em() * 0.36;
        Label.draw(g, font(), Palette.INK, shortened(font(), bar.name(), room), em() * MARGIN, baseline, 0);
        boolean oneSide = bar.sides().filter(side -> side.percent() < 0).count() != 1 && bar.sides().count() == 2;
        double height = em() * BAR * (oneSide ? 0.5 : 1);
        double top = y - em() * BAR / 2;
        bar.smaller().ifPresent(side -> paint(g, side, SMALLER, top, height));
        bar.larger().ifPresent(side -> paint(g, side, LARGER, oneSide ? y : top, height));
        double least = bar.sides().mapToDouble(Side::percent).min().orElse(0);
        double greatest = bar.sides().mapToDouble(Side::percent).max().orElse(0);
        text(bar, true, wording).ifPresent(text -> end(g, text, x(least) - em() * TEXT_GAP - width(text), baseline));
        text(bar, false, wording).ifPresent(text -> end(g, text, x(greatest) + em() * TEXT_GAP, baseline));
    }

    /** What stands at the end of a bar, on white, so that no line of the grid goes through it. */
    private void end(Graphics2D g, String text, double x, double baseline) {
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(x - em() * 0.1, baseline - em() * 0.8, width(text) + em() * 0.2, em() * 1.1));
        Label.draw(g, font(), Palette.FAINT_INK, text, x, baseline, 0);
    }

    private void paint(Graphics2D g, Side side, Color colour, double top, double height) {
        double from = Math.min(x(0), x(side.percent()));
        g.setColor(colour);
        g.fill(new Rectangle2D.Double(from, top, Math.abs(x(side.percent()) - x(0)), height));
    }
}
