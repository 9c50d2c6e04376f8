package dev.ridgepoint.study;

import dev.ridgepoint.chart.FigureSize;

/**
 * What every figure has.
 *
 * @param name  of its files
 * @param title over it
 * @param size  where it is to stand
 * @param where which points it shows
 */
record Frame(String name, String title, FigureSize size, Choice where) { }
