package dev.ridgepoint.chart;

import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.Axis.Tick;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Measured and predicted series on axes of any kind. The legend stands below the plot, so that it hides nothing. */
public final class SeriesChart extends ScatterPlot {

    private static final double LINE_HEIGHT = 1.3;
    /** Half of a stroke across the end of a bar, as a share of the axis. */
    private static final double CAP = 0.008;
    private static final double BELOW_AXIS = 0.4 + 0.3 + 1 + 0.55 + 1 + 0.5;

    private final SeriesFigure figure;
    private final FigureSize size;
    private final Optional<Panel> panel;
    private final int width;
    private final List<FigureFrame.Line> heading = new ArrayList<>();
    private final Legend legend;
    private NameMarks marks = NameMarks.ONE_LINE;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public SeriesChart(SeriesFigure figure, FigureSize size) {
        this(figure, size, Optional.empty());
    }

    private SeriesChart(SeriesFigure figure, FigureSize size, Optional<Panel> panel) {
        super(size, panel.map(Panel::width).orElse(size.width()));
        this.figure = figure;
        this.size = size;
        this.panel = panel;
        this.width = panel.map(Panel::width).orElse(size.width());
        addHeading(figure.title(), Typeface.BOLD.at(em() * (panel.isPresent() ? 1 : 1.12)), true);
        if (figure.subtitle() != null) {
            addHeading(figure.subtitle(), Typeface.REGULAR.at(em()), false);
        }
        this.legend = new Legend(panel.isPresent() ? List.of() : figure.series().stream().map(this::legendRow).toList(), em());
        setAxes();
        layOut();
        addGrid("grid across", figure.across(), figure.up(), true);
        addGrid("grid up", figure.up(), figure.across(), false);
        for (int i = 0; i < figure.series().size(); i++) {
            add(i + " ", figure.series().get(i));
        }
    }

    /**
     * Its place in a larger figure, which has the legend.
     *
     * @param width      of the panel
     * @param plotHeight of its plot
     * @param foot       whether it is the lowest, which has the axis title for all above it
     */
    record Panel(int width, int plotHeight, boolean foot) { }

    /** A panel of a larger figure, without a legend. */
    static SeriesChart panel(SeriesFigure figure, FigureSize size, Panel panel) {
        return new SeriesChart(figure, size, Optional.of(panel));
    }

    private boolean hasAcrossTitle() {
        return panel.isEmpty() || panel.get().foot();
    }

    private double below() {
        return em() * (hasAcrossTitle() ? BELOW_AXIS : 0.4 + 0.3 + 1 + 0.2) + (marks.lines() - 1) * em() * LINE_HEIGHT;
    }

    private void addHeading(String text, Font font, boolean title) {
        FigureFrame.wrap(text, font, width - 1.2 * em()).forEach(line -> heading.add(new FigureFrame.Line(line, font, title)));
    }

    private void setAxes() {
        getStyler().setXAxisLogarithmic(figure.across().scale() == Scale.LOGARITHMIC).setYAxisLogarithmic(figure.up().scale() == Scale.LOGARITHMIC)
                .setXAxisMin(figure.across().low()).setXAxisMax(figure.across().high()).setYAxisMin(figure.up().low()).setYAxisMax(figure.up().high());
    }

    private void layOut() {
        double widest = figure.up().ticks().stream().mapToDouble(tick -> width(tick.text())).max().orElse(0);
        double left = em() * (0.4 + 1.25 + 0.4 + 0.4) + widest;
        List<Tick> ticks = figure.across().ticks();
        double right;
        if (figure.across().scale() == Scale.NAMES) {
            // A name stands in the middle of its room, and only what is wider than that stands beyond.
            marks = NameMarks.of(ticks, (width - left - em() * 0.9) / ticks.size(), Typeface.REGULAR.at(em()));
            right = em() * 0.9 + marks.beyond();
            marks = NameMarks.of(ticks, (width - left - right) / ticks.size(), Typeface.REGULAR.at(em()));
        } else {
            // Half of the last label stands beyond its mark.
            right = em() * 0.9 + (ticks.isEmpty() ? 0 : width(ticks.get(ticks.size() - 1).text()) / 2);
        }
        double top = em() * 1.1 + heading.stream().mapToDouble(line -> line.font().getSize2D() * LINE_HEIGHT).sum();
        double below = below() + legend.heightBelow(width - 1.2 * em());
        int plotHeight = panel.map(Panel::plotHeight).orElse(size.plotHeight(top + below));
        Rectangle area = new Rectangle((int) Math.ceil(left), (int) Math.ceil(top), (int) (width - left - right), plotHeight);
        layOut(area, (int) Math.ceil(top + plotHeight + below));
    }

