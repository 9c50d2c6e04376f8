package dev.ridgepoint.reexamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.efficiency.Cells;
import dev.ridgepoint.efficiency.PrintedTable;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.published.Reading;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.validate.RepeatedTest;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What RooflineBench's own tables say of it. */
class ReexaminationTest {

    private static final Library LIBRARY = Library.find();
    private static final List<Platform> PLATFORMS = Platform.read(Cells.FOLDER.resolve("platforms.csv"));

    @TempDir
    private Path folder;

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** 38.00, 37.05, 25.39, 20.48 and 8.98: FP32 over the data sheet's bandwidth, of the table and of the profiles. */
    @Test
    void theoreticalRidgesAreReproduced() {
        for (Platform platform : PLATFORMS) {
            assertThat(two(platform.theoreticalRidge())).as(platform.name()).isEqualTo(two(platform.publishedRidge()));
            Hardware profile = LIBRARY.hardware(platform.profile());
            assertThat(profile.bandwidth()).isEqualTo(platform.bandwidth(), within(1.0));
            assertThat(profile.vectorPeak(NumberFormat.FP32).orElseThrow().rate().value()).isEqualTo(platform.fp32(), within(1.0));
        }
    }

    /** The "real" ones come from the scripts' rounded roofs, not from Table 1, where two of four would be others. */
    @Test
    void realRidgesAreThoseThatAreDrawn() {
        List<Platform> printed = PLATFORMS.stream().filter(p -> p.publishedReal().isPresent()).toList();
        assertThat(printed).extracting(p -> two(p.publishedReal().getAsDouble())).containsExactly("43.18", "35.83", "22.56", "20.13")
                .isEqualTo(printed.stream().map(p -> two(p.drawnRidge())).toList());
        assertThat(printed).extracting(p -> two(p.measuredRidge())).containsExactly("43.82", "35.91", "22.56", "19.74");
    }

    @Test
    void threeStreamsMoved() {
        assertThat(PLATFORMS).extracting(p -> String.format(Locale.ROOT, "%.4g", p.correctedBandwidth() / 1e9))
                .containsExactly("840.0", "325.5", "180.0", "89.10", "5.970");
        assertThat(PLATFORMS).extracting(p -> Math.round(100 * p.correctedShare())).containsExactly(90L, 73L, 88L, 87L, 35L);
        assertThat(PLATFORMS.get(2).correctedRidge()).isCloseTo(4.31e12 / 180.045e9, within(1e-9));
    }

    /** Most FP16 rates and one in Q8_0, by up to a third: the ceiling is no ceiling. With three streams it holds. */
    @Test
    void decodeRatesAboveThePublishedCeiling() {
        Platform m1 = PLATFORMS.get(2);
        List<AboveCeiling> above = AboveCeiling.among(Cells.publishedOf("apple-m1-pro"), m1.measuredBandwidth());
        assertThat(above).hasSize(22).allSatisfy(a -> assertThat(a.needed()).isGreaterThan(120.03e9));
        // Llama-3.2-1B in FP16 at 65 tokens/s: 1.236e9 parameters of 2 bytes.
        assertThat(above.get(0).cell().model()).isEqualTo("llama-3.2-1b");
        assertThat(above.get(0).needed()).isCloseTo(161e9, within(0.5e9));
        assertThat(above.get(0).excess()).isCloseTo(1.34, within(0.005));
        assertThat(above).filteredOn(a -> a.cell().model().equals("qwen2.5-1.5b") && a.cell().measured().generatedTokens() == 128)
                .hasSize(2).allSatisfy(a -> assertThat(a.needed()).isCloseTo(154.5e9, within(0.5e9)));
        assertThat(above).extracting(a -> a.cell().model() + " " + a.cell().weights()).contains("plm-1.8b f16", "smollm2-1.7b f16", "fox-1-1.6b f16");
        assertThat(AboveCeiling.among(Cells.publishedOf("apple-m1-pro"), m1.correctedBandwidth())).isEmpty();
    }

    /** SISO and LISO decode are one test: 100 and 160 tokens/s. No other test of the tables is more than a tenth apart. */
    @Test
    void theCellThatDisagreesWithItsTwin() {
        List<RepeatedTest> apart = Twins.apartByMoreThan(1.1, Cells.published());
        assertThat(apart).singleElement().satisfies(test -> {
            assertThat(test.spread()).isEqualTo(1.6);
            assertThat(test.rows()).extracting(row -> row.model() + " " + row.weights() + " " + row.measured().scenario().orElseThrow() + " "
                    + row.measured().tokensPerSecond()).containsExactly("qwen3-0.6b q4_k_m SISO 100.0", "qwen3-0.6b q4_k_m LISO 160.0");
        });
        assertThat(Twins.apartByMoreThan(1, Cells.published())).hasSizeGreaterThan(1).isSortedAccordingTo((a, b) -> Double.compare(b.spread(), a.spread()));
    }

