package dev.ridgepoint.chart;

import dev.ridgepoint.chart.IntervalFigure.Row;
import dev.ridgepoint.unit.Quantity;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs one below the other: a dot at the median, a bar over the middle half, a line from the least to the greatest value, and the values themselves below it.
 * Names stand over their rows and not beside them, so that long ones fit on a phone.
 */
public final class IntervalChart extends ScatterPlot {

    /** Lettering against that of a paper's column: on a phone a column is as wide, and held farther away. */
    private static final double LETTERING = 1.25;
    /** In lettering sizes: a row, and in it the baseline of the name, the interval and the values. */
    private static final double ROW = 2.9;
    private static final double NAME = 1.05;
    private static final double INTERVAL = 1.75;
    private static final double VALUES = 2.3;

    private final IntervalFigure figure;
    private final FigureSize size;
    private final ValueAxis axis;
    private final double letter;

    /** The chart of a figure, as wide as a paper's column or a phone. */
    public IntervalChart(IntervalFigure figure) {
        super(FigureSize.COLUMN);
        this.figure = figure;
        this.size = FigureSize.COLUMN;
        this.letter = LETTERING * size.fontSize();
        this.axis = ValueAxis.covering(ends().min().orElseThrow(), ends().max().orElseThrow());
        int left = (int) Math.round(letter);
        int top = (int) Math.round(letter * 2.2);
        Rectangle area = new Rectangle(left, top, size.width() - 2 * left, (int) Math.round(letter * (ROW * figure.rows().size() + 0.3)));
        layOut(area, (int) Math.round(top + area.height + letter * 3.5));
        getStyler().setXAxisLogarithmic(axis.logarithmic()).setXAxisMin(axis.low()).setXAxisMax(axis.high())
                .setYAxisMin(0.0).setYAxisMax(area.height / letter);
        draw();
    }

    private DoubleStream ends() {
        return DoubleStream.concat(figure.mark().stream().mapToDouble(v -> v), figure.rows().stream().flatMapToDouble(row -> DoubleStream.concat(
                DoubleStream.of(row.least(), row.greatest()), row.values().stream().mapToDouble(v -> v))));
    }

    private void draw() {
        double bottom = plot().height / letter;
        addSegments("grid", axis.ticks().stream().flatMap(tick -> underNames(tick, bottom)).toList(), Palette.GRID, Palette.solid(letter * 0.06));
        figure.mark().ifPresent(value -> addSegments("mark", underNames(value, bottom).toList(), Palette.FAINT_INK,
                Palette.dashed(letter * 0.08, letter, Palette.ROOF_DASHES[0])));
        Color blue = Palette.colour(0);
        List<double[]> ranges = new ArrayList<>();
        List<double[]> halves = new ArrayList<>();
        List<double[]> middles = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < figure.rows().size(); i++) {
            Row row = figure.rows().get(i);
            double y = bottom - i * ROW - INTERVAL;
            double under = bottom - i * ROW - VALUES;
            ranges.add(new double[] {row.least(), y, row.greatest(), y});
            ranges.add(new double[] {row.least(), y - 0.2, row.least(), y + 0.2});
            ranges.add(new double[] {row.greatest(), y - 0.2, row.greatest(), y + 0.2});
            row.half().ifPresent(half -> halves.add(new double[] {half.lower(), y, half.upper(), y}));
            middles.add(new double[] {row.middle(), y});
            row.values().forEach(value -> values.add(new double[] {value, under}));
        }
        addSegments("least to greatest", ranges, blue, Palette.solid(letter * 0.08));
        addSegments("middle half", halves, Palette.translucent(blue, 0.45), Palette.solid(letter * 0.36));
        addDots("values", values, new PointMarker(PointMarker.Form.CIRCLE, letter * 0.26, Palette.translucent(Palette.FAINT_INK, 0.35),
                Palette.translucent(Palette.FAINT_INK, 0.6), letter * 0.02));
        addDots("median", middles, new PointMarker(PointMarker.Form.CIRCLE, letter * 0.5, blue, Palette.INK, letter * 0.06));
    }

    /** A line down the plot at a value, that leaves the names out. */
    private Stream<double[]> underNames(double value, double bottom) {
        return IntStream.range(0, figure.rows().size()).mapToObj(i -> new double[] {value, bottom - i * ROW - NAME - 0.3, value, bottom - (i + 1) * ROW});
    }

    private void addDots(String name, List<double[]> points, PointMarker marker) {
        if (!points.isEmpty()) {
            addPoints(name, points.stream().mapToDouble(p -> p[0]).toArray(), points.stream().mapToDouble(p -> p[1]).toArray(), marker);
        }
    }

    /** What the axis is labelled with. */
    List<String> tickTexts() {
        return axis.ticks().stream().map(Quantity::significant).toList();
    }

    @Override
    void paintAbout(Graphics2D g) {
        Label.draw(g, Typeface.BOLD.at(letter * 1.05), Palette.INK, figure.title(), plot().x, letter * 1.4, 0);
        Font font = Typeface.REGULAR.at(letter);
        for (int i = 0; i < figure.rows().size(); i++) {
            Row row = figure.rows().get(i);
            double y = plot().y + letter * (i * ROW + NAME);
            String value = Quantity.significant(row.middle());
            double width = Typeface.width(Typeface.BOLD.at(letter), value);
            Label.draw(g, Typeface.BOLD.at(letter), Palette.INK, value, plot().getMaxX() - width, y, 0);
            Label.draw(g, font, Palette.INK, shortened(font, row.name(), plot().width - width - letter), plot().x, y, 0);
        }
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(letter * 0.07));
        g.draw(new Line2D.Double(plot().x, plot().getMaxY(), plot().getMaxX(), plot().getMaxY()));
        ticks(g, font);
        String quantity = (axis.logarithmic() ? "logarithmic; " : "") + figure.quantity();
        Label.draw(g, font, Palette.FAINT_INK, shortened(font, quantity, plot().width), plot().x, plot().getMaxY() + letter * 2.9, 0);
    }

    private void ticks(Graphics2D g, Font font) {
        double free = 0;
        for (double tick : axis.ticks()) {
            double x = plot().x + axis.fraction(tick) * plot().width;
            g.setColor(Palette.FAINT_INK);
            g.draw(new Line2D.Double(x, plot().getMaxY(), x, plot().getMaxY() + letter * 0.3));
            String text = Quantity.significant(tick);
            double width = Typeface.width(font, text);
            double start = Math.max(0, Math.min(size.width() - width, x - width / 2));
            if (start >= free) {
                Label.draw(g, font, Palette.INK, text, start, plot().getMaxY() + letter * 1.4, 0);
                free = start + width + letter * 0.6;
            }
        }
    }

    /** A name cut short where there is no room for all of it. */
    private static String shortened(Font font, String name, double room) {
        String text = name;
        while (text.length() > 1 && Typeface.width(font, text) > room) {
            int kept = text.offsetByCodePoints(text.length(), text.endsWith("\u2026") ? -2 : -1);
            text = text.substring(0, kept).stripTrailing() + "\u2026";
        }
        return text;
    }
}
