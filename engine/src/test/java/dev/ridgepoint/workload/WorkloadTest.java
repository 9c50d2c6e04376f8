package dev.ridgepoint.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Subjects;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model lowers to: which operators, how many, in which arithmetic, and what it keeps. */
class WorkloadTest {

    private static final double PERCENT = 1e-10;

    private static List<Operator> named(String model, String weights, String name) {
        return Subjects.workload(model, weights).operators().stream().filter(o -> o.name().equals(name)).toList();
    }

    private static List<String> layerOperators(String model, String group) {
        return Subjects.workload(model, "bf16").operators().stream().filter(o -> o.layerGroup().equals(group)).map(Operator::name).toList();
    }

    @Test
    void aMixedFormatWritesAnOperatorOnceForEachSize() {
        // Q4_K_M of 32 layers: the first four, the last four and every third between keep the down-projection in Q6_K: 16 of 32.
        List<Operator> down = named("llama-2-7b", "q4_k_m", "down_proj");
        assertThat(down).extracting(Operator::count).containsExactlyInAnyOrder(16, 16);
        assertThat(down).extracting(Operator::weightBytes)
                .containsExactlyInAnyOrder(45_088_768.0 * 210 / 256, 45_088_768.0 * 144 / 256);
        assertThat(named("llama-2-7b", "q4_k_m", "up_proj")).extracting(Operator::count).containsExactly(32);
    }

    @ParameterizedTest(name = "{2} of {0} in {1}: {3}")
    @CsvSource({
        "llama-2-7b,       bf16,  q_proj,    WEIGHTS",
        "llama-2-7b,       bf16,  lm_head,   WEIGHTS",
        "llama-2-7b,       bf16,  attention, ACTIVATIONS",
        "llama-2-7b,       bf16,  attn_norm, ELEMENTWISE",
        "llama-2-7b,       bf16,  embedding, ELEMENTWISE",
        // A format narrower than its activations keeps these in 16 bits, and they run at the 16-bit rate.
        "llama-2-7b,       fp8,   q_proj,    WEIGHTS",
        "llama-2-7b,       fp8,   lm_head,   ACTIVATIONS",
        "qwen2.5-1.5b,     w8a8,  lm_head,   ACTIVATIONS",
        "llama-2-7b,       nvfp4, lm_head,   ACTIVATIONS",
        "qwen3-30b-a3b,    fp8,   router,    ACTIVATIONS",
        "qwen3-30b-a3b,    fp8,   expert_gate_up, WEIGHTS",
        // Formats that are widened to 16 bits anyway, and 32-bit ones.
        "llama-2-7b,       q8_0,  lm_head,   WEIGHTS",
        "llama-2-7b,       int4,  lm_head,   WEIGHTS",
        "llama-2-7b,       fp32,  q_proj,    WEIGHTS",
        "llama-2-7b,       fp32,  lm_head,   WEIGHTS"})
    void arithmetic(String model, String weights, String operator, Arithmetic arithmetic) {
        assertThat(named(model, weights, operator)).isNotEmpty().allMatch(o -> o.arithmetic() == arithmetic);
    }

    @Test
    void normsStandWhereTheModelHasThem() {
        assertThat(layerOperators("gemma-3-1b", "sliding")).containsExactly(
                "attn_norm", "q_proj", "k_proj", "v_proj", "qk_norm_rope", "attention", "o_proj", "attn_post_norm",
                "ffn_norm", "gate_proj", "up_proj", "activation", "down_proj", "ffn_post_norm");
        assertThat(layerOperators("olmo2-7b", "block")).containsSubsequence("q_proj", "attention", "o_proj", "attn_post_norm", "down_proj", "ffn_post_norm")
                .doesNotContain("attn_norm", "ffn_norm");
        // Phi-2's mixer and feed-forward share one norm, GPT-NeoX has one for each.
        assertThat(layerOperators("phi-2", "block")).contains("attn_norm").doesNotContain("ffn_norm", "gate_proj");
        assertThat(layerOperators("pythia-160m", "block")).startsWith("attn_norm", "ffn_norm");
        assertThat(layerOperators("bert-base", "block")).containsExactly(
                "q_proj", "k_proj", "v_proj", "attention", "o_proj", "attn_post_norm", "up_proj", "activation", "down_proj", "ffn_post_norm");
    }

