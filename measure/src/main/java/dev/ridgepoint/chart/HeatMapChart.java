package dev.ridgepoint.chart;

import dev.ridgepoint.chart.HeatMapFigure.Cell;
import dev.ridgepoint.chart.HeatMapFigure.Row;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A map of coloured cells with the colours' scale and the letters' meanings below it. Names of columns lie level where they fit, else turned by an eighth of a
 * circle, else by a quarter; cells are told what they hold in words too where they are large enough.
 */
public final class HeatMapChart extends DrawnChart {

    /** The most that names of rows take of the width, and names of columns in ems. */
    private static final double MOST_NAME = 0.36;
    private static final double LONGEST_COLUMN_NAME = 15;
    private static final double NAME_GAP = 0.5;
    private static final double SLANT = Math.PI / 4;
    private static final int STEPS = 160;

    private final HeatMapFigure figure;
    private final Rectangle2D plot;
    private final double cellWidth;
    private final double cellHeight;
    private final Font names;
    private final List<String> rowNames;
    private final List<String> columnNames;
    /** By which names of columns are turned, counter-clockwise. */
    private final double angle;
    private final boolean wordsFit;
    private final double barTop;
    private final Legend legend;

    /**
     * @param figure what is shown
     * @param size   where it is to stand
     */
    public HeatMapChart(HeatMapFigure figure, FigureSize size) {
        super(size, figure.title(), figure.subtitle());
        this.figure = figure;
        double room = MOST_NAME * getWidth();
        double widest = figure.rows().stream().mapToDouble(row -> width(row.name())).max().orElse(0);
        double left = em() * (MARGIN + NAME_GAP) + Math.min(room, widest);
        this.cellWidth = (getWidth() - left - em() * MARGIN) / figure.columns().size();
        this.wordsFit = cells().allMatch(cell -> !cell.text().isEmpty() && Typeface.width(words(), cell.text()) < cellWidth - 0.4 * em());
        this.cellHeight = Math.max((wordsFit ? 2.15 : 1.6) * em(), Math.min(cellWidth * 0.8, 2.6 * em()));
        this.plot = new Rectangle2D.Double(left, belowHeading() + 0.2 * em(), cellWidth * figure.columns().size(), cellHeight * figure.rows().size());
        this.names = Typeface.REGULAR.at(Math.min(em(), cellWidth / 1.12));
        this.rowNames = figure.rows().stream().map(row -> shortened(font(), row.name(), room)).toList();
        this.columnNames = figure.columns().stream().map(name -> shortened(names, name, LONGEST_COLUMN_NAME * em())).toList();
        this.angle = turned();
        this.barTop = plot.getMaxY() + heightOfColumnNames() + em() * 2.3;
        this.legend = new Legend(legendRows(), em());
        endAt(barTop + em() * 3.1 + legend.heightBelow(getWidth() - 2 * MARGIN * em()));
    }

    private Stream<Cell> cells() {
        return figure.rows().stream().flatMap(row -> row.cells().stream()).flatMap(Optional::stream);
    }

    private double widthOfName(int column) {
        return Typeface.width(names, columnNames.get(column));
    }

    /** The least turn at which no name of a column meets another, or leaves the page. */
    private double turned() {
        boolean level = true;
        boolean slanted = cellWidth * Math.sin(SLANT) > names.getSize2D() * 1.05;
        for (int i = 0; i < columnNames.size(); i++) {
            level &= widthOfName(i) < cellWidth - 0.5 * em();
            slanted &= widthOfName(i) * Math.cos(SLANT) < plot.getMinX() + (i + 0.5) * cellWidth - 0.3 * em();
        }
        return level ? 0 : slanted ? SLANT : Math.PI / 2;
    }

    private double heightOfColumnNames() {
        double widest = 0;
        for (int i = 0; i < columnNames.size(); i++) {
            widest = Math.max(widest, widthOfName(i));
        }
        return widest * Math.sin(angle) + names.getSize2D() * (1 + 0.4 * Math.cos(angle));
    }

    private Font words() {
        return Typeface.REGULAR.at(em() * 0.86);
    }

    private Font letters() {
        return Typeface.BOLD.at(Math.min(em() * 0.86, Math.min(cellWidth, cellHeight) * 0.62));
    }

    private List<Legend.Row> legendRows() {
        List<Legend.Row> rows = new ArrayList<>();
        Set<String> used = cells().map(Cell::mark).collect(Collectors.toSet());
        figure.marks().forEach((mark, meaning) -> {
            if (used.contains(mark)) {
                rows.add(new Legend.Row((g, x, y, width) -> centred(g, Typeface.BOLD.at(em() * 0.86), Palette.INK, mark, x, y), meaning));
            }
        });
        if (figure.hasMissing()) {
            rows.add(new Legend.Row((g, x, y, width) ->
                    cross(g, new Rectangle2D.Double(x - width / 2, y - em() * 0.5, width, em())), figure.missing()));
        }
        return rows;
    }

