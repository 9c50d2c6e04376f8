package dev.ridgepoint.chart;

import dev.ridgepoint.chart.Label.Spot;
import dev.ridgepoint.chart.PointsFigure.Areas;
import dev.ridgepoint.chart.PointsFigure.Better;
import dev.ridgepoint.chart.PointsFigure.Point;
import dev.ridgepoint.chart.PointsFigure.Standing;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Named points with their names beside them, their front as a step line, and the scale of their colours below. */
public final class PointsChart extends DrawnChart {

    private static final double LEAST = 0.9;
    private static final double LARGEST = 2.1;
    private static final double RING = 0.32;
    private static final double FAINTER = 0.75;
    private static final double ON_POINT = 400;
    private static final double ON_LINE = 45;
    private static final int DIRECTIONS = 12;
    private static final int RINGS = 8;
    private static final double STEP = 6;
    private static final int ORDERS = 40;
    private static final double MISSING = 2000;
    private static final int STRIPES = 120;

    private final PointsFigure figure;
    private final FigureSize size;
    private final Rectangle2D plot;
    private final Legend legend;
    private final List<Label.Placed> names;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public PointsChart(PointsFigure figure, FigureSize size) {
        super(size, figure.title(), figure.subtitle());
        this.figure = figure;
        this.size = size;
        this.legend = new Legend(legendRows(), em());
        double left = em() * (MARGIN + 1.5 + 0.7) + figure.up().ticks().stream().mapToDouble(tick -> width(tick.text())).max().orElse(0);
        List<Axis.Tick> ticks = figure.across().ticks();
        // Half of the last label stands beyond its mark.
        double right = em() * 0.6 + (ticks.isEmpty() ? 0 : width(ticks.get(ticks.size() - 1).text()) / 2);
        double below = barTop() + (figure.colours().isPresent() ? em() * 3.2 : 0) + legend.heightBelow(room());
        this.plot = new Rectangle2D.Double(left, belowHeading(), getWidth() - left - right, size.plotHeight(belowHeading() + below));
        this.names = placed();
        endAt(plot.getMaxY() + below);
    }

    /** Which name chooses first matters where points are crowded: of several orders, the one whose names stand best. */
    private List<Label.Placed> placed() {
        Placement placement = new Placement(obstacles(), plot, em() * 0.1);
        List<Label> labels = new ArrayList<>(figure.points().stream().map(this::label).toList());
        Random random = new Random(ORDERS);
        List<Label.Placed> best = List.of();
        double least = Double.POSITIVE_INFINITY;
        for (int order = 0; order < ORDERS; order++) {
            List<Label.Placed> found = placement.place(labels).stream().filter(Objects::nonNull).toList();
            double cost = found.stream().mapToDouble(Label.Placed::cost).sum() + (labels.size() - found.size()) * MISSING;
            if (cost < least) {
                least = cost;
                best = found;
            }
            Collections.shuffle(labels, random);
        }
        return best;
    }

    private double room() {
        return getWidth() - 2 * MARGIN * em();
    }

    /** From the foot of the plot to what stands below the title of its axis. */
    private double barTop() {
        return em() * 3.6;
    }

    private List<Legend.Row> legendRows() {
        List<Legend.Row> rows = new ArrayList<>();
        if (figure.front().isPresent()) {
            rows.add(Legend.Row.line(Palette.INK, Palette.solid(em() * 0.1), "front"));
        }
        for (Standing standing : Standing.values()) {
            String words = figure.standings().get(standing);
            if (words != null && figure.points().stream().anyMatch(point -> point.standing() == standing)) {
                Color fill = figure.colours().isPresent() ? Palette.GRID : fill(standing);
                double diameter = diameter(0) * (standing == Standing.FAINT ? FAINTER : 1);
                rows.add(new Legend.Row((g, x, y, width) -> paintPoint(g, new Point2D.Double(x, y), diameter, fill, standing), words));
            }
        }
        figure.areas().ifPresent(areas -> (areas.greatest() > 0 ? List.of(0.0, areas.greatest()) : List.of(0.0)).forEach(value -> rows.add(
                new Legend.Row((g, x, y, width) -> paintPoint(g, new Point2D.Double(x, y), diameter(value), Palette.GRID, Standing.PLAIN),
                        areas.title() + " " + areas.written().apply(value)))));
        return rows;
    }

