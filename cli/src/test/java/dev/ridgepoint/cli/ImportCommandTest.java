package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ridgepoint.Library;
import dev.ridgepoint.graph.DecoderGraph;
import dev.ridgepoint.graph.GraphSpec;
import dev.ridgepoint.graph.MatrixFormat;
import dev.ridgepoint.predict.LatentExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import}, and {@code --model} with a model's own file. */
class ImportCommandTest {

    private static final String QWEN = """
            {"model_type": "qwen2", "_name_or_path": "Qwen/Qwen2.5-0.5B", "hidden_size": 896, "intermediate_size": 4864, "num_hidden_layers": 24,
                    "num_attention_heads": 14, "head_dim": 64,
             "num_key_value_heads": 2, "vocab_size": 151936, "max_position_embeddings": 32768, "tie_word_embeddings": true, "torch_dtype": "bfloat16",
             "hidden_act": "silu", "use_sliding_window": false, "rms_norm_eps": 1e-06%s}""";

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void writeConfig() throws IOException {
        config = Files.writeString(folder.resolve("config.json"), QWEN.formatted(""));
    }

    @Test
    void theDescriptorIsPrinted() {
        String text = Run.output("import", config.toString(), "--id", "mine");
        assertThat(text).isEqualTo("""
                id: mine
                name: Qwen2.5-0.5B
                family: qwen2
                kind: decoder
                source: config.json (model_type qwen2)
                confidence: exact
                native-weights: bf16
                hidden: 896
                vocabulary: 151936
                tied-embeddings: true
                norm: rmsnorm
                max-context: 32768
                layers: {count: 24, pattern: [block]}
                groups:
                  block:
                    mixer: {kind: gqa, heads: 14, kv-heads: 2, head-size: 64, qkv-bias: true}
                    feed-forward: {kind: gated, width: 4864, activation: silu}
                """);
    }

    @Test
    void whatIsWrittenPredictsAsTheFileItselfDoes() {
        Path yaml = folder.resolve("mine.yaml");
        assertThat(Run.output("import", config.toString(), "--out", yaml.toString())).isEmpty();
        JsonNode written = Run.json("predict", "--hardware", "apple-m1-pro", "--model", yaml.toString(), "--weights", "q8_0", "--format", "json");
        JsonNode itself = Run.json("predict", "--hardware", "apple-m1-pro", "--model", config.toString(), "--weights", "q8_0", "--format", "json");
        JsonNode known = Run.json("predict", "--hardware", "apple-m1-pro", "--model", "qwen2.5-0.5b", "--weights", "q8_0", "--format", "json");
        assertThat(itself.at("/decode/time_s").asDouble()).isPositive();
        assertThat(itself.at("/decode/time_s")).isEqualTo(written.at("/decode/time_s"));
        assertThat(itself.at("/memory")).isEqualTo(known.at("/memory"));
    }

    @Test
    void whatIsNotUnderstoodIsToldOnStandardErrorAndInTheDescriptor() throws IOException {
        Files.writeString(config, QWEN.formatted(", \"mystery_width\": 12"));
        Run run = Run.of("import", config.toString());
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEqualTo("ridgepoint: " + config + ": In the file and not used, although it may matter: mystery_width = 12.\n");
        assertThat(run.out()).startsWith("# In the file and not used, although it may matter: mystery_width = 12.\n");
    }

    /** SmolLM2-135M's first two layers in 4 bits, as a graph without its weights and without a configuration. */
    private Path graph() throws IOException {
        GraphSpec spec = new GraphSpec(Library.find().architecture("smollm2-135m").withLayers(2), MatrixFormat.INT4, LatentExecution.CHEAPER, 256, 1);
        Path alone = Files.createDirectories(folder.resolve("exported/onnx"));
        Files.delete(config);
        return Files.write(alone.resolve("smol.onnx"), DecoderGraph.of(spec, (name, columns) -> row -> { }).model());
    }

    @Test
    void aGraphAloneIsADescriptor() throws IOException {
        Path graph = graph();
        Run run = Run.of("import", graph.toString());
        assertThat(run.err()).isEqualTo("ridgepoint: " + graph
                + ": Not in the file, and left open: max-context, for which the 256 rows of the rotary tables are taken.\n");
        assertThat(run.out()).isEqualTo("""
                # Not in the file, and left open: max-context, for which the 256 rows of the rotary tables are taken.
                id: smol
                name: smol
                family: onnx
                kind: decoder
                source: smol.onnx (graph)
                confidence: exact
                native-weights: onnx-int4
                hidden: 576
                vocabulary: 49152
                tied-embeddings: false
                norm: rmsnorm
                max-context: 256
                layers: {count: 2, pattern: [block]}
                groups:
                  block:
                    mixer: {kind: gqa, heads: 9, kv-heads: 3, head-size: 64}
                    feed-forward: {kind: gated, width: 1536, activation: silu}
                """);
    }

