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
 * @param measured  as the clock has it; empty where it was not measured, or too rarely
 * @param inKernels the same in units of the reference kernel; empty where a run has none
 * @param verdict   what it comes to
 */
public record MetricComparison(
        Metric metric, List<Double> baseline, List<Double> current, Optional<Evidence> measured, Optional<Evidence> inKernels, Verdict verdict) {

    /** As measured. */
    public Optional<Contrast> contrast() {
        return measured.map(Evidence::contrast);
    }

    /** In units of the reference kernel. */
    public Optional<Contrast> beside() {
        return inKernels.map(Evidence::contrast);
    }
}