    private double diameter(double area) {
        double greatest = figure.areas().map(Areas::greatest).orElse(0.0);
        double share = greatest > 0 ? area / greatest : 0;
        return size.markerSize() * Math.sqrt(LEAST * LEAST + share * (LARGEST * LARGEST - LEAST * LEAST));
    }

    private double diameter(Point point) {
        return diameter(point.area()) * (point.standing() == Standing.FAINT ? FAINTER : 1);
    }

    private static Color fill(Standing standing) {
        return standing == Standing.FAINT ? new Color(0xb4, 0xb4, 0xb4) : Palette.colour(0);
    }

    private Point2D at(double x, double y) {
        return new Point2D.Double(plot.getMinX() + figure.across().fraction(x) * plot.getWidth(), plot.getMaxY() - figure.up().fraction(y) * plot.getHeight());
    }

    private Point2D at(Point point) {
        return at(point.x(), point.y());
    }

    /** From the worse edge to the first corner, by right angles to the others, and from the last one to the worse edge. */
    private List<Point2D> steps() {
        List<Point2D> path = new ArrayList<>();
        figure.front().ifPresent(front -> {
            double y = front.up() == Better.LESS ? plot.getMinY() : plot.getMaxY();
            for (PointsFigure.Corner corner : front.corners()) {
                Point2D at = at(corner.x(), corner.y());
                path.add(new Point2D.Double(at.getX(), y));
                path.add(at);
                y = at.getY();
            }
            path.add(new Point2D.Double(front.across() == Better.LESS ? plot.getMaxX() : plot.getMinX(), y));
        });
        return path;
    }

    private List<Placement.Obstacle> obstacles() {
        List<Placement.Obstacle> obstacles = new ArrayList<>();
        figure.points().forEach(point -> obstacles.add(new Placement.Obstacle(Outline.circle(at(point), reach(point)), ON_POINT)));
        List<Point2D> steps = steps();
        for (int i = 1; i < steps.size(); i++) {
            obstacles.add(new Placement.Obstacle(Outline.segment(steps.get(i - 1), steps.get(i)), ON_LINE));
        }
        return obstacles;
    }

    private double reach(Point point) {
        return diameter(point) / 2 + (point.standing() == Standing.RINGED ? em() * RING : 0);
    }

    private Label label(Point point) {
        Font font = Typeface.REGULAR.at(em() * 0.85);
        Color ink = point.standing() == Standing.FAINT ? Palette.FAINT_INK : Palette.INK;
        List<String> wordings = List.of(point.name(), shortened(font, point.name(), plot.getWidth() * 0.45)).stream().distinct().toList();
        return new Label(point.name(), wordings, font, ink, true, width -> spots(at(point), reach(point), width, font.getSize2D()));
    }

    /** Around the point, beside it and the nearest first; from the second ring on with a line to its edge. */
    private List<Spot> spots(Point2D centre, double reach, double width, double letter) {
        List<Spot> spots = new ArrayList<>();
        double half = (Label.ASCENT + Label.DESCENT) * letter / 2;
        for (int ring = 0; ring < RINGS; ring++) {
            double away = reach + em() * (0.2 + 0.95 * ring);
            for (int i = 0; i < DIRECTIONS; i++) {
                double angle = 2 * Math.PI * i / DIRECTIONS;
                double x = centre.getX() + Math.cos(angle) * (away + width / 2);
                double y = centre.getY() + Math.sin(angle) * (away + half);
                Point2D edge = new Point2D.Double(centre.getX() + Math.cos(angle) * reach, centre.getY() + Math.sin(angle) * reach);
                double turn = Math.abs(Math.IEEEremainder(angle, 2 * Math.PI)) / Math.PI;
                spots.add(new Spot(x - width / 2, y + half - Label.DESCENT * letter, 0, ring * STEP + turn * 3, ring == 0 ? null : edge));
            }
        }
        return spots;
    }

    /** The names that found a place. */
    List<String> nameTexts() {
        return names.stream().map(Label.Placed::text).toList();
    }

    /** What the names cover. */
    List<Outline> nameOutlines() {
        return names.stream().map(name -> name.outline(0)).toList();
    }

    /** What the points cover. */
    List<Outline> pointOutlines() {
        return figure.points().stream().map(point -> Outline.circle(at(point), reach(point))).toList();
    }