    private double width(String text) {
        return Typeface.width(Typeface.REGULAR.at(em()), text);
    }

    /** The texts of the legend. */
    List<String> legendTexts() {
        return legend.rows().stream().map(Legend.Row::text).toList();
    }

    private static Color colour(Series series) {
        return Palette.colour(series.colour());
    }

    private BasicStroke stroke(Series series) {
        return series.look() == Look.PREDICTED_LINE ? Palette.dashed(em() * 0.13, em(), Palette.MACHINE_DASHES[2]) : Palette.solid(em() * 0.1);
    }

    private PointMarker marker(Series series, double diameter) {
        PointMarker.Form form = PointMarker.Form.of(series.colour());
        return series.look() == Look.MEASURED_POINTS || series.look() == Look.LINE
                ? new PointMarker(form, diameter, Palette.translucent(colour(series), 0.65), colour(series), diameter * 0.08)
                : new PointMarker(form, diameter, Palette.translucent(Color.WHITE, 0), colour(series), diameter * 0.16);
    }

    Legend.Row legendRow(Series series) {
        return switch (series.look()) {
            case MEASURED_POINTS, PREDICTED_POINTS -> Legend.Row.marker(marker(series, em() * 0.85), series.name());
            case MEASURED_LINE, PREDICTED_LINE -> Legend.Row.line(colour(series), stroke(series), series.name());
            case LINE -> {
                Legend.Sample line = Legend.Row.line(colour(series), stroke(series), series.name()).sample();
                PointMarker mark = marker(series, em() * 0.7);
                yield new Legend.Row((g, x, y, room) -> {
                    line.paint(g, x, y, room);
                    mark.paint(g, x, y, 0);
                }, series.name());
            }
            case BARS -> Legend.Row.area(colour(series), series.name());
        };
    }

    private void addGrid(String name, Axis axis, Axis other, boolean vertical) {
        if (axis.scale() != Scale.NAMES) {
            List<double[]> lines = axis.ticks().stream().map(tick -> vertical ? new double[] {tick.at(), other.low(), tick.at(), other.high()}
                    : new double[] {other.low(), tick.at(), other.high(), tick.at()}).toList();
            addSegments(name, lines, Palette.GRID, Palette.solid(em() * 0.06));
        }
    }

    private void add(String id, Series series) {
        switch (series.look()) {
            case MEASURED_POINTS -> {
                addSegments(id + "spread", spread(series.points()), colour(series), Palette.solid(em() * 0.09));
                addPoints(id + series.name(), values(series, Point::x), values(series, Point::y), marker(series, size.markerSize() * 0.72));
            }
            case PREDICTED_POINTS ->
                addPoints(id + series.name(), values(series, Point::x), values(series, Point::y), marker(series, size.markerSize() * 0.72));
            case MEASURED_LINE -> {
                addBand(id + "band", series);
                addLine(id + series.name(), series);
            }
            case LINE -> {
                addSegments(id + "spread", spread(series.points()), colour(series), Palette.solid(em() * 0.09));
                addLine(id + series.name(), series);
                addPoints(id + "marks", values(series, Point::x), values(series, Point::y), marker(series, size.markerSize() * 0.5));
            }
            case BARS -> addBars(id, series);
            case PREDICTED_LINE -> { } // Painted over the plot: XChart draws each piece by itself, and short pieces have no dashes.
        }
    }

    /** From the lower to the upper end of each, as far as the axis goes, and a stroke across either end that is on it. */
    private List<double[]> spread(List<Point> points) {
        Axis up = figure.up();
        List<double[]> lines = new ArrayList<>();
        for (Point point : points) {
            if (point.low() < point.high()) {
                lines.add(new double[] {point.x(), Math.max(up.low(), point.low()), point.x(), Math.min(up.high(), point.high())});
                double at = figure.across().fraction(point.x());
                for (double end : new double[] {point.low(), point.high()}) {
                    if (end > up.low() && end < up.high()) {
                        lines.add(new double[] {valueAt(at - CAP), end, valueAt(at + CAP), end});
                    }
                }
            }
        }
        return lines;
    }

    private double valueAt(double fraction) {
        Axis axis = figure.across();
        return axis.scale() == Scale.LOGARITHMIC ? axis.low() * Math.pow(axis.high() / axis.low(), fraction)
                : axis.low() + fraction * (axis.high() - axis.low());
    }

