package dev.ridgepoint.chart;

import dev.ridgepoint.chart.Label.Spot;
import dev.ridgepoint.chart.RooflineFigure.Kind;
import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import dev.ridgepoint.chart.RooflineFigure.PotentialRegion;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is written in the plot, where each text may stand, and what it must not lie on. */
final class FigureLabels {

    private static final double LINE_COST = 70;
    private static final double POINT_COST = 70;
    private static final double PHASE_COST = 600;
    private static final double EDGE_COST = 14;
    private static final double MISLEADING_COST = 12;
    private static final double WHISKER_COST = 30;

    /** An operator with less of the phase's time is not worth a label. */
    private static final double LEAST_SHARE = 0.03;

    private final RooflineFigure figure;
    private final Style style;
    private final LogPlane plane;
    private final List<RoofLine> lines;
    private final double em;

    FigureLabels(RooflineFigure figure, Style style, LogPlane plane, List<RoofLine> lines) {
        this.figure = figure;
        this.style = style;
        this.plane = plane;
        this.lines = lines;
        this.em = style.em();
    }

    /** Lines and points, each with what it costs to write on it. */
    List<Placement.Obstacle> obstacles() {
        List<Placement.Obstacle> obstacles = new ArrayList<>();
        for (RoofLine line : lines) {
            obstacles.add(new Placement.Obstacle(Outline.segment(plane.at(line.fromOi(), line.fromFlops()),
                    plane.at(line.toOi(), line.toFlops())), LINE_COST * (line.primary() ? 1.5 : 1)));
        }
        for (Machine machine : figure.machines()) {
            obstacles.add(new Placement.Obstacle(Outline.circle(ridge(machine), style.size().markerSize() * 0.35), POINT_COST));
        }
        for (OperatingPoint point : figure.points()) {
            Point2D at = plane.at(point.operationalIntensity(), point.flopsPerSecond());
            obstacles.add(new Placement.Obstacle(Outline.circle(at, style.diameter(point) / 2),
                    point.kind() == Kind.PHASE ? PHASE_COST : POINT_COST));
            obstacles.add(new Placement.Obstacle(Outline.circle(at, style.diameter(point) / 2 + em * 0.6), MISLEADING_COST, true));
            if (point.interval() != null) {
                double oi = point.operationalIntensity();
                obstacles.add(new Placement.Obstacle(Outline.segment(plane.at(oi, point.interval().lower()),
                        plane.at(oi, point.interval().upper())), WHISKER_COST));
            }
        }
        for (PotentialRegion region : figure.regions()) {
            int corners = region.flopsPerSecond().size();
            for (int i = 0; i < corners; i++) {
                int next = (i + 1) % corners;
                obstacles.add(new Placement.Obstacle(Outline.segment(
                        plane.at(region.operationalIntensity().get(i), region.flopsPerSecond().get(i)),
                        plane.at(region.operationalIntensity().get(next), region.flopsPerSecond().get(next))), EDGE_COST));
            }
        }
        return obstacles;
    }

