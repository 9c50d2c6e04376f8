package dev.ridgepoint.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a profile of one's own may say, and how each mistake in it is named. */
class HardwareReaderTest {

    private static final String CHIP = """
            id: chip
            name: A chip
            vendor: Nobody
            kind: edge-soc
            year: 2025
            sources:
              me: my own measurement
            cores: {count: 16, kind: core, clock: {value: 2 GHz, source: me}}
            peaks:
              vector:
                fp32: {value: 1.024 TFLOP/s, source: me, per-core-cycle: 32}
              matrix:
                fp16: {value: 8 TFLOP/s, source: me, confidence: measured, note: a note}
                fp16-fp16acc: 16 TFLOP/s
                int8: 16 TOP/s
            memory:
              l1: {capacity: 64 KiB}
              slc: {capacity: {value: 24 MiB, source: me}, bandwidth: 400 GB/s}
              dram: {technology: LPDDR5, shared: true, capacity: 8 GiB, bandwidth: 102.4 GB/s}
            launch-overhead: 5 us
            tdp: 25 W
            price: 249 USD
            interconnect: {name: none}
            pcie: none
            notes: Imagined.
            """;

    @TempDir
    private Path folder;

    @Test
    void everyKeyOfAProfileIsUnderstood() {
        Hardware chip = read("chip", CHIP);
        assertThat(chip.id()).isEqualTo("chip");
        assertThat(chip.name()).isEqualTo("A chip");
        assertThat(chip.vendor()).isEqualTo("Nobody");
        assertThat(chip.kind()).isEqualTo(Hardware.Kind.EDGE_SOC);
        assertThat(chip.year()).isEqualTo(2025);
        assertThat(chip.cores().orElseThrow().count()).isEqualTo(16);
        assertThat(chip.cores().orElseThrow().clock().orElseThrow().value()).isEqualTo(2e9);
        assertThat(chip.peak(ComputeUnit.VECTOR, NumberFormat.FP32).orElseThrow().perCoreCycle()).isEqualTo(32);
        assertThat(chip.peak(ComputeUnit.MATRIX, NumberFormat.FP16).orElseThrow().rate())
                .isEqualTo(new Sourced(8e12, "TFLOP/s", "me", Sourced.Confidence.MEASURED, "a note"));
        assertThat(chip.peaks()).filteredOn(Peak::halfAccumulate).singleElement().extracting(p -> p.rate().value()).isEqualTo(16e12);
        assertThat(chip.memory()).extracting(MemoryLevel::name).containsExactly("l1", "slc", "dram");
        assertThat(chip.memory()).extracting(MemoryLevel::perCore).containsExactly(true, false, false);
        assertThat(chip.mainMemory().capacity().orElseThrow().value()).isEqualTo(8.0 * (1L << 30));
        assertThat(chip.bandwidth()).isEqualTo(102.4e9);
        assertThat(chip.launchOverhead().orElseThrow().value()).isCloseTo(5e-6, within(1e-18));
        assertThat(chip.tdp().orElseThrow().value()).isEqualTo(25);
        assertThat(chip.price().orElseThrow().value()).isEqualTo(249);
        assertThat(chip.sources()).containsOnly(Map.entry("me", "my own measurement"));
        assertThat(chip.notes()).isEqualTo("Imagined.");
    }

    private static YamlChange change(String path, String value) {
        return new YamlChange(path, new YamlScalar(value, new YamlNode.Place("study.yaml", 7, "with")));
    }

