package dev.ridgepoint.chart;

/**
 * Where a figure is to stand. Widths are exact; a figure with a long heading or a large legend grows in height rather than let
 * its plot shrink. The chart is laid out in units of its own, finer than a point at the printed sizes, since XChart
 * rounds sizes to whole units.
 */
public enum FigureSize {
    /** A screen or a slide: 2000 x 1400 pixels, 10 in wide as PDF. */
    SCREEN(1000, 700, 14, 0.72, 2),
    /** One column of a two-column paper: 3.35 in (85 mm) wide with lettering of 7 pt. */
    COLUMN(965, 820, 28, 0.25, 1.5),
    /** The full width of a page, 7 in (178 mm), with lettering of 8 pt. */
    PAGE(1008, 640, 16, 0.5, 2);

    /** The least part of the nominal height that the plot may be left with. */
    private static final double LEAST_PLOT = 0.62;

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

    /** Height in layout units of a page that has no more about the plot than is usual. */
    int height() {
        return height;
    }

    /** The height of the plot where so much of the page is taken by what is above and below it. */
    int plotHeight(double taken) {
        return (int) Math.max(height - taken, height * LEAST_PLOT);
    }

    /** Points of 1/72 in per layout unit. */
    double pointsPerUnit() {
        return pointsPerUnit;
    }

    /** Pixels of the PNG per layout unit. */
    double pixelsPerUnit() {
        return pixelsPerUnit;
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

    /** How much of the plot's height a label above the highest ceiling takes, about. */
    double headroom() {
        return 1.9 * fontSize / (0.72 * height);
    }

    /** How many operators of one series are labelled. */
    int labelledOperators() {
        return this == COLUMN ? 2 : 3;
    }
}
