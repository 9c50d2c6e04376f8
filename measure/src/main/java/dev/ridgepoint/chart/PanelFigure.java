package dev.ridgepoint.chart;

import java.util.List;

/**
 * Several figures of series side by side or one below the other, on the same axes and with one legend.
 *
 * @param title  the heading
 * @param panels each with its own title; the heading stands alone where there is one
 */
public record PanelFigure(String title, List<SeriesFigure> panels) {

    /** @throws IllegalArgumentException if there is nothing to show */
    public PanelFigure {
        Check.named("the title of a figure", title);
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a figure of panels needs a panel");
        }
    }
}
