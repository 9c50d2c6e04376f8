package dev.ridgepoint.format;

import static dev.ridgepoint.format.Models.block;
import static dev.ridgepoint.format.Models.format;
import static dev.ridgepoint.format.Models.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.TensorRole;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsFormatsTest {

    @Test
    void everyFormatIsFoundByItsIdInAnyCase() {
        assertThat(WeightsFormats.all()).extracting(WeightsFormat::id).containsExactlyInAnyOrder(
                "fp32", "tf32", "fp16", "bf16", "fp8", "w8a8", "int8", "int4", "nvfp4", "mxfp4", "onnx-int8", "onnx-int4",
                "f16", "q8_0", "q6_k", "q5_k_m", "q5_0", "q4_k_m", "q4_k_s", "q4_1", "q4_0", "q3_k_m", "q2_k", "q5_k_s", "q5_1", "q3_k_l", "q3_k_s", "q2_k_s",
                "iq4_nl", "iq4_xs", "iq3_m", "iq3_s", "iq3_xs", "iq3_xxs", "iq2_m", "iq2_s", "iq2_xs", "iq2_xxs", "iq1_m", "iq1_s", "tq2_0", "tq1_0");
        assertThat(WeightsFormats.all()).allSatisfy(format -> {
            assertThat(WeightsFormats.named(format.id().toUpperCase())).contains(format);
            assertThat(format.summary()).isNotBlank().doesNotContain("\n");
        });
        assertThat(WeightsFormats.named("F32")).contains(format("fp32"));
        assertThat(WeightsFormats.named("q4_k")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fp32, FP32, FP32, f32", "tf32, TF32, FP32, f32", "fp16, FP16, FP16, f16", "bf16, BF16, BF16, bf16", "fp8, FP8, BF16, bf16",
        "w8a8, INT8, FP16, f16", "int8, FP16, FP16, f16", "int4, FP16, FP16, f16", "nvfp4, FP4, BF16, bf16", "mxfp4, BF16, BF16, bf16",
        "f16, FP16, FP16, f16", "q8_0, FP16, FP16, f16", "q4_k_m, FP16, FP16, f16", "q2_k, FP16, FP16, f16"})
    void eachSaysWhatIsComputedWithIt(String id, NumberFormat compute, NumberFormat activations, String cache) {
        assertThat(format(id).compute()).isEqualTo(compute);
        assertThat(format(id).activations()).isEqualTo(activations);
        assertThat(format(id).defaultCache().id()).isEqualTo(cache);
    }

    @Test
    void quantisedCheckpointsKeepSixteenBitsOutsideTheLayersMatrices() {
        Architecture mixtral = model("mixtral-8x7b");
        Stream.of(TensorRole.TOKEN_EMBEDDING, TensorRole.OUTPUT, TensorRole.NORM, TensorRole.ROUTER).forEach(role -> {
            assertThat(block(mixtral, "int4", role)).isEqualTo(BlockFormat.F16);
            assertThat(block(mixtral, "fp8", role)).isEqualTo(BlockFormat.BF16);
        });
        Stream.of(TensorRole.ATTENTION_Q, TensorRole.ATTENTION_OUTPUT, TensorRole.EXPERT_DOWN).forEach(role -> {
            assertThat(block(mixtral, "int4", role)).isEqualTo(BlockFormat.INT4_G128);
            assertThat(block(mixtral, "w8a8", role)).isEqualTo(BlockFormat.INT8);
            assertThat(block(mixtral, "fp8", role)).isEqualTo(BlockFormat.FP8_128X128);
            assertThat(block(mixtral, "nvfp4", role)).isEqualTo(BlockFormat.NVFP4);
        });
    }

    @Test
    void plainFormatsStoreEverythingAlike() {
        Architecture hybrid = model("qwen3-next-80b-a3b");
        assertThat(CheckpointSize.of(hybrid, format("bf16")).bytesByBlock()).containsOnlyKeys(BlockFormat.BF16);
        assertThat(CheckpointSize.of(hybrid, format("bf16")).bytes()).isEqualTo(2 * hybrid.parameters());
        assertThat(CheckpointSize.of(hybrid, format("fp32")).bytes()).isEqualTo(4 * hybrid.parameters());
    }

    @Test
    void cacheFormatsAreFoundByTheirId() {
        assertThat(CacheFormats.all()).allSatisfy(block -> assertThat(CacheFormats.named(block.id().toUpperCase())).contains(block));
        assertThat(CacheFormats.all()).containsAll(WeightsFormats.all().stream().map(WeightsFormat::defaultCache).distinct().toList());
        assertThat(CacheFormats.named("fp8").orElseThrow().bytes(1, 576, 1)).isEqualTo(576);
        assertThat(CacheFormats.named("q4_k")).isEmpty();
    }

    @Test
    void numberFormatsAreFoundByTheirId() {
        assertThat(NumberFormat.values()).allSatisfy(format -> assertThat(NumberFormat.fromId(format.id())).contains(format));
        assertThat(NumberFormat.fromId("fp12")).isEmpty();
        assertThat(NumberFormat.TF32.bytes()).isEqualTo(4);
        assertThat(NumberFormat.FP6.bytes()).isEqualTo(0.75);
    }
}