    @Override
    void draw(Graphics2D g) {
        g.setColor(Palette.GRID);
        g.setStroke(Palette.solid(em() * 0.06));
        figure.across().ticks().forEach(tick -> {
            double x = at(tick.at(), figure.up().low()).getX();
            g.draw(new Line2D.Double(x, plot.getMinY(), x, plot.getMaxY()));
        });
        figure.up().ticks().forEach(tick -> {
            double y = at(figure.across().low(), tick.at()).getY();
            g.draw(new Line2D.Double(plot.getMinX(), y, plot.getMaxX(), y));
        });
        paintFront(g);
        // A large point must not hide a small one.
        figure.points().stream().sorted(Comparator.comparingDouble(point -> -diameter(point)))
                .forEach(point -> paintPoint(g, at(point), diameter(point), colour(point), point.standing()));
        names.forEach(name -> name.paint(g, em() * 0.06));
        paintFrame(g);
        double top = plot.getMaxY() + barTop();
        figure.colours().ifPresent(colours -> paintScale(g, colours, top));
        legend.paintBelow(g, em() * MARGIN, top + (figure.colours().isPresent() ? em() * 3.2 : 0), room());
    }

    private void paintFront(Graphics2D g) {
        Path2D line = new Path2D.Double();
        for (Point2D step : steps()) {
            if (line.getCurrentPoint() == null) {
                line.moveTo(step.getX(), step.getY());
            } else {
                line.lineTo(step.getX(), step.getY());
            }
        }
        g.setColor(Palette.INK);
        g.setStroke(Palette.solid(em() * 0.1));
        g.draw(line);
    }

    private Color colour(Point point) {
        return figure.colours().map(colours -> ColourScale.at(colours.fraction(point.colour().orElseThrow()))).orElse(fill(point.standing()));
    }

    private void paintPoint(Graphics2D g, Point2D at, double diameter, Color fill, Standing standing) {
        new PointMarker(PointMarker.Form.CIRCLE, diameter, fill, standing == Standing.FAINT ? Palette.FAINT_INK : Palette.INK, em() * 0.05)
                .paint(g, at.getX(), at.getY(), 0);
        if (standing == Standing.RINGED) {
            double radius = diameter / 2 + em() * RING * 0.6;
            g.setColor(Palette.colour(1));
            g.setStroke(Palette.solid(em() * 0.13));
            g.draw(new Ellipse2D.Double(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius));
        }
    }

    private void paintFrame(Graphics2D g) {
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(plot);
        paintTicks(g, figure.across(), plot.getMinX(), plot.getMaxX(), plot.getMaxY());
        for (Axis.Tick tick : figure.up().ticks()) {
            double y = at(figure.across().low(), tick.at()).getY();
            g.setColor(Palette.FAINT_INK);
            g.draw(new Line2D.Double(plot.getMinX() - em() * 0.35, y, plot.getMinX(), y));
            Label.draw(g, font(), Palette.INK, tick.text(), plot.getMinX() - em() * 0.6 - width(tick.text()), y + em() * 0.36, 0);
        }
        String across = figure.across().title();
        String up = figure.up().title();
        Label.draw(g, font(), Palette.INK, across, plot.getCenterX() - width(across) / 2, plot.getMaxY() + em() * 2.9, 0);
        Label.draw(g, font(), Palette.INK, up, em() * (0.4 + Label.ASCENT), plot.getCenterY() + width(up) / 2, -Math.PI / 2);
    }

    /** Its title to the left, the colours beside it. */
    private void paintScale(Graphics2D g, Axis colours, double top) {
        double left = em() * (MARGIN + 0.8) + width(colours.title());
        double right = getWidth() - em() * 1.5;
        Label.draw(g, font(), Palette.INK, colours.title(), em() * MARGIN, top + em() * 0.95, 0);
        for (int i = 0; i < STRIPES; i++) {
            double start = left + (right - left) * i / STRIPES;
            g.setColor(ColourScale.at((i + 0.5) / STRIPES));
            // Each goes on to the end under those after it, so that no seam shows between two.
            g.fill(new Rectangle2D.Double(start, top + em() * 0.2, right - start, em() * 0.9));
        }
        paintTicks(g, colours, left, right, top + em() * 1.1);
    }
}