    @Test
    void layerNormsLearnTwoVectors() {
        // GPT-2: hidden 768, scale and shift in BF16; RMS norms learn one.
        assertThat(named("gpt2", "bf16", "attn_norm")).singleElement().extracting(Operator::weightBytes).isEqualTo(2.0 * 2 * 768);
        assertThat(named("gpt2", "bf16", "attn_norm")).singleElement().extracting(Operator::flopsPerToken).isEqualTo(8.0 * 768);
        assertThat(named("llama-2-7b", "bf16", "attn_norm")).singleElement().extracting(Operator::weightBytes).isEqualTo(2.0 * 4096);
    }

    @Test
    void learnedPositionsAreReadByRow() {
        // GPT-2: a row of the vocabulary and a row of the 1024 positions, 768 each.
        assertThat(named("gpt2", "bf16", "embedding")).singleElement().extracting(Operator::weightBytesPerToken).isEqualTo(2.0 * 2 * 768);
    }

    @Test
    void expertsReadTheirBiases() {
        // gpt-oss-20b: 32 experts of 2880 on 2880; MXFP4 is 17 bytes for 32 weights, biases are in 32 bits.
        for (Operator up : named("gpt-oss-20b", "mxfp4", "expert_gate_up")) {
            assertThat(up.expertBytes()).isCloseTo(32 * (2 * 2880.0 * 2880 * 17 / 32 + 4 * 5760), withPercentage(PERCENT));
        }
        for (Operator down : named("gpt-oss-20b", "mxfp4", "expert_down")) {
            assertThat(down.expertBytes()).isCloseTo(32 * (2880.0 * 2880 * 17 / 32 + 4 * 2880), withPercentage(PERCENT));
        }
        // 64 sinks in 32 bits.
        assertThat(named("gpt-oss-20b", "mxfp4", "attention")).hasSize(2).allMatch(o -> o.weightBytes() == 4 * 64);
    }

    @Test
    void everyExpertIsTouchedWhereTheTokenUsesAll() {
        Operator dense = new Operator(
                "all", "block", 1, Arithmetic.WEIGHTS, Operator.Rows.EVERY_TOKEN, Operator.Execution.ALWAYS, AttentionSpan.FULL, 0, 0, 0, 0, 0, 100,
                Math.log1p(-1.0), 0, 0, 0, 0, 0, 0, Exchange.NONE);
        assertThat(dense.touchedExperts(1)).isEqualTo(1);
        assertThat(dense.touchedExperts(50)).isEqualTo(1);
    }

    @Test
    void fusedProjectionsAreOneOperator() {
        // Phi-3 mini: 3 x 3072 rows on 3072, and 2 x 8192.
        assertThat(layerOperators("phi-3-mini-4k", "block")).contains("qkv_proj", "gate_up_proj").doesNotContain("q_proj", "k_proj", "up_proj");
        assertThat(named("phi-3-mini-4k", "bf16", "qkv_proj")).singleElement().extracting(Operator::flopsPerToken).isEqualTo(2.0 * 9216 * 3072);
        assertThat(named("phi-3-mini-4k", "bf16", "gate_up_proj")).singleElement().extracting(Operator::flopsPerToken).isEqualTo(2.0 * 16_384 * 3072);
    }

    @Test
    void theIndexerScoresEveryTokenAndAttentionReadsItsChoice() {
        // DeepSeek-V3.2: 64 small heads of 128 over one key of 128; a ReLU and a weighted sum a head; the 2048 highest.
        Operator indexer = named("deepseek-v3.2", "bf16", "indexer").get(0);
        assertThat(indexer.span()).isEqualTo(AttentionSpan.FULL);
        assertThat(indexer.flopsPerPair()).isEqualTo(2.0 * 64 * 128 + 3 * 64);
        assertThat(indexer.cacheReadPerTokenRead()).isEqualTo(256);
        assertThat(named("deepseek-v3.2", "bf16", "attention")).allMatch(o -> o.span().equals(new AttentionSpan(AttentionSpan.Kind.SELECTED, 2048)));
        // 61 layers of 512 + 64 and the indexer's 128.
        assertThat(Subjects.workload("deepseek-v3.2", "bf16").cacheBytes(10)).isEqualTo(10 * 61 * 704 * 2.0);
    }