    /** All labels, those with the least choice of place first. */
    List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        lines.stream().filter(line -> line.primary() && !line.label().isBlank()).forEach(line -> labels.add(ceiling(line)));
        lines.stream().filter(line -> !line.primary() && !line.label().isBlank()).forEach(line -> labels.add(ceiling(line)));
        figure.points().stream().filter(p -> p.kind() == Kind.PHASE && !toldByShape(p)).forEach(p -> labels.add(point(p)));
        for (int i = 0; i < figure.machines().size(); i++) {
            labels.add(ridge(figure.machines().get(i), i));
        }
        figure.regions().forEach(region -> labels.add(region(region)));
        dearestOperators().forEach(p -> labels.add(point(p)));
        return labels;
    }

    /** Among several machines the legend has a shape for each series, which every point would only repeat. */
    private boolean toldByShape(OperatingPoint point) {
        return style.severalMachines() && style.series().size() > 1 && point.label().equals(point.series());
    }

    private List<OperatingPoint> dearestOperators() {
        List<OperatingPoint> dearest = new ArrayList<>();
        for (Machine machine : figure.machines()) {
            for (String series : style.series()) {
                figure.points().stream()
                        .filter(p -> p.kind() == Kind.OPERATOR && p.machine().equals(machine.name()) && p.series().equals(series))
                        .filter(p -> p.share() >= LEAST_SHARE)
                        .sorted(Comparator.comparingDouble(OperatingPoint::share).reversed())
                        .limit(style.size().labelledOperators())
                        .forEach(dearest::add);
            }
        }
        return dearest;
    }

    private Point2D ridge(Machine machine) {
        return plane.at(machine.ridge(), machine.primaryCompute().flopsPerSecond());
    }

    private Label point(OperatingPoint point) {
        boolean phase = point.kind() == Kind.PHASE;
        Font font = phase ? style.strong().at(em) : Typeface.REGULAR.at(style.smallEm());
        Point2D at = plane.at(point.operationalIntensity(), point.flopsPerSecond());
        // Right of a point is where a reader looks first; below it is clear of the ceiling it strives for.
        // Among several machines the colour already says which, so the series will do where there is no room for more.
        List<String> texts = phase && style.severalMachines() && style.size().narrow()
                ? List.of(point.label(), point.series()) : List.of(point.label());
        return new Label(null, texts, font, Palette.lettering(style.colour(point)), phase,
                width -> about(at, style.diameter(point) / 2, width, font.getSize2D(), 0.25 * Math.PI));
    }

    private Label ridge(Machine machine, int index) {
        Font font = Typeface.REGULAR.at(style.smallEm());
        String value = threeDigits(machine.ridge());
        Color colour = Palette.lettering(style.roof(index));
        return new Label(null, List.of("ridge " + value + " FLOP/byte", "ridge " + value), font, colour, false,
                width -> about(ridge(machine), style.size().markerSize() * 0.35, width, font.getSize2D(), -0.7 * Math.PI));
    }

    /** A number as a label gives it: three digits of it. */
    static String threeDigits(double value) {
        return new BigDecimal(value, new MathContext(Math.max(3, (int) Math.log10(value) + 1))).toPlainString();
    }

    /** Places about a point: sixteen directions, on rings ever farther out. */
    private static List<Spot> about(Point2D centre, double radius, double width, double size, double preferred) {
        double half = size * (Label.ASCENT + Label.DESCENT) / 2;
        List<Spot> spots = new ArrayList<>();
        double[] rings = {0.25, 0.7, 1.4, 2.3, 3.4, 4.8, 6.5};
        for (int ring = 0; ring < rings.length; ring++) {
            for (int i = 0; i < 16; i++) {
                double angle = i * Math.PI / 8;
                double reach = radius + rings[ring] * size;
                // A side of the box touches the ring, or in the diagonal directions a corner.
                double longer = Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
                double cx = centre.getX() + (reach + width / 2 / longer) * Math.cos(angle);
                double cy = centre.getY() + (reach + half / longer) * Math.sin(angle);
                double away = Math.abs(Math.IEEEremainder(angle - preferred, 2 * Math.PI)) / Math.PI;
                Point2D tether = ring < 2 ? null : new Point2D.Double(centre.getX() + radius * Math.cos(angle),
                        centre.getY() + radius * Math.sin(angle));
                spots.add(new Spot(cx - width / 2, cy + half - Label.DESCENT * size, 0, ring * 5 + away * 5, tether));
            }
        }
        return spots;
    }

    private Label ceiling(RoofLine line) {
        Font font = line.primary() ? style.strong().at(style.smallEm()) : Typeface.REGULAR.at(style.smallEm());
        String machine = figure.machines().get(line.machine()).name();
        // Among several machines a roof must say whose it is, for readers without colours too.
        boolean ofMachine = style.severalMachines() && !line.memory() && line.primary();
        List<String> texts = ofMachine ? List.of(machine + " " + line.label(), line.label()) : List.of(line.label());
        Color colour = Palette.lettering(style.roof(line.machine()));
        return new Label(line.name(), texts, font, colour, false, width -> along(line, width, font.getSize2D()));
    }

    /** Places along a line, above it and below it, from its preferred end to the other. */
    private List<Spot> along(RoofLine line, double width, double size) {
        Point2D from = plane.at(line.fromOi(), line.fromFlops());
        Point2D to = plane.at(line.toOi(), line.toFlops());
        double angle = line.memory() ? plane.memoryAngle() : 0;
        double length = from.distance(to);
        double gap = size * 0.22;
        double loose = size * 0.32;
        double end = size * 0.8;
        List<Spot> spots = new ArrayList<>();
        double step = size * 0.4;
        // The label of a short roof may begin before it does: there is mostly nothing but its own extension there.
        double room = line.memory() ? length : length + width / 2;
        for (int i = 0; end + i * step + width + end <= room; i++) {
            // A roof is read at its right end, a slope at its left one.
            double start = line.memory() ? end + i * step : length - end - width - i * step;
            double x = from.getX() + start * Math.cos(angle);
            double y = from.getY() + start * Math.sin(angle);
            double slide = 12.0 * i * step / length;
            spots.add(off(x, y, angle, -(loose + Label.DESCENT * size * 0.6), slide));
            spots.add(off(x, y, angle, -(gap + Label.DESCENT * size * 0.6), slide + 5));
            spots.add(off(x, y, angle, gap + Label.ASCENT * size, slide + 4));
            // Higher up, clear of the points that press against a roof.
            spots.add(off(x, y, angle, -(gap + size * 0.6), slide + 6));
        }
        return spots;
    }

    /** A spot that far below a point of a slanting line, across the line. */
    private static Spot off(double x, double y, double angle, double below, double penalty) {
        return new Spot(x - below * Math.sin(angle), y + below * Math.cos(angle), angle, penalty, null);
    }

    private Label region(PotentialRegion region) {
        Font font = Typeface.REGULAR.at(style.smallEm());
        Path2D shape = shape(region);
        Rectangle2D bounds = shape.getBounds2D();
        return new Label(region.label(), List.of(region.label()), font, Palette.FAINT_INK, false, width -> {
            double size = font.getSize2D();
            double pad = size * 0.3;
            List<Spot> spots = new ArrayList<>();
            for (int i = 0; i <= 24; i++) {
                for (int j = 0; j <= 24; j++) {
                    double x = bounds.getX() + bounds.getWidth() * i / 24;
                    double y = bounds.getY() + bounds.getHeight() * j / 24;
                    if (shape.contains(x - pad, y - Label.ASCENT * size - pad, width + 2 * pad, size + 2 * pad)) {
                        spots.add(new Spot(x, y, 0, 10 * (24 - j) / 24.0 + 4 * Math.abs(12 - i) / 12.0, null));
                    }
                }
            }
            return spots;
        });
    }

    private Path2D shape(PotentialRegion region) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < region.flopsPerSecond().size(); i++) {
            Point2D corner = plane.at(region.operationalIntensity().get(i), region.flopsPerSecond().get(i));
            if (i == 0) {
                path.moveTo(corner.getX(), corner.getY());
            } else {
                path.lineTo(corner.getX(), corner.getY());
            }
        }
        path.closePath();
        return path;
    }
}
