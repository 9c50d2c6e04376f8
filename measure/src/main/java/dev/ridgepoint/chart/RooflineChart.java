package dev.ridgepoint.chart;

import dev.ridgepoint.chart.RooflineFigure.Kind;
import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import dev.ridgepoint.chart.RooflineFigure.PotentialRegion;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A roofline figure as an XChart chart. XChart draws every line, area and point; the frame, the labels along the lines and the
 * legend are drawn about and over it, since XChart neither turns labels nor keeps them apart, and its legend hides what it
 * covers. The layout is settled once, so every format shows the same picture.
 */
public final class RooflineChart extends XYChart implements PrintedChart {

    private static final double ON_LEGEND = 5000;
    private static final double[] KEY_SHARES = {0.5, 0.25, 0.1, 0.05};

    private final RooflineFigure figure;
    private final FigureSize size;
    private final Style style;
    private FigureFrame frame;
    private LogPlane plane;
    private List<RoofLine> lines;
    private Legend legend;
    private Point2D legendCorner;
    private List<Label.Placed> labels;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public RooflineChart(RooflineFigure figure, FigureSize size) {
        super(size.width(), size.height());
        this.figure = Objects.requireNonNull(figure);
        this.size = size;
        this.style = new Style(figure, size);
        layOut();
        setHeight(frame.height());
        leaveOnlyThePlot(getStyler());
        addGrid();
        figure.regions().forEach(this::addRegion);
        lines.forEach(this::addLine);
        addPoints();
    }

    @Override
    public double widthInPoints() {
        return size.width() * size.pointsPerUnit();
    }

    @Override
    public double heightInPoints() {
        return frame.height() * size.pointsPerUnit();
    }

    @Override
    public double pixelsPerUnit() {
        return size.pixelsPerUnit();
    }

    /** The texts of the legend. */
    List<String> legendTexts() {
        return legend.rows().stream().map(Legend.Row::text).toList();
    }

    /** The labels in their places. */
    List<Label.Placed> placedLabels() {
        return labels;
    }

    /** What XChart draws, in the order in which it draws it. */
    Collection<XYSeries> drawn() {
        return seriesMap.values();
    }

    /** Where the legend covers the plot, or null if it stands below it or there is none. */
    Rectangle2D legendBox() {
        return legendCorner == null ? null : legend.box(legendCorner);
    }

    LogPlane plane() {
        return plane;
    }

    /** A ceiling or region whose label finds no place moves to the legend, which may take room from others: hence the rounds. */
    private void layOut() {
        Set<String> homeless = new HashSet<>();
        boolean settled = false;
        for (int round = 0; round < 3 && !settled; round++) {
            settled = !homeless.addAll(layOut(homeless));
        }
    }

