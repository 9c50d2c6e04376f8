package dev.ridgepoint.chart;

import java.util.List;

/**
 * Densities on one axis, one below the other.
 *
 * @param title    the heading
 * @param subtitle a smaller line under it, or null
 * @param across   the axis that they share
 * @param ridges   from top to bottom
 */
public record RidgeFigure(String title, String subtitle, Axis across, List<Ridge> ridges) {

    /** @throws IllegalArgumentException if there is nothing to show */
    public RidgeFigure {
        Check.named("the title of a figure", title);
        ridges = List.copyOf(ridges);
        if (ridges.isEmpty()) {
            throw new IllegalArgumentException("a figure needs a ridge");
        }
    }

    /**
     * One of them, drawn as high as any other.
     *
     * @param name    beside it
     * @param density from left to right; empty where there is none
     * @param ticks   values by themselves: short strokes under a density, and long ones where there is none
     * @param median  of the values
     */
    public record Ridge(String name, List<Height> density, List<Double> ticks, double median) {
        /** @throws IllegalArgumentException if it has no name, or neither a density nor ticks */
        public Ridge {
            Check.named("a ridge", name);
            density = List.copyOf(density);
            ticks = List.copyOf(ticks);
            if (density.isEmpty() && ticks.isEmpty()) {
                throw new IllegalArgumentException("ridge '" + name + "' has neither a density nor a value");
            }
        }
    }

    /**
     * A density at a value.
     *
     * @param x      the value
     * @param height the density; 0 or more
     */
    public record Height(double x, double height) { }
}
