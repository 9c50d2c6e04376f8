package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A matrix peak about twice what the chip's other peaks imply is a sparse rate, or one with 16-bit sums, taken for the dense one. In a known
 * {@link Generation} the other peaks imply an exact figure; elsewhere a format may gain what its narrower operands gain, and a fixed-function
 * processor twice that.
 */
final class PeakProportionRule implements ProfileRule {

    private static final String RULE = "sparse-peak";

    /** Peaks in the shipped profiles are within 10 % of the proportion; sparsity doubles. */
    private static final double TOO_MUCH = 1.7;

    @Override
    public List<Finding> check(LintedProfile profile) {
        Optional<Generation> generation = profile.generation();
        return profile.hardware().peaks().stream()
                .filter(peak -> peak.unit() == ComputeUnit.MATRIX)
                .flatMap(peak -> generation.isPresent()
                        ? tooFast(peak, generation.get(), profile).stream()
                        : tooFastForItsWidth(peak, profile).stream())
                .toList();
    }

    private static Optional<Finding> tooFast(Peak peak, Generation generation, LintedProfile profile) {
        return generation.implied(peak, profile.hardware()).stream().boxed()
                .filter(implied -> peak.rate().value() > implied * TOO_MUCH)
                .map(implied -> profile.finding(
                        RULE, rate(peak.rate().value()) + " is " + Quantity.significant(peak.rate().value() / implied)
                                + " x what the chip's other peaks imply; the dense rate with full-width sums should be about " + rate(implied),
                        peak.path()))
                .findFirst();
    }

    private static Optional<Finding> tooFastForItsWidth(Peak peak, LintedProfile profile) {
        double allowed = isFixedFunction(profile.hardware()) ? 2 : 1;
        return profile.hardware().peaks().stream()
                .filter(other -> other != peak && other.unit() == ComputeUnit.MATRIX && other.format().bytes() >= peak.format().bytes())
                // Integers have no 16-bit sums: they gain over the half-accumulate rate, where a chip has one.
                .filter(other -> !other.halfAccumulate() || other.format().bytes() > peak.format().bytes())
                .max(Comparator.comparingDouble(other -> other.rate().value() * gain(other, peak)))
                .filter(other -> peak.rate().value() > TOO_MUCH * allowed * other.rate().value() * gain(other, peak))
                .map(other -> profile.finding(
                        RULE, rate(peak.rate().value()) + " is " + Quantity.significant(peak.rate().value() / other.rate().value()) + " x the "
                                + other.key() + " rate; dense, it should be at most " + Quantity.significant(allowed * gain(other, peak)) + " x",
                        peak.path()));
    }

    private static boolean isFixedFunction(Hardware hardware) {
        return hardware.kind() == Hardware.Kind.NPU || hardware.kind() == Hardware.Kind.TPU;
    }

    /** How many narrow operands fit where a wide one does, twice that if only the narrow ones have 16-bit sums. */
    private static double gain(Peak wide, Peak narrow) {
        double sums = narrow.halfAccumulate() && !wide.halfAccumulate() ? 2 : 1;
        return sums * wide.format().bytes() / narrow.format().bytes();
    }

    private static String rate(double value) {
        return Quantity.format(value, Dimension.OPERATIONS_PER_SECOND);
    }
}
