package dev.ridgepoint.chart;

import dev.ridgepoint.chart.RidgeFigure.Height;
import dev.ridgepoint.chart.RidgeFigure.Ridge;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Densities one below the other, their names on the left; values too few for a density are ticks. */
public final class RidgeChart extends DrawnChart {

    private static final double MOST_NAME = 0.3;
    private static final double LINE = 1.15;
    private static final double ROW = 2.7;
    /** Part of its room that a density fills. */
    private static final double FILLED = 0.86;
    /** Heights of strokes, of their room. */
    private static final double LONG = 0.4;
    private static final double SHORT = 0.13;
    private static final int MOST_LINES = 2;

    private final RidgeFigure figure;
    private final Rectangle2D plot;
    private final double row;
    private final List<List<String>> names = new ArrayList<>();

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public RidgeChart(RidgeFigure figure, FigureSize size) {
        super(size, figure.title(), figure.subtitle());
        this.figure = figure;
        double room = MOST_NAME * getWidth();
        figure.ridges().forEach(ridge -> names.add(broken(ridge.name(), room)));
        double left = em() * (MARGIN + 0.6) + names.stream().flatMap(List::stream).mapToDouble(this::width).max().orElse(0);
        List<Axis.Tick> ticks = figure.across().ticks();
        // Half of the last label stands beyond its mark.
        double right = em() * 0.8 + (ticks.isEmpty() ? 0 : width(ticks.get(ticks.size() - 1).text()) / 2);
        double below = em() * 3.5;
        this.row = Math.max(ROW * em(), Math.min(5 * em(), size.plotHeight(belowHeading() + below) / figure.ridges().size()));
        this.plot = new Rectangle2D.Double(left, belowHeading(), getWidth() - left - right, row * figure.ridges().size());
        endAt(plot.getMaxY() + below);
    }

    /** Two lines at most, parted after a hyphen, a slash or a space. */
    private List<String> broken(String name, double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String part : name.split("(?<=[-/_ ])")) {
            if (!line.isEmpty() && width((line + part).strip()) > room && lines.size() < MOST_LINES - 1) {
                lines.add(line.strip());
                line = part;
            } else {
                line += part;
            }
        }
        lines.add(line.strip());
        return lines.stream().map(text -> shortened(font(), text, room)).toList();
    }

    private double x(double value) {
        return plot.getMinX() + figure.across().fraction(value) * plot.getWidth();
    }

    @Override
    void draw(Graphics2D g) {
        g.setColor(Palette.GRID);
        g.setStroke(Palette.solid(em() * 0.06));
        figure.across().ticks().forEach(tick -> g.draw(new Line2D.Double(x(tick.at()), plot.getMinY(), x(tick.at()), plot.getMaxY())));
        for (int i = 0; i < figure.ridges().size(); i++) {
            double foot = plot.getMinY() + (i + 1) * row;
            paint(g, figure.ridges().get(i), foot);
            List<String> lines = names.get(i);
            double y = foot - row / 2 - (lines.size() - 1) * em() * LINE / 2 + em() * 0.36;
            for (String line : lines) {
                Label.draw(g, font(), Palette.INK, line, plot.getMinX() - em() * 0.6 - width(line), y, 0);
                y += em() * LINE;
            }
        }
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(plot);
        paintTicks(g, figure.across(), plot.getMinX(), plot.getMaxX(), plot.getMaxY());
        String title = figure.across().title();
        Label.draw(g, font(), Palette.INK, title, plot.getCenterX() - width(title) / 2, plot.getMaxY() + em() * 2.9, 0);
    }

    /** One path for all: an SVG of as many lines would be large. */
    private Path2D strokes(Ridge ridge, double foot, double height) {
        Path2D strokes = new Path2D.Double();
        ridge.ticks().forEach(value -> {
            strokes.moveTo(x(value), foot);
            strokes.lineTo(x(value), foot - height);
        });
        return strokes;
    }

    private void paint(Graphics2D g, Ridge ridge, double foot) {
        Color colour = Palette.colour(0);
        g.setColor(Palette.FAINT_INK);
        g.setStroke(Palette.solid(em() * 0.05));
        g.draw(new Line2D.Double(plot.getMinX(), foot, plot.getMaxX(), foot));
        double highest = ridge.density().stream().mapToDouble(Height::height).max().orElse(0);
        if (highest > 0) {
            Path2D area = new Path2D.Double();
            area.moveTo(x(ridge.density().get(0).x()), foot);
            ridge.density().forEach(at -> area.lineTo(x(at.x()), foot - at.height() / highest * row * FILLED));
            area.lineTo(x(ridge.density().get(ridge.density().size() - 1).x()), foot);
            area.closePath();
            // Opaque, as in the bands of a series.
            g.setColor(new Color(0xaa, 0xd0, 0xe5));
            g.fill(area);
            g.setColor(colour);
            g.setStroke(Palette.solid(em() * 0.07));
            g.draw(area);
            g.setStroke(Palette.solid(em() * 0.04));
            g.draw(strokes(ridge, foot, row * SHORT));
            g.setColor(Palette.INK);
            g.setStroke(Palette.solid(em() * 0.14));
            g.draw(new Line2D.Double(x(ridge.median()), foot, x(ridge.median()), foot - row * LONG));
            return;
        }
        g.setColor(colour);
        g.setStroke(Palette.solid(em() * 0.11));
        g.draw(strokes(ridge, foot, row * LONG));
    }
}
