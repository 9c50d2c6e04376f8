/**
 * The roofline figure of a paper: machines' ceilings, operating points and potential regions on log-log axes.
 *
 * <p>A {@link dev.ridgepoint.chart.RooflineFigure} says what is to be seen and nothing about how;
 * {@link dev.ridgepoint.chart.RooflineChart} draws it at a {@link dev.ridgepoint.chart.FigureSize};
 * {@link dev.ridgepoint.chart.ChartFiles} writes it as PNG, SVG and PDF. All quantities are in base units: FLOP/s, byte/s and
 * FLOP/byte.
 */
package dev.ridgepoint.chart;
