package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Peaks that makers print large: with 2:4 sparsity, twice what a dense product reaches. Also a value whose own note says that it is sparse. */
final class SparseHeadlineRule implements ProfileRule {

    private static final String RULE = "sparse-headline";
    private static final double TERA = 1e12;
    private static final double TOLERANCE = 0.006;

    /** A note that names the sparse rate to say what was made of it. */
    private static final Pattern CORRECTED = Pattern.compile("\\b(half|halved|halves|dense|not|no|never|without|tenth)\\b");

    /** Sparse figures of a chip in Tera-operations a second, by format. */
    private record Headlines(Pattern names, Map<String, Double> rates) {

        private Headlines(String names, String rates) {
            this(Pattern.compile(names, Pattern.CASE_INSENSITIVE), Generation.byFormat(rates));
        }
    }

    private static final List<Headlines> KNOWN = List.of(
            new Headlines("\\bA(100|800)\\b", "tf32 312, fp16 624, bf16 624, int8 1248, int4 2496"),
            new Headlines("\\bA30\\b", "tf32 165, fp16 330, bf16 330, int8 661, int4 1321"),
            new Headlines("\\bA10\\b", "tf32 125, fp16 250, bf16 250, int8 500, int4 1000"),
            new Headlines("\\bG?H[128]00\\b(?!.*PCIe)", "tf32 989, fp16 1979, bf16 1979, fp8 3958, int8 3958"),
            new Headlines("\\bH100\\b.*PCIe", "tf32 756, fp16 1513, bf16 1513, fp8 3026, int8 3026"),
            new Headlines("\\bH20\\b", "tf32 148, fp16 296, bf16 296, fp8 592, int8 592"),
            new Headlines("\\bL4\\b", "tf32 120, fp16 242, bf16 242, fp8 485, int8 485"),
            new Headlines("\\bL40S\\b", "tf32 366, fp16 733, bf16 733, fp8 1466, int8 1466, int4 1466"),
            new Headlines("RTX 6000 Ada", "tf32 364, fp16 728.5, bf16 728.5, fp8 1457, int8 1457, int4 2914"),
            new Headlines("\\bB200\\b", "tf32 2250, fp16 4500, bf16 4500, fp8 9000, fp6 9000, fp4 18000, int8 9000"),
            new Headlines("\\bGB200\\b", "tf32 2500, fp16 5000, bf16 5000, fp8 10000, fp6 10000, fp4 20000, int8 10000"),
            new Headlines("Orin Nano(?!.*Super)", "int8 40"),
            new Headlines("Orin Nano.*Super", "int8 67"),
            new Headlines("Orin NX", "int8 100"),
            new Headlines("Orin NX", "int8 157"),
            new Headlines("AGX Orin", "int8 170"),
            new Headlines("AGX Orin", "int8 275"),
            new Headlines("Thor", "fp4 2070, fp8 1035"),
            new Headlines("GB10|DGX Spark", "fp4 1000"),
            new Headlines("RTX.3090\\b", "int8 568, int4 1136"),
            new Headlines("RTX.4090(?!.*Laptop)", "fp8 1321, int8 1321, int4 2642"),
            new Headlines("RTX.5090(?!.*Laptop)", "fp4 3352"),
            new Headlines("RTX.5080(?!.*Laptop)", "fp4 1801"),
            new Headlines("RTX.5070 Ti(?!.*Laptop)", "fp4 1406"),
            new Headlines("RTX.5070(?! Ti|.*Laptop)", "fp4 988"),
            new Headlines("RTX.5060 Ti(?!.*Laptop)", "fp4 759"),
            new Headlines("MI3(00|25)X", "fp16 2614.9, bf16 2614.9, fp8 5229.8, int8 5229.8"),
            new Headlines("MI355X", "fp16 5033, bf16 5033, fp8 10066, int8 10066"),
            new Headlines("RX.9070 XT", "fp16 389, bf16 389, fp8 779, int8 779, int4 1557"),
            new Headlines("Trainium2", "fp16 2563, bf16 2563, fp8 2563"),
            new Headlines("WSE-3", "fp16 125000"));

    @Override
    public List<Finding> check(LintedProfile profile) {
        List<Finding> findings = new ArrayList<>();
        for (Peak peak : profile.hardware().peaks()) {
            String note = peak.rate().note().toLowerCase(Locale.ROOT);
            if (isHeadline(peak, profile.names())) {
                findings.add(profile.finding(
                        RULE, rate(peak) + " is the rate that the maker advertises with sparsity; give the dense one, in general half", peak.path()));
            } else if (note.contains("spars") && !CORRECTED.matcher(note).find()) {
                findings.add(profile.finding(RULE, "the note calls this rate sparse; give the dense one", peak.path()));
            }
        }
        return findings;
    }

    private static boolean isHeadline(Peak peak, String names) {
        return peak.unit() == ComputeUnit.MATRIX && KNOWN.stream()
                .filter(known -> known.names().matcher(names).find() && known.rates().containsKey(peak.key()))
                .anyMatch(known -> Math.abs(peak.rate().value() / (known.rates().get(peak.key()) * TERA) - 1) < TOLERANCE);
    }

    private static String rate(Peak peak) {
        return Quantity.format(peak.rate().value(), Dimension.OPERATIONS_PER_SECOND);
    }
}