    private void addBand(String name, Series series) {
        int n = series.points().size();
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            Point point = series.points().get(i);
            x[i] = point.x();
            y[i] = Math.min(figure.up().high(), point.high());
            x[2 * n - 1 - i] = point.x();
            y[2 * n - 1 - i] = Math.max(figure.up().low(), point.low());
        }
        // Opaque: polygons that lie over one another in a PDF would else add up.
        addPolygon(name, x, y, paler(colour(series)));
    }

    private void addBars(String id, Series series) {
        double half = figure.barWidth() / 2;
        double foot = figure.up().low();
        for (Point point : series.points()) {
            addPolygon(id + "bar " + point.x(), new double[] {point.x() - half, point.x() + half, point.x() + half, point.x() - half},
                    new double[] {foot, foot, point.y(), point.y()}, colour(series));
        }
    }

    private static Color paler(Color colour) {
        return new Color((colour.getRed() + 2 * 255) / 3, (colour.getGreen() + 2 * 255) / 3, (colour.getBlue() + 2 * 255) / 3);
    }

    private void addLine(String name, Series series) {
        var line = addSeries(name, values(series, Point::x), values(series, Point::y));
        line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        line.setMarker(SeriesMarkers.NONE).setLineColor(colour(series)).setLineStyle(stroke(series));
    }

    private static double[] values(Series series, ToDoubleFunction<Point> value) {
        return series.points().stream().mapToDouble(value).toArray();
    }

    @Override
    void paintAbout(Graphics2D g) {
        double y = em() * 0.6;
        for (FigureFrame.Line line : heading) {
            y += line.font().getSize2D() * LINE_HEIGHT;
            Label.draw(g, line.font(), line.title() ? Palette.INK : Palette.FAINT_INK, line.text(),
                    panel.isPresent() ? plot().getMinX() : em() * 0.6, y - line.font().getSize2D() * 0.3, 0);
        }
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(plot());
        figure.series().stream().filter(series -> series.look() == Look.PREDICTED_LINE).forEach(series -> paintLine(g, series));
        paintAcross(g);
        paintUp(g);
        Font font = Typeface.REGULAR.at(em());
        if (hasAcrossTitle()) {
            Label.draw(g, font, Palette.INK, figure.across().title(), plot().getCenterX() - width(figure.across().title()) / 2,
                    plot().getMaxY() + below() - em() * (1.5 - Label.ASCENT), 0);
        }
        Label.draw(g, font, Palette.INK, figure.up().title(), em() * (0.4 + Label.ASCENT), plot().getCenterY() + width(figure.up().title()) / 2, -Math.PI / 2);
        legend.paintBelow(g, em() * 0.6, plot().getMaxY() + below(), width - 1.2 * em());
    }

    private void paintLine(Graphics2D g, Series series) {
        Path2D path = new Path2D.Double();
        for (Point point : series.points()) {
            double x = plot().getMinX() + figure.across().fraction(point.x()) * plot().width;
            double y = plot().getMaxY() - figure.up().fraction(point.y()) * plot().height;
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        g.setColor(colour(series));
        g.setStroke(stroke(series));
        g.draw(path);
    }

    /** Marks, and the labels that stand apart; the last label is the one that must not be missed. */
    private void paintAcross(Graphics2D g) {
        double free = Double.POSITIVE_INFINITY;
        for (int i = figure.across().ticks().size() - 1; i >= 0; i--) {
            Tick tick = figure.across().ticks().get(i);
            double x = plot().getMinX() + figure.across().fraction(tick.at()) * plot().width;
            paintMark(g, x, plot().getMaxY(), x, plot().getMaxY() + em() * 0.4);
            double half = width(tick.text()) / 2;
            if (figure.across().scale() == Scale.NAMES) {
                marks.paint(g, i, x, plot().getMaxY() + em() * (0.4 + 0.3 + Label.ASCENT), em() * LINE_HEIGHT);
            } else if (x + half < free) {
                Label.draw(g, Typeface.REGULAR.at(em()), Palette.INK, tick.text(), x - half, plot().getMaxY() + em() * (0.4 + 0.3 + Label.ASCENT), 0);
                free = x - half - em() * 0.5;
            }
        }
    }

    private void paintUp(Graphics2D g) {
        double free = Double.POSITIVE_INFINITY;
        for (Tick tick : figure.up().ticks()) {
            double y = plot().getMaxY() - figure.up().fraction(tick.at()) * plot().height;
            paintMark(g, plot().getMinX() - em() * 0.4, y, plot().getMinX(), y);
            if (y + em() * 0.5 < free) {
                Label.draw(g, Typeface.REGULAR.at(em()), Palette.INK, tick.text(), plot().getMinX() - em() * 0.7 - width(tick.text()), y + em() * 0.36, 0);
                free = y - em() * 0.7;
            }
        }
    }

    private void paintMark(Graphics2D g, double x1, double y1, double x2, double y2) {
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }
}
