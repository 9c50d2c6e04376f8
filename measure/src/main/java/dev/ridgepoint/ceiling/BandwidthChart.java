package dev.ridgepoint.ceiling;

import dev.ridgepoint.ceiling.Measurements.Streamed;
import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.trial.Distribution;
import dev.ridgepoint.unit.Dimension;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Annotation;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The bandwidth curve: bytes that move a second, over the working set, with the levels that were found. */
final class BandwidthChart extends XYChart implements PrintedChart {

    /** What the horizontal axis counts in: XChart's own logarithmic axis has powers of ten only, and sizes of caches are powers of two. */
    private static final double STEP = 16;
    private static final double FIRST = 16 << 10;
    private static final String[] STEPS = {"16 KiB", "256 KiB", "4 MiB", "64 MiB", "1 GiB"};

    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final Color FAINT_INK = new Color(0x5a, 0x5a, 0x5a);
    private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    /** Of Okabe and Ito, as in the rooflines. */
    private static final Map<StreamKernel, Color> COLOURS = Map.of(
            StreamKernel.READ, new Color(0x00, 0x72, 0xb2), StreamKernel.COPY, new Color(0xd5, 0x5e, 0x00), StreamKernel.TRIAD, new Color(0x00, 0x9e, 0x73));
    private static final Map<StreamKernel, Marker> MARKERS = Map.of(
            StreamKernel.READ, SeriesMarkers.CIRCLE, StreamKernel.COPY, SeriesMarkers.SQUARE, StreamKernel.TRIAD, SeriesMarkers.DIAMOND);
    private static final float[] DASHES = {7, 5};
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;
    /** As a roofline for the screen: 10 in wide, 2000 pixels. */
    private static final double POINTS_PER_UNIT = 0.72;
    private static final double PIXELS_PER_UNIT = 2;

    private final Ceilings ceilings;
    private final Font font;

    BandwidthChart(Ceilings ceilings) {
        super(WIDTH, HEIGHT);
        this.ceilings = ceilings;
        this.font = font();
        Machine machine = ceilings.measurements().machine();
        setTitle("Memory bandwidth of " + machine.processor());
        setXAxisTitle("Working set of all streams and threads");
        setYAxisTitle("Bytes moved per second");
        style(getStyler());
        for (int threads : machine.threads() == 1 ? List.of(1) : List.of(machine.threads(), 1)) {
            for (StreamKernel kernel : StreamKernel.values()) {
                add(kernel, threads, machine.threads());
            }
        }
        addAnnotation(new Sizes());
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        super.paint(g, width, height);
    }

    @Override
    public double widthInPoints() {
        return WIDTH * POINTS_PER_UNIT;
    }

    @Override
    public double heightInPoints() {
        return HEIGHT * POINTS_PER_UNIT;
    }

    @Override
    public double pixelsPerUnit() {
        return PIXELS_PER_UNIT;
    }

    private static double at(double bytes) {
        return Math.log(bytes / FIRST) / Math.log(STEP);
    }

    /** The font that the rooflines carry along: the machine may have none. */
    private static Font font() {
        try (InputStream in = BandwidthChart.class.getResourceAsStream("/dev/ridgepoint/chart/DejaVuSans.ttf")) {
            return in == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 1) : Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("the font of the charts is damaged", e);
        }
    }

    private void style(XYStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setPlotBorderColor(FAINT_INK).setChartFontColor(INK)
                .setChartTitleFont(font.deriveFont(18f)).setLegendFont(font.deriveFont(13f)).setLegendPosition(LegendPosition.InsideNE)
                .setLegendBorderColor(GRID).setLegendBackgroundColor(Color.WHITE).setChartPadding(12);
        styler.setAxisTitlePadding(34).setAxisTitleFont(font.deriveFont(14f)).setAxisTickLabelsFont(font.deriveFont(13f)).setAxisTickLabelsColor(INK).setAxisTicksLineVisible(false)
                .setPlotGridVerticalLinesVisible(false).setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotContentSize(1);
        styler.setXAxisMin(-0.04).setXAxisMax(STEPS.length - 1 + 0.1).setXAxisTicksVisible(false)
                .setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(true)
                .setYAxisMin(lowest()).setYAxisMax(highest())
                .setYAxisTickLabelsFormattingFunction(gigabytes -> Wording.quantity(gigabytes * 1e9, Dimension.BYTES_PER_SECOND));
    }

    private double lowest() {
        return Math.pow(10, Math.floor(Math.log10(gigabytes().min().orElse(1)))) * 0.97;
    }

    private double highest() {
        return Math.pow(10, Math.ceil(Math.log10(gigabytes().max().orElse(1)))) * 1.03;
    }

    private DoubleStream gigabytes() {
        return ceilings.measurements().bandwidth().stream().mapToDouble(point -> rates(point).median());
    }

    private Distribution rates(Streamed point) {
        return point.passes().rates(point.moving(ceilings.beyondNearest(point)) / 1e9);
    }

    private void add(StreamKernel kernel, int threads, int all) {
        List<Streamed> points = ceilings.measurements().bandwidth().stream().filter(p -> p.kernel() == kernel && p.threads() == threads).toList();
        XYSeries series = addSeries(
                kernel.id() + ", " + Wording.count(threads, "thread"), points.stream().mapToDouble(p -> at(p.workingSet())).toArray(),
                points.stream().mapToDouble(p -> rates(p).median()).toArray());
        series.setMarker(MARKERS.get(kernel)).setMarkerColor(COLOURS.get(kernel)).setLineColor(COLOURS.get(kernel)).setLineWidth(2);
        if (threads < all) {
            series.setLineStyle(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0));
        }
    }

    /** The sizes along the horizontal axis, and where the levels end. */
    private final class Sizes extends Annotation {

        private static final double TICK = 6;

        Sizes() {
            super(false);
        }

        @Override
        public void paint(Graphics2D g) {
            double bottom = getYAxisScreenValue(lowest());
            double top = getYAxisScreenValue(highest());
            g.setStroke(new BasicStroke(1));
            g.setFont(font.deriveFont(13f));
            for (int i = 0; i < STEPS.length; i++) {
                double x = getXAxisScreenValue(i);
                g.setColor(FAINT_INK);
                g.draw(new Line2D.Double(x, bottom, x, bottom + TICK));
                g.setColor(INK);
                double width = g.getFontMetrics().stringWidth(STEPS[i]);
                g.drawString(STEPS[i], (float) (x - width / 2), (float) (bottom + TICK + 16));
            }
            for (Level level : ceilings.hierarchy().levels()) {
                double at = at(level.capacity());
                if (at > 0 && at < STEPS.length - 1) {
                    paint(g, level, getXAxisScreenValue(at), bottom, top);
                }
            }
        }

        private void paint(Graphics2D g, Level level, double x, double bottom, double top) {
            g.setColor(FAINT_INK);
            g.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {2, 3}, 0));
            g.draw(new Line2D.Double(x, bottom, x, top));
            g.setFont(font.deriveFont(12f));
            double left = x - 5;
            double start = bottom - 12;
            g.rotate(-Math.PI / 2, left, start);
            g.drawString(level.name().toUpperCase(Locale.ROOT) + " " + Wording.bytes(level.capacity()), (float) left, (float) start);
            g.rotate(Math.PI / 2, left, start);
        }
    }
}