    @Test
    void anyFieldMayBeChangedAndTheChecksStillHold() throws IOException {
        HardwareReader.Layered chip = new HardwareReader(new Catalog(folder, "hardware profile")).layered(Files.writeString(folder.resolve("c.yaml"), CHIP));
        Hardware changed = HardwareReader.read(chip.with(List.of(change("memory.dram.bandwidth", "200 GB/s"), change("peaks.matrix.fp16", "9 TFLOP/s"))));
        assertThat(changed.bandwidth()).isEqualTo(200e9);
        assertThat(changed.peak(ComputeUnit.MATRIX, NumberFormat.FP16).orElseThrow().rate())
                .isEqualTo(new Sourced(9e12, "TFLOP/s", "", Sourced.Confidence.VENDOR, ""));
        assertThat(HardwareReader.read(chip.with(List.of(change("memory.main.bandwidth", "300 GB/s")))).bandwidth()).isEqualTo(300e9);
        assertThat(HardwareReader.read(chip).bandwidth()).isEqualTo(102.4e9);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> HardwareReader.read(chip.with(List.of(change("memory.dram.bandwidth", "200 W")))))
                .withMessage("study.yaml:7: with: 'W' is not a unit here; write it as in 204.8 GB/s");
    }

    /** A third of the peaks would otherwise become a sixth without a word. */
    @Test
    void aPeakThatIsScaledFromAnotherChipsIsNotChanged() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), CHIP);
        Path half = Files.writeString(folder.resolve("half.yaml"), "id: half\nextends: c\ncores: {count: 8}\nscale-peaks: true\n");
        HardwareReader.Layered layered = new HardwareReader(new Catalog(folder, "hardware profile")).layered(half);
        assertThat(HardwareReader.read(layered.with(List.of(change("memory.dram.bandwidth", "50 GB/s")))).bandwidth()).isEqualTo(50e9);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> layered.with(List.of(change("peaks.matrix.fp16", "9 TFLOP/s"))))
                .withMessageContaining("the whole chip's peak times 8 of 16 cores; change those of the profile that it extends");
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # keys
            tdp: 25 W                        | tpd: 25 W                           | tpd: unknown key; did you mean 'tdp'?
            technology: LPDDR5               | tecnology: LPDDR5                   | memory.dram.tecnology: unknown key; did you mean 'technology'?
            int8: 16 TOP/s                   | int9: 16 TOP/s                      | peaks.matrix.int9: is not a number format
            int8: 16 TOP/s                   | INT8: 16 TOP/s                      | peaks.matrix.INT8: is not a number format
            `  matrix:`                      | `  tensor:`                         | peaks.tensor: unknown key
            per-core-cycle: 32               | per-core-cylce: 32                  | peaks.vector.fp32.per-core-cylce: unknown key; did you mean 'per-core-cycle'?
            tdp: 25 W                        | tdp: {watts: 25 W}                  | tdp: 'value' is missing
            id: chip                         | idd: chip                           | 'id' is missing
            id: chip                         | id: ""                              | id: is empty
            # units
            capacity: 8 GiB                  | capacity: 8                         | memory.dram.capacity: '8' has no unit; write it as in 24 GiB
            capacity: 8 GiB                  | capacity: 8 GB/s                    | memory.dram.capacity: 'GB/s' is not a unit here
            102.4 GB/s                       | 102.4 Gbit/s                        | memory.dram.bandwidth: 'Gbit/s' is not a unit here
            int8: 16 TOP/s                   | int8: 16 TOPS                       | peaks.matrix.int8: 'TOPS' is not a unit here
            launch-overhead: 5 us            | launch-overhead: 5 W                | launch-overhead: 'W' is not a unit here
            # numbers
            tdp: 25 W                        | tdp: -25 W                          | tdp: '-25 W' must be positive and finite
            tdp: 25 W                        | tdp: 0 W                            | tdp: '0 W' must be positive and finite
            capacity: 8 GiB                  | capacity: 1e400 GiB                 | memory.dram.capacity: '1e400 GiB' must be positive and finite
            102.4 GB/s                       | NaN                                 | memory.dram.bandwidth: 'NaN' is not a quantity
            count: 16                        | count: 0                            | cores.count: 0 is out of range; it must be from 1 to 16777216
            count: 16                        | count: -16                          | cores.count: -16 is out of range
            count: 16                        | count: 99999999999999999999         | cores.count: '99999999999999999999' is not a whole number
            count: 16                        | count: 1.5                          | cores.count: '1.5' is not a whole number
            year: 2025                       | year: soon                          | year: 'soon' is not a whole number
            # shapes and choices
            tdp: 25 W                        | tdp: [25 W]                         | tdp: must be a mapping of keys to values
            vendor: Nobody                   | vendor: [Nobody]                    | vendor: must be a single value
            kind: edge-soc                   | kind: gpu                           | kind: 'gpu' is not one of desktop-gpu, laptop-gpu
            confidence: measured             | confidence: certain                 | peaks.matrix.fp16.confidence: 'certain' is not one of vendor, secondary
            shared: true                     | per-core: yes                       | memory.dram.per-core: 'yes' is neither true nor false
            `, bandwidth: 102.4 GB/s}`       | }                                   | memory: the last level holds the model and needs a 'bandwidth'
            year: 2025                       | scale-peaks: true                   | scale-peaks: unknown key
            """)
    void aMistakeIsNamedByFileLineAndField(String written, String instead, String message) {
        assertThat(CHIP).contains(written);
        String prefix = folder.resolve("chip.yaml") + ":";
        String refused = refused("chip", CHIP.replace(written, instead));
        assertThat(refused).startsWith(prefix).contains(": " + message);
        int line = Integer.parseInt(refused.substring(prefix.length()).split(":")[0]);
        // What a block lacks is reported at the block's key.
        int expected = message.startsWith("memory: ") ? lineOf("memory:") : lineOf(written);
        assertThat(line).isEqualTo(expected);
    }

    private static int lineOf(String written) {
        return 1 + (int) CHIP.substring(0, CHIP.indexOf(written)).chars().filter(c -> c == '\n').count();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            peaks: {}                                    | peaks: has no peak
            peaks: {matrix: {}}                          | peaks: has no peak
            peaks: {matrix: {fp16-fp16acc: 1 TFLOP/s}}   | peaks: has no peak
            peaks: 1 TFLOP/s                             | peaks: must be a mapping of keys to values
            peaks: [1 TFLOP/s]                           | peaks: must be a mapping of keys to values
            """)
    void aChipWithoutAPeakIsRefused(String peaks, String message) {
        assertThat(refused("bare", "id: bare\nname: Bare\n" + peaks + "\nmemory: {dram: {bandwidth: 1 GB/s}}\n")).contains("bare.yaml:3: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory: {}", "memory: {dram: {capacity: 8 GiB}}", "memory: {dram: {bandwidth: 1 GB/s}, l2: {capacity: 1 MiB}}"})
    void theLastLevelNeedsABandwidth(String memory) {
        assertThat(refused("bare", "id: bare\nname: Bare\npeaks: {vector: {fp32: 1 TFLOP/s}}\n" + memory + "\n"))
                .contains("bare.yaml:4: memory: the last level holds the model and needs a 'bandwidth'");
    }

    @Test
    void fiveLinesImagineAChipAndChangeOnlyWhatTheySay() {
        ShippedProfiles.write(folder, "chip", CHIP);
        Hardware base = read("chip", CHIP);
        Hardware wide = read("wide", """
                id: wide
                name: A wide chip
                extends: chip
                memory:
                  dram: {bandwidth: 204.8 GB/s}
                """);
        assertThat(wide.id()).isEqualTo("wide");
        assertThat(wide.name()).isEqualTo("A wide chip");
        assertThat(wide.bandwidth()).isEqualTo(204.8e9);
        assertThat(wide).usingRecursiveComparison().ignoringFields("id", "name", "memory").isEqualTo(base);
        assertThat(wide.memory().subList(0, 2)).isEqualTo(base.memory().subList(0, 2));
        assertThat(wide.mainMemory()).usingRecursiveComparison().ignoringFields("bandwidth").isEqualTo(base.mainMemory());
    }

    @Test
    void aShippedChipCanBeExtendedFromAnywhere() {
        Hardware wide = read("wide", "id: wide\nname: Wide\nextends: apple-m1-pro\nmemory:\n  dram: {bandwidth: 409.6 GB/s}\n");
        Hardware base = new HardwareReader(ShippedProfiles.CATALOG).read(ShippedProfiles.FOLDER.resolve("apple-m1-pro.yaml"));
        assertThat(wide.bandwidth()).isEqualTo(409.6e9);
        assertThat(wide.peaks()).isEqualTo(base.peaks());
    }

    @Test
    void aPathInExtendsIsSeenFromTheFileThatHoldsIt() throws IOException {
        Files.createDirectories(folder.resolve("bases"));
        Files.writeString(folder.resolve("bases/chip.yaml"), CHIP);
        assertThat(read("mine", "id: mine\nname: Mine\nextends: bases/chip.yaml\n").bandwidth()).isEqualTo(102.4e9);
    }

    @Test
    void anExtendedExtensionKeepsWhatNeitherChanges() {
        ShippedProfiles.write(folder, "chip", CHIP);
        ShippedProfiles.write(folder, "middle", "id: middle\nname: Middle\nextends: chip\ntdp: 40 W\nmemory: {slc: {bandwidth: 500 GB/s}}\n");
        Hardware top = read("top", "id: top\nname: Top\nextends: middle\nmemory: {dram: {capacity: 16 GiB}}\n");
        assertThat(top.tdp().orElseThrow().value()).isEqualTo(40);
        assertThat(top.memory().get(1).bandwidth().orElseThrow().value()).isEqualTo(500e9);
        assertThat(top.memory().get(1).capacity().orElseThrow().value()).isEqualTo(24.0 * (1 << 20));
        assertThat(top.bandwidth()).isEqualTo(102.4e9);
    }

    @Test
    void coresAloneDoNotScaleThePeaks() {
        ShippedProfiles.write(folder, "chip", CHIP);
        Hardware cut = read("cut", "id: cut\nname: Cut\nextends: chip\ncores: {count: 4}\n");
        assertThat(cut.cores().orElseThrow().count()).isEqualTo(4);
        assertThat(cut.peaks()).isEqualTo(read("chip", CHIP).peaks());
    }

    @Test
    void scaledPeaksFollowTheCoresThroughEveryExtension() {
        ShippedProfiles.write(folder, "chip", CHIP);
        ShippedProfiles.write(folder, "half", "id: half\nname: Half\nextends: chip\nscale-peaks: true\ncores: {count: 8}\n");
        Hardware half = read("half", "id: half\nname: Half\nextends: chip\nscale-peaks: true\ncores: {count: 8}\n");
        Hardware quarter = read("quarter", "id: quarter\nname: Quarter\nextends: half\nscale-peaks: true\ncores: {count: 4}\n");
        Hardware slow = read("slow", "id: slow\nname: Slow\nextends: half\nmemory: {dram: {bandwidth: 50 GB/s}}\n");
        assertThat(half.peaks()).extracting(p -> p.rate().value()).containsExactlyInAnyOrder(0.512e12, 4e12, 8e12, 8e12);
        assertThat(quarter.peaks()).extracting(p -> p.rate().value()).containsExactlyInAnyOrder(0.256e12, 2e12, 4e12, 4e12);
        assertThat(slow.peaks()).isEqualTo(half.peaks());
        assertThat(half.bandwidth()).isEqualTo(102.4e9);
        assertThat(half.peaks()).allSatisfy(peak -> {
            assertThat(peak.rate().confidence()).isEqualTo(Sourced.Confidence.DERIVED);
            assertThat(peak.rate().note()).contains("8 of 16 cores");
        });
    }

    @Test
    void peaksThatAProfileStatesItselfAreNotScaledAgain() {
        ShippedProfiles.write(folder, "chip", CHIP);
        ShippedProfiles.write(folder, "half", "id: half\nname: Half\nextends: chip\nscale-peaks: true\ncores: {count: 8}\n");
        String stated = "id: own\nname: Own\nextends: half\npeaks: {vector: {fp32: 3 TFLOP/s}}\n";
        ShippedProfiles.write(folder, "own", stated);
        Hardware own = read("own", stated);
        assertThat(own.peak(ComputeUnit.VECTOR, NumberFormat.FP32).orElseThrow().rate().value()).isEqualTo(3e12);
        assertThat(own.peak(ComputeUnit.VECTOR, NumberFormat.FP32).orElseThrow().rate().note()).doesNotContain("of 16 cores");
        assertThat(own.matrixPeak(NumberFormat.FP16)).isEqualTo(read("half2",
                "id: half2\nname: Half\nextends: chip\nscale-peaks: true\ncores: {count: 8}\n").matrixPeak(NumberFormat.FP16));
        Hardware quarter = read("quarter", "id: quarter\nname: Quarter\nextends: own\nscale-peaks: true\ncores: {count: 4}\n");
        assertThat(quarter.peak(ComputeUnit.VECTOR, NumberFormat.FP32).orElseThrow().rate().value()).as("half of what was stated for 8 cores").isEqualTo(1.5e12);
        assertThat(read("noted", "id: noted\nname: Noted\nextends: half\npeaks: {vector: {fp32: {note: hm}}}\n").peak(ComputeUnit.VECTOR, NumberFormat.FP32)
                .orElseThrow().rate().value()).as("a note alone states nothing").isEqualTo(0.512e12);
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            extends: mine                                            | mine.yaml:3: extends: extends itself
            extends: chp                                             | mine.yaml:3: extends: no hardware profile 'chp'
            extends: rtx3090                                         | mine.yaml:3: extends: no hardware profile 'rtx3090'; did you mean 'rtx-3090'?
            extends: ""                                              | mine.yaml:3: extends: no hardware profile ''
            extends: nowhere/chip.yaml                               | chip.yaml: no such file
            extends: "a\\0b"                                         | mine.yaml:3: extends:
            extends: [chip]                                          | mine.yaml:3: extends: must be a single value
            extends: chip~scale-peaks: true                          | 'cores' is missing
            extends: chip~scale-peaks: true~cores: {kind: x}         | mine.yaml:5: cores: 'count' is missing
            extends: chip~scale-peaks: maybe                         | mine.yaml:4: scale-peaks: 'maybe' is neither true nor false
            extends: chip~scale-peaks: true~cores: {count: 4}~peaks: {vector: {fp32: 1 TFLOP/s}} | mine.yaml:6: peaks: give either 'peaks' or 'scale-peaks: true'
            extends: chip~memory: {dram: {bandwith: 1 GB/s}}         | mine.yaml:4: memory.dram.bandwith: unknown key; did you mean 'bandwidth'?
            extends: chip~memory: 5                                  | mine.yaml:4: memory: must be a mapping of keys to values
            """)
    void aMistakeInAnExtensionIsNamedWhereItStands(String lines, String message) {
        ShippedProfiles.write(folder, "chip", CHIP);
        assertThat(refused("mine", "id: mine\nname: Mine\n" + lines.replace('~', '\n') + "\n")).contains(message);
    }

    @Test
    void aCircleOfExtensionsIsRefused() {
        ShippedProfiles.write(folder, "a", "id: a\nname: A\nextends: b\n");
        ShippedProfiles.write(folder, "b", "id: b\nname: B\nextends: c\n");
        assertThat(refused("c", "id: c\nname: C\nextends: a\n")).endsWith("c.yaml:3: extends: extends itself");
    }

    @Test
    void aMistakeInABaseIsNamedInTheBase() {
        ShippedProfiles.write(folder, "chip", CHIP.replace("tdp: 25 W", "tdp: 25"));
        assertThat(refused("mine", "id: mine\nname: Mine\nextends: chip\n")).contains("chip.yaml:21: tdp: '25' has no unit");
    }

    private Hardware read(String id, String text) {
        return new HardwareReader(ShippedProfiles.CATALOG).read(ShippedProfiles.write(folder, id, text));
    }

    private String refused(String id, String text) {
        String[] message = new String[1];
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(id, text)).satisfies(e -> message[0] = e.getMessage());
        assertThat(message[0]).doesNotContain("\n");
        return message[0];
    }
}