    /** Lays the figure out with a legend that names what is given, and says what else should have been named there. */
    private Set<String> layOut(Set<String> homeless) {
        measure(0);
        legend = new Legend(legendRows(homeless), style.em());
        FigureLabels texts = new FigureLabels(figure, style, plane, lines);
        List<Placement.Obstacle> obstacles = new ArrayList<>(texts.obstacles());
        legendCorner = null;
        if (!legend.rows().isEmpty()) {
            legendCorner = legend.freeCorner(frame.plot(), obstacles.stream().filter(obstacle -> !obstacle.afar())
                    .map(Placement.Obstacle::outline).toList()).orElse(null);
            if (legendCorner != null) {
                obstacles.add(new Placement.Obstacle(Outline.of(legend.box(legendCorner)), ON_LEGEND));
            } else {
                measure(legend.heightBelow(legendRoom()));
                texts = new FigureLabels(figure, style, plane, lines);
                obstacles = new ArrayList<>(texts.obstacles());
            }
        }
        List<Label> wanted = texts.labels();
        List<Label.Placed> placed = new Placement(obstacles, frame.plot(), style.em() * 0.1).place(wanted);
        labels = placed.stream().filter(Objects::nonNull).toList();
        Set<String> missing = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (placed.get(i) == null && wanted.get(i).subject() != null) {
                missing.add(wanted.get(i).subject());
            }
        }
        return missing;
    }

    private double legendRoom() {
        return size.width() - 1.2 * style.em();
    }

    private void measure(double reserve) {
        frame = FigureFrame.of(figure, size, reserve);
        plane = LogPlane.of(figure, size, frame.plot());
        lines = new ArrayList<>();
        for (int i = 0; i < figure.machines().size(); i++) {
            lines.addAll(RoofLine.of(figure.machines().get(i), i, plane));
        }
    }

    private List<Legend.Row> legendRows(Set<String> homeless) {
        List<Legend.Row> rows = new ArrayList<>();
        if (style.severalMachines()) {
            for (int i = 0; i < figure.machines().size(); i++) {
                addMachineRows(rows, i, homeless);
            }
        }
        List<OperatingPoint> operators = figure.points().stream().filter(p -> p.kind() == Kind.OPERATOR).toList();
        List<String> series = style.series();
        if (series.size() > 1 || !operators.isEmpty()) {
            for (int i = 0; i < series.size(); i++) {
                Color colour = style.severalMachines() ? Palette.FAINT_INK : Palette.colour(i);
                rows.add(Legend.Row.marker(new PointMarker(PointMarker.Form.of(i), style.em() * 0.95, colour, Palette.INK,
                        style.em() * 0.1), series.get(i)));
            }
        }
        if (!operators.isEmpty()) {
            double greatest = operators.stream().mapToDouble(OperatingPoint::share).max().orElseThrow();
            double share = Arrays.stream(KEY_SHARES).filter(s -> s <= greatest).findFirst().orElse(0.01);
            rows.add(Legend.Row.marker(new PointMarker(PointMarker.Form.CIRCLE, style.operatorDiameter(share),
                    Palette.translucent(Palette.FAINT_INK, 0.3), Palette.FAINT_INK, style.em() * 0.07),
                    "operator, " + Math.round(share * 100) + " % of time"));
        }
        if (!style.severalMachines()) {
            lines.stream().filter(line -> homeless.contains(line.name())).forEach(line -> rows.add(row(line)));
        }
        for (int i = 0; i < figure.regions().size(); i++) {
            if (homeless.contains(figure.regions().get(i).label())) {
                rows.add(Legend.Row.area(style.region(i), figure.regions().get(i).label()));
            }
        }
        return rows;
    }

    /** A machine, and with it the ceilings that are not labelled in the plot: in its own row if that is not too long. */
    private void addMachineRows(List<Legend.Row> rows, int machine, Set<String> homeless) {
        String name = figure.machines().get(machine).name();
        List<RoofLine> unlabelled = lines.stream()
                .filter(line -> line.machine() == machine && homeless.contains(line.name())).toList();
        String together = unlabelled.stream().map(RoofLine::label).collect(Collectors.joining(", "));
        String text = together.isEmpty() ? name : name + ": " + together;
        boolean fits = Legend.width(text, style.em()) <= legendRoom();
        rows.add(Legend.Row.line(style.roof(machine), style.roofStroke(machine), fits ? text : name));
        if (!fits) {
            unlabelled.forEach(line -> rows.add(row(line)));
        }
    }

    private Legend.Row row(RoofLine line) {
        return Legend.Row.line(style.roof(line.machine()), style.stroke(line), line.label());
    }

    /** Takes away all of XChart's chart but the plot, which then fills the rectangle it is given. */
    private void leaveOnlyThePlot(XYStyler styler) {
        styler.setChartTitleVisible(false).setLegendVisible(false).setChartPadding(0).setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setAntiAlias(true);
        styler.setPlotContentSize(1);
        styler.setPlotMargin(0).setXAxisTicksVisible(false).setYAxisTicksVisible(false).setXAxisTitleVisible(false)
                .setYAxisTitleVisible(false).setPlotGridLinesVisible(false).setPlotTicksMarksVisible(false)
                .setXAxisLogarithmic(true).setYAxisLogarithmic(true)
                .setXAxisMin(plane.oi().low()).setXAxisMax(plane.oi().high())
                .setYAxisMin(plane.flops().low()).setYAxisMax(plane.flops().high());
    }

    /** The grid is two series, as XChart rounds its own to whole units and draws every ninth of a decade like a decade. */
    private void addGrid() {
        List<double[]> fine = new ArrayList<>();
        List<double[]> coarse = new ArrayList<>();
        gridLines(plane.oi(), fine, coarse, true);
        gridLines(plane.flops(), fine, coarse, false);
        if (plane.oi().decadeCount() < 8 && !size.narrow()) {
            addGrid("fine grid", fine, Palette.FINE_GRID);
        }
        addGrid("grid", coarse, Palette.GRID);
    }

    private void gridLines(AxisRange range, List<double[]> fine, List<double[]> coarse, boolean vertical) {
        int before = range.decades().isEmpty() ? 0 : range.decades().get(0) - 1;
        for (int decade : Stream.concat(Stream.of(before), range.decades().stream()).toList()) {
            for (int digit = 1; digit <= 9; digit++) {
                double at = digit * Math.pow(10, decade);
                if (at > range.low() && at < range.high()) {
                    (digit == 1 ? coarse : fine).add(vertical
                            ? new double[] {at, plane.flops().low(), at, plane.flops().high()}
                            : new double[] {plane.oi().low(), at, plane.oi().high(), at});
                }
            }
        }
    }

    private void addGrid(String name, List<double[]> segments, Color colour) {
        // Not a number ends a line in XChart, so that one series holds many.
        double[] x = segments.stream().flatMapToDouble(s -> DoubleStream.of(s[0], s[2], s[2])).toArray();
        double[] y = segments.stream().flatMapToDouble(s -> DoubleStream.of(s[1], s[3], Double.NaN)).toArray();
        if (x.length > 0) {
            line(name, x, y, colour, Palette.solid(style.em() * 0.06));
        }
    }

    private void addRegion(PotentialRegion region) {
        int index = figure.regions().indexOf(region);
        XYSeries series = addSeries(unused("region · " + region.label()),
                region.operationalIntensity().stream().mapToDouble(Double::doubleValue).toArray(),
                region.flopsPerSecond().stream().mapToDouble(Double::doubleValue).toArray());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setFillColor(style.region(index));
        series.setMarker(SeriesMarkers.NONE).setLineColor(Palette.FAINT_INK).setLineStyle(SeriesLines.NONE);
    }

    private void addLine(RoofLine line) {
        line(unused(line.name()), new double[] {line.fromOi(), line.toOi()}, new double[] {line.fromFlops(), line.toFlops()},
                style.roof(line.machine()), style.stroke(line));
    }

    private XYSeries line(String name, double[] x, double[] y, Color colour, BasicStroke stroke) {
        XYSeries series = addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(stroke);
        return series;
    }

    /** Operators first and the large ones below the small, then ridges, then phases: nothing small is hidden. */
    private void addPoints() {
        figure.points().stream().filter(p -> p.kind() == Kind.OPERATOR)
                .sorted(Comparator.comparingDouble(OperatingPoint::share).reversed()).forEach(this::addPoint);
        for (int i = 0; i < figure.machines().size(); i++) {
            Machine machine = figure.machines().get(i);
            scatter(machine.name() + " · ridge", machine.ridge(), machine.primaryCompute().flopsPerSecond(), style.ridgeMarker(i));
        }
        figure.points().stream().filter(p -> p.kind() == Kind.PHASE).forEach(this::addPoint);
    }

    private void addPoint(OperatingPoint point) {
        String name = (style.severalMachines() ? point.machine() + " · " : "")
                + (point.label().equals(point.series()) ? "" : point.series() + " · ") + point.label();
        if (point.interval() != null) {
            double oi = point.operationalIntensity();
            line(unused(name + ", interval"), new double[] {oi, oi},
                    new double[] {point.interval().lower(), point.interval().upper()}, style.colour(point),
                    Palette.solid(style.em() * 0.12));
        }
        scatter(name, point.operationalIntensity(), point.flopsPerSecond(), style.marker(point));
    }

    private void scatter(String name, double oi, double flops, Marker marker) {
        XYSeries series = addSeries(unused(name), new double[] {oi}, new double[] {flops});
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(marker);
    }

    /** XChart wants unique names; two operators of one name, or of two figures joined, are no error of the reader's. */
    private String unused(String name) {
        String unused = name;
        for (int i = 2; seriesMap.containsKey(unused); i++) {
            unused = name + " (" + i + ")";
        }
        return unused;
    }

    /** Draws the figure, scaled to the given size if that is not its own. */
    @Override
    public void paint(Graphics2D g, int width, int height) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        AffineTransform page = g.getTransform();
        if (width != size.width() || height != frame.height()) {
            g.scale(width / (double) size.width(), height / (double) frame.height());
        }
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, size.width(), frame.height()));

        AffineTransform whole = g.getTransform();
        g.translate(frame.plot().x, frame.plot().y);
        super.paint(g, frame.plot().width, frame.plot().height);
        g.setTransform(whole);
        setWidth(width);
        setHeight(height);

        frame.paint(g, plane);
        if (legendCorner != null) {
            legend.paint(g, legendCorner);
        } else {
            legend.paintBelow(g, style.em() * 0.6, frame.height() - legend.heightBelow(legendRoom()), legendRoom());
        }
        labels.forEach(label -> label.paint(g, style.em() * 0.05));
        g.setTransform(page);
    }
}
