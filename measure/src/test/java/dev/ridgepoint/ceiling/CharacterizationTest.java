package dev.ridgepoint.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.hardware.Calibration;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.input.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything from the first trial to the last file, on sizes that say nothing about the machine. */
class CharacterizationTest {

    private static final Settings TINY = new Settings(
            2, 2, 2e-4, 0.01, List.of(16L << 10, 256L << 10, 4L << 20), List.of(1, 8, 256), List.of(64, 128), List.of(64, 128), 1 << 18, List.of(16, 64),
            List.of(16, 64), List.of(new AttentionChain.Shape(4, 2, 32)), List.of(64), List.of(1, 32));

    @Test
    void writesAProfileThatTheEngineReads(@TempDir Path folder) throws Exception {
        List<Double> shares = new ArrayList<>();
        Characterization files = Characterization.measure(TINY, "here", folder, (what, share) -> shares.add(share));

        Hardware hardware = new HardwareReader(new Catalog(folder, "device")).read(files.profile());
        assertThat(hardware.id()).isEqualTo("here");
        assertThat(hardware.kind()).isEqualTo(Hardware.Kind.CPU);
        assertThat(hardware.peaks()).hasSize(3).allMatch(peak -> peak.rate().confidence() == Sourced.Confidence.MEASURED);
        assertThat(hardware.mainMemory().name()).isEqualTo("dram");
        assertThat(hardware.memory()).extracting(MemoryLevel::bandwidth).allMatch(bandwidth -> bandwidth.orElseThrow().note().contains("2 trials"));

        Calibration calibration = hardware.calibration().orElseThrow();
        assertThat(calibration.runtime()).startsWith("onnxruntime").endsWith("2 threads");
        assertThat(calibration.streaming()).containsOnlyKeys("fp32", "onnx-int8", "onnx-int4");
        assertThat(calibration.products().get("onnx-int4")).containsOnlyKeys(1, 8, 256);
        assertThat(calibration.launchOverhead()).containsOnlyKeys("fp32", "onnx-int8", "onnx-int4");
        assertThat(calibration.attention()).containsOnlyKeys(1, 256);
        assertThat(Stream.of(calibration.elementwise(), calibration.otherOverhead())).allMatch(value -> value.orElseThrow().value() > 0);

        assertThat(Files.readString(files.report())).contains("Two witnesses", "write-allocate", "![Memory bandwidth");
        // Bandwidth: 3 kernels, 3 sets, 1 and 2 threads; 2 trials of each.
        assertThat(Files.readAllLines(files.trials())).filteredOn(line -> line.matches("(read|copy|triad) .*")).hasSize(3 * 3 * 2 * 2);
        for (String extension : List.of("png", "svg", "pdf")) {
            assertThat(folder.resolve("here-bandwidth." + extension)).isNotEmptyFile();
        }
        assertThat(shares).allMatch(share -> share >= 0 && share <= 1);
    }
}
