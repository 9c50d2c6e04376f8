package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.List;

/** A peak that says how many operations a core does in a cycle must be cores x clock x that. */
final class PeakProductRule implements ProfileRule {

    /** Data sheets round both the clock and the peak. */
    private static final double TOLERANCE = 0.02;

    @Override
    public List<Finding> check(LintedProfile profile) {
        if (profile.hardware().cores().flatMap(Hardware.Cores::clock).isEmpty()) {
            return List.of();
        }
        Hardware.Cores cores = profile.hardware().cores().get();
        double cyclesPerSecond = cores.count() * cores.clock().get().value();
        return profile.hardware().peaks().stream()
                .filter(peak -> peak.perCoreCycle() > 0)
                .filter(peak -> Math.abs(peak.rate().value() / (cyclesPerSecond * peak.perCoreCycle()) - 1) > TOLERANCE)
                .map(peak -> profile.finding(
                        "peak-product", rate(peak.rate().value()) + " is not " + cores.count() + " cores x " + Quantity.significant(peak.perCoreCycle())
                                + " a cycle x " + Quantity.format(cores.clock().get().value(), Dimension.HERTZ) + ", which is "
                                + rate(cyclesPerSecond * peak.perCoreCycle()), peak.path()))
                .toList();
    }

    private static String rate(double value) {
        return Quantity.format(value, Dimension.OPERATIONS_PER_SECOND);
    }
}
