package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

                Medians                        Baseline  Current   Change  Verdict
                first token, ms                      80       80   +0.0 %  unchanged
                subsequent token, ms                 20       24  +20.0 %  regression
                tokens per second                    45     37.5  -16.7 %  regression
                tokens per second after first        50    41.67  -16.7 %  regression
                peak memory, MB                     700      700   +0.0 %  unchanged

                Worse: subsequent token, tokens per second, tokens per second after first.
                Better: nothing.

                What it rests on                Change  p if same  p if 5 %  Holds
                first token                     +0.0 %      1.000     1.000  no
                subsequent token               +20.0 %     <0.001    <0.001  yes
                tokens per second              -16.7 %     <0.001    <0.001  yes
                tokens per second after first  -16.7 %     <0.001    <0.001  yes
                peak memory                     +0.0 %      1.000     1.000  no

                A change holds where the median has moved by more than 5 % and both p are below
                0.05.
                - p if same: how likely trials this far apart are if nothing changed. Welch's
                  test, two-sided, corrected after Holm for all metrics.
                - p if 5 %: how likely they are if the change is 5 % at most. Welch's test,
                  one-sided.
                """);
    }

    @Test
    void aQuickerRunAndTheSameRunExitWithNothing() {
        assertThat(Run.output("bench", "compare", after, before))
                .contains("Worse: nothing.\nBetter: subsequent token, tokens per second, tokens per second after first.\n");
        assertThat(Run.output("bench", "compare", before, before)).contains("Worse: nothing.\nBetter: nothing.\n");
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
                "change_percent", "welch_p_holm", "within_threshold_p", "holds", "change_beside_kernel_percent", "welch_p_holm_beside_kernel",
                "within_threshold_p_beside_kernel", "holds_beside_kernel", "welch_p", "mann_whitney_p", "hedges_g", "cliffs_delta", "verdict",
                "baseline_trials", "current_trials");
        assertThat(token.at("/holds").asBoolean()).isTrue();
        assertThat(token.at("/within_threshold_p").asDouble()).isPositive().isLessThan(0.05);
        assertThat(token.at("/holds_beside_kernel").isNull()).isTrue();
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

    @Test
    void aFileThatDoesNotSayWhatWasRunCostsOneLine() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.json"), """
                {"metadata": {}, "results": {}, "iterations": [{"iteration": 1, "first_token_ms": 3}]}
                """);
        for (Run run : List.of(Run.of("bench", "compare", bare.toString(), after), Run.of("bench", "compare", after, bare.toString()))) {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).isEqualTo("ridgepoint: " + bare + ": metadata.benchmark_config is missing: nothing says what was run\n");
        }
        assertOneLine("\"batch_size\": 1,", "\"batch_size\": 0,", "metadata.benchmark_config.batch_size is 0: a batch has 1 sequence or more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-3       | iterations[2].subsequent_token_ms is -3: a time is above 0, or null where it was not measured",
        "0        | iterations[2].subsequent_token_ms is 0: a time is above 0, or null where it was not measured",
        "-1e-7    | iterations[2].subsequent_token_ms is -0.0000001: a time is above 0, or null where it was not measured",
        "1e999    | iterations[2].subsequent_token_ms is not a finite number: a time is above 0, or null where it was not measured",
        "\"NaN\" | iterations[2].subsequent_token_ms is not a finite number: a time is above 0, or null where it was not measured",
        "\"four\"| 'four' is not a number",
    })
    void whatNoTimeCanBeCostsOneLine(String value, String told) throws IOException {
        assertOneLine("\"subsequent_token_ms\": 19.800", "\"subsequent_token_ms\": " + value, told);
    }

    @Test
    void whatNoRateMemoryOrPowerCanBeCostsOneLine() throws IOException {
        assertOneLine("\"tokens_per_second\": 45.000", "\"tokens_per_second\": 0", "iterations[0].tokens_per_second is 0: a rate is above 0, or null where");
        assertOneLine("\"peak_memory_mb\": 700", "\"peak_memory_mb\": 0", "iterations[0].peak_memory_mb is 0: memory is above 0, or null where");
        assertOneLine("\"peak_memory_mb\": 700", "\"average_power_w\": -1", "iterations[0].average_power_w is -1: power is 0 or more, or null where");
        assertThat(Run.of("bench", "compare", before, with("\"peak_memory_mb\": 700", "\"average_power_w\": 0")).status()).isZero();
    }

    private void assertOneLine(String good, String bad, String told) throws IOException {
        Run run = Run.of("bench", "compare", with(good, bad), after);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith("ridgepoint: " + folder.resolve("bad.json") + ": ").contains(told);
    }

    private String with(String good, String bad) throws IOException {
        String text = Files.readString(Path.of(before));
        assertThat(text).contains(good);
        return Files.writeString(folder.resolve("bad.json"), text.replace(good, bad)).toString();
    }

    /** Sums and squares of such times are beyond what a double holds. */
    @Test
    void timesOfAnySizeAreCompared() throws IOException {
        String huge = times("huge.json", "e306");
        assertThat(firstToken(Run.of("bench", "compare", huge, huge))).endsWith("unchanged");
        assertThat(firstToken(Run.of("bench", "compare", before, huge))).endsWith("regression");
        assertThat(firstToken(Run.of("bench", "compare", times("tiny.json", "e-300"), huge))).endsWith("undecided");
    }

    private String times(String name, String exponent) throws IOException {
        String text = Files.readString(Path.of(before)).replaceAll("(first_token_ms\": [0-9.]+)", "$1" + exponent);
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String firstToken(Run run) {
        assertThat(run.err()).isEmpty();
        return run.out().lines().filter(line -> line.startsWith("first token, ms")).findFirst().orElseThrow();
    }

    @Test
    void whatIsComparedIsNotWrittenOver() throws IOException {
        String content = Files.readString(Path.of(before));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of(before));
        for (String output : List.of(before, after, folder + "/./before.json", link.toString())) {
            Run run = Run.of("bench", "compare", before, after, "--output", output);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).isEqualTo("ridgepoint: --output " + output + " would write over a file that is compared; give another one\n");
        }
        assertThat(Files.readString(Path.of(before))).isEqualTo(content);
        assertThat(Run.of("bench", "compare", before, after, "--output", folder + "/comparison.txt").status()).isEqualTo(1);
    }
}
