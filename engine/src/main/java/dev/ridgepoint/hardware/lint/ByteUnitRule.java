package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rates are decimal and memory chips are binary. A data sheet's "24 GB" of DRAM are 24 GiB and its "936 GB/s" are 936 x 10^9: taking one for the
 * other is an error of 7 %.
 */
final class ByteUnitRule implements ProfileRule {

    private static final String RULE = "byte-unit";

    /** Caches in front of DRAM; the on-chip memory of an accelerator that has no other is sold in either unit. */
    private static final Set<String> CACHES = Set.of("registers", "l1", "l2", "l3", "slc", "llc", "infinity-cache");

    @Override
    public List<Finding> check(LintedProfile profile) {
        List<Finding> findings = new ArrayList<>();
        for (MemoryLevel level : profile.hardware().memory()) {
            level.bandwidth().filter(rate -> rate.unit().contains("i")).ifPresent(rate -> findings.add(profile.finding(
                    RULE, "rates are decimal: write " + Quantity.format(rate.value(), Dimension.BYTES_PER_SECOND)
                            + " if it is in " + rate.unit() + " indeed, and the same number in " + rate.unit().replace("i", "") + " if not",
                    "memory", level.name(), "bandwidth")));
            level.capacity().filter(size -> !size.unit().contains("i")).flatMap(size -> binaryOf(level, size)).ifPresent(binary ->
                    findings.add(profile.finding(RULE, "memory is made in powers of two: write " + binary, "memory", level.name(), "capacity")));
        }
        return findings;
    }

    /** What a decimal capacity should have been, if it should not be decimal. */
    private static Optional<String> binaryOf(MemoryLevel level, Sourced size) {
        boolean cache = CACHES.contains(level.name());
        if (!cache && (level.technology().contains("SRAM") || level.name().equals("sram"))) {
            return Optional.empty();
        }
        double decimal = Dimension.BYTES.units().get(size.unit());
        String binaryUnit = size.unit().replace("k", "K").replace("B", "iB");
        double binary = Dimension.BYTES.units().getOrDefault(binaryUnit, decimal);
        if (cache || isWhole(size.value() / decimal)) {
            return Optional.of(Quantity.significant(size.value() / decimal) + " " + binaryUnit);
        }
        if (isWhole(size.value() / binary)) {
            return Optional.of(Math.round(size.value() / binary) + " " + binaryUnit);
        }
        return Optional.empty();
    }

    private static boolean isWhole(double number) {
        return number >= 1 && Math.abs(number - Math.rint(number)) < 5e-4 * number;
    }
}
