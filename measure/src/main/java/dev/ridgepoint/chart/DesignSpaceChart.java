package dev.ridgepoint.chart;

import dev.ridgepoint.chart.DesignSpaceFigure.Curve;
import dev.ridgepoint.chart.DesignSpaceFigure.Device;
import dev.ridgepoint.chart.DesignSpaceFigure.Rates;
import dev.ridgepoint.chart.DesignSpaceFigure.Standing;
import dev.ridgepoint.chart.Label.Spot;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Curves of equal performance over bandwidth and peak on logarithmic axes; names of devices stand where there is room for them, the first ones first. */
public final class DesignSpaceChart extends DrawnChart {

    private static final String X_TITLE = "Memory bandwidth";
    private static final String Y_TITLE = "Peak";
    private static final Color ENOUGH = new Color(0xee, 0xf3, 0xf7);
    private static final double BEYOND = 1.6;
    /** What a name on a point or on a curve costs, where a step away from its own point costs {@code STEP}. */
    private static final double POINT = 40;
    private static final double CURVE = 45;
    private static final double STEP = 7;
    private static final int DIRECTIONS = 12;
    private static final int RINGS = 4;

    private final DesignSpaceFigure figure;
    private final FigureSize size;
    private final AxisRange across;
    private final AxisRange up;
    private final Rectangle2D plot;
    private final Legend legend;
    private final List<Label.Placed> labels;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public DesignSpaceChart(DesignSpaceFigure figure, FigureSize size) {
        super(size, figure.title(), figure.subtitle());
        this.figure = figure;
        this.size = size;
        List<Rates> shown = new ArrayList<>(figure.devices().stream().map(Device::rates).toList());
        // Where a curve begins, and how low it comes: what it does far to the right is known.
        for (Curve curve : figure.curves()) {
            Rates last = curve.points().get(curve.points().size() - 1);
            shown.add(new Rates(curve.points().get(0).bytesPerSecond(), last.flopsPerSecond()));
        }
        double[] x = shown.stream().mapToDouble(Rates::bytesPerSecond).sorted().toArray();
        double[] y = shown.stream().mapToDouble(Rates::flopsPerSecond).sorted().toArray();
        this.across = AxisRange.covering(x[0] / BEYOND, x[x.length - 1] * BEYOND);
        this.up = AxisRange.covering(y[0] / BEYOND, y[y.length - 1] * BEYOND);
        this.legend = new Legend(legendRows(), em());
        double left = em() * (MARGIN + 1.5 + 0.7) + up.decades().stream().mapToDouble(d -> width(text(d, Dimension.OPERATIONS_PER_SECOND))).max().orElse(0);
        double right = em() * MARGIN + across.decades().stream().mapToDouble(d -> width(text(d, Dimension.BYTES_PER_SECOND))).max().orElse(0) / 2;
        double below = em() * 3.6 + legend.heightBelow(getWidth() - 2 * MARGIN * em());
        double height = size.plotHeight(belowHeading() + below);
        this.plot = new Rectangle2D.Double(left, belowHeading(), getWidth() - left - right, height);
        this.labels = new Placement(obstacles(), plot, em() * 0.12).place(figure.devices().stream().filter(device -> !device.name().isEmpty())
                .map(this::label).toList()).stream().filter(Objects::nonNull).toList();
        endAt(plot.getMaxY() + below);
    }

    private static String text(int decade, Dimension dimension) {
        return Quantity.format(Math.pow(10, decade), dimension);
    }

    private List<Legend.Row> legendRows() {
        List<Legend.Row> rows = new ArrayList<>();
        for (int i = 0; i < figure.curves().size(); i++) {
            rows.add(Legend.Row.line(Palette.colour(i), stroke(i), figure.curves().get(i).name()));
        }
        if (!figure.enough().isEmpty()) {
            rows.add(Legend.Row.area(ENOUGH, "enough"));
        }
        for (Standing standing : Standing.values()) {
            if (figure.devices().stream().anyMatch(device -> device.standing() == standing)) {
                rows.add(Legend.Row.marker(marker(standing), standing == Standing.MEETS ? "device that meets it" : "device that misses it"));
            }
        }
        return rows;
    }

    private BasicStroke stroke(int curve) {
        return curve == 0 ? Palette.solid(em() * 0.16) : Palette.dashed(em() * 0.16, em(), Palette.MACHINE_DASHES[curve - 1]);
    }

    private PointMarker marker(Standing standing) {
        return standing == Standing.MEETS
                ? new PointMarker(PointMarker.Form.CIRCLE, size.markerSize() * 0.62, Palette.colour(2), Palette.INK, em() * 0.06)
                : new PointMarker(PointMarker.Form.SQUARE, size.markerSize() * 0.5, Color.WHITE, Palette.FAINT_INK, em() * 0.09);
    }

    private Point2D at(Rates rates) {
        return new Point2D.Double(plot.getMinX() + across.fraction(rates.bytesPerSecond()) * plot.getWidth(),
                plot.getMaxY() - up.fraction(rates.flopsPerSecond()) * plot.getHeight());
    }

    /** From the top down to the first point, along all of them, and from the last one to the right. */
    private List<Point2D> path(List<Rates> rates) {
        List<Point2D> path = new ArrayList<>();
        path.add(new Point2D.Double(at(rates.get(0)).getX(), Math.min(plot.getMinY(), at(rates.get(0)).getY())));
        rates.forEach(point -> path.add(at(point)));
        path.add(new Point2D.Double(Math.max(plot.getMaxX(), path.get(path.size() - 1).getX()), path.get(path.size() - 1).getY()));
        return path;
    }

