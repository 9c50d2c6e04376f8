package dev.ridgepoint.compare;

import dev.ridgepoint.result.Metric;
import java.util.List;
import java.util.Optional;

/**
 * One metric in two runs.
 *
 * @param metric    which
 * @param baseline  its trials in the first run
 * @param current   and in the second
 * @param contrast  as measured; empty where it was not, or too rarely
 * @param beside    the same in units of the reference kernel; empty where a run has none
 * @param adjustedP Welch's p after Holm's correction over all metrics compared; 1 without a contrast
 * @param verdict   what it comes to
 */
public record MetricComparison(
        Metric metric, List<Double> baseline, List<Double> current, Optional<Contrast> contrast, Optional<Contrast> beside, double adjustedP, Verdict verdict) { }
