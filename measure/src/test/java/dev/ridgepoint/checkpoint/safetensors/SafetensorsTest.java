package dev.ridgepoint.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.checkpoint.ImportedModel;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of safetensors files beside a configuration, alone, and damaged. */
class SafetensorsTest {

    private static final String CONFIG = """
            {"model_type": "llama", "hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 1,
             "vocab_size": 10, "max_position_embeddings": 64, "rms_norm_eps": 1e-6, "hidden_act": "silu", "tie_word_embeddings": false,
             "torch_dtype": "bfloat16",
             "attention_bias": false, "mlp_bias": false, "head_dim": 4}""";

    @TempDir
    private Path folder;

    /** Every tensor with its type and shape. */
    private static Map<String, String> tensors(String type) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("model.embed_tokens.weight", type + " 10 8");
        all.put("lm_head.weight", "F32 10 8");
        all.put("model.norm.weight", type + " 8");
        for (int layer = 0; layer < 2; layer++) {
            String in = "model.layers." + layer + ".";
            all.put(in + "input_layernorm.weight", type + " 8");
            all.put(in + "post_attention_layernorm.weight", type + " 8");
            all.put(in + "self_attn.q_proj.weight", type + " 8 8");
            all.put(in + "self_attn.k_proj.weight", type + " 4 8");
            all.put(in + "self_attn.v_proj.weight", type + " 4 8");
            all.put(in + "self_attn.o_proj.weight", type + " 8 8");
            all.put(in + "mlp.gate_proj.weight", type + " 16 8");
            all.put(in + "mlp.up_proj.weight", type + " 16 8");
            all.put(in + "mlp.down_proj.weight", (layer == 0 ? "F32" : type) + " 8 16");
        }
        return all;
    }

    private static byte[] file(Map<String, String> tensors) {
        StringBuilder json = new StringBuilder("{\"__metadata__\": {\"format\": \"pt\"}");
        long at = 0;
        for (Map.Entry<String, String> tensor : tensors.entrySet()) {
            String[] parts = tensor.getValue().split(" ");
            List<String> shape = Arrays.asList(parts).subList(1, parts.length);
            long bytes = shape.stream().mapToLong(Long::parseLong).reduce(1, (a, b) -> a * b) * (parts[0].endsWith("32") ? 4 : 2);
            json.append(", \"").append(tensor.getKey()).append("\": {\"dtype\": \"").append(parts[0]).append("\", \"shape\": ").append(shape)
                    .append(", \"data_offsets\": [").append(at).append(", ").append(at + bytes).append("]}");
            at += bytes;
        }
        return withLength(json.append('}').toString());
    }

    private static byte[] withLength(String json) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header).array();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void everyTensorIsStoredAsItsHeaderSays() throws IOException {
        write("config.json", CONFIG.getBytes());
        ImportedModel model = ModelFile.importModel(write("model.safetensors", file(tensors("BF16"))));
        Architecture a = model.architecture();
        assertThat(model.remarks()).isEmpty();
        assertThat(a.stored().formats().get(TensorRole.OUTPUT)).containsExactly("f32");
        assertThat(a.stored().formats().get(TensorRole.FFN_DOWN)).containsExactly("f32", "bf16");
        long wide = 4L * (80 + 128);
        assertThat(CheckpointSize.of(a, WeightsFormats.asStored(a).orElseThrow()).bytes()).isEqualTo(2 * a.parameters() - wide / 2 + wide);
        assertThat(ModelFile.importModel(folder).architecture()).isEqualTo(a);
    }

    @Test
    void anIndexIsReadWithAllItsFiles() throws IOException {
        write("config.json", CONFIG.getBytes());
        Map<String, String> first = tensors("F16");
        Map<String, String> second = new LinkedHashMap<>(Map.of("lm_head.weight", first.remove("lm_head.weight")));
        write("model-00001-of-00002.safetensors", file(first));
        Path index = write("model.safetensors.index.json",
                "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\", \"lm_head.weight\": \"model-00002-of-00002.safetensors\"}}".getBytes());
        assertThatThrownBy(() -> ModelFile.importModel(index)).hasMessageContaining("weight_map: there is no 'model-00002-of-00002.safetensors' beside it");
        Path part = write("model-00002-of-00002.safetensors", file(second));
        assertThat(ModelFile.importModel(index).remarks()).isEmpty();
        assertThat(ModelFile.importModel(part).architecture()).isEqualTo(ModelFile.importModel(folder).architecture());
        write("model-00002-of-00002.safetensors", file(first));
        assertThatThrownBy(() -> ModelFile.importModel(index)).hasMessageContaining("is in two of its files");
    }

    @Test
    void whatOneHasAndTheOtherHasNotIsNamed() throws IOException {
        write("config.json", CONFIG.getBytes());
        Map<String, String> tensors = tensors("BF16");
        tensors.remove("lm_head.weight");
        tensors.put("visual.patch_embed.weight", "BF16 100 100");
        ImportedModel model = ModelFile.importModel(write("model.safetensors", file(tensors)));
        assertThat(model.remarks()).singleElement().asString().contains("in the descriptor and not in the file: output",
                "of which the descriptor accounts for");
    }

    @Test
    void withoutAConfigurationItSaysWhatItKnowsAndWhatIsMissing() throws IOException {
        Path alone = write("model.safetensors", file(tensors("BF16")));
        assertThatThrownBy(() -> ModelFile.importModel(alone)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("its header has 21 tensors").hasMessageContaining("no number of heads")
                .hasMessageContaining("put the model's config.json beside it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"t\": 3}|t: dtype: ''",
        "{\"t\": {\"dtype\": \"F99\", \"shape\": [1], \"data_offsets\": [0, 4]}}|t: dtype: 'F99' is none that is known",
        "{\"t\": {\"dtype\": \"F32\", \"shape\": [-1], \"data_offsets\": [0, 4]}}|t: shape: -1 is not a possible extent",
        "{\"t\": {\"dtype\": \"F32\", \"shape\": [9000000000000000000, 3], \"data_offsets\": [0, 4]}}|t: shape: 9000000000000000000 is not",
        "{\"t\": {\"dtype\": \"F32\", \"shape\": \"x\", \"data_offsets\": [0, 4]}}|t: shape: is no list",
        "{\"t\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}|t: data_offsets: are not 8 bytes apart",
        "{\"t\": {\"dtype\": \"F32\", \"shape\": [2]}}|t: data_offsets: are not 8 bytes apart",
        "{\"t\": 1, \"t\": 2}|its header is not JSON",
        "[1, 2]|its header is no JSON object",
        "not json|its header is not JSON"})
    void headersThatContradictThemselvesAreRefused(String json, String reason) throws IOException {
        Path path = write("bad.safetensors", withLength(json));
        assertThatThrownBy(() -> SafetensorsFile.read(path)).isInstanceOf(InvalidInputException.class).hasMessageContaining(reason);
    }

    @Test
    void filesCutShortOrForeignAreRefused() throws IOException {
        byte[] whole = file(tensors("BF16"));
        int header = whole.length;
        for (int length = 0; length < header; length++) {
            Path path = write("cut.safetensors", Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.read(path)).as("%d bytes", length).isInstanceOf(InvalidInputException.class).hasMessageNotContaining("\n");
        }
        Path zip = write("zip.safetensors", "PK\3\4this is a zip file, not a checkpoint".getBytes());
        assertThatThrownBy(() -> SafetensorsFile.read(zip)).hasMessageContaining("is not a safetensors file: its header would have");
        assertThatThrownBy(() -> SafetensorsFile.read(folder.resolve("none.safetensors"))).hasMessageEndingWith("none.safetensors: no such file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}|it has no 'weight_map'", "{\"weight_map\": {\"a\": \"../../etc/passwd\"}}|there is no '../../etc/passwd' beside it", "nonsense|is not JSON"})
    void indexesThatAreNoneAreRefused(String json, String reason) throws IOException {
        write("config.json", CONFIG.getBytes());
        Path path = write("model.safetensors.index.json", json.getBytes());
        assertThatThrownBy(() -> ModelFile.importModel(path)).isInstanceOf(InvalidInputException.class).hasMessageContaining(reason);
    }
}
