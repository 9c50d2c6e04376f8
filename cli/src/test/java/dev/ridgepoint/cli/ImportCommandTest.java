package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
        assertThat(itself.at("/decode/seconds")).isEqualTo(written.at("/decode/seconds"));
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
