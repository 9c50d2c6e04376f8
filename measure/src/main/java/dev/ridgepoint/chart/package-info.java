/**
 * The roofline figure of a paper: machines' ceilings, operating points and potential regions on log-log axes.
 *
 * <p>A {@link dev.ridgepoint.chart.RooflineFigure} says what is to be seen and nothing about how;
 * {@link dev.ridgepoint.chart.RooflineChart} draws it at a {@link dev.ridgepoint.chart.FigureSize};
 * {@link dev.ridgepoint.chart.ChartFiles} writes it as PNG, SVG and PDF. All quantities are in base units: FLOP/s, byte/s and
 * FLOP/byte.
 *
 * <p>Other figures are made in the same way: a record of what is to be seen and a chart that draws it, such as {@link dev.ridgepoint.chart.HeatMapFigure},
 * {@link dev.ridgepoint.chart.TornadoFigure} and {@link dev.ridgepoint.chart.DesignSpaceFigure}.
 */
package dev.ridgepoint.chart;
