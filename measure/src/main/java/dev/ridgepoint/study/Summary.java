package dev.ridgepoint.study;

/**
 * How a line runs.
 *
 * @param panel    that it is in; empty where there is one
 * @param series   its name; empty where there is one
 * @param first    its value at the first point
 * @param last     its value at the last point
 * @param greatest its greatest value
 * @param at       where the greatest value is
 * @param change   the last over the first
 */
record Summary(String panel, String series, String first, String last, String greatest, String at, String change) { }