    private List<Placement.Obstacle> obstacles() {
        List<Placement.Obstacle> obstacles = new ArrayList<>();
        for (Device device : figure.devices()) {
            obstacles.add(new Placement.Obstacle(Outline.circle(at(device.rates()), size.markerSize() * 0.42), POINT));
        }
        for (Curve curve : figure.curves()) {
            List<Point2D> path = path(curve.points());
            for (int i = 1; i < path.size(); i++) {
                obstacles.add(new Placement.Obstacle(Outline.segment(path.get(i - 1), path.get(i)), CURVE));
            }
        }
        return obstacles;
    }

    private Label label(Device device) {
        Font font = Typeface.REGULAR.at(em() * (size.narrow() ? 0.9 : 0.85));
        Color colour = device.standing() == Standing.MEETS ? Palette.INK : Palette.FAINT_INK;
        Point2D centre = at(device.rates());
        return new Label(device.name(), List.of(device.name()), font, colour, false, width -> spots(centre, width, font.getSize2D()));
    }

    /** Around the point, the nearest first; from the second ring on with a line to it. */
    private List<Spot> spots(Point2D centre, double width, double letter) {
        List<Spot> spots = new ArrayList<>();
        double half = (Label.ASCENT + Label.DESCENT) * letter / 2;
        for (int ring = 0; ring < RINGS; ring++) {
            double away = size.markerSize() * 0.42 + em() * (0.25 + 0.95 * ring);
            for (int i = 0; i < DIRECTIONS; i++) {
                double angle = 2 * Math.PI * i / DIRECTIONS;
                double x = centre.getX() + Math.cos(angle) * (away + width / 2);
                double y = centre.getY() + Math.sin(angle) * (away + half);
                double turn = Math.abs(Math.IEEEremainder(angle, 2 * Math.PI)) / Math.PI;
                spots.add(new Spot(x - width / 2, y + half - Label.DESCENT * letter, 0, ring * STEP + turn * 3, ring == 0 ? null : centre));
            }
        }
        return spots;
    }

    /** The names that found a place. */
    List<String> labelTexts() {
        return labels.stream().map(Label.Placed::text).toList();
    }

    /** What the names cover. */
    List<Outline> labelOutlines() {
        return labels.stream().map(label -> label.outline(0)).toList();
    }

    @Override
    void draw(Graphics2D g) {
        Shape whole = g.getClip();
        g.clip(plot);
        if (!figure.enough().isEmpty()) {
            Path2D area = line(path(figure.enough()));
            area.lineTo(plot.getMaxX(), plot.getMinY());
            area.closePath();
            g.setColor(ENOUGH);
            g.fill(area);
        }
        g.setColor(Palette.GRID);
        g.setStroke(Palette.solid(em() * 0.06));
        across.decades().forEach(d -> g.draw(new Line2D.Double(x(d), plot.getMinY(), x(d), plot.getMaxY())));
        up.decades().forEach(d -> g.draw(new Line2D.Double(plot.getMinX(), y(d), plot.getMaxX(), y(d))));
        for (int i = 0; i < figure.curves().size(); i++) {
            g.setColor(Palette.colour(i));
            g.setStroke(stroke(i));
            g.draw(line(path(figure.curves().get(i).points())));
        }
        g.setClip(whole);
        figure.devices().forEach(device -> marker(device.standing()).paint(g, at(device.rates()).getX(), at(device.rates()).getY(), 0));
        labels.forEach(label -> label.paint(g, em() * 0.06));
        paintFrame(g);
        legend.paintBelow(g, em() * MARGIN, plot.getMaxY() + em() * 3.5, getWidth() - 2 * MARGIN * em());
    }

    private static Path2D line(List<Point2D> points) {
        Path2D line = new Path2D.Double();
        line.moveTo(points.get(0).getX(), points.get(0).getY());
        points.subList(1, points.size()).forEach(point -> line.lineTo(point.getX(), point.getY()));
        return line;
    }

    private double x(int decade) {
        return plot.getMinX() + across.fraction(Math.pow(10, decade)) * plot.getWidth();
    }

    private double y(int decade) {
        return plot.getMaxY() - up.fraction(Math.pow(10, decade)) * plot.getHeight();
    }

    private void paintFrame(Graphics2D g) {
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(plot);
        double widest = across.decades().stream().mapToDouble(d -> width(text(d, Dimension.BYTES_PER_SECOND))).max().orElse(0);
        int every = (int) Math.max(1, Math.ceil((widest + em()) / (plot.getWidth() / across.decadeCount())));
        for (int decade : across.decades()) {
            String text = text(decade, Dimension.BYTES_PER_SECOND);
            g.setColor(Palette.FAINT_INK);
            g.draw(new Line2D.Double(x(decade), plot.getMaxY(), x(decade), plot.getMaxY() + em() * 0.35));
            if (Math.floorMod(decade, every) == 0) {
                Label.draw(g, font(), Palette.INK, text, x(decade) - width(text) / 2, plot.getMaxY() + em() * (0.55 + Label.ASCENT), 0);
            }
        }
        for (int decade : up.decades()) {
            String text = text(decade, Dimension.OPERATIONS_PER_SECOND);
            g.setColor(Palette.FAINT_INK);
            g.draw(new Line2D.Double(plot.getMinX() - em() * 0.35, y(decade), plot.getMinX(), y(decade)));
            Label.draw(g, font(), Palette.INK, text, plot.getMinX() - em() * 0.6 - width(text), y(decade) + em() * 0.36, 0);
        }
        Label.draw(g, font(), Palette.INK, X_TITLE, plot.getCenterX() - width(X_TITLE) / 2, plot.getMaxY() + em() * 2.9, 0);
        Label.draw(g, font(), Palette.INK, Y_TITLE, em() * (0.4 + Label.ASCENT), plot.getCenterY() + width(Y_TITLE) / 2, -Math.PI / 2);
    }
}
