package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Peak;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A peak in a format that the chip cannot multiply, as FP8 on an A100: software converts such numbers first, and the rate is that of the wider format. */
final class MissingFormatRule implements ProfileRule {

    private static final Set<NumberFormat> SMALL_FLOATS = EnumSet.of(NumberFormat.FP8, NumberFormat.FP6, NumberFormat.FP4);

    /** FP32 and FP64 are not in the table of generations: few matrix units have them, and no inference uses them. */
    private static final Set<NumberFormat> WIDE = EnumSet.of(NumberFormat.FP64, NumberFormat.FP32);

    /** The first year in which a maker sold a chip with the format. Decides only where the generation is not known. */
    private record Since(String vendor, Set<NumberFormat> formats, int year) { }

    private static final List<Since> FIRST = List.of(
            new Since("NVIDIA", EnumSet.of(NumberFormat.FP8), 2022),
            new Since("NVIDIA", EnumSet.of(NumberFormat.FP6, NumberFormat.FP4), 2024),
            new Since("NVIDIA", EnumSet.of(NumberFormat.BF16, NumberFormat.TF32), 2020),
            new Since("AMD", EnumSet.of(NumberFormat.FP8), 2023),
            new Since("AMD", EnumSet.of(NumberFormat.FP6, NumberFormat.FP4), 2025),
            new Since("Intel", SMALL_FLOATS, 2022),
            new Since("Google", SMALL_FLOATS, 2024),
            new Since("Apple", SMALL_FLOATS, Integer.MAX_VALUE));

    @Override
    public List<Finding> check(LintedProfile profile) {
        Optional<Generation> generation = profile.generation();
        return profile.hardware().peaks().stream()
                .filter(peak -> generation.isPresent() ? lacks(generation.get(), peak) : isTooEarly(peak, profile.hardware()))
                .map(peak -> profile.finding(
                        "missing-format", "this chip has no " + peak.key() + " arithmetic on its " + peak.path()[1] + " unit; leave the peak out",
                        peak.path()))
                .toList();
    }

    private static boolean lacks(Generation generation, Peak peak) {
        boolean checked = peak.unit() == ComputeUnit.MATRIX ? !WIDE.contains(peak.format()) : SMALL_FLOATS.contains(peak.format());
        return checked && !generation.has(peak);
    }

    private static boolean isTooEarly(Peak peak, Hardware hardware) {
        return hardware.year() > 0 && FIRST.stream().anyMatch(since -> since.vendor().equalsIgnoreCase(hardware.vendor())
                && since.formats().contains(peak.format()) && hardware.year() < since.year());
    }
}
