package dev.ridgepoint.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResultFileTest {

    private static final String DOCUMENTED = DocumentedRun.JSON;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private ResultFile read(String text) throws IOException {
        return ResultFile.read(Files.writeString(folder.resolve("run.json"), text));
    }

    /** Every field with its path, in the order of the file. */
    private static List<String> fields(String path, JsonNode node) {
        List<String> fields = new ArrayList<>();
        node.properties().forEach(field -> {
            fields.add(path + field.getKey());
            fields.addAll(fields(path + field.getKey() + ".", field.getValue()));
        });
        if (node.isArray() && !node.isEmpty()) {
            fields.addAll(fields(path + "[].", node.get(0)));
        }
        return fields;
    }

    @Test
    void theDocumentedExampleIsWrittenAsItWasRead() throws IOException {
        JsonNode written = JSON.readTree(read(DOCUMENTED).text());
        JsonNode read = JSON.readTree(DOCUMENTED);
        assertThat(fields("", written)).containsExactlyElementsOf(fields("", read));
        assertThat(written.at("/results/power/peak_power_w/max").doubleValue()).isEqualTo(9.2);
        assertThat(written.at("/metadata/model/parameters").longValue()).isEqualTo(7_000_000_000L);
        assertThat(written.at("/iterations/0/peak_memory_mb").doubleValue()).isEqualTo(1850.5);
    }

    @Test
    void whatIsWrittenHasTheDocumentedFieldsInTheirOrder() throws IOException {
        Iteration iteration = new Iteration(1, null, 10.0, 2.0, 400.0, 50.0, 40.0, null, null);
        BenchmarkResult result = new BenchmarkResult(BenchmarkTest.plan(5, 4).metadata("now", BenchmarkTest.ENVIRONMENT),
                BenchmarkResult.Results.of(List.of(iteration), 1), List.of(iteration), null);
        JsonNode written = JSON.readTree(ResultFile.of(result).text());
        assertThat(fields("", written)).containsExactlyElementsOf(fields("", JSON.readTree(DOCUMENTED)));
        // What was not measured is null and no NaN, which is not JSON.
        assertThat(written.at("/results/power/average_power_w/mean").isNull()).isTrue();
        assertThat(written.at("/results/latency/first_token_ms/std").isNull()).isTrue();
        assertThat(written.at("/iterations/0/cold_start_ms").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void metricsAreFoundByTheirNamesInTheSchema(Metric metric) throws IOException {
        BenchmarkResult result = read(DOCUMENTED).result();
        JsonNode group = Stream.of("latency", "throughput", "memory", "power").map(name -> {
            try {
                return JSON.readTree(DOCUMENTED).get("results").get(name).get(metric.key());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }).filter(node -> node != null).findFirst().orElseThrow();
        assertThat(metric.in(result.results()).median()).isEqualTo(group.get("median").doubleValue());
        assertThat(metric.better() == Metric.Better.MORE).isEqualTo(metric.key().startsWith("tokens_per_second"));
    }

    @Test
    void metricsOfAnIteration() throws IOException {
        List<Iteration> iterations = read(DOCUMENTED).result().iterations();
        assertThat(Stream.of(Metric.values()).map(metric -> metric.of(iterations.get(0), 2).orElseThrow()).toList())
                .containsExactly(247.2, 126.1, 18.3, 54.6, 2000 / 18.3, 1850.5, 1660.2, 4.1, 8.3);
    }

    @Test
    void summariesAreOverWhatWasMeasured() {
        BenchmarkResult.Summary summary = BenchmarkResult.Summary.of(1, 2, 6);
        assertThat(summary.mean()).isEqualTo(3);
        assertThat(summary.std()).isCloseTo(Math.sqrt(7), within(1e-12));
        assertThat(summary.min()).isEqualTo(1);
        assertThat(summary.max()).isEqualTo(6);
        assertThat(summary.median()).isEqualTo(2);
        assertThat(BenchmarkResult.Summary.of(4).std()).isNull();
        assertThat(BenchmarkResult.Summary.of()).isEqualTo(BenchmarkResult.Summary.NOTHING);
    }

    @Test
    void unknownFieldsAreKept() throws IOException {
        String extended = DOCUMENTED.replace("\"device\": \"npu\"", "\"device\": \"npu\", \"site\": {\"rack\": 7}")
                .replace("\"iteration\": 1", "\"iteration\": 1, \"temperature_c\": 61.5")
                .replaceFirst("\\{", "{\"schema\": \"v9\", ");
        ResultFile file = read(extended);
        BenchmarkResult result = file.result();
        List<Iteration> more = new ArrayList<>(result.iterations());
        more.add(new Iteration(2, null, 1.0, 1.0, 1.0, 1.0, 1.0, null, null));
        JsonNode written = JSON.readTree(file.with(new BenchmarkResult(result.metadata(), result.results(), more, null)).text());
        assertThat(written.at("/schema").textValue()).isEqualTo("v9");
        assertThat(written.at("/metadata/site/rack").intValue()).isEqualTo(7);
        assertThat(written.at("/iterations/0/temperature_c").doubleValue()).isEqualTo(61.5);
        assertThat(written.at("/iterations/1/temperature_c").isMissingNode()).isTrue();
        assertThat(written.at("/iterations")).hasSize(2);
    }

    @Test
    void metricsThatAreMissingAreNotMeasured() throws IOException {
        BenchmarkResult result = read(DOCUMENTED.replace("\"cold_start_ms\": 247.2, ", "")).result();
        assertThat(Metric.COLD_START.of(result.iterations().get(0), 1)).isEmpty();
    }

    @Test
    void aFileIsReplacedWholeAndLeavesNothingBeside() throws IOException {
        Path path = folder.resolve("run.json");
        ResultFile file = read(DOCUMENTED);
        Files.writeString(path, "rubbish that is longer than nothing");
        file.write(path);
        assertThat(ResultFile.read(path).text()).isEqualTo(file.text());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                        | run.json: is empty
            {"metadata": {}, "results": {}, "iterations": [null]}     | iterations: 'null' is no iteration
            {"metadata": {}, "results": [], "iterations": []}         | results: is missing, or not what a benchmark run has here
            {"metadata": {}, "results": {}, "iterations": [], "extension": {"version": 2}} | extension.version: 2 is not known here; there is 1
            {                                                         | run.json:1: is not JSON
            []                                                        | it has no 'metadata'
            {"metadata": {}}                                          | it has no 'results'
            {"metadata": {}, "results": {}}                           | it has no 'iterations'
            {"metadata": {}, "results": {}, "iterations": 5}          | iterations
            {"metadata": {}, "results": {}, "iterations": []} x       | is not JSON
            {"metadata": {"benchmark_config": {}}, "results": {}, "iterations": []} | benchmark_config.
            {"metadata": {}, "results": {}, "iterations": [{"iteration": 1, "first_token_ms": "fast"}]} | iterations[0].first_token_ms: 'fast' is not a number
            """)
    void whatIsNoRunIsToldInOneLine(String text, String told) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(text))
                .withMessageContaining("run.json").withMessageContaining(told)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void filesThatAreNotThere() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ResultFile.read(folder.resolve("none.json"))).withMessageContaining("no such file");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ResultFile.read(folder)).withMessageContaining("is a folder");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(DOCUMENTED).write(folder.resolve("no/such/run.json")))
                .withMessageContaining("no such folder");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(DOCUMENTED).write(folder)).withMessageContaining("is a folder");
    }

    @Test
    void aCommitIsReadFromItsCheckout() throws IOException {
        assertThat(Environment.commit(folder)).isNull();
        Path git = Files.createDirectories(folder.resolve(".git/refs/heads"));
        Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(folder.resolve(".git/packed-refs"), "# pack-refs with: peeled\n1111 refs/heads/other/main\n2222 refs/heads/main\n");
        assertThat(Environment.commit(folder)).isEqualTo("2222");
        Files.writeString(git.resolve("main"), "3333\n");
        assertThat(Environment.commit(folder)).isEqualTo("3333");
        Files.writeString(folder.resolve(".git/HEAD"), "4444\n");
        assertThat(Environment.commit(folder)).isEqualTo("4444");
    }
}
