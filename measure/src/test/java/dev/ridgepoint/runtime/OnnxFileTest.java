package dev.ridgepoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.ridgepoint.graph.UsualDecoder;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.runtime.WeightCount.Node;
import dev.ridgepoint.runtime.WeightCount.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {

    @TempDir
    private Path folder;

    @Test
    void aFileIsDescribedWithoutItsWeights() {
        OnnxFile file = OnnxFile.read(UsualDecoder.of().write(folder.resolve("my-model.onnx")));
        assertThat(file.name()).isEqualTo("my-model");
        assertThat(file.layers()).isEqualTo(2);
        assertThat(file.parameters()).hasValue(UsualDecoder.PARAMETERS);
        assertThat(file.parametersUnknown()).isNull();
        assertThat(file.weights()).isEqualTo("fp32");
        assertThat(file.bytes()).isBetween(4 * UsualDecoder.PARAMETERS, 4 * UsualDecoder.PARAMETERS + 100);
        assertThat(file.inputs()).contains("input_ids", "attention_mask", "past_key_values.1.value").hasSize(7);
    }

    @Test
    void weightsBesideAreCountedAsThoseWithin() {
        OnnxFile beside = OnnxFile.read(UsualDecoder.of().writeWithData(folder.resolve("model.onnx"), "model.data"));
        assertThat(beside.parameters()).hasValue(UsualDecoder.PARAMETERS);
    }

    @Test
    void aPackedMatrixCountsAsWhatItUnpacksToAndItsScalesDoNot() {
        // 64 inputs by 128 outputs in blocks of 32: two weights a byte, 256 scales; a table of 1000 by 64 in 4 bits.
        Map<String, Tensor> initialisers = Map.of("B", new Tensor(DataType.UINT8, 64 * 128 / 2), "scales", new Tensor(DataType.FLOAT, 256),
                "table", new Tensor(DataType.UINT8, 1000 * 64 / 2), "tableScales", new Tensor(DataType.FLOAT, 2000), "shape", new Tensor(DataType.INT64, 4),
                "cos", new Tensor(DataType.FLOAT, 4096), "norm", new Tensor(DataType.FLOAT, 64));
        WeightCount count = WeightCount.of(initialisers, List.of(
                new Node("MatMulNBits", List.of("x", "B", "scales"), Map.of("K", 64L, "N", 128L, "bits", 4L, "block_size", 32L)),
                new Node("GatherBlockQuantized", List.of("table", "ids", "tableScales"), Map.of("bits", 4L)),
                new Node("GroupQueryAttention", List.of("q", "k", "v", "", "", "last", "total", "cos", "sin"), Map.of())));
        assertThat(count.weights()).isEqualTo(OptionalLong.of(64 * 128 + 1000 * 64 + 64));
        assertThat(count.format()).isEqualTo("int4");
        assertThat(count.bytes()).isEqualTo(64 * 128 / 2 + 1000 * 64 / 2 + 4 * (256 + 2000 + 4096 + 64) + 8 * 4);
    }

    @Test
    void whatIsPackedInAnotherWayIsNotCounted() {
        WeightCount count = WeightCount.of(Map.of("experts", new Tensor(DataType.UINT8, 100)), List.of(new Node("QMoE", List.of("x", "experts"), Map.of())));
        assertThat(count.weights()).isEmpty();
        assertThat(count.unknown()).startsWith("QMoE packs");
    }

    @Test
    void whatIsNoModelIsToldInOneLine() throws IOException {
        assertThatThrownBy(() -> OnnxFile.read(folder.resolve("none.onnx"))).isInstanceOf(InvalidInputException.class).hasMessageEndingWith("no such file");
        assertThatThrownBy(() -> OnnxFile.read(folder)).isInstanceOf(InvalidInputException.class).hasMessageContaining("is a folder");
        for (String text : List.of("", "my thesis", "id: smollm2\nname: a descriptor\n")) {
            Path path = Files.writeString(folder.resolve("text.onnx"), text);
            assertThatThrownBy(() -> OnnxFile.read(path)).isInstanceOf(InvalidInputException.class).hasMessageContaining("is not an ONNX model");
        }
        byte[] whole = Files.readAllBytes(UsualDecoder.of().write(folder.resolve("whole.onnx")));
        Path cut = Files.write(folder.resolve("cut.onnx"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> OnnxFile.read(cut)).isInstanceOf(InvalidInputException.class).hasMessageContaining("is not an ONNX model");
    }
}
