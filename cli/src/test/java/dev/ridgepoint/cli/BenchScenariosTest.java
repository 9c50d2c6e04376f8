package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.scenario.ScenarioFolder;
import dev.ridgepoint.scenario.ScenarioReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

/** A decoder of a few thousand weights in a few scenarios, really run; and a study as it was last looked at. */
class BenchScenariosTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/golden/scenarios");
    private static final boolean WRITE = "write".equals(System.getProperty("ridgepoint.golden"));

    @TempDir
    private Path folder;

    private Path model;
    private Path study;

    @BeforeEach
    void aTinyModel() throws IOException {
        study = folder.resolve("study");
        model = Files.writeString(folder.resolve("tiny.yaml"), """
                id: tiny
                name: A model for tests
                family: llama
                kind: decoder
                source: this test
                confidence: exact
                native-weights: bf16
                hidden: 64
                vocabulary: 256
                tied-embeddings: true
                norm: rmsnorm
                max-context: 256
                layers: {count: 2, pattern: [block]}
                groups:
                  block:
                    mixer: {kind: gqa, heads: 4, kv-heads: 2, head-size: 16}
                    feed-forward: {kind: gated, width: 128, activation: silu}
                """);
    }

    private Run bench(String... more) {
        List<String> args = new ArrayList<>(List.of("bench", "scenarios", "--model", model.toString(), "--output", study.toString(), "--threads", "1",
                "--iterations", "2", "--warmup", "1", "--reruns", "0"));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    private JsonNode file(String name) throws IOException {
        return JSON.readTree(study.resolve(name).toFile());
    }

    @Test
    void scenariosAreTimedAndToldAndDrawn() throws IOException {
        Run run = bench("--scenarios", "s1,8/6", "--hardware", "xeon-8490h", "--weights", "int8");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("tiny, 2 layers, weights int8", "measured over predicted on xeon-8490h", "TTFT (ms)", "Graph build", "Session",
                "Prefill scaling", "ms/token", "Decode TPS CV", "Decode MBU", "Time per kernel", "a step after", "q_proj");
        JsonNode report = file("scenarios.json");
        assertThat(report.at("/scenarios")).hasSize(2);
        assertThat(report.at("/scenarios/0/scenario_id").textValue()).isEqualTo("S1");
        for (String field : List.of("ttft_median_ms", "tps_median", "prefill_tps_median", "step_tps_median", "peak_memory_mb")) {
            assertThat(report.at("/scenarios/1/" + field).doubleValue()).as(field).isPositive();
        }
        assertThat(report.at("/builds/0/session_ms").doubleValue()).isPositive().isLessThan(report.at("/builds/0/total_ms").doubleValue());
        assertThat(report.at("/analysis/absent")).isEmpty();
        assertThat(file("runs/S1.json").at("/extension/trials/1/inter_token_ms")).hasSize(31);
        assertThat(file("runs/8-6.json").at("/metadata/benchmark_config/output_length").intValue()).isEqualTo(6);
        assertThat(Files.readString(study.resolve("scenarios.csv")).lines()).hasSize(3).first().asString()
                .startsWith("scenario_id,prompt_length,decode_length,batch,");
        assertThat(Files.readString(study.resolve("scenarios.md"))).contains("| S1 | 16 | 32 |", "![steps](steps.png)");
        for (String chart : List.of("first-token", "steps", "throughput")) {
            assertThat(study.resolve(chart + ".png")).isNotEmptyFile();
            assertThat(study.resolve(chart + ".svg")).isNotEmptyFile();
            assertThat(study.resolve(chart + ".pdf")).isNotEmptyFile();
        }
        // Runs are what 'bench run' writes, and so can be validated.
        assertThat(Run.of("validate", study.resolve("runs/S1.json").toString(), "--model", model.toString(), "--hardware", "xeon-8490h").status()).isZero();
    }

    @Test
    void batchesScale() throws IOException {
        JsonNode json = JSON.readTree(bench("--scenarios", "8/4", "--batch", "2,1", "--format", "json").out());
        assertThat(json).isEqualTo(file("scenarios.json"));
        assertThat(json.at("/scaling")).hasSize(2);
        assertThat(json.at("/scaling/0/speedup").doubleValue()).isEqualTo(1);
        assertThat(json.at("/scaling/1/batch").intValue()).isEqualTo(2);
        assertThat(json.at("/scaling/1/efficiency").doubleValue()).isPositive();
        assertThat(json.at("/analysis/absent/utilisation").textValue()).contains("--hardware");
        assertThat(study.resolve("batches.png")).isNotEmptyFile();
        assertThat(study.resolve("first-token.png")).doesNotExist();
    }

    @Test
    void anotherRuntimeHasNoProfiler() throws IOException {
        assertThat(bench("--scenarios", "8/4", "--runtime", "nd4j").status()).isZero();
        assertThat(file("scenarios.json").at("/operators")).isEmpty();
        assertThat(file("scenarios.json").at("/analysis/absent/us_per_kernel").textValue()).isEqualTo("the runtime has no profiler");
    }

    @Test
    void anInterruptedStudyIsNotWrittenOverAndIsGoneOnWith() throws IOException {
        assertThat(bench("--scenarios", "8/4,8/6").status()).isZero();
        ObjectNode whole = (ObjectNode) file("scenarios.json");
        ObjectNode half = whole.deepCopy();
        ((ArrayNode) half.get("scenarios")).remove(1);
        Files.writeString(study.resolve("scenarios.json"), half.toString());
        Files.delete(study.resolve("runs/8-6.json"));

        Run again = bench("--scenarios", "8/4,8/6");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err().lines()).singleElement().asString().contains("holds 1 of 2 scenarios of an interrupted study").contains("--resume");
        assertThat(file("scenarios.json")).isEqualTo(half);

        assertThat(bench("--scenarios", "8/4,8/6", "--resume").status()).isZero();
        assertThat(file("scenarios.json").at("/scenarios/0")).isEqualTo(whole.at("/scenarios/0"));
        assertThat(file("scenarios.json").at("/scenarios")).hasSize(2);

        Run other = bench("--scenarios", "8/4,8/6", "--layers", "1", "--resume");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err().lines()).singleElement().asString().contains("scenarios.json").contains("2 layers").contains("1 layers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --scenarios S1,S7            | no scenario 'S7'; did you mean
            --scenarios SILLO            | did you mean 'SILO'?
            --scenarios 512/0            | '512/0' is no scenario
            --batch 1,0                  | '0' is not a whole number of 1 or more
            --batch two                  | 'two' is not a whole number
            --iterations 0               | '0' is not a whole number of 1 or more
            --weights int3               | did you mean
            --runtime onyxruntime        | 'onnxruntime'
            --hardware xeon-8490         | did you mean 'xeon-8490h'?
            --size colum                 | did you mean 'column'?
            --scenario S1                | did you mean '--scenarios'?
            """)
    void mistakesCostOneLine(String args, String told) {
        Run run = bench(args.split(" "));
        assertThat(run.err()).startsWith("ridgepoint: ").contains(told);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
        assertThat(study).doesNotExist();
    }

    @Test
    void aModelThatNoGraphIsWrittenForIsToldInOneLine() {
        Run run = Run.of("bench", "scenarios", "--model", "mamba2-130m", "--output", study.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("mamba2-130m cannot be built");
        assertThat(study.resolve("scenarios.json")).doesNotExist();
    }

    /** As {@code PredictGoldenTest}: write anew with {@code -Dridgepoint.golden=write}, and look at the difference. */
    @ParameterizedTest
    @CsvSource({"table, scenarios.txt", "csv, scenarios.csv", "markdown, scenarios.md"})
    void aStudyIsPrintedAsItWas(String format, String file) throws IOException {
        ScenarioFolder golden = new ScenarioFolder(GOLDEN);
        ScenarioReport report = golden.earlier().orElseThrow();
        BiConsumer<ScenarioPrintout, PrintWriter> print = switch (format) {
            case "table" -> (printout, out) -> printout.printTable(new Page(out, Ansi.OFF));
            case "csv" -> ScenarioPrintout::printCsv;
            default -> ScenarioPrintout::printMarkdown;
        };
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            print.accept(new ScenarioPrintout(report, new ScenarioFolder(Path.of("study")), List.of()), out);
        }
        if (WRITE) {
            Files.writeString(GOLDEN.resolve(file), text.toString());
        }
        assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN.resolve(file)));
        assertThat(text.toString().lines()).allSatisfy(line -> assertThat(format.equals("table") ? line.length() : 0).isLessThanOrEqualTo(120));
    }

    @ParameterizedTest
    @CsvSource({"31.952, 0.513, 31.95 ± 0.51", "4497.9, 33.9, 4498 ± 34", "0.5, 0.25, 0.5000 ± 0.2500", "16.6, , 16.60",
        "1000, 0.3, 1000 ± 0", "75.6, 4.6, 75.60 ± 4.60"})
    void aSpreadHasTheDigitsOfItsValue(double value, Double std, String written) {
        assertThat(ScenarioPrintout.spread(value, std)).isEqualTo(written);
    }

    @Test
    void everyNamedScenarioIsOfferedAndExplained() {
        assertThat(Run.output("bench", "scenarios", "--help")).contains("S1, S2, S3, S4, S5, S6, SISO, SILO, LISO, LILO, all", "--resume", "least-squares");
        assertThat(Stream.of("bench").map(command -> Run.output(command))).allMatch(out -> out.contains("scenarios"));
    }
}
