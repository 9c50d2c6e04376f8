package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.runtime.Device;
import dev.ridgepoint.runtime.ExecutionProvider;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decoder of a few thousand weights, really run. */
class BenchRunTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path model;
    private Path output;

    @BeforeEach
    void aTinyModel() throws IOException {
        output = folder.resolve("run.json");
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
        List<String> args = new ArrayList<>(List.of("bench", "run", "--model", model.toString(), "--output", output.toString(), "--input-length", "8",
                "--output-length", "6", "--threads", "1", "--reruns", "0"));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    private JsonNode file() throws IOException {
        return JSON.readTree(output.toFile());
    }

    @Test
    void operatorsAreTimedBesideTheirPrediction() {
        JsonNode json = Run.json("bench", "operators", "--model", model.toString(), "--input-length", "8", "--output-length", "4", "--threads", "1",
                "--prompts", "2", "--hardware", "xeon-8490h", "--format", "json");
        assertThat(json.path("layers").asInt()).isEqualTo(2);
        for (String phase : List.of("prefill", "decode")) {
            for (String operator : List.of("q_proj", "attention", "down_proj", "lm_head")) {
                JsonNode row = null;
                for (JsonNode candidate : json.path("operators")) {
                    row = candidate.path("phase").asText().equals(phase) && candidate.path("operator").asText().equals(operator) ? candidate : row;
                }
                assertThat(row).as("%s of %s", operator, phase).isNotNull();
                assertThat(row.path("measured_s").asDouble()).as("%s of %s", operator, phase).isPositive();
                assertThat(row.path("ratio").asDouble()).as("%s of %s", operator, phase).isPositive();
            }
        }
        Run.of("bench", "operators", "--model", model.toString(), "--hardware", "xeon-8490h", "--output-length", "1").err()
                .transform(err -> assertThat(err).contains("--output-length must be 2 or more"));
    }

    @Test
    void aRunIsTimedAndToldAndKept() throws IOException {
        Run run = bench("--iterations", "2", "--cold-starts", "1", "--hardware", "xeon-8490h", "--weights", "int8");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("tiny, 2 layers, weights int8", "onnxruntime ", "threads 1", "Input 8, output 6, depth 0, batch 1, 2 iterations",
                "cold start", "first token", "subsequent token", "inter token", "Run again for interference: 0", "Outside the runtime", "Predicted on xeon-8490h",
                output.toString());
        JsonNode json = file();
        assertThat(json.at("/iterations")).hasSize(2);
        assertThat(json.at("/iterations/0/first_token_ms").doubleValue()).isPositive();
        // A Java process, its libraries and a session take longer than 50 ms and far longer than a pass.
        assertThat(json.at("/iterations/0/cold_start_ms").doubleValue()).isGreaterThan(50)
                .isGreaterThan(json.at("/iterations/0/first_token_ms").doubleValue());
        assertThat(json.at("/iterations/1/cold_start_ms").isNull()).isTrue();
        assertThat(json.at("/extension/trials/0/inter_token_ms")).hasSize(5);
        assertThat(json.at("/extension/trials/0/probe_ms")).hasSize(7);
        assertThat(json.at("/extension/harness/share").doubleValue()).isStrictlyBetween(0.0, 1.0);
        assertThat(json.at("/extension/prediction/first_token_ratio").doubleValue()).isPositive();
        assertThat(json.at("/extension/environment/command").textValue()).startsWith("ridgepoint bench run --model");
        assertThat(json.at("/extension/environment/runtime").textValue()).startsWith("onnxruntime ");
        assertThat(json.at("/metadata/system_info/memory_gb").doubleValue()).isGreaterThan(0.1);
    }

    @Test
    void anInterruptedRunIsNotWrittenOverAndIsGoneOnWith() throws IOException {
        assertThat(bench("--iterations", "3", "--cold-starts", "0", "--warmup", "0").status()).isZero();
        ObjectNode whole = (ObjectNode) file();
        ObjectNode half = whole.deepCopy();
        ((ArrayNode) half.get("iterations")).remove(2);
        ((ArrayNode) half.at("/extension/trials")).remove(2);
        half.put("note", "somebody's");
        Files.writeString(output, half.toString());

        Run again = bench("--iterations", "3", "--cold-starts", "0", "--warmup", "0");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("holds 2 of 3 iterations").contains("--resume");
        assertThat(file()).isEqualTo(half);

        Run resumed = bench("--iterations", "3", "--cold-starts", "0", "--warmup", "0", "--resume", "--verbose");
        assertThat(resumed.status()).isZero();
        assertThat(resumed.err().lines()).singleElement().asString().startsWith("iteration 3: first token ");
        assertThat(file().at("/iterations")).hasSize(3);
        assertThat(file().at("/iterations/1")).isEqualTo(whole.at("/iterations/1"));
        assertThat(file().at("/note").textValue()).isEqualTo("somebody's");
    }

    @Test
    void resumingWhatIsNotThereBegins() throws IOException {
        assertThat(bench("--iterations", "1", "--cold-starts", "0", "--warmup", "0", "--resume").status()).isZero();
        assertThat(file().at("/iterations")).hasSize(1);
    }

    @Test
    void resumingSomethingElseIsRefused() throws IOException {
        bench("--iterations", "1", "--cold-starts", "0", "--warmup", "0");
        JsonNode before = file();
        Run other = bench("--iterations", "2", "--cold-starts", "0", "--depth", "3", "--resume");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("has depth 0, and asked for is 3");
        assertThat(file()).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoRunIsNotWrittenOver() throws IOException {
        Files.writeString(output, "my thesis");
        assertThat(bench("--iterations", "1").status()).isEqualTo(2);
        assertThat(output).hasContent("my thesis");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --device npu                 | it takes one of QNN, CoreML, OpenVINO, NNAPI, and this build has CPU only
            --device gpu                 | it takes one of CUDA, ROCm, CoreML, DirectML, OpenVINO, WebGPU, and this build has CPU only; a build with CUDA is
            --device gpu --runtime nd4j  | ND4J runs on the CPU only here
            --device tpu                 | did you mean
            --runtime onyxruntime        | 'onnxruntime'
            --weights int3               | did you mean
            --iterations 0               | '0' is not a whole number of 1 or more
            --output-length 0            | '0' is not a whole number of 1 or more
            --depth 2147483647           | too long
            --depth 4 --batch-size 2     | --depth needs --batch-size 1
            --hardware xeon-8490         | did you mean 'xeon-8490h'?
            --resum                      | did you mean '--resume'?
            """)
    void mistakesCostOneLine(String args, String told) {
        Run run = bench((args + " --cold-starts 0").split(" "));
        assertThat(run.err()).startsWith("ridgepoint: ").contains(told);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @Test
    void aModelThatNoGraphIsWrittenForIsToldInOneLine() {
        Run run = Run.of("bench", "run", "--model", "mamba2-130m", "--output", output.toString(), "--cold-starts", "0");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("mamba2-130m cannot be built");
    }

    @Test
    void aColdStartThatFailsSaysWhy() {
        Run run = Run.of("bench", "run", "--model", "mamba2-130m", "--output", output.toString(), "--cold-starts", "1");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("cold start").contains("mamba2-130m cannot be built");
    }

    /** The file is the one that UsualDecoder writes, among measure's tests. */
    private Path ownDecoder() {
        try {
            return Files.copy(Path.of(BenchRunTest.class.getResource("/models/decoder.onnx").toURI()), folder.resolve("mine.onnx"));
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDecoderOfOnesOwnIsTimed() throws IOException {
        Run run = Run.of("bench", "run", "--model", ownDecoder().toString(), "--output", output.toString(), "--input-length", "8", "--output-length", "4",
                "--depth", "5", "--threads", "1", "--reruns", "0", "--iterations", "2", "--cold-starts", "1");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("mine, 2 layers, weights fp32", "onnxruntime ", "Input 8, output 4, depth 5, batch 1, 2 iterations", "cold start");
        JsonNode json = file();
        assertThat(json.at("/metadata/model").toString()).isEqualTo("{\"name\":\"mine\",\"parameters\":4096,\"quantization\":\"fp32\"}");
        assertThat(json.at("/iterations/0/first_token_ms").doubleValue()).isPositive();
        assertThat(json.at("/iterations/0/cold_start_ms").doubleValue()).isGreaterThan(50);
        assertThat(json.at("/extension/trials/1/inter_token_ms")).hasSize(3);
        assertThat(json.at("/extension/cold_start/note").textValue()).contains("read from its file");
        assertThat(json.at("/extension/environment/runtime").textValue()).matches("onnxruntime \\d+\\.\\d+\\.\\d+ cpu");
        assertThat(json.at("/extension/setup/parameters_unknown").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --weights int8               | --weights is for descriptors
            --layers 2                   | --layers is for descriptors
            --runtime nd4j               | ND4J does not run ONNX files
            --hardware xeon-8490h        | --hardware predicts models of a descriptor, and mine.onnx is none
            --input-length 65            | cannot run 65 tokens after 0
            """)
    void mistakesWithOnesOwnDecoderCostOneLine(String args, String told) {
        List<String> all = new ArrayList<>(List.of("bench", "run", "--model", ownDecoder().toString(), "--output", output.toString(), "--cold-starts", "0"));
        all.addAll(List.of(args.split(" ")));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.err()).startsWith("ridgepoint: ").contains(told);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.status()).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @Test
    void aFileThatIsNoModelIsToldInOneLine() throws IOException {
        for (String name : List.of("none.onnx", "text.onnx")) {
            Files.writeString(folder.resolve("text.onnx"), "my thesis");
            Run run = Run.of("bench", "run", "--model", folder.resolve(name).toString(), "--output", output.toString());
            assertThat(run.err().lines()).singleElement().asString().contains(name + ": ");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    private Path encoder() throws IOException {
        return Files.writeString(folder.resolve("embedder.yaml"), """
                id: embedder
                name: An encoder for tests
                family: bert
                kind: encoder
                source: this test
                confidence: exact
                native-weights: f32
                hidden: 32
                vocabulary: 64
                tied-embeddings: true
                positions: 16
                token-types: 2
                embedding-norm: true
                norm: layernorm
                final-norm: false
                pooler: true
                pooling: mean
                layers: {count: 2, pattern: [block]}
                groups:
                  block:
                    norms: post
                    mixer: {kind: mha, heads: 4, kv-heads: 4, head-size: 8, rotary-size: 0, qkv-bias: true, o-bias: true}
                    feed-forward: {kind: plain, width: 64, activation: gelu, bias: true}
                """);
    }

    @Test
    void anEncoderIsTimedInQueriesPerSecond() throws IOException {
        Run run = Run.of("bench", "run", "--model", encoder().toString(), "--output", output.toString(), "--input-length", "8", "--batch-size", "4",
                "--threads", "1", "--reruns", "0", "--iterations", "3", "--cold-starts", "1", "--hardware", "xeon-8490h", "--weights", "int8", "--verbose");
        assertThat(run.status()).isZero();
        assertThat(run.err().lines()).hasSize(3).allSatisfy(line -> assertThat(line).contains(": embedding ", " queries/s"));
        assertThat(run.out()).contains("embedder, 2 layers, weights int8", "Input 8, batch 4, 3 iterations", "queries per second", "cold start",
                "Predicted on xeon-8490h").doesNotContain("token");
        JsonNode json = file();
        assertThat(json.at("/metadata/benchmark_config/output_length").intValue()).isEqualTo(1);
        assertThat(json.at("/iterations/0/cold_start_ms").doubleValue()).isGreaterThan(50);
        assertThat(json.at("/iterations/0/first_token_ms").isNull()).isTrue();
        assertThat(json.at("/extension/embedding/queries_per_second/n").intValue()).isEqualTo(3);

        Run validated = Run.of("validate", output.toString(), "--hardware", "xeon-8490h", "--model", encoder().toString());
        assertThat(validated.err()).isEmpty();
        assertThat(validated.status()).isZero();
        assertThat(validated.out()).contains("prefill").doesNotContain("decode");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bench run --output-length 2     | is an encoder and generates no tokens: leave --output-length out
            bench run --depth 2             | is an encoder and keeps no cache: leave --depth out
            bench run --input-length 17     | --input-length 17 is more than the 16 positions of embedder
            bench run --runtime nd4j --input-length 8 --cold-starts 0 | ND4J runs decoders only here, and embedder is an encoder
            bench operators --hardware xeon-8490h | is no descriptor of a decoder
            predict --hardware xeon-8490h --prompt 0 | is an encoder and generates nothing: --prompt 0 leaves nothing to do
            predict --hardware xeon-8490h --depth 4  | is an encoder and keeps no cache: leave --depth out
            """)
    void whatAnEncoderCannotDoIsRefusedInOneLine(String args, String told) throws IOException {
        List<String> all = new ArrayList<>(List.of(args.split(" ")));
        all.addAll(List.of("--model", encoder().toString()));
        if (args.startsWith("bench run")) {
            all.addAll(List.of("--output", output.toString()));
        }
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.err()).startsWith("ridgepoint: ").contains(told);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.status()).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @Test
    void theHelpNamesEveryProviderInItsOrder() {
        String help = Run.output("bench", "run", "--help").replaceAll("\\s+", " ");
        for (Device device : List.of(Device.GPU, Device.NPU)) {
            assertThat(help).contains(Named.Constant.word(device) + ": "
                    + device.providers().stream().map(ExecutionProvider::id).collect(Collectors.joining(", ")));
        }
    }

    @Test
    void benchAloneExplainsItself() {
        assertThat(Run.output("bench")).contains("run").doesNotContain("cold-start");
        assertThat(Run.output("bench", "run", "--help")).contains("--iterations", "--resume", "Exit status");
    }
}
