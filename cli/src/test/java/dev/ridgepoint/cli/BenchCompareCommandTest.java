package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bench compare} as a person types it, on files of the documented schema that somebody else's program wrote. */
class BenchCompareCommandTest {

    private static final double[] WOBBLE = {1, 1.01, 0.99, 1.005, 0.995};

    @TempDir
    private Path folder;
    private String before;
    private String after;

    @BeforeEach
    void write() throws IOException {
        before = file("before.json", 512, 1);
        after = file("after.json", 512, 1.2);
    }

    private String file(String name, int input, double slower) throws IOException {
        String iterations = IntStream.range(0, WOBBLE.length).mapToObj(i -> String.format(Locale.ROOT,
                "{\"iteration\": %d, \"first_token_ms\": %.3f, \"subsequent_token_ms\": %.3f, \"tokens_per_second\": %.3f, \"peak_memory_mb\": 700, \"colour\": 1}",
                i + 1, 80 * WOBBLE[(i + 2) % 5], 20 * slower * WOBBLE[i], 45 / slower / WOBBLE[i])).collect(Collectors.joining(", "));
        return Files.writeString(folder.resolve(name), """
                {"metadata": {"timestamp": "2026-01-01T00:00:00Z", "device": "npu", "model": {"name": "LLaMA-7B", "parameters": 7000000000, "quantization": "int8"},
                  "benchmark_config": {"iterations": 5, "batch_size": 1, "input_length": %d, "output_length": 128, "warmup_iterations": 1}, "rack": 7},
                 "results": {}, "iterations": [%s]}
                """.formatted(input, iterations)).toString();
    }

    @Test
    void aSlowerRunIsToldAndExitsWithOne() {
        Run run = Run.of("bench", "compare", before, after);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().replace(folder + "/", "")).isEqualTo("""
                after.json beside before.json

                Metric                         Baseline  Current  Unit       Change       p  Verdict
                first token                          80       80  ms         +0.0 %   1.000  unchanged
                subsequent token                     20       24  ms        +20.0 %  <0.001  regression
                tokens per second                    45     37.5  tokens/s  -16.7 %  <0.001  regression
                tokens per second after first        50    41.67  tokens/s  -16.7 %  <0.001  regression
                peak memory                         700      700  MB         +0.0 %   1.000  unchanged

                Worse: subsequent token, tokens per second, tokens per second after first. Better: nothing.
                Changes are of medians; what counts is more than 5 %. p is Welch's, corrected after Holm for all metrics compared.
                """);
    }

    @Test
    void aQuickerRunAndTheSameRunExitWithNothing() {
        assertThat(Run.output("bench", "compare", after, before)).contains("Worse: nothing. Better: subsequent token, tokens per second,");
        assertThat(Run.output("bench", "compare", before, before)).contains("Worse: nothing. Better: nothing.");
        assertThat(Run.output("bench", "compare", before, after, "--threshold", "30")).contains("Worse: nothing.");
    }

    @Test
    void programsReadEverything() throws IOException {
        Path out = folder.resolve("comparison.json");
        Run run = Run.of("bench", "compare", before, after, "--format", "json", "--detailed", "--output", out.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(out.toFile());
        assertThat(json.at("/regressions")).hasSize(3);
        assertThat(json.at("/threshold_percent").asDouble()).isEqualTo(5);
        assertThat(json.at("/metrics")).hasSize(9);
        JsonNode token = json.at("/metrics/2");
        assertThat(token.fieldNames()).toIterable().containsExactly("metric", "unit", "better", "baseline_n", "current_n", "baseline_median", "current_median",
                "change_percent", "change_beside_kernel_percent", "welch_p_holm", "welch_p", "mann_whitney_p", "hedges_g", "cliffs_delta", "verdict",
                "baseline_trials", "current_trials");
        assertThat(token.at("/metric").asText()).isEqualTo("subsequent_token_ms");
        assertThat(token.at("/mann_whitney_p").asDouble()).isEqualTo(2 / 252.0);
        assertThat(token.at("/cliffs_delta").asDouble()).isEqualTo(1);
        assertThat(token.at("/current_trials")).hasSize(5);
        assertThat(json.at("/metrics/0/verdict").asText()).isEqualTo("not_measured");
        assertThat(json.at("/metrics/0/welch_p_holm").isNull()).isTrue();
        assertThat(Run.of("bench", "compare", before, after, "--format", "csv").out().lines()).hasSize(10).first().asString()
                .startsWith("metric,unit,better,baseline_n,");
    }

    @Test
    void runsOfDifferentThingsAreRefusedUnlessAsked() throws IOException {
        String other = file("other.json", 64, 1);
        Run run = Run.of("bench", "compare", before, other);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(
                "ridgepoint: the runs are not of one thing: input-length 512 and 64; --allow-different compares them all the same\n");
        assertThat(Run.output("bench", "compare", before, other, "--allow-different")).contains("WARNING: not of one thing: input-length 512 and 64.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "''                                                   | is empty",
        "not json                                             | is not JSON",
        "{\\\"metadata\\\": {}, \\\"results\\\": {            | is not JSON",
        "[1, 2]                                               | is not a benchmark run",
    })
    void whatIsNoRunCostsOneLine(String content, String told) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), content.replace("\\\"", "\"").replace("''", ""));
        Run run = Run.of("bench", "compare", before, bad.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("bad.json").contains(told);
    }

    @Test
    void aHugeFileAnotherVersionAndAMissingFileCostOneLine() throws IOException {
        Path huge = folder.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100 << 20);
        }
        assertThat(Run.of("bench", "compare", huge.toString(), after).err().lines()).singleElement().asString().contains("100 MiB");
        Path later = Files.writeString(folder.resolve("later.json"), Files.readString(Path.of(before)).replace("\"results\"", "\"extension\": {\"version\": 9}, \"results\""));
        assertThat(Run.of("bench", "compare", later.toString(), after).err().lines()).singleElement().asString().contains("extension.version: 9 is not known");
        assertThat(Run.of("bench", "compare", before, folder + "/none.json").err().lines()).singleElement().asString().contains("no such file");
        assertThat(Run.of("bench", "compare", before, after, "--threshold", "-1").err().lines()).singleElement().asString().contains("--threshold");
        assertThat(Run.of("bench", "compare", before).status()).isEqualTo(2);
    }
}
