package dev.ridgepoint.chart;

import dev.ridgepoint.chart.SeriesChart.Panel;
import dev.ridgepoint.chart.SeriesFigure.Series;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Panels of series: one below the other in a column, as many as three side by side on a page or a screen. The legend stands below them all. */
public final class PanelChart implements PrintedChart {

    private static final double LINE_HEIGHT = 1.3;
    private static final int MOST_ACROSS = 3;
    /** Height of a plot over the width of its panel; a panel alone may be as high as the page has it. */
    private static final double COLUMN_SHAPE = 0.4;
    private static final double PAGE_SHAPE = 0.72;
    private static final double LONE_SHAPE = 0.62;

    private final FigureSize size;
    private final List<String> heading;
    private final List<SeriesChart> panels = new ArrayList<>();
    private final Legend legend;
    private final int across;
    private final int panelWidth;
    private final double top;
    private final int height;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public PanelChart(PanelFigure figure, FigureSize size) {
        this.size = size;
        int count = figure.panels().size();
        this.across = size.narrow() ? 1 : count == 4 ? 2 : Math.min(MOST_ACROSS, count);
        this.panelWidth = size.width() / across;
        double shape = count == 1 ? LONE_SHAPE : size.narrow() ? COLUMN_SHAPE : PAGE_SHAPE;
        for (int i = 0; i < count; i++) {
            Panel place = new Panel(panelWidth, (int) (panelWidth * shape), i + across >= count);
            panels.add(SeriesChart.panel(figure.panels().get(i), size, place));
        }
        this.heading = count == 1 ? List.of() : FigureFrame.wrap(figure.title(), headingFont(), room());
        this.legend = new Legend(legendRows(figure), em());
        this.top = heading.isEmpty() ? 0 : em() * (0.6 + heading.size() * LINE_HEIGHT * 1.12);
        double below = legend.rows().isEmpty() ? 0.4 * em() : legend.heightBelow(room());
        this.height = (int) Math.ceil(lowest() + below);
    }

    /** Where the lowest panel ends. */
    private double lowest() {
        double lowest = 0;
        for (int i = 0; i < panels.size(); i++) {
            lowest = Math.max(lowest, y(i) + panels.get(i).getHeight());
        }
        return lowest;
    }

    /** Where a panel begins: those above it are all as high as the first, or it is in the first line. */
    private double y(int panel) {
        return top + panel / across * (double) panels.get(0).getHeight();
    }

    /** A lone series is what the axis says. */
    private List<Legend.Row> legendRows(PanelFigure figure) {
        Map<String, Legend.Row> rows = new LinkedHashMap<>();
        for (int i = 0; i < panels.size(); i++) {
            for (Series series : figure.panels().get(i).series()) {
                rows.putIfAbsent(series.name(), panels.get(i).legendRow(series));
            }
        }
        return rows.size() > 1 ? List.copyOf(rows.values()) : List.of();
    }

    private double em() {
        return size.fontSize();
    }

    private double room() {
        return size.width() - 1.2 * em();
    }

    private Font headingFont() {
        return Typeface.BOLD.at(em() * 1.12);
    }

    @Override
    public int getWidth() {
        return size.width();
    }

    @Override
    public int getHeight() {
        return height;
    }

    @Override
    public void paint(Graphics2D g, int width, int givenHeight) {
        AffineTransform page = g.getTransform();
        g.scale(width / (double) size.width(), givenHeight / (double) height);
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, size.width(), height));
        for (int i = 0; i < panels.size(); i++) {
            SeriesChart panel = panels.get(i);
            AffineTransform whole = g.getTransform();
            g.translate(i % across * panelWidth, y(i));
            panel.paint(g, panel.getWidth(), panel.getHeight());
            g.setTransform(whole);
        }
        double y = em() * 0.6;
        for (String line : heading) {
            y += headingFont().getSize2D() * LINE_HEIGHT;
            Label.draw(g, headingFont(), Palette.INK, line, em() * 0.6, y - headingFont().getSize2D() * 0.3, 0);
        }
        legend.paintBelow(g, em() * 0.6, lowest(), room());
        g.setTransform(page);
    }

    @Override
    public double widthInPoints() {
        return size.width() * size.pointsPerUnit();
    }

    @Override
    public double heightInPoints() {
        return height * size.pointsPerUnit();
    }

    @Override
    public double pixelsPerUnit() {
        return size.pixelsPerUnit();
    }
}