    /** What stands below the plot, from left to right. */
    List<String> legendTexts() {
        return legend.rows().stream().map(Legend.Row::text).toList();
    }

    /** What each name of a column covers. */
    List<Outline> columnNameOutlines() {
        List<Outline> outlines = new ArrayList<>();
        for (int i = 0; i < columnNames.size(); i++) {
            double size = names.getSize2D();
            outlines.add(Outline.turned(columnNameX(i), columnNameY(i), 0, Label.DESCENT * size, widthOfName(i),
                    (Label.ASCENT + Label.DESCENT) * size, -angle));
        }
        return outlines;
    }

    /** Whether cells hold their values in words. */
    boolean wordsFit() {
        return wordsFit;
    }

    @Override
    void draw(Graphics2D g) {
        for (int i = 0; i < figure.rows().size(); i++) {
            Row row = figure.rows().get(i);
            double y = plot.getMinY() + i * cellHeight;
            Label.draw(g, font(), Palette.INK, rowNames.get(i), plot.getMinX() - em() * NAME_GAP - width(rowNames.get(i)), y + cellHeight / 2 + em() * 0.36, 0);
            for (int j = 0; j < row.cells().size(); j++) {
                Rectangle2D box = new Rectangle2D.Double(plot.getMinX() + j * cellWidth, y, cellWidth, cellHeight);
                if (row.cells().get(j).isPresent()) {
                    paint(g, row.cells().get(j).get(), box);
                } else {
                    cross(g, box);
                }
            }
        }
        for (int i = 0; i < columnNames.size(); i++) {
            Label.draw(g, names, Palette.INK, columnNames.get(i), columnNameX(i), columnNameY(i), -angle);
        }
        paintScale(g);
        legend.paintBelow(g, em() * MARGIN, barTop + em() * 3, getWidth() - 2 * MARGIN * em());
    }

    /** Where the baseline of a column's name starts: its end, or when level its middle, is below the middle of the column. */
    private double columnNameX(int column) {
        double middle = plot.getMinX() + (column + 0.5) * cellWidth;
        return angle == 0 ? middle - widthOfName(column) / 2
                : middle - widthOfName(column) * Math.cos(angle) + names.getSize2D() * 0.36 * Math.sin(angle);
    }

    private double columnNameY(int column) {
        return plot.getMaxY() + names.getSize2D() * (0.45 + 0.74 * Math.cos(angle)) + widthOfName(column) * Math.sin(angle);
    }

    private void paint(Graphics2D g, Cell cell, Rectangle2D box) {
        Color fill = ColourScale.at(figure.colours().fraction(cell.value()));
        g.setColor(fill);
        g.fill(box);
        frame(g, box);
        Color ink = ColourScale.inkOn(fill);
        double line = wordsFit && !cell.mark().isEmpty() ? 0.48 * em() : 0;
        if (wordsFit) {
            centred(g, words(), ink, cell.text(), box.getCenterX(), box.getCenterY() - line);
        }
        centred(g, letters(), ink, cell.mark(), box.getCenterX(), box.getCenterY() + line);
    }

    private static void centred(Graphics2D g, Font font, Color ink, String text, double x, double y) {
        Label.draw(g, font, ink, text, x - Typeface.width(font, text) / 2, y + font.getSize2D() * 0.36, 0);
    }

    private void cross(Graphics2D g, Rectangle2D box) {
        g.setColor(Color.WHITE);
        g.fill(box);
        g.setColor(new Color(0xb0, 0xb0, 0xb0));
        g.setStroke(Palette.solid(em() * 0.07));
        g.draw(new Line2D.Double(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
        g.draw(new Line2D.Double(box.getMinX(), box.getMaxY(), box.getMaxX(), box.getMinY()));
        frame(g, box);
    }

    private void frame(Graphics2D g, Rectangle2D box) {
        g.setColor(Color.WHITE);
        g.setStroke(Palette.solid(em() * 0.09));
        g.draw(box);
    }

    private void paintScale(Graphics2D g) {
        double left = em() * 1.6;
        double right = getWidth() - em() * 1.6;
        Label.draw(g, font(), Palette.INK, figure.colours().title(), left, barTop - em() * 0.45, 0);
        for (int i = 0; i < STEPS; i++) {
            double start = left + (right - left) * i / STEPS;
            g.setColor(ColourScale.at((i + 0.5) / STEPS));
            // Each goes on to the end under those after it, so that no seam shows between two.
            g.fill(new Rectangle2D.Double(start, barTop, right - start, em() * 0.9));
        }
        paintTicks(g, figure.colours(), left, right, barTop + em() * 0.9);
    }
}
