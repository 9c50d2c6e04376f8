package dev.ridgepoint.chart;

/**
 * Where a figure is to stand. The chart is laid out in units of its own, finer than a point at the printed sizes, since XChart
 * rounds sizes to whole units.
 */
public enum FigureSize {
    /** A screen or a slide: 1000 x 700 units, 2000 x 1400 pixels, 10 in wide as PDF. */
    SCREEN(1000, 700, 14, 0.72, 2),
    /** One column of a two-column paper: 3.35 in (85 mm) wide with lettering of 7 pt. */
    COLUMN(965, 820, 28, 0.25, 1.5),
    /** The full width of a page, 7 in (178 mm), with lettering of 8 pt. */
    PAGE(1008, 640, 16, 0.5, 2);

    private final int width;
    private final int height;
    private final int fontSize;
    private final double pointsPerUnit;
    private final double pixelsPerUnit;

    FigureSize(int width, int height, int fontSize, double pointsPerUnit, double pixelsPerUnit) {
        this.width = width;
        this.height = height;
        this.fontSize = fontSize;
        this.pointsPerUnit = pointsPerUnit;
        this.pixelsPerUnit = pixelsPerUnit;
    }

    /** Width in layout units. */
    int width() {
        return width;
    }

    /** Height in layout units. */
    int height() {
        return height;
    }

    /** Size of the lettering in layout units; every stroke, marker and gap is in proportion to it. */
    int fontSize() {
        return fontSize;
    }

    /** Whether room is so scarce that axis labels leave their unit to the axis title. */
    boolean narrow() {
        return this == COLUMN;
    }

    /** The size that markers are in proportion to: a small figure has large letters, but not as large points. */
    double markerSize() {
        return this == COLUMN ? fontSize * 0.72 : fontSize;
    }

    /** The factor by which the axis goes on above the highest ceiling, so that a label has room there. */
    double headroom() {
        return this == COLUMN ? 2 : 1.4;
    }

    /** How many operators of one series are labelled. */
    int labelledOperators() {
        return this == COLUMN ? 2 : 3;
    }

    /** Printed width in points of 1/72 in. */
    public double widthInPoints() {
        return width * pointsPerUnit;
    }

    /** Printed height in points of 1/72 in. */
    public double heightInPoints() {
        return height * pointsPerUnit;
    }

    /** Width of the PNG. */
    public int widthInPixels() {
        return (int) Math.round(width * pixelsPerUnit);
    }

    /** Height of the PNG. */
    public int heightInPixels() {
        return (int) Math.round(height * pixelsPerUnit);
    }
}
