package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A main-memory bandwidth that its technology cannot have is in general a factor of 8 off: bits taken for bytes, or one of several modules counted.
 * Where the technology states a transfer rate and a width ({@code LPDDR5-6400 256-bit}, {@code DDR5-4800 12ch}) their product is the bandwidth;
 * otherwise the bandwidth, and what it is beside the FP32 vector peak, must be in the range of such devices.
 */
final class BandwidthRule implements ProfileRule {

    private static final String RULE = "bandwidth";
    private static final double TOLERANCE = 0.05;
    private static final double GIGA = 1e9;
    private static final int CHANNEL_BITS = 64;
    private static final Pattern BUS = Pattern.compile("-(\\d{3,5}) (?:x )?(\\d{1,4})(-bit|ch)\\b");

    private static final Set<Hardware.Kind> GPU = EnumSet.of(Hardware.Kind.LAPTOP_GPU, Hardware.Kind.DESKTOP_GPU);

    /**
     * What devices with a memory technology have: bandwidths in GB/s, and ridges in FLOP/B of the FP32 vector peak. The first that fits decides.
     */
    private record Range(Pattern technology, Set<Hardware.Kind> kinds, double least, double most, double leastRidge, double mostRidge) {

        private Range(String technology, Set<Hardware.Kind> kinds, double least, double most, double leastRidge, double mostRidge) {
            this(Pattern.compile(technology), kinds, least, most, leastRidge, mostRidge);
        }
    }

    private static final Set<Hardware.Kind> ANY = EnumSet.allOf(Hardware.Kind.class);

    private static final List<Range> RANGES = List.of(
            new Range("^HBM2e", ANY, 500, 7000, 4, 70),
            new Range("^HBM2", ANY, 300, 4000, 4, 70),
            new Range("^HBM3[eE]", ANY, 1100, 24_000, 4, 70),
            new Range("^HBM3", ANY, 700, 11_000, 4, 70),
            new Range("^HBM4", ANY, 4000, 48_000, 4, 200),
            new Range("^HBM", ANY, 250, 7000, 4, 70),
            new Range("^GDDR[56]", ANY, 90, 2000, 14, 190),
            new Range("^GDDR7", ANY, 230, 3500, 14, 190),
            new Range("^LPDDR5", EnumSet.of(Hardware.Kind.EDGE_SOC), 25, 500, 6, 180),
            new Range("^LPDDR", EnumSet.of(Hardware.Kind.EDGE_SOC), 4.5, 200, 3, 60),
            new Range("^LPDDR4", EnumSet.of(Hardware.Kind.NPU), 10, 250, 4, 200),
            new Range("^LPDDR", EnumSet.of(Hardware.Kind.NPU), 33, 500, 4, 200),
            new Range("^LPDDR", EnumSet.of(Hardware.Kind.MOBILE), 10, 200, 0.5, 150),
            new Range("^LPDDR", GPU, 30, 1500, 8, 150),
            new Range("^(LP)?DDR|^MRDIMM", ANY, 8, 1000, 1, 100));

    @Override
    public List<Finding> check(LintedProfile profile) {
        MemoryLevel memory = profile.hardware().mainMemory();
        Optional<String> wrong = onBus(memory.technology())
                .map(bus -> againstBus(profile.hardware().bandwidth(), bus))
                .orElseGet(() -> RANGES.stream()
                        .filter(range -> range.technology().matcher(memory.technology()).find() && range.kinds().contains(profile.hardware().kind()))
                        .findFirst()
                        .flatMap(range -> againstRange(profile.hardware(), range)));
        return wrong.map(message -> profile.finding(RULE, message, "memory", memory.name(), "bandwidth")).stream().toList();
    }

    /** Bytes a second of the bus that a technology's name describes. */
    private static Optional<Double> onBus(String technology) {
        Matcher matcher = BUS.matcher(technology);
        if (!matcher.find()) {
            return Optional.empty();
        }
        double bits = Integer.parseInt(matcher.group(2)) * (matcher.group(3).equals("ch") ? CHANNEL_BITS : 1);
        return Optional.of(Integer.parseInt(matcher.group(1)) * 1e6 * bits / 8);
    }

    private static Optional<String> againstBus(double bandwidth, double bus) {
        return Math.abs(bandwidth / bus - 1) <= TOLERANCE ? Optional.empty()
                : Optional.of(rate(bandwidth) + " is " + Quantity.significant(bandwidth / bus) + " x the " + rate(bus)
                        + " that the technology's transfer rate and width give");
    }

    private static Optional<String> againstRange(Hardware hardware, Range range) {
        double bandwidth = hardware.bandwidth();
        if (bandwidth < range.least() * GIGA || bandwidth > range.most() * GIGA) {
            return Optional.of(rate(bandwidth) + " is out of the range of such memory, " + rate(range.least() * GIGA) + " to "
                    + rate(range.most() * GIGA) + "; bits for bytes?");
        }
        return hardware.peak(ComputeUnit.VECTOR, NumberFormat.FP32)
                .map(peak -> peak.rate().value() / bandwidth)
                .filter(ridge -> ridge < range.leastRidge() || ridge > range.mostRidge())
                .map(ridge -> rate(bandwidth) + " puts the FP32 ridge at " + Quantity.significant(ridge) + " FLOP/B; such devices have "
                        + Quantity.significant(range.leastRidge()) + " to " + Quantity.significant(range.mostRidge()) + "; bits for bytes?");
    }

    private static String rate(double value) {
        return Quantity.format(value, Dimension.BYTES_PER_SECOND);
    }
}
