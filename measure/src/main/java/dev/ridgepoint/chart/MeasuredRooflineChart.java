package dev.ridgepoint.chart;

import dev.ridgepoint.chart.MeasuredRoofline.Point;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A roofline with predicted points hollow, measured points filled, and a bar for the spread of each measurement. */
public final class MeasuredRooflineChart extends ScatterPlot {

    private static final double POINT_COST = 40;
    /** Beyond so many points, labels no longer give way to each. */
    private static final int MANY = 400;

    private final MeasuredRoofline figure;
    private final FigureSize size;
    private final SeriesStyle series;
    private final RooflineFigure extent;
    private final Style roofStyle;
    private final Legend legend;
    private final FigureFrame frame;
    private final LogPlane plane;
    private final List<RoofLine> lines;
    private final List<Label.Placed> labels;
    private final Point2D legendCorner;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public MeasuredRooflineChart(MeasuredRoofline figure, FigureSize size) {
        super(size);
        this.figure = figure;
        this.size = size;
        this.series = SeriesStyle.of(figure.points().stream().map(Point::series).toList());
        this.extent = new RooflineFigure(figure.title(), figure.subtitle(), List.of(figure.machine()), ends(figure), List.of());
        RooflineFigure roofs = new RooflineFigure(figure.title(), figure.subtitle(), List.of(figure.machine()), List.of(), List.of());
        this.roofStyle = new Style(roofs, size);
        this.legend = new Legend(legendRows(), em());

        FigureFrame whole = FigureFrame.of(extent, size, 0);
        List<Placement.Obstacle> inWhole = obstacles(roofs, LogPlane.of(extent, size, whole.plot()));
        this.legendCorner = legend.freeCorner(whole.plot(), inWhole.stream().map(Placement.Obstacle::outline).toList()).orElse(null);
        this.frame = legendCorner != null ? whole : FigureFrame.of(extent, size, legend.heightBelow(legendRoom()));
        this.plane = LogPlane.of(extent, size, frame.plot());
        this.lines = RoofLine.of(figure.machine(), 0, plane);
        List<Placement.Obstacle> obstacles = new ArrayList<>(obstacles(roofs, plane));
        if (legendCorner != null) {
            obstacles.add(new Placement.Obstacle(Outline.of(legend.box(legendCorner)), 5000));
        }
        this.labels = new Placement(obstacles, frame.plot(), em() * 0.1).place(new FigureLabels(roofs, roofStyle, plane, lines).labels()).stream()
                .filter(Objects::nonNull).toList();

        layOut(plane.oi(), plane.flops(), frame.plot(), frame.height());
        addGrid();
        lines.forEach(line -> addSegments(line.name(), List.of(new double[] {line.fromOi(), line.fromFlops(), line.toOi(), line.toFlops()}),
                roofStyle.roof(0), roofStyle.stroke(line)));
        for (int i = 0; i < series.count(); i++) {
            addPoints(i);
        }
    }

    /** The texts of the legend. */
    List<String> legendTexts() {
        return legend.rows().stream().map(Legend.Row::text).toList();
    }

    /** What the axes must show. */
    private static List<OperatingPoint> ends(MeasuredRoofline figure) {
        List<OperatingPoint> ends = new ArrayList<>();
        for (Point point : figure.points()) {
            ends.add(OperatingPoint.phase(figure.machine().name(), point.series(), point.series(), point.operationalIntensity(), point.predicted()));
            OperatingPoint measured = OperatingPoint.phase(
                    figure.machine().name(), point.series(), point.series(), point.operationalIntensity(), point.measured());
            ends.add(point.interval() == null ? measured : measured.between(point.interval().lower(), point.interval().upper()));
        }
        return ends;
    }

    private List<Placement.Obstacle> obstacles(RooflineFigure roofs, LogPlane at) {
        List<Placement.Obstacle> obstacles = new ArrayList<>(new FigureLabels(roofs, roofStyle, at, RoofLine.of(figure.machine(), 0, at)).obstacles());
        int every = Math.max(1, figure.points().size() / MANY);
        for (int i = 0; i < figure.points().size(); i += every) {
            Point point = figure.points().get(i);
            for (double flops : new double[] {point.predicted(), point.measured()}) {
                obstacles.add(new Placement.Obstacle(Outline.circle(at.at(point.operationalIntensity(), flops), diameter() / 2), POINT_COST));
            }
        }
        return obstacles;
    }

    private double diameter() {
        return size.markerSize() * (figure.points().size() > 60 ? 0.5 : 0.7);
    }

    private double legendRoom() {
        return size.width() - 1.2 * em();
    }

    private List<Legend.Row> legendRows() {
        List<Legend.Row> rows = new ArrayList<>();
        for (int i = 0; i < series.count(); i++) {
            rows.add(Legend.Row.marker(series.filled(i, em() * 0.85), series.label(i)));
        }
        double diameter = em() * 0.85;
        boolean spread = figure.points().stream().anyMatch(point -> point.interval() != null);
        rows.add(Legend.Row.marker(new PointMarker(PointMarker.Form.CIRCLE, diameter, Palette.translucent(Color.WHITE, 0), Palette.INK, diameter * 0.16),
                "hollow: predicted"));
        rows.add(Legend.Row.marker(new PointMarker(PointMarker.Form.CIRCLE, diameter, Palette.FAINT_INK, Palette.INK, diameter * 0.08),
                spread ? "filled: measured, ± standard deviation" : "filled: measured"));
        return rows;
    }

    private void addPoints(int index) {
        List<Point> points = figure.points().stream().filter(p -> series.index(p.series()) == index).toList();
        double[] oi = points.stream().mapToDouble(Point::operationalIntensity).toArray();
        String name = "series " + series.label(index);
        List<double[]> bars = points.stream().filter(p -> p.interval() != null)
                .map(p -> new double[] {p.operationalIntensity(), p.interval().lower(), p.operationalIntensity(), p.interval().upper()}).toList();
        addPoints(name + ", predicted", oi, points.stream().mapToDouble(Point::predicted).toArray(), series.hollow(index, diameter()));
        addSegments(name + ", spread", bars, series.colour(index), Palette.solid(em() * 0.12));
        addPoints(name + ", measured", oi, points.stream().mapToDouble(Point::measured).toArray(), series.filled(index, diameter()));
    }

    @Override
    void paintAbout(Graphics2D g) {
        frame.paint(g, plane);
        if (legendCorner != null) {
            legend.paint(g, legendCorner);
        } else {
            legend.paintBelow(g, em() * 0.6, frame.height() - legend.heightBelow(legendRoom()), legendRoom());
        }
        labels.forEach(label -> label.paint(g, em() * 0.05));
    }
}