    @Test
    void aGraphAlonePredictsAsItsDescriptorDoes() throws IOException {
        Run run = Run.of("predict", "--hardware", "apple-m1-pro", "--model", graph().toString(), "--format", "json");
        assertThat(run.err()).as("what the graph left open is in nobody's JSON").contains("max-context");
        JsonNode itself = new ObjectMapper().readTree(run.out());
        JsonNode known = Run.json("predict", "--hardware", "apple-m1-pro", "--model", "smollm2-135m", "--layers", "2", "--weights", "onnx-int4",
                "--format", "json");
        assertThat(itself.at("/decode/time_s").asDouble()).isPositive();
        assertThat(itself.at("/decode")).isEqualTo(known.at("/decode"));
        assertThat(itself.at("/prefill")).isEqualTo(known.at("/prefill"));
        assertThat(itself.at("/memory")).isEqualTo(known.at("/memory"));
    }

    @Test
    void nodesStandUnderTheRooflineOfADevice() throws IOException {
        Path graph = graph();
        JsonNode nodes = Run.json("import", graph.toString(), "--operators", "--tokens", "64", "--hardware", "apple-m1-pro", "--format", "json");
        double sum = 0;
        for (JsonNode node : nodes.at("/nodes")) {
            sum += node.at("/time_s").asDouble();
        }
        assertThat(sum).isPositive().isCloseTo(nodes.at("/time_s").asDouble(), within(1e-12));
        String table = Run.output("import", graph.toString(), "--operators", "--tokens", "64", "--hardware", "apple-m1-pro");
        // 2 x 64 tokens x 576 x 1536 FLOPs at the 5.308 TFLOP/s of FP16, as there is no peak of INT8.
        assertThat(table).containsPattern("L0/up_proj/MatMulNBits +1x64x1536 +113.2 MFLOP .* 21.34 us +\\S+ % +compute");
        assertThat(table).contains("Share  Bound").contains("\nOn Apple M1 Pro (16-core GPU) at least ");
    }

    @Test
    void mistakesCostOneLine() throws IOException {
        mistake("no such file", "import", folder.resolve("none.gguf").toString());
        mistake("those that can be imported end in", "import", Files.writeString(folder.resolve("a.bin"), "x").toString());
        mistake("does not begin with 'GGUF'", "import", Files.writeString(folder.resolve("a.gguf"), "not a model").toString());
        mistake("is not a safetensors file", "predict", "--hardware", "apple-m1-pro", "--model", Files.writeString(folder.resolve("a.safetensors"), "x")
                .toString());
        mistake("is not an ONNX model", "import", Files.writeString(folder.resolve("a.onnx"), "not a model").toString(), "--operators");
        mistake("--operators is for ONNX files", "import", config.toString(), "--operators");
        mistake("--depth is for --operators", "import", config.toString(), "--depth", "3");
        mistake("--hardware is for --operators", "import", config.toString(), "--hardware", "apple-m1-pro");
        mistake("--weights is for --hardware", "import", Files.writeString(folder.resolve("w.onnx"), "x").toString(), "--operators", "--weights", "fp16");
        mistake("is not an ONNX model", "predict", "--hardware", "apple-m1-pro", "--model", folder.resolve("w.onnx").toString());
        mistake("is not an id", "import", config.toString(), "--id", "a b");
        mistake("is not JSON", "import", Files.writeString(folder.resolve("b.json"), "{").toString());
        mistake("it has no 'model_type'", "import", Files.writeString(folder.resolve("c.json"), "{}").toString());
        mistake("model_type: 'quen2' is not a family that can be imported; did you mean 'qwen2'?", "import",
                Files.writeString(folder.resolve("d.json"), "{\"model_type\": \"quen2\"}").toString());
        mistake("'hidden_size' is missing", "import", Files.writeString(folder.resolve("e.json"),
                "{\"model_type\": \"llama\", \"num_attention_heads\": 2}").toString());
        mistake("num_hidden_layers: \"many\" is not a whole number", "import",
                Files.writeString(folder.resolve("f.json"), QWEN.formatted("").replace("\"num_hidden_layers\": 24", "\"num_hidden_layers\": \"many\""))
                        .toString());
    }

    private static void mistake(String told, String... command) {
        Run run = Run.of(command);
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(told).endsWith("\n").satisfies(text -> assertThat(text.lines().count()).isEqualTo(1));
        assertThat(run.out()).isEmpty();
    }
}
