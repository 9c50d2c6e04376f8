package dev.ridgepoint.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.validate.Violation.Roof;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows find their device, model and formats, are predicted, and are judged. */
class ValidatorTest {

    private static final Library LIBRARY = Library.find();

    @TempDir
    private Path folder;

    private static MeasuredRow row(String hardware, String model, String weights, PhaseName phase, int tokens, double rate, String notes) {
        boolean prefill = phase == PhaseName.PREFILL;
        return new MeasuredRow("here:1", "", hardware, "llama.cpp-cuda", model, weights, phase, prefill ? tokens : 0, prefill ? 0 : tokens, 0, 1, rate,
                OptionalDouble.empty(), notes);
    }

    private static Validation validate(MeasuredRow... rows) {
        return new Validator(LIBRARY).validate(new ResultRows(List.of(rows), List.of()));
    }

    private static ValidatedRow one(MeasuredRow row) {
        Validation validation = validate(row);
        assertThat(validation.skipped()).isEmpty();
        return validation.rows().get(0);
    }

    private static String reason(MeasuredRow row) {
        Validation validation = validate(row);
        assertThat(validation.rows()).isEmpty();
        return validation.skipped().get(0).reason();
    }

    @Test
    void predictionIsTheEnginesOwn() {
        ValidatedRow row = one(row("apple-m1-pro", "qwen2.5-1.5b", "q8_0", PhaseName.PREFILL, 4096, 1000, "ubatch=2048"));
        Workload workload = Workload.of(LIBRARY.architecture("qwen2.5-1.5b"), Numerics.of(WeightsFormats.named("q8_0").orElseThrow()));
        Roofline roofline = Roofline.of(LIBRARY.hardware("apple-m1-pro"), workload.numerics());
        double expected = new Predictor(workload).predict(roofline, new Request(4096, 0, 0, 1, 2048)).prefill().orElseThrow().tokensPerSecond();
        assertThat(row.predicted()).isEqualTo(expected);
        assertThat(row.ratio()).isEqualTo(1000 / expected);
        // Without the note the weights are read eight times instead of twice.
        assertThat(one(row("apple-m1-pro", "qwen2.5-1.5b", "q8_0", PhaseName.PREFILL, 4096, 1000, "")).predicted()).isLessThan(expected);
    }

