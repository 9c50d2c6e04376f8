package dev.ridgepoint.chart;

import dev.ridgepoint.chart.AgreementFigure.Pair;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Predicted against measured on equal logarithmic axes: on the diagonal they agree, and bands show where the prediction is within 10 % and 25 % of the
 * measurement. The legend stands beside the plot, so that it hides nothing.
 */
public final class AgreementChart extends ScatterPlot {

    private static final Color BAND_25 = new Color(0xea, 0xea, 0xea);
    private static final Color BAND_10 = new Color(0xcf, 0xcf, 0xcf);
    private static final double LINE_HEIGHT = 1.3;

    private final AgreementFigure figure;
    private final FigureSize size;
    private final SeriesStyle style;
    private final AxisRange range;
    private final Legend legend;
    private final double top;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public AgreementChart(AgreementFigure figure, FigureSize size) {
        super(size);
        this.figure = figure;
        this.size = size;
        this.style = SeriesStyle.of(figure.points().stream().map(Pair::series).toList());
        double least = figure.points().stream().mapToDouble(p -> Math.min(p.predicted(), p.measured())).min().orElseThrow();
        double greatest = figure.points().stream().mapToDouble(p -> Math.max(p.predicted(), p.measured())).max().orElseThrow();
        this.range = AxisRange.covering(least / 1.15, greatest * 1.15);
        this.legend = new Legend(legendRows(), em());
        this.top = em() * 0.6 + heading().stream().mapToDouble(line -> line.font().getSize2D() * LINE_HEIGHT).sum() + (heading().isEmpty() ? 0 : em() * 0.5);
        layOut();
        addBand("within 25 %", 0.25, BAND_25);
        addBand("within 10 %", 0.10, BAND_10);
        addGrid();
        addSegments("predicted = measured", List.of(new double[] {range.low(), range.low(), range.high(), range.high()}), Palette.INK,
                Palette.solid(em() * 0.1));
        for (int i = 0; i < style.count(); i++) {
            addSeries(i);
        }
    }

    /** The texts of the legend. */
    List<String> legendTexts() {
        return legend.rows().stream().map(Legend.Row::text).toList();
    }

    private void layOut() {
        double left = em() * (0.4 + 1.25 + 0.4 + 0.4) + widestTick();
        double bottom = em() * (0.4 + 0.3 + 1 + 0.55 + 1 + 0.5);
        double beside = size.narrow() ? em() * 0.9 : legend.width() + em();
        double below = size.narrow() ? legend.heightBelow(size.width() - 1.2 * em()) : 0;
        // Equal axes: the plot is a square, as high as the page or as wide as the legend leaves it.
        int side = (int) (size.narrow() ? size.width() - left - beside : Math.min(size.width() - left - beside, size.height() - top - bottom));
        int height = (int) Math.ceil(top + side + bottom + below);
        layOut(range, range, new Rectangle((int) Math.ceil(left), (int) Math.ceil(top), side, side), height);
    }

    private List<FigureFrame.Line> heading() {
        List<FigureFrame.Line> lines = new ArrayList<>();
        if (figure.title() != null && !figure.title().isBlank()) {
            lines.add(new FigureFrame.Line(figure.title(), Typeface.BOLD.at(em() * 1.12), true));
        }
        if (figure.subtitle() != null) {
            lines.add(new FigureFrame.Line(figure.subtitle(), Typeface.REGULAR.at(em()), false));
        }
        return lines;
    }

    private List<Legend.Row> legendRows() {
        List<Legend.Row> rows = new ArrayList<>();
        for (int i = 0; i < style.count(); i++) {
            rows.add(Legend.Row.marker(style.filled(i, em() * 0.85), style.label(i)));
        }
        rows.add(Legend.Row.line(Palette.INK, Palette.solid(em() * 0.1), "predicted = measured"));
        rows.add(Legend.Row.area(BAND_10, "within 10 %"));
        rows.add(Legend.Row.area(BAND_25, "within 25 %"));
        return rows;
    }

    /** Where {@code |predicted - measured| <= share x measured}: a strip along the diagonal, cut off at the corners of the plot. */
    private void addBand(String name, double share, Color fill) {
        double low = range.low();
        double high = range.high();
        double least = 1 / (1 + share);
        double most = 1 / (1 - share);
        addPolygon(name, new double[] {low, low, high / most, high, high, low / least}, new double[] {low, low * most, high, high, high * least, low}, fill);
    }

    private void addSeries(int index) {
        List<Pair> points = figure.points().stream().filter(p -> style.index(p.series()) == index).toList();
        addPoints(style.label(index) + (index == style.names().size() ? " series" : ""), points.stream().mapToDouble(Pair::predicted).toArray(),
                points.stream().mapToDouble(Pair::measured).toArray(), style.filled(index, size.markerSize() * (points.size() > 200 ? 0.42 : 0.62)));
    }

    /** {@code 0.1}, {@code 10}, {@code 10,000}. */
    static String tick(int exponent) {
        return exponent < 0 ? AxisRange.intensity(exponent) : String.format(Locale.ROOT, "%,.0f", Math.pow(10, exponent));
    }

    private double widestTick() {
        return range.decades().stream().mapToDouble(d -> Typeface.width(Typeface.REGULAR.at(em()), tick(d))).max().orElse(0);
    }

    @Override
    void paintAbout(Graphics2D g) {
        double y = em() * 0.6;
        for (FigureFrame.Line line : heading()) {
            y += line.font().getSize2D() * LINE_HEIGHT;
            Label.draw(g, line.font(), line.title() ? Palette.INK : Palette.FAINT_INK, line.text(), em() * 0.6, y - line.font().getSize2D() * 0.3, 0);
        }
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(plot());
        range.decades().forEach(decade -> paintTicks(g, decade));
        Font font = Typeface.REGULAR.at(em());
        String across = "Predicted (" + figure.quantity() + ")";
        String up = "Measured (" + figure.quantity() + ")";
        Label.draw(g, font, Palette.INK, across, plot().getCenterX() - Typeface.width(font, across) / 2,
                plot().getMaxY() + em() * (0.4 + 0.3 + 1 + 0.55 + Label.ASCENT), 0);
        Label.draw(g, font, Palette.INK, up, em() * (0.4 + Label.ASCENT), plot().getCenterY() + Typeface.width(font, up) / 2, -Math.PI / 2);
        if (size.narrow()) {
            double room = size.width() - 1.2 * em();
            legend.paintBelow(g, em() * 0.6, plot().getMaxY() + em() * (0.4 + 0.3 + 1 + 0.55 + 1 + 0.5), room);
        } else {
            legend.paint(g, new Point2D.Double(plot().getMaxX() + em() * 0.6, plot().getMinY()));
        }
    }

    private void paintTicks(Graphics2D g, int decade) {
        Font font = Typeface.REGULAR.at(em());
        String text = tick(decade);
        double along = range.fraction(Math.pow(10, decade)) * plot().width;
        double x = plot().getMinX() + along;
        double y = plot().getMaxY() - along;
        double tick = em() * 0.4;
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(new Line2D.Double(x, plot().getMaxY(), x, plot().getMaxY() + tick));
        g.draw(new Line2D.Double(plot().getMinX() - tick, y, plot().getMinX(), y));
        Label.draw(g, font, Palette.INK, text, x - Typeface.width(font, text) / 2, plot().getMaxY() + tick + em() * (0.3 + Label.ASCENT), 0);
        Label.draw(g, font, Palette.INK, text, plot().getMinX() - tick - em() * 0.3 - Typeface.width(font, text), y + em() * 0.36, 0);
    }
}
