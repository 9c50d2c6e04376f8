package dev.ridgepoint.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What charts of measurements share: XChart draws a bare plot of many points, and all that stands about it is drawn by the chart itself. */
abstract class ScatterPlot extends XYChart implements PrintedChart {

    private final FigureSize size;
    private final int pageWidth;
    private AxisRange across;
    private AxisRange up;
    private Rectangle plot;
    private int pageHeight;

    ScatterPlot(FigureSize size) {
        this(size, size.width());
    }

    /** A plot that is part of a page, and so wide of it. */
    ScatterPlot(FigureSize size, int width) {
        super(width, size.height());
        this.size = size;
        this.pageWidth = width;
    }

    /** Settles the layout of a plot on logarithmic axes. */
    final void layOut(AxisRange horizontal, AxisRange vertical, Rectangle area, int height) {
        across = horizontal;
        up = vertical;
        layOut(area, height);
        getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true)
                .setXAxisMin(across.low()).setXAxisMax(across.high()).setYAxisMin(up.low()).setYAxisMax(up.high());
    }

    /** Settles the layout, not the axes; XChart's own frame is taken away. */
    final void layOut(Rectangle area, int height) {
        plot = area;
        pageHeight = height;
        setHeight(height);
        getStyler().setChartTitleVisible(false).setLegendVisible(false).setChartPadding(0).setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setAntiAlias(true);
        getStyler().setPlotContentSize(1);
        getStyler().setPlotMargin(0).setXAxisTicksVisible(false).setYAxisTicksVisible(false).setXAxisTitleVisible(false)
                .setYAxisTitleVisible(false).setPlotGridLinesVisible(false).setPlotTicksMarksVisible(false);
    }

    /** Draws what stands about the plot and over it. */
    abstract void paintAbout(Graphics2D g);

    final Rectangle plot() {
        return plot;
    }

    final double em() {
        return size.fontSize();
    }

    /** Lines at the powers of ten. */
    final void addGrid() {
        List<double[]> lines = new ArrayList<>();
        across.decades().forEach(d -> lines.add(new double[] {Math.pow(10, d), up.low(), Math.pow(10, d), up.high()}));
        up.decades().forEach(d -> lines.add(new double[] {across.low(), Math.pow(10, d), across.high(), Math.pow(10, d)}));
        addSegments("grid", lines, Palette.GRID, Palette.solid(em() * 0.06));
    }

    /** Several segments {x1, y1, x2, y2} as one series: not a number ends a line in XChart. */
    final void addSegments(String name, List<double[]> segments, Color colour, BasicStroke stroke) {
        if (segments.isEmpty()) {
            return;
        }
        double[] x = segments.stream().flatMapToDouble(s -> DoubleStream.of(s[0], s[2], s[2])).toArray();
        double[] y = segments.stream().flatMapToDouble(s -> DoubleStream.of(s[1], s[3], Double.NaN)).toArray();
        var series = addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(stroke);
    }

    final void addPolygon(String name, double[] x, double[] y, Color fill) {
        var series = addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setFillColor(fill);
        series.setMarker(SeriesMarkers.NONE).setLineColor(fill).setLineStyle(SeriesLines.NONE);
    }

    final void addPoints(String name, double[] x, double[] y, Marker marker) {
        var series = addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(marker);
    }

    @Override
    public final void paint(Graphics2D g, int width, int height) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        AffineTransform page = g.getTransform();
        if (width != pageWidth || height != pageHeight) {
            g.scale(width / (double) pageWidth, height / (double) pageHeight);
        }
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, pageWidth, pageHeight));
        AffineTransform whole = g.getTransform();
        g.translate(plot.x, plot.y);
        super.paint(g, plot.width, plot.height);
        g.setTransform(whole);
        setWidth(width);
        setHeight(height);
        paintAbout(g);
        g.setTransform(page);
    }

    @Override
    public final double widthInPoints() {
        return pageWidth * size.pointsPerUnit();
    }

    @Override
    public final double heightInPoints() {
        return pageHeight * size.pointsPerUnit();
    }

    @Override
    public final double pixelsPerUnit() {
        return size.pixelsPerUnit();
    }
}
