package dev.ridgepoint.chart;

import java.awt.Graphics2D;

/** A chart that {@link ChartFiles} can write: it draws itself, text as text, and knows its size on screen and on paper. */
public interface PrintedChart {

    /** Width in layout units. */
    int getWidth();

    /** Height in layout units. */
    int getHeight();

    /** Draws the chart, scaled to the given size if that is not its own. */
    void paint(Graphics2D g, int width, int height);

    /** Printed width in points of 1/72 in. */
    double widthInPoints();

    /** Printed height in points of 1/72 in. */
    double heightInPoints();

    /** Pixels of a PNG for each layout unit. */
    double pixelsPerUnit();
}