    @Test
    void errorsByHand() {
        double ideal = one(row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, 1, "")).predicted();
        // Measured at 1/2, 4/5 and 5/4 of the prediction: errors of +100 %, +25 % and -20 %.
        Validation validation = validate(
                row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, ideal / 2, ""),
                row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, ideal * 0.8, ""),
                row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, ideal * 1.25, ""));
        ErrorSummary all = validation.summaries(Grouping.ALL).get(0);
        assertThat(all.phase()).isEqualTo(PhaseName.DECODE);
        assertThat(all.rows()).isEqualTo(3);
        assertThat(all.mape()).isCloseTo((1 + 0.25 + 0.2) / 3, within(1e-12));
        assertThat(all.medianApe()).isCloseTo(0.25, within(1e-12));
        assertThat(all.bias()).isCloseTo((1 + 0.25 - 0.2) / 3, within(1e-12));
        assertThat(validation.summaries()).extracting(ErrorSummary::group)
                .containsExactly(Grouping.ALL, Grouping.HARDWARE, Grouping.MODEL, Grouping.WEIGHTS, Grouping.RUNTIME);
        assertThat(validation.repeated()).singleElement().satisfies(test -> assertThat(test.spread()).isCloseTo(2.5, within(1e-12)));
    }

    @Test
    void medianOfAnEvenNumberLiesBetween() {
        double ideal = one(row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, 1, "")).predicted();
        Validation validation = validate(
                row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, ideal / 2, ""),
                row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, ideal / 4, ""));
        assertThat(validation.summaries(Grouping.HARDWARE).get(0).medianApe()).isCloseTo(2, within(1e-12));
    }

    /** An illustrative number that no NPU can reach: seven gigabytes at 54 tokens a second are more than a phone's memory gives. */
    @Test
    void rateAboveTheBandwidthIsReported() {
        Validation validation = validate(row("snapdragon-8-gen3-npu", "llama-2-7b", "w8a8", PhaseName.DECODE, 128, 54.1, ""));
        assertThat(validation.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.roof()).isEqualTo(Roof.MEMORY);
            assertThat(violation.reason()).startsWith("memory bandwidth: ").contains(" GB a token x 54.1 tokens/s would need 3",
                    "GB/s of the 76.8 GB/s of its dram");
        });
    }

    @Test
    void integerTensorCoresAreAKnownCause() {
        Validation validation = validate(row("rtx-3060-12gb", "llama-2-7b", "q4_0", PhaseName.PREFILL, 512, 2407.67, ""));
        assertThat(validation.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.roof()).isEqualTo(Roof.COMPUTE);
            assertThat(violation.reason()).contains("of its fp16 matrix peak; known cause: llama.cpp multiplies quantised weights as integers");
        });
        assertThat(validate(row("rtx-3090", "llama-2-7b", "f16", PhaseName.PREFILL, 512, 6000, "")).violations()).singleElement()
                .satisfies(violation -> assertThat(violation.reason()).contains("known cause: llama.cpp lets cuBLAS add up in FP16, here at up to 142.3"));
        // No arithmetic of the chip reaches this.
        assertThat(validate(row("rtx-3090", "llama-2-7b", "f16", PhaseName.PREFILL, 512, 60000, "")).violations().get(0).reason())
                .startsWith("compute: would need").doesNotContain("known cause");
    }

    @Test
    void noiseIsNoViolation() {
        MeasuredRow above = row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, 1, "");
        double ideal = one(above).predicted();
        assertThat(validate(row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, ideal * 1.019, "")).violations()).isEmpty();
        assertThat(validate(row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, ideal * 1.021, "")).violations()).hasSize(1);
        MeasuredRow noisy = new MeasuredRow("here:1", "", "apple-m1", "", "llama-2-7b", "q4_0", PhaseName.DECODE, 0, 128, 0, 1, ideal * 1.09,
                OptionalDouble.of(ideal * 0.05), "");
        assertThat(validate(noisy).violations()).isEmpty();
    }

    @Test
    void batchOfExpertsAboveUniformRouting() {
        MeasuredRow row = new MeasuredRow("here:1", "", "dgx-spark-gb10", "llama.cpp-cuda-fa", "gpt-oss-120b", "mxfp4", PhaseName.DECODE, 0, 32, 512, 16,
                241.85, OptionalDouble.empty(), "");
        assertThat(validate(row).violations()).singleElement().satisfies(violation -> assertThat(violation.reason())
                .contains("known cause: 16 tokens are predicted to touch 50.98 of 128 experts"));
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA GeForce RTX 3090, rtx-3090",
        "NVIDIA GeForce RTX 4060 Ti, rtx-4060-ti",
        "NVIDIA A100-SXM4-80GB, a100-80gb-sxm",
        "NVIDIA A100 80GB PCIe, a100-80gb-pcie",
        "NVIDIA H100 80GB HBM3, h100-sxm",
        "Tesla V100-SXM2-32GB, v100-sxm2-32gb",
        "Apple M1 Pro, apple-m1-pro",
        "Apple M4, apple-m4",
        "Raspberry Pi 5, raspberry-pi-5-8gb",
        "RTX 3070 Ti Laptop, rtx-3070-ti-laptop",
        "Jetson Orin Nano Super 8G, jetson-orin-nano-super-8gb",
        "NVIDIA GB10, dgx-spark-gb10",
        "AMD Radeon RX 7900 XTX, rx-7900-xtx",
        "APPLE-M1, apple-m1"})
    void devicesAsPrinted(String printed, String id) {
        assertThat(one(row(printed, "gpt2", "f16", PhaseName.DECODE, 16, 1, "")).hardware().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA H100, may be h100-pcie or h100-sxm",
        "NVIDIA GeForce RTX 4070 Ti SUPER, is not in the library",
        "AMD Radeon Graphics (RADV GFX1151), is not in the library",
        "'', no device is given"})
    void devicesThatAreNotGuessed(String printed, String told) {
        assertThat(reason(row(printed, "gpt2", "f16", PhaseName.DECODE, 16, 1, ""))).contains(told).contains("--hardware");
    }

    @ParameterizedTest
    @CsvSource({
        "qwen2 1.5B, params=1540000000, qwen2.5-1.5b",
        "qwen2 1.5B, params=1777088000, qwen2.5-1.5b",
        "qwen2 7B, params=7615616512, qwen2.5-7b",
        "llama 7B, params=6740000000, llama-2-7b",
        "llama 8B, params=8030000000, llama-3-8b",
        "llama 8B, params=8030000000;file=/models/Llama-3.1-8B-Instruct-Q4_K_M.gguf, llama-3.1-8b",
        "llama 7B, params=7248023552, mistral-7b-v0.3",
        "gpt-oss 20B, params=20910000000, gpt-oss-20b",
        "qwen3moe 30B.A3B, params=30530000000, qwen3-30b-a3b",
        "gemma3 4B, params=3880000000, gemma-3-4b",
        "llama 1B, params=1235814432, llama-3.2-1b",
        "Qwen2.5-1.5B-Instruct, , qwen2.5-1.5b",
        "SmolLM2-1.7B-Instruct, , smollm2-1.7b",
        "Llama-3.2-1B-Instruct, , llama-3.2-1b",
        "PLM-1.8B-Instruct, , plm-1.8b",
        "pythia-160m, , pythia-160m"})
    void modelsAsPrinted(String printed, String notes, String id) {
        assertThat(one(row("apple-m1-pro", printed, "Q8_0", PhaseName.DECODE, 16, 1, notes == null ? "" : notes)).model()).isEqualTo(id);
    }

    @Test
    void rowsThatAreSkippedSayWhy() {
        assertThat(reason(row("apple-m1", "starcoder2 7B", "q8_0", PhaseName.DECODE, 16, 1, "params=7400000000"))).contains("is not in the library");
        assertThat(reason(row("apple-m1", "whisper-tiny", "q8_0", PhaseName.DECODE, 16, 1, ""))).contains("encoder-decoder");
        assertThat(reason(row("apple-m1", "gpt2", "IQ9_XXS", PhaseName.DECODE, 16, 1, ""))).isEqualTo("weights format 'IQ9_XXS' is not modelled");
        assertThat(reason(row("apple-m1", "gpt2", "q8_0", PhaseName.DECODE, 16, 1, "kv=q2_x"))).isEqualTo("cache format 'q2_x' is not modelled");
        assertThat(reason(row("rtx-3090", "gpt2", "q8_0", PhaseName.DECODE, 16, 1, "ngl=4"))).isEqualTo("only 4 of 12 layers ran on the device (ngl)");
        assertThat(reason(row("apple-m1", "bert-base", "f16", PhaseName.DECODE, 16, 1, ""))).contains("encoder");
    }

    @ParameterizedTest
    @CsvSource({"Q4_K - Medium, q4_k_m", "MXFP4 MoE, mxfp4", "FP16, f16", "F16, f16", "BF16, bf16", "Q4_K - Small, q4_k_s"})
    void formatsAsPrinted(String printed, String id) {
        assertThat(one(row("apple-m1-pro", "llama-3.2-1b", printed, PhaseName.DECODE, 16, 1, "")).weights()).isEqualTo(id);
    }

    @Test
    void profileStandsForWhatItExtends() throws IOException {
        Path profile = Files.writeString(folder.resolve("mine.yaml"), """
                id: mine
                extends: apple-m1
                memory:
                  dram: {bandwidth: {value: 34.15 GB/s, source: s, confidence: measured}}
                sources: {s: a test}
                """);
        MeasuredRow row = row("apple-m1", "llama-2-7b", "q4_0", PhaseName.DECODE, 128, 5, "");
        Validator validator = new Validator(LIBRARY);
        assertThat(validator.replaceProfile(profile)).isEqualTo("mine");
        ValidatedRow slower = validator.validate(new ResultRows(List.of(row), List.of())).rows().get(0);
        assertThat(slower.hardware().id()).isEqualTo("mine");
        assertThat(slower.predicted()).isCloseTo(one(row).predicted() / 2, within(0.02));
    }

    @Test
    void everySampleIsAccountedFor() {
        for (String file : List.of("measured.csv", "llama-bench.md", "llama-bench.json", "bench-run.json")) {
            ResultRows results = ResultFormat.read(ResultFormatTest.sample(file), GivenNames.NONE);
            Validation validation = new Validator(LIBRARY).validate(results);
            assertThat(validation.rows().size() + validation.skipped().size()).isEqualTo(results.rows().size() + results.skipped().size());
        }
    }

    @Test
    void aRowWithoutWorkIsNone() {
        assertThatThrownBy(() -> row("a", "b", "c", PhaseName.DECODE, 0, 1, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> row("a", "b", "c", PhaseName.DECODE, 1, Double.NaN, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
