package dev.ridgepoint.format;

import static dev.ridgepoint.format.Models.blocks;
import static dev.ridgepoint.format.Models.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.StoredTensors;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Weights as a file holds them. */
class TensorWeightsTest {

    private static Architecture stored(Map<TensorRole, List<String>> formats) {
        return model("llama-3.2-1b").withStored(new StoredTensors(formats));
    }

    @Test
    void eachTensorIsInItsOwnFormatAndWhatTheFileHasNotInThirtyTwoBits() {
        Architecture model = stored(Map.of(TensorRole.FFN_DOWN, List.of("q6_k", "iq4_xs"), TensorRole.ATTENTION_Q, List.of("q8_0")));
        WeightsFormat weights = WeightsFormats.asStored(model).orElseThrow();
        List<BlockFormat> down = model.tensors().stream().filter(t -> t.role() == TensorRole.FFN_DOWN).map(t -> weights.blockFor(t, model)).toList();
        assertThat(down.subList(0, 3)).as("repeated over more layers").containsExactly(BlockFormat.Q6_K, BlockFormat.IQ4_XS, BlockFormat.Q6_K);
        assertThat(model.tensors().stream().filter(t -> t.role() == TensorRole.NORM).map(t -> weights.blockFor(t, model))).containsOnly(BlockFormat.F32);
        assertThat(weights.id()).isEqualTo(model.nativeWeights());
        assertThat(weights.compute()).isEqualTo(NumberFormat.FP16);
    }

    @Test
    void brainFloatsAloneAreMultipliedAsSuch() {
        assertThat(WeightsFormats.asStored(stored(Map.of(TensorRole.FFN_UP, List.of("bf16")))).orElseThrow().compute()).isEqualTo(NumberFormat.BF16);
        assertThat(WeightsFormats.asStored(stored(Map.of(TensorRole.FFN_UP, List.of("f32")))).orElseThrow().compute()).isEqualTo(NumberFormat.FP32);
        assertThat(WeightsFormats.asStored(model("llama-3.2-1b"))).isEmpty();
    }

    @Test
    void aFormatThatIsNoneIsNamedWithTheNearest() {
        assertThatThrownBy(() -> WeightsFormats.asStored(stored(Map.of(TensorRole.FFN_UP, List.of("q4k")))))
                .hasMessage("llama-3.2-1b: stored: 'q4k' is not a block format; did you mean 'q4_k'?");
    }

    @Test
    void aSuperBlockHasTheBytesOfItsStructure() {
        Tensor row = new Tensor(TensorRole.FFN_UP, 0, 0, 1, 1, 256, 1);
        assertThat(List.of(BlockFormat.IQ1_S, BlockFormat.IQ2_XXS, BlockFormat.IQ3_S, BlockFormat.IQ4_XS, BlockFormat.TQ1_0))
                .extracting(block -> block.bytes(row.rows(), row.columns(), 1)).containsExactly(50L, 66L, 110L, 136L, 54L);
        assertThat(blocks(model("llama-3.2-1b"), "iq4_xs", TensorRole.FFN_UP)).containsOnly(BlockFormat.IQ4_XS);
    }
}
