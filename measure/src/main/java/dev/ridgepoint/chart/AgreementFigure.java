package dev.ridgepoint.chart;

import java.util.List;

/**
 * Predictions against measurements.
 *
 * @param title    the heading; blank for none
 * @param subtitle a smaller line under it, or null
 * @param quantity what was predicted, with its unit: {@code tokens/s}
 * @param points   the pairs
 */
public record AgreementFigure(String title, String subtitle, String quantity, List<Pair> points) {

    /** @throws IllegalArgumentException if there is nothing to show */
    public AgreementFigure {
        Check.named("the quantity of a figure", quantity);
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a figure of predicted against measured needs a point");
        }
    }

    /**
     * A prediction and what was measured.
     *
     * @param series    what it belongs to; the six largest series have colours of their own
     * @param predicted as predicted
     * @param measured  as measured
     */
    public record Pair(String series, double predicted, double measured) {
        /** @throws IllegalArgumentException if a value is not positive and finite, or the series has no name */
        public Pair {
            Check.named("a point's series", series);
            Check.positive("prediction of '" + series + "'", predicted);
            Check.positive("measurement of '" + series + "'", measured);
        }
    }
}
