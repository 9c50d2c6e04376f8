package dev.ridgepoint.hardware.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.hardware.ShippedProfiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Puts the two classic mistakes into every shipped profile, one value at a time: a doubled matrix peak, a bandwidth off by 8. */
class ProfileMutationTest {

    private static final Pattern MATRIX_PEAK = Pattern.compile("^    ([a-z0-9-]+): \\{value: ([0-9.]+) (?=TFLOP/s|TOP/s)", Pattern.MULTILINE);
    private static final Pattern MEMORY = Pattern.compile("^  (?:dram|hbm): .*(?:\\n   .*)*", Pattern.MULTILINE);
    private static final Pattern BANDWIDTH = Pattern.compile("bandwidth: \\{value: ([0-9.]+) GB/s");

    /** The only matrix peak of a device of which neither a vector peak of the same unit nor a headline is known. */
    private static final List<String> LONE_PEAKS = List.of(
            "apple-a17-pro peaks.matrix.int8", "apple-a18-pro peaks.matrix.int8", "cerebras-wse3 peaks.matrix.fp16", "coral-edge-tpu peaks.matrix.int8",
            "furiosa-warboy peaks.matrix.int8", "snapdragon-8-elite-npu peaks.matrix.int8", "snapdragon-8-gen3-npu peaks.matrix.int8");

    @TempDir
    private Path folder;

    private record Mutant(String id, String field, String text) { }

    @ParameterizedTest
    @ValueSource(strings = {
            "h100-sxm", "a100-80gb-sxm", "rtx-4090", "rtx-3090", "l40s", "jetson-orin-nano-super-8gb", "b200-sxm", "rx-9070-xt", "mi300x", "apple-m1-pro"})
    void everyDoubledMatrixPeakIsFound(String id) {
        List<Mutant> mutants = doubledMatrixPeaks(id);
        assertThat(mutants).hasSizeGreaterThanOrEqualTo(2);
        assertThat(mutants).allSatisfy(mutant -> assertThat(findings(mutant)).extracting(Finding::field).contains(mutant.field()));
    }

    @Test
    void everyDoubledMatrixPeakOfTheFolderIsFoundWhereThereIsAnotherToCompareItWith() {
        List<Mutant> mutants = allMutants(ProfileMutationTest::doubledMatrixPeaks);
        assertThat(mutants).hasSizeGreaterThan(400);
        assertThat(missed(mutants)).isSubsetOf(LONE_PEAKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h100-sxm", "a100-80gb-sxm", "rtx-4090", "rtx-3090", "l40s", "jetson-orin-nano-super-8gb"})
    void matrixPeaksThatAreAllDoubledAreAllFound(String id) {
        String text = ShippedProfiles.text(id);
        List<String> fields = doubledMatrixPeaks(id).stream().map(Mutant::field).toList();
        int matrix = text.indexOf("\n  matrix:\n");
        String doubled = text.substring(0, matrix) + MATRIX_PEAK.matcher(text.substring(matrix))
                .replaceAll(peak -> "    " + peak.group(1) + ": {value: " + 2 * Double.parseDouble(peak.group(2)) + " ");
        assertThat(ShippedProfiles.lint(folder, id, doubled)).extracting(Finding::field).containsAll(fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "h100-sxm", "a100-80gb-sxm", "rtx-3090", "apple-m1-pro", "apple-m1", "apple-m2-ultra", "raspberry-pi-5-8gb", "xeon-8490h", "mi300x", "b200-sxm",
            "jetson-orin-nano-super-8gb", "tpu-v5e", "rtx-5090", "core-ultra-7-258v-igpu"})
    void bitsForBytesAndBytesForBitsAreFound(String id) {
        List<Mutant> mutants = wrongBandwidths(id);
        assertThat(mutants).hasSize(2);
        assertThat(mutants).allSatisfy(mutant -> assertThat(findings(mutant)).extracting(Finding::rule).contains("bandwidth"));
    }

    @Test
    void almostEveryWrongBandwidthOfTheFolderIsFound() {
        List<Mutant> mutants = allMutants(ProfileMutationTest::wrongBandwidths);
        assertThat(mutants).hasSizeGreaterThan(200);
        assertThat(missed(mutants)).isSubsetOf(
                "ascend-310p memory.dram.bandwidth", "hailo-10h memory.dram.bandwidth", "rebellions-atom-max-ca25 memory.dram.bandwidth");
    }

    private static List<Mutant> doubledMatrixPeaks(String id) {
        String text = ShippedProfiles.text(id);
        List<Mutant> mutants = new ArrayList<>();
        int matrix = text.indexOf("\n  matrix:\n");
        Matcher peak = MATRIX_PEAK.matcher(text);
        while (matrix >= 0 && peak.find(Math.max(matrix, mutants.isEmpty() ? 0 : peak.end()))) {
            mutants.add(new Mutant(id, "peaks.matrix." + peak.group(1), times(text, peak.start(2), peak.end(2), 2)));
        }
        return mutants;
    }

    private static List<Mutant> wrongBandwidths(String id) {
        String text = ShippedProfiles.text(id);
        List<Mutant> mutants = new ArrayList<>();
        Matcher memory = MEMORY.matcher(text);
        while (memory.find()) {
            Matcher bandwidth = BANDWIDTH.matcher(text).region(memory.start(), memory.end());
            if (bandwidth.find()) {
                String field = "memory." + text.substring(memory.start(), text.indexOf(':', memory.start())).strip() + ".bandwidth";
                for (double factor : new double[] {8, 1 / 8.0}) {
                    mutants.add(new Mutant(id, field, times(text, bandwidth.start(1), bandwidth.end(1), factor)));
                }
            }
        }
        return mutants;
    }

    private static String times(String text, int start, int end, double factor) {
        return text.substring(0, start) + Double.parseDouble(text.substring(start, end)) * factor + text.substring(end);
    }

    private static List<Mutant> allMutants(Function<String, List<Mutant>> mutate) {
        return ShippedProfiles.CATALOG.ids().stream().flatMap(id -> mutate.apply(id).stream()).toList();
    }

    private List<String> missed(List<Mutant> mutants) {
        return mutants.stream()
                .filter(mutant -> findings(mutant).stream().noneMatch(finding -> finding.field().equals(mutant.field())))
                .map(mutant -> mutant.id() + " " + mutant.field())
                .toList();
    }

    private List<Finding> findings(Mutant mutant) {
        return ShippedProfiles.lint(folder, mutant.id(), mutant.text());
    }
}