    @Test
    void theCachesFormatCounts() {
        // Llama-2: 32 layers of 2 x 4096 elements; Q8_0 is 34 bytes for 32.
        Numerics narrow = Subjects.numerics("f16").withCache(BlockFormat.Q8_0);
        Workload workload = Workload.of(Subjects.model("llama-2-7b"), narrow);
        assertThat(workload.cacheBytes(1)).isEqualTo(32 * 8192 * 34.0 / 32);
        Operator attention = workload.operators().stream().filter(o -> o.name().equals("attention")).findFirst().orElseThrow();
        assertThat(attention.cacheReadPerTokenRead()).isEqualTo(8704);
        assertThat(attention.cacheWritePerToken()).isEqualTo(8704);
    }

    @Test
    void deltaNetByHand() {
        // Qwen3-Next: 16 key heads and 32 value heads of 128: a state of 32 x 128 x 128 in 32 bits, 7 FLOPs an element and token.
        Operator rule = named("qwen3-next-80b-a3b", "bf16", "delta_rule").get(0);
        assertThat(rule.flopsPerToken()).isEqualTo(7.0 * 524_288);
        assertThat(rule.stateBytesPerSequence()).isEqualTo(4 * 524_288.0);
        // Queries and keys of 2 x 2048, values and outputs of 2 x 4096, decay and strength a head.
        assertThat(rule.activationBytesPerToken()).isEqualTo(2.0 * (4096 + 8192 + 64));
        // Of 48 layers 36 are such, with a convolution of 8192 channels and 4 taps; 12 have 2 x 2 x 256 elements a token.
        assertThat(Subjects.workload("qwen3-next-80b-a3b", "bf16").cacheBytes(100))
                .isEqualTo(36 * 4.0 * (524_288 + 8192 * 3) + 12 * 100 * 1024 * 2.0);
    }

    @Test
    void anEncoderKeepsNothing() {
        assertThat(Subjects.workload("bert-base", "bf16").cacheBytes(512)).isZero();
    }

    @Test
    void valuesThatAreTheKeysNeedNoProjection() {
        GroupedQueryAttention attention = new GroupedQueryAttention(
                4, 4, 16, AttentionSpan.FULL, false, false, QkNorm.NONE, false, false, false, 16, true);
        Workload workload = Workload.of(Subjects.small(attention, new DenseFeedForward(96, false, "gelu", false, false), 1), Subjects.numerics("bf16"));
        assertThat(workload.operators()).extracting(Operator::name).contains("k_proj").doesNotContain("v_proj", "gate_proj");
    }

    /** ONNX Runtime multiplies head by head in 32 bits alone: 16 x 128 x 512 folded weights of V2-Lite take 4 bytes each, the projection itself one. */
    @Test
    void onnxRuntimeHoldsFoldedProjectionsInThirtyTwoBits() {
        Workload workload = Workload.of(
                Library.find().architecture("deepseek-v2-lite"), Numerics.of(WeightsFormats.named("onnx-int8").orElseThrow()));
        assertThat(workload.operators()).filteredOn(o -> o.name().equals("q_absorb")).isNotEmpty()
                .allSatisfy(o -> assertThat(o.weightBytes()).isEqualTo(4.0 * 16 * 128 * 512));
        assertThat(workload.operators()).filteredOn(o -> o.name().equals("kv_b_proj")).isNotEmpty()
                .allSatisfy(o -> assertThat(o.weightBytes()).isEqualTo(16 * 256 * (512 + 4.0)));
    }

    /** Qwen2.5-0.5B ties its 151,936 x 896 matrix: ONNX Runtime looks tokens up in 32 bits and multiplies with a copy in 8. */
    @Test
    void onnxRuntimeMultipliesWithANarrowCopyOfATiedMatrix() {
        Workload workload = Workload.of(
                Library.find().architecture("qwen2.5-0.5b"), Numerics.of(WeightsFormats.named("onnx-int8").orElseThrow()));
        assertThat(workload.operators()).filteredOn(o -> o.name().equals("lm_head")).singleElement()
                .satisfies(o -> assertThat(o.weightBytes()).isEqualTo(151_936 * (896 + 4.0)));
        assertThat(workload.operators()).filteredOn(o -> o.name().equals("embedding")).singleElement()
                .satisfies(o -> assertThat(o.weightBytesPerToken()).isEqualTo(4.0 * 896));
    }
}
