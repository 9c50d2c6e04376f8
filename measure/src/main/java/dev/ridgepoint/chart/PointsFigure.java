package dev.ridgepoint.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * Named points on two axes. Colour and area may each say one value more.
 *
 * @param title     the heading
 * @param subtitle  a smaller line under it, or null
 * @param across    the horizontal axis
 * @param up        the vertical axis
 * @param points    the ones that most want their name first
 * @param front     the step line beyond which other points are beaten; empty for none
 * @param colours   scale of the colours; empty where they say nothing
 * @param areas     what areas say; empty where they say nothing
 * @param standings words of the legend
 */
public record PointsFigure(String title, String subtitle, Axis across, Axis up, List<Point> points, Optional<Front> front, Optional<Axis> colours,
                           Optional<Areas> areas, Map<Standing, String> standings) {

    /** @throws IllegalArgumentException if there is no point, or a point has no colour where there is a scale */
    public PointsFigure {
        Check.named("the title of a figure", title);
        points = List.copyOf(points);
        standings = Map.copyOf(standings);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a figure needs a point");
        }
        if (colours.isPresent() && points.stream().anyMatch(point -> point.colour().isEmpty())) {
            throw new IllegalArgumentException("every point of a scale of colours has a colour");
        }
    }

    /** How a point stands out. */
    public enum Standing {
        /** Small and, where colours say nothing, grey. */
        FAINT,
        PLAIN,
        /** With a ring about it. */
        RINGED
    }

    /**
     * A point.
     *
     * @param name     beside it
     * @param x        where
     * @param y        where
     * @param colour   value on the scale of colours
     * @param area     value that its area says; 0 where areas say nothing
     * @param standing how it stands out
     */
    public record Point(String name, double x, double y, OptionalDouble colour, double area, Standing standing) {
        /** @throws IllegalArgumentException unless it has a name and finite values, and its area is 0 or more */
        public Point {
            Check.named("a point", name);
            if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(colour.orElse(0)) || !(area >= 0 && Double.isFinite(area))) {
                throw new IllegalArgumentException("no point: " + name + " at " + x + ", " + y + " with area " + area);
            }
        }
    }

    /** Which end of an axis is good. */
    public enum Better {
        LESS,
        MORE
    }

    /**
     * A step line: right angles from corner to corner, and from the ends to the worse edges of the plot.
     *
     * @param corners from the best across to the best up
     * @param across  which end of the horizontal axis is good
     * @param up      which end of the vertical axis is good
     */
    public record Front(List<Corner> corners, Better across, Better up) {
        /** @throws IllegalArgumentException if there is no corner */
        public Front {
            corners = List.copyOf(corners);
            if (corners.isEmpty()) {
                throw new IllegalArgumentException("a front needs a corner");
            }
        }
    }

    /**
     * A corner of the front.
     *
     * @param x where
     * @param y where
     */
    public record Corner(double x, double y) { }

    /**
     * What areas say.
     *
     * @param title    in the legend
     * @param greatest the value of the largest point; 0 where all are 0
     * @param written  a value in the legend
     */
    public record Areas(String title, double greatest, DoubleFunction<String> written) { }
}
