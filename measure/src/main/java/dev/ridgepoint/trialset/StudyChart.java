package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.PrintedChart;

/**
 * A chart of a study.
 *
 * @param name    of its files, without their extension
 * @param section key of the section of the report that it belongs to
 * @param caption what it shows, in a sentence
 * @param chart   itself
 */
public record StudyChart(String name, String section, String caption, PrintedChart chart) { }