    @Test
    void performanceOverIntensityIsPeakMemory() {
        Numerics f16 = Numerics.of(WeightsFormats.named("f16").orElseThrow());
        Predictor qwen = new Predictor(Workload.of(LIBRARY.architecture("qwen2.5-1.5b"), f16));
        List<PeakMemoryLine> line = PeakMemoryLine.of(qwen, Roofline.of(LIBRARY.hardware("rooflinebench-apple-m1-pro"), f16), Reading.AS_CODED);
        assertThat(line).extracting(p -> p.scenario().id()).containsExactly("SISO", "SILO", "LISO", "LILO");
        assertThat(line).allSatisfy(p -> assertThat(p.performanceOverIntensity())
                .isCloseTo(p.published().peakBytes(), within(3 * Math.ulp(p.published().peakBytes()))));
        // They keep the order of LISO and SILO, not the distance.
        double published = line.get(2).published().operationalIntensity() / line.get(1).published().operationalIntensity();
        double first = line.get(2).request() / line.get(1).request();
        assertThat(published).isGreaterThan(10 * first);
        assertThat(first).isGreaterThan(1);
    }

    @Test
    void theFactsAsTables() {
        Numerics f16 = Numerics.of(WeightsFormats.named("f16").orElseThrow());
        Predictor qwen = new Predictor(Workload.of(LIBRARY.architecture("qwen2.5-1.5b"), f16));
        List<PrintedTable> tables = List.of(Reexamination.ridges(PLATFORMS), Reexamination.bandwidths(PLATFORMS),
                Reexamination.aboveCeiling(AboveCeiling.among(Cells.publishedOf("apple-m1-pro"), PLATFORMS.get(2).measuredBandwidth())),
                Reexamination.twins(Twins.apartByMoreThan(1.1, Cells.published())),
                Reexamination.peakMemory(PeakMemoryLine.of(qwen, Roofline.of(LIBRARY.hardware("rooflinebench-apple-m1-pro"), f16), Reading.AS_CODED)));
        assertThat(tables).allSatisfy(table -> assertThat(table.rows()).isNotEmpty().allSatisfy(row -> assertThat(row).hasSameSizeAs(table.heads())));
        assertThat(tables.get(0).markdown(2)).contains("| Apple M1 Pro | 25.39 | 25.39 | 35.83 | 35.91 | 35.83 | 23.94 |",
                "| NVIDIA RTX 3090 | 38.00 | 38.00 | - | 43.36 | 43.36 | 28.90 |");
        assertThat(tables.get(1).markdown(2)).contains("| Apple M1 Pro | 204.8 GB/s | 120 GB/s | 180 GB/s | 88 % |");
        assertThat(tables.get(2).rows().get(0)).startsWith("Llama-3.2-1B-Instruct", "FP16").endsWith("1.34");
        assertThat(tables.get(3).rows()).containsExactly(List.of("Apple M1 Pro", "Qwen3-0.6B", "Q4_K_M", "decode 128", "SISO, LISO", "100, 160", "1.60x"));
        assertThat(tables.get(4).rows()).hasSize(4).allSatisfy(row -> assertThat(row.get(4)).isEqualTo(row.get(5)));
    }

    /** 16 heads of 192 and 128, against a latent of 512 and a rotary key of 64: more than SmolLM2 caches with MHA. */
    @Test
    void plmIsNotCompressedInLlamaCpp() {
        ExpandedLatent plm = ExpandedLatent.of(LIBRARY.architecture("plm-1.8b")).orElseThrow();
        assertThat(plm).isEqualTo(new ExpandedLatent("plm-1.8b", 576, 5120));
        assertThat(plm.expansion()).isCloseTo(8.89, within(0.005));
        assertThat(plm.expandedElements()).isGreaterThan(LIBRARY.architecture("smollm2-1.7b").cacheElementsPerToken() / 24);
        assertThat(ExpandedLatent.of(LIBRARY.architecture("smollm2-1.7b"))).isEmpty();
    }

    @Test
    void mistakesNameFileLineAndField() throws IOException {
        Path table = folder.resolve("platforms.csv");
        List<String> lines = Files.readAllLines(Cells.FOLDER.resolve("platforms.csv"));
        lines.set(3, lines.get(3).replace("204.80", "fast"));
        Files.write(table, lines);
        assertThatThrownBy(() -> Platform.read(table)).isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("platforms.csv:4: bandwidth_gb_per_s: 'fast' is not a number above 0");
        lines.set(3, lines.get(3).replace("fast", "-1"));
        Files.write(table, lines);
        assertThatThrownBy(() -> Platform.read(table)).hasMessageEndingWith("'-1' is not a number above 0");
        Files.writeString(table, "platform,bandwidth\nM1,200\n");
        assertThatThrownBy(() -> Platform.read(table)).hasMessageContaining("platforms.csv:1: the columns are to be platform,profile,");
    }
}
