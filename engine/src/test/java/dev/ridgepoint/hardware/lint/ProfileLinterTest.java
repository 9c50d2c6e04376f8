package dev.ridgepoint.hardware.lint;

import static dev.ridgepoint.hardware.ShippedProfiles.edited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ridgepoint.hardware.ShippedProfiles;
import dev.ridgepoint.input.Catalog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule against the mistake that it is for, put into a shipped profile. */
class ProfileLinterTest {

    @TempDir
    private Path folder;

    @Test
    void theShippedFolderIsClean() {
        assertThat(ShippedProfiles.CATALOG.ids()).hasSizeGreaterThan(120);
        assertThat(ProfileLinter.lintFolder(ShippedProfiles.CATALOG)).isEmpty();
    }

    @Test
    void aFindingNamesFileLineFieldAndWhatTheValueShouldBe() {
        String text = edited("h100-sxm", "fp8: {value: 1978.9 TFLOP/s", "fp8: {value: 3958 TFLOP/s");
        List<Finding> findings = ShippedProfiles.lint(folder, "h100-sxm", text);
        assertThat(findings).extracting(Finding::rule).containsExactlyInAnyOrder("sparse-peak", "sparse-headline");
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.file()).isEqualTo(folder.resolve("h100-sxm.yaml").toString());
            assertThat(text.lines().toList().get(finding.line() - 1)).contains("fp8: {value: 3958");
            assertThat(finding.field()).isEqualTo("peaks.matrix.fp8");
            assertThat(finding.toString()).doesNotContain("\n").startsWith(finding.file() + ":" + finding.line() + ": peaks.matrix.fp8: ");
        });
        assertThat(message(findings, "sparse-peak")).contains("3.958 PFLOP/s").contains("should be about 1.98 PFLOP/s");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # the figures that makers print large, and tools take for dense
            l40s                       | fp8: {value: 733 TFLOP/s      | fp8: {value: 1466 TFLOP/s    | sparse-headline
            a100-80gb-sxm              | fp16: {value: 312 TFLOP/s     | fp16: {value: 624 TFLOP/s    | sparse-headline
            jetson-orin-nano-super-8gb | int8: {value: 33.4 TOP/s      | int8: {value: 67 TOP/s       | sparse-headline
            jetson-agx-orin-64gb       | int8: {value: 85.2 TOP/s      | int8: {value: 275 TOP/s      | sparse-headline
            jetson-agx-thor-t5000      | fp4: {value: 1035 TFLOP/s     | fp4: {value: 2070 TFLOP/s    | sparse-headline
            rtx-5090                   | fp4: {value: 1676.8 TFLOP/s   | fp4: {value: 3352 TFLOP/s    | sparse-headline
            rx-9070-xt                 | int4: {value: 778.6 TOP/s     | int4: {value: 1557 TOP/s     | sparse-headline
            cerebras-wse3              | fp16: {value: 12500 TFLOP/s   | fp16: {value: 125000 TFLOP/s | sparse-headline
            # the value's own note
            rtx-3090                   | note: 8 x vector fp32         | note: with 2:4 sparsity      | sparse-headline
            # the GeForce rate with 16-bit sums as the plain one
            rtx-4090                   | fp16: {value: 165.2 TFLOP/s   | fp16: {value: 330.3 TFLOP/s  | sparse-peak
            # a chip without a vector peak is checked by the median of its other peaks
            tpu-v5p                    | int8: {value: 918 TOP/s       | int8: {value: 1836 TOP/s     | sparse-peak
            gaudi3                     | bf16: {value: 1677 TFLOP/s    | bf16: {value: 3354 TFLOP/s   | sparse-peak
            # cores x clock x operations a cycle
            rtx-3090                   | count: 82                     | count: 84                    | peak-product
            rtx-3090                   | clock: {value: 1695 MHz       | clock: {value: 1755 MHz      | peak-product
            xeon-8490h                 | per-core-cycle: 1024          | per-core-cycle: 256          | peak-product
            # formats that the chip does not have
            a100-80gb-sxm              | int8: {value: 624 TOP/s       | fp8: {value: 624 TFLOP/s     | missing-format
            rtx-3090                   | int8: {value: 284.6 TOP/s     | fp8: {value: 142.4 TFLOP/s   | missing-format
            rtx-4090                   | int4: {value: 1321.3 TOP/s    | fp4: {value: 660 TFLOP/s     | missing-format
            h100-sxm                   | int8: {value: 1978.9 TOP/s    | fp4: {value: 1978.9 TFLOP/s  | missing-format
            t4                         | int4: {value: 260 TOP/s       | bf16: {value: 65 TFLOP/s     | missing-format
            v100-sxm2-32gb             | 'fp16: {value: 125 TFLOP/s'   | 'bf16: {value: 125 TFLOP/s'  | missing-format
            mi250x                     | int8: {value: 383 TOP/s       | fp8: {value: 383 TFLOP/s     | missing-format
            rx-7900-xtx                | int4: {value: 245.6 TOP/s     | fp8: {value: 122.8 TFLOP/s   | missing-format
            arc-a770-16gb              | int8: {value: 314.6 TOP/s     | fp8: {value: 314.6 TFLOP/s   | missing-format
            apple-m1-pro               | bf16: {value: 5.308 TFLOP/s   | int8: {value: 5.308 TOP/s    | missing-format
            # a cache slower than what is behind it
            h100-sxm                   | bandwidth: {value: 8138 GB/s  | bandwidth: {value: 813.8 GB/s | level-order
            # GB against GiB
            rtx-3090                   | 936.2 GB/s                    | 871.9 GiB/s                  | byte-unit
            rtx-3090                   | 24 GiB                        | 24 GB                        | byte-unit
            a100-80gb-sxm              | 80 GiB                        | 80 GB                        | byte-unit
            apple-m1-pro               | 32 GiB                        | 34.36 GB                     | byte-unit
            rtx-4090                   | 72 MiB                        | 72 MB                        | byte-unit
            # bits for bytes, where the technology states its bus
            raspberry-pi-5-8gb         | 17.1 GB/s                     | 136.8 GB/s                   | bandwidth
            epyc-9654                  | 460.8 GB/s                    | 38.4 GB/s                    | bandwidth
            # where it does not, by the range of the technology and by the ridge
            h100-sxm                   | 3350 GB/s                     | 419 GB/s                     | bandwidth
            rtx-3090                   | 936.2 GB/s                    | 117 GB/s                     | bandwidth
            apple-m1                   | 68.3 GB/s                     | 546 GB/s                     | bandwidth
            # where figures come from
            rtx-3090                   | 'value: 350 W, source: tpu'   | 'value: 350 W, source: tup'  | unsourced
            rtx-3090                   | 'value: 350 W, source: tpu'   | 'value: 350 W'               | unsourced
            h100-sxm                   | 'value: 3 us, source: aic'    | 'value: 3 us'                | unsourced
            rtx-3090                   | ', note: 4 x vector fp32'     | ''                           | derived-without-note
            # names
            rtx-3090                   | 'id: rtx-3090'                | 'id: rtx-3080'               | id-is-not-file-name
            """)
    void eachMistakeIsFoundByItsRule(String id, String written, String instead, String rule) {
        List<Finding> findings = ShippedProfiles.lint(folder, id, edited(id, written, instead == null ? "" : instead));
        assertThat(findings).extracting(Finding::rule).contains(rule);
    }

    @Test
    void aFormatThatIsTooEarlyForItsMakerIsFoundOnAChipThatIsNotKnown() {
        String unknown = edited("rtx-3090", "name: GeForce RTX 3090", "name: Some Card").replace("id: rtx-3090", "id: some-card");
        assertThat(ShippedProfiles.lint(folder, "some-card", unknown)).isEmpty();
        String withFp8 = unknown.replace("    int4: {value: 569.3 TOP/s", "    fp8: {value: 142.4 TFLOP/s");
        assertThat(ShippedProfiles.lint(folder, "some-card", withFp8)).extracting(Finding::rule).containsExactly("missing-format");
        String later = withFp8.replace("year: 2020", "year: 2023");
        assertThat(ShippedProfiles.lint(folder, "some-card", later)).isEmpty();
    }

    @Test
    void onAChipThatIsNotKnownAFormatMayGainWhatItsOperandsGain() {
        String unknown = edited("mi300x", "name: Instinct MI300X", "name: Accelerator").replace("id: mi300x", "id: accelerator");
        assertThat(ShippedProfiles.lint(folder, "accelerator", unknown)).isEmpty();
        String sparse = unknown.replace("fp8: {value: 2614.9", "fp8: {value: 5229.8");
        assertThat(ShippedProfiles.lint(folder, "accelerator", sparse)).singleElement().satisfies(finding -> {
            assertThat(finding.field()).isEqualTo("peaks.matrix.fp8");
            assertThat(finding.message()).contains("2 x the int8 rate").contains("at most 1 x");
        });
    }

    @Test
    void twoFilesWithOneIdAreBothFound() {
        ShippedProfiles.write(folder, "a10", ShippedProfiles.text("a10"));
        ShippedProfiles.write(folder, "a11", ShippedProfiles.text("a10"));
        List<Finding> findings = ProfileLinter.lintFolder(new Catalog(folder, "hardware profile"));
        assertThat(findings).filteredOn(f -> f.rule().equals("duplicate-id")).extracting(f -> Path.of(f.file()).getFileName().toString())
                .containsExactly("a10.yaml", "a11.yaml");
        assertThat(findings).filteredOn(f -> f.rule().equals("id-is-not-file-name")).hasSize(1);
    }

    @Test
    void aProfileThatCannotBeReadIsOneFindingAndHidesNoOther() {
        ShippedProfiles.write(folder, "a10", ShippedProfiles.text("a10").replace("150 W", "150 watts"));
        ShippedProfiles.write(folder, "t4", ShippedProfiles.text("t4").replace("16 GiB", "16 GB"));
        List<Finding> findings = ProfileLinter.lintFolder(new Catalog(folder, "hardware profile"));
        assertThat(findings).extracting(Finding::rule).containsExactly("unreadable", "byte-unit");
        assertThat(findings.get(0).line()).isEqualTo(lineOf("a10", "tdp:"));
        assertThat(findings.get(0).toString()).startsWith(folder.resolve("a10.yaml") + ":" + findings.get(0).line() + ": tdp.value: ");
    }

    @Test
    void whatIsInheritedIsReportedInTheOwnFileAtItsExtends() {
        ShippedProfiles.write(folder, "rtx-3090", edited("rtx-3090", "24 GiB", "24 GB"));
        List<Finding> findings = ShippedProfiles.lint(folder, "mine", """
                id: mine
                name: Mine
                extends: rtx-3090
                tdp: 300 W
                """);
        assertThat(findings).extracting(Finding::rule, Finding::line, Finding::field).containsExactly(
                tuple("byte-unit", 3, "memory.dram.capacity"),
                tuple("unsourced", 4, "tdp"));
        assertThat(findings.get(0).file()).endsWith("mine.yaml");
        assertThat(findings.get(0).message()).contains("inherited from rtx-3090.yaml");
    }

    @Test
    void coresThatChangeWithoutTheirPeaksAreFound() {
        ShippedProfiles.write(folder, "apple-m1-pro", ShippedProfiles.text("apple-m1-pro"));
        String cut = "id: cut\nname: Cut\nextends: apple-m1-pro\ncores: {count: 14}\n";
        assertThat(ShippedProfiles.lint(folder, "cut", cut)).extracting(Finding::rule).containsExactly("peak-product");
        assertThat(ShippedProfiles.lint(folder, "cut", cut + "scale-peaks: true\n")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # another clock of the same chip, rounded as data sheets round
            rtx-3090     | value: 35.58 TFLOP/s, source: tpu, confidence: secondary, per | value: 35.6 TFLOP/s, source: tpu, confidence: secondary, per
            h100-sxm     | value: 1978.9 TFLOP/s                                        | value: 1979 TFLOP/s
            h100-sxm     | value: 3350 GB/s                                             | value: 3430 GB/s
            # a capacity that is what it says
            b300-sxm     | 288.4 GB                                                     | 268 GiB
            # a source written out
            rtx-3090     | 'value: 350 W, source: tpu'                                  | 'value: 350 W, source: https://example.org/3090'
            rtx-3090     | 'value: 350 W, source: tpu'                                  | 'value: 350 W, source: GA102 white paper'
            # the sparse rate named to say that this is not it
            rtx-3090     | note: 8 x vector fp32                                        | note: dense; the sparse rate is twice this
            # an imagined chip: half and twice the bandwidth
            apple-m1-pro | 204.8 GB/s                                                   | 409.6 GB/s
            apple-m1-pro | 204.8 GB/s                                                   | 102.4 GB/s
            rtx-3090     | 936.2 GB/s                                                   | 1872.4 GB/s
            """)
    void soundVariationsAreLeftAlone(String id, String written, String instead) {
        assertThat(ShippedProfiles.lint(folder, id, edited(id, written, instead))).isEmpty();
    }

    /** Memories of chips that no shipped profile describes, so that the ranges are not just those of the folder. */
    @ParameterizedTest(name = "{0}: {1}, {2} GB/s under {3} TFLOP/s")
    @CsvSource({
            "RTX 2050 Laptop, laptop-gpu, GDDR6, 112, 5.1", "GTX 1650, desktop-gpu, GDDR5, 128, 2.98", "RTX 3050, desktop-gpu, GDDR6, 224, 9.1",
            "RTX 2080 Ti, desktop-gpu, GDDR6, 616, 13.45", "P100, datacenter-gpu, HBM2, 732, 10.6", "GH200, datacenter-gpu, HBM3e, 4900, 67",
            "Max 1550, datacenter-gpu, HBM2e, 3277, 52.4", "AGX Xavier, edge-soc, LPDDR4X, 136.5, 1.41", "Jetson Nano, edge-soc, LPDDR4, 25.6, 0.472",
            "Orin Nano 4GB, edge-soc, LPDDR5, 34, 0.64", "Radeon 780M, laptop-gpu, LPDDR5X, 120, 8.3", "Core i7, cpu, DDR4, 51.2, 1.0",
            "M1 CPU, cpu, LPDDR4X, 68.3, 0.4"})
    void realMemoriesOfOtherChipsAreInTheirRange(String name, String kind, String technology, double bandwidth, double peak) {
        String text = """
                id: other
                name: %s
                vendor: other
                kind: %s
                peaks:
                  vector: {fp32: {value: %s TFLOP/s, source: the data sheet}}
                memory:
                  dram: {technology: %s, bandwidth: {value: %s GB/s, source: the data sheet}}
                """.formatted(name, kind, peak, technology, bandwidth);
        assertThat(ShippedProfiles.lint(folder, "other", text)).isEmpty();
    }

    private static int lineOf(String id, String start) {
        List<String> lines = ShippedProfiles.text(id).lines().toList();
        return 1 + lines.indexOf(lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow());
    }

    private static String message(List<Finding> findings, String rule) {
        return findings.stream().filter(finding -> finding.rule().equals(rule)).findFirst().orElseThrow().message();
    }
}
