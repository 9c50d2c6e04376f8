package dev.ridgepoint.reexamination;

import dev.ridgepoint.efficiency.PrintedTable;
import dev.ridgepoint.published.PublishedPoint;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.validate.RepeatedTest;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.List;
import java.util.Locale;

/** The facts of a re-examination as tables, for a report. Every number in them is computed. */
public final class Reexamination {

    private static final String NONE = "-";

    private Reexamination() { }

    /** The two ridge points of each platform as printed and as they follow from Table 1, and where the second ones come from. */
    public static PrintedTable ridges(List<Platform> platforms) {
        return new PrintedTable("Ridge points in FLOP/byte", List.of("Platform", "Theoretical, printed", "FP32 over data sheet", "\"Real\", printed",
                "Measured FP32 over measured bandwidth", "As drawn", "With three streams"), 1, platforms.stream().map(p -> List.of(p.name(),
                two(p.publishedRidge()), two(p.theoreticalRidge()), p.publishedReal().isPresent() ? two(p.publishedReal().getAsDouble()) : NONE,
                two(p.measuredRidge()), two(p.drawnRidge()), two(p.correctedRidge()))).toList());
    }

    /** Measured bandwidths with two streams counted, and with the three that {@code c = a + b} moves. */
    public static PrintedTable bandwidths(List<Platform> platforms) {
        return new PrintedTable("Bandwidth of c = a + b", List.of("Platform", "Data sheet", "Two streams counted", "Three streams", "of the data sheet"), 1,
                platforms.stream().map(p -> List.of(p.name(), rate(p.bandwidth()), rate(p.measuredBandwidth()), rate(p.correctedBandwidth()),
                        String.format(Locale.ROOT, "%.0f %%", 100 * p.correctedShare()))).toList());
    }

    /** Decode rates that need more than a ceiling. */
    public static PrintedTable aboveCeiling(List<AboveCeiling> above) {
        return new PrintedTable("Decode rates above the ceiling that was measured", List.of("Model", "Weights", "Scenario", "Tokens/s", "Needed", "Ceiling",
                "Times the ceiling"), 3, above.stream().map(a -> List.of(a.cell().measured().model(), a.cell().measured().weights(), scenario(a.cell()),
                Quantity.significant(a.cell().measured().tokensPerSecond()), rate(a.needed()), rate(a.ceiling()), two(a.excess()))).toList());
    }

    /** Cells that are one test and differ. */
    public static PrintedTable twins(List<RepeatedTest> apart) {
        return new PrintedTable("One test, two answers", List.of("Device", "Model", "Weights", "Test", "Scenarios", "Tokens/s", "Apart"), 6,
                apart.stream().map(test -> {
                    ValidatedRow one = test.rows().get(0);
                    return List.of(one.measured().hardware(), one.measured().model(), one.measured().weights(), one.measured().test(),
                            String.join(", ", test.rows().stream().map(Reexamination::scenario).toList()),
                            String.join(", ", test.rows().stream().map(row -> Quantity.significant(row.measured().tokensPerSecond())).toList()),
                            two(test.spread()) + "x");
                }).toList());
    }

    /** Points by the published accounting, whose performance over intensity is their peak memory. */
    public static PrintedTable peakMemory(List<PeakMemoryLine> line) {
        return new PrintedTable("Points as published", List.of("Scenario", "W", "Performance", "OI as published, FLOP/(byte s)", "Performance over OI",
                "Peak memory", "OI of the request, FLOP/byte"), 1, line.stream().map(p -> {
                    PublishedPoint point = p.published();
                    return List.of(p.scenario().id(), Quantity.format(point.work().flops(), Dimension.OPERATIONS),
                            Quantity.format(point.performance(), Dimension.OPERATIONS_PER_SECOND), Quantity.significant(point.operationalIntensity()),
                            Quantity.format(p.performanceOverIntensity(), Dimension.BYTES), Quantity.format(point.peakBytes(), Dimension.BYTES),
                            Quantity.significant(p.request()));
                }).toList());
    }

    private static String scenario(ValidatedRow row) {
        return row.measured().scenario().orElse(NONE);
    }

    private static String rate(double bytesPerSecond) {
        return Quantity.format(bytesPerSecond, Dimension.BYTES_PER_SECOND);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
