package dev.ridgepoint.predict;

import static dev.ridgepoint.predict.Prediction.PhaseName.DECODE;
import static dev.ridgepoint.predict.Prediction.PhaseName.PREFILL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.workload.Operator.Execution;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Operators of published models, each cost worked out here from the published dimensions. A prompt of 128 tokens and one decode step after it, which reads
 * 129 cached tokens, its own included; FP16 or BF16 activations of 2 bytes.
 */
class HandCheckedOperatorsTest {

    private static final double PERCENT = 1e-10;

    /** Prompt. */
    private static final double S = 128;
    /** Causal query-key pairs of the prompt: 1 + 2 + .. + 128. */
    private static final double PAIRS = 8256;
    /** Cached tokens that the decode step reads. */
    private static final double READ = 129;

    private static final Hardware DEVICE = Subjects.flat(100e12, 1e12);

    private static Prediction predict(String model, String weights) {
        return Subjects.predict(Subjects.workload(model, weights), DEVICE, Request.of(128, 1));
    }

    private static double decodeWeightBytes(String model, String weights, int batch) {
        Prediction prediction = Subjects.predict(Subjects.workload(model, weights), DEVICE, new Request(0, 1, 128, batch, 512));
        return prediction.operators().stream().mapToDouble(o -> o.weightBytes() * o.operator().count()).sum();
    }

    /** MHA, gated feed-forward: hidden 4096, 32 layers of 32 heads of 128, width 11008, vocabulary 32000. */
    @Nested
    class Llama2InF16 {

        private final Prediction prediction = predict("llama-2-7b", "f16");

        @Test
        void runsTheseOperatorsAndNoOthers() {
            List<String> layer = List.of(
                    "embedding", "attn_norm", "q_proj", "k_proj", "v_proj", "rope", "attention", "o_proj", "ffn_norm", "gate_proj", "up_proj",
                    "activation", "down_proj", "final_norm", "lm_head");
            assertThat(prediction.operators()).filteredOn(o -> o.phase() == PREFILL).extracting(o -> o.operator().name()).isEqualTo(layer);
            assertThat(prediction.operators()).filteredOn(o -> o.phase() == DECODE).extracting(o -> o.operator().name()).isEqualTo(layer);
        }

        @Test
        void projections() {
            // 2 x 4096 x 4096 FLOPs a token; 33 554 432 bytes of weights; 4096 in and 4096 out.
            for (String name : List.of("q_proj", "k_proj", "v_proj", "o_proj")) {
                OperatorCosts.of(prediction, PREFILL, name).count(32).are(S * 33_554_432.0, 33_554_432, S * 2 * 8192);
                OperatorCosts.of(prediction, DECODE, name).count(32).are(33_554_432.0, 33_554_432, 2 * 8192);
            }
        }

        @Test
        void feedForward() {
            // 2 x 4096 x 11008 = 90 177 536 FLOPs a token, as many bytes of weights; 4096 + 11008 = 15104 elements in and out.
            for (String name : List.of("gate_proj", "up_proj", "down_proj")) {
                OperatorCosts.of(prediction, PREFILL, name).count(32).are(S * 90_177_536.0, 90_177_536, S * 2 * 15_104);
                OperatorCosts.of(prediction, DECODE, name).count(32).are(90_177_536.0, 90_177_536, 2 * 15_104);
            }
            // Gate and up in, their product out.
            OperatorCosts.of(prediction, PREFILL, "activation").count(32).are(S * 5 * 11_008, 0, S * 2 * 3 * 11_008);
            OperatorCosts.of(prediction, DECODE, "activation").count(32).are(5 * 11_008, 0, 2 * 3 * 11_008);
        }

        @Test
        void attention() {
            // 2 x 32 x (128 + 128) = 16384 FLOPs a pair; query in, output out; 2 x 32 x 128 elements of 2 bytes a cached token.
            OperatorCosts.of(prediction, PREFILL, "attention").count(32).are(PAIRS * 16_384, 0, S * 2 * 8192, S * 16_384, S * 16_384);
            OperatorCosts.of(prediction, DECODE, "attention").count(32).are(READ * 16_384, 0, 2 * 8192, READ * 16_384, 16_384);
        }

        @Test
        void normsAndRotation() {
            // Residual and block in, sum and normalised out; weights in 32 bits; four FLOPs of RMS norm and one of the residual.
            for (String name : List.of("attn_norm", "ffn_norm")) {
                OperatorCosts.of(prediction, PREFILL, name).count(32).are(S * 5 * 4096, 4 * 4096, S * 2 * 4 * 4096);
                OperatorCosts.of(prediction, DECODE, name).count(32).are(5 * 4096, 4 * 4096, 2 * 4 * 4096);
            }
            // 64 heads of 128 in and out, three FLOPs each.
            OperatorCosts.of(prediction, PREFILL, "rope").count(32).are(S * 3 * 8192, 0, S * 2 * 2 * 8192);
        }

        @Test
        void embeddingReadsRows() {
            OperatorCosts.of(prediction, PREFILL, "embedding").count(1).are(0, S * 8192, S * 8192);
            OperatorCosts.of(prediction, DECODE, "embedding").count(1).are(0, 8192, 8192);
        }

        @Test
        void outputProjectionRunsOnTheLastTokenOfThePromptAndOnEveryTokenAfterIt() {
            // 2 x 4096 x 32000 = 262 144 000 FLOPs and bytes; 36096 elements in and out. The prompt's other 127 tokens cost nothing.
            OperatorCosts.of(prediction, PREFILL, "lm_head").count(1).are(262_144_000, 262_144_000, 2 * 36_096);
            OperatorCosts.of(prediction, DECODE, "lm_head").count(1).are(262_144_000, 262_144_000, 2 * 36_096);
            OperatorCosts.of(prediction, PREFILL, "final_norm").count(1).are(5 * 4096, 4 * 4096, 2 * 3 * 4096);
            Prediction eight = Subjects.predict(Subjects.workload("llama-2-7b", "f16"), DEVICE, new Request(128, 3, 0, 8, 512));
            OperatorCosts.of(eight, PREFILL, "lm_head").are(8 * 262_144_000.0, 262_144_000, 8 * 2 * 36_096);
            OperatorCosts.of(eight, DECODE, "lm_head").are(8 * 262_144_000.0, 262_144_000, 8 * 2 * 36_096);
        }

        @Test
        void aDecodeStepReadsEveryWeightButTheEmbeddingTable() {
            // 6 738 415 616 weights, of which 131 072 000 are the embedding and 65 x 4096 norms in 32 bits; one embedding row of 8192 bytes.
            double expected = 2 * (6_738_415_616.0 - 131_072_000 - 266_240) + 4 * 266_240 + 8192;
            assertThat(decodeWeightBytes("llama-2-7b", "f16", 1)).isCloseTo(expected, withPercentage(PERCENT));
        }

        @Test
        void decodeFlopsAreTwiceTheMatrixWeightsAndTheAttention() {
            double matrices = 2 * (6_738_415_616.0 - 131_072_000 - 266_240);
            double attention = 32 * READ * 16_384;
            // Norms: 5 x 4096 x 65. Rotation: 3 x 8192 x 32. Activation: 5 x 11008 x 32.
            double elementwise = 5.0 * 4096 * 65 + 3.0 * 8192 * 32 + 5.0 * 11_008 * 32;
            assertThat(prediction.decode().orElseThrow().flops()).isCloseTo(matrices + attention + elementwise, withPercentage(PERCENT));
        }

        @Test
        void cachesHalfAMebibyteAToken() {
            assertThat(Subjects.workload("llama-2-7b", "f16").cacheBytes(1)).isEqualTo(524_288);
            assertThat(Subjects.workload("llama-2-7b", "f16").cacheBytes(1000)).isEqualTo(524_288_000);
        }
    }

    /** The same at 34 bytes for 32 weights: 1.0625 bytes each. FLOPs, activations and cache do not change. */
    @Nested
    class Llama2InQ80 {

        private final Prediction prediction = predict("llama-2-7b", "q8_0");

        @Test
        void matrices() {
            // 16 777 216 x 34 / 32, 45 088 768 x 34 / 32 and 131 072 000 x 34 / 32.
            OperatorCosts.of(prediction, PREFILL, "q_proj").count(32).are(S * 33_554_432.0, 17_825_792, S * 2 * 8192);
            OperatorCosts.of(prediction, DECODE, "down_proj").count(32).are(90_177_536.0, 47_906_816, 2 * 15_104);
            OperatorCosts.of(prediction, DECODE, "lm_head").count(1).are(262_144_000, 139_264_000, 2 * 36_096);
            OperatorCosts.of(prediction, PREFILL, "embedding").count(1).are(0, S * 4352, S * 8192);
        }

        @Test
        void attentionAndNormsAreAsInF16() {
            OperatorCosts.of(prediction, DECODE, "attention").count(32).are(READ * 16_384, 0, 2 * 8192, READ * 16_384, 16_384);
            OperatorCosts.of(prediction, DECODE, "attn_norm").count(32).are(5 * 4096, 4 * 4096, 2 * 4 * 4096);
        }

        @Test
        void aDecodeStepReadsEveryWeightButTheEmbeddingTable() {
            double expected = 1.0625 * (6_738_415_616.0 - 131_072_000 - 266_240) + 4 * 266_240 + 4352;
            assertThat(decodeWeightBytes("llama-2-7b", "q8_0", 1)).isCloseTo(expected, withPercentage(PERCENT));
        }
    }

    /** GQA with biases and a tied output: hidden 1536, 28 layers of 12 heads over 2 KV heads of 128, width 8960, vocabulary 151936. */
    @Nested
    class Qwen25InQ80 {

        private final Prediction prediction = predict("qwen2.5-1.5b", "q8_0");

        @Test
        void projectionsWithTheirBiases() {
            // Query 1536 x 1536, key and value 256 x 1536, at 34 / 32 bytes a weight; a bias is in 32 bits, and an addition an output.
            OperatorCosts.of(prediction, PREFILL, "q_proj").count(28).are(S * (4_718_592.0 + 1536), 2_506_752 + 6144, S * 2 * 3072);
            OperatorCosts.of(prediction, DECODE, "k_proj").count(28).are(786_432 + 256, 417_792 + 1024, 2 * 1792);
            OperatorCosts.of(prediction, DECODE, "v_proj").count(28).are(786_432 + 256, 417_792 + 1024, 2 * 1792);
            // The output projection has no bias.
            OperatorCosts.of(prediction, DECODE, "o_proj").count(28).are(4_718_592, 2_506_752, 2 * 3072);
        }

        @Test
        void attentionReadsTwoKvHeadsForTwelve() {
            // 4 x 12 x 128 = 6144 FLOPs a pair; 2 x 2 x 128 elements of 2 bytes a cached token.
            OperatorCosts.of(prediction, PREFILL, "attention").count(28).are(PAIRS * 6144, 0, S * 2 * 3072, S * 1024, S * 1024);
            OperatorCosts.of(prediction, DECODE, "attention").count(28).are(READ * 6144, 0, 2 * 3072, READ * 1024, 1024);
        }

        @Test
        void rotationTurnsFourteenHeads() {
            OperatorCosts.of(prediction, DECODE, "rope").count(28).are(3 * 14 * 128, 0, 2 * 2 * 14 * 128);
        }

        @Test
        void feedForward() {
            // 1536 x 8960 = 13 762 560 weights.
            OperatorCosts.of(prediction, PREFILL, "up_proj").count(28).are(S * 27_525_120, 14_622_720, S * 2 * 10_496);
        }

        @Test
        void theTiedTableIsReadByTheOutputAndByRowsAtTheInput() {
            // 151936 x 1536 = 233 373 696 weights; a row of 1536 takes 1632 bytes.
            OperatorCosts.of(prediction, DECODE, "lm_head").count(1).are(466_747_392, 247_959_552, 2 * 153_472);
            OperatorCosts.of(prediction, DECODE, "embedding").count(1).are(0, 1632, 3072);
        }

        @Test
        void theTiedTableIsStoredOnce() {
            // 1 543 714 304 weights: 57 norms of 1536 and 28 x 2048 biases in 32 bits, all else at 34 / 32.
            double vectors = 57 * 1536 + 28 * 2048;
            assertThat((double) Subjects.workload("qwen2.5-1.5b", "q8_0").weightBytes())
                    .isEqualTo((1_543_714_304.0 - vectors) * 34 / 32 + 4 * vectors);
            // A decode step reads all of it once (the table as output projection), and a row of the table besides.
            assertThat(decodeWeightBytes("qwen2.5-1.5b", "q8_0", 1))
                    .isCloseTo((1_543_714_304.0 - vectors) * 34 / 32 + 4 * vectors + 1632, withPercentage(PERCENT));
        }

        @Test
        void caches28672BytesAToken() {
            assertThat(Subjects.workload("qwen2.5-1.5b", "q8_0").cacheBytes(1)).isEqualTo(28_672);
        }
    }

    /**
     * MLA and experts: hidden 2048, 27 layers of 16 heads, latent 512 + 64, query and key heads of 128 + 64, value heads of 128; the first layer dense
     * (width 10944), 26 with 64 experts of 1408, 6 a token, and shared experts of 2816 together; vocabulary 102400. BF16 throughout.
     */
    @Nested
    class DeepSeekV2LiteInBf16 {

        private final Workload workload = Subjects.workload("deepseek-v2-lite", "bf16");
        private final Prediction prediction = Subjects.predict(workload, DEVICE, Request.of(128, 1));

        @Test
        void expandsInPrefillAndAbsorbsInDecode() {
            assertThat(prediction.prefill().orElseThrow().execution()).isEqualTo(Execution.EXPANDED);
            assertThat(prediction.decode().orElseThrow().execution()).isEqualTo(Execution.ABSORBED);
        }

        @Test
        void projectionsAroundTheLatent() {
            for (String group : List.of("dense", "moe")) {
                int layers = group.equals("dense") ? 1 : 26;
                // Query 16 x 192 = 3072 rows in one step; latent 576 rows; output 2048 x 2048.
                OperatorCosts.of(prediction, PREFILL, group, "q_proj").count(layers).are(S * 12_582_912, 12_582_912, S * 2 * 5120);
                OperatorCosts.of(prediction, DECODE, group, "kv_a_proj").count(layers).are(2_359_296, 2_359_296, 2 * 2624);
                OperatorCosts.of(prediction, DECODE, group, "kv_a_norm").count(layers).are(4 * 512, 2 * 512, 2 * 2 * 512);
                // 16 query heads and the shared key, 64 elements each.
                OperatorCosts.of(prediction, DECODE, group, "rope").count(layers).are(3 * 17 * 64, 0, 2 * 2 * 17 * 64);
                OperatorCosts.of(prediction, DECODE, group, "o_proj").count(layers).are(8_388_608, 8_388_608, 2 * 4096);
            }
        }

        @Test
        void expandedAttention() {
            // Up-projection 4096 x 512 of every cached token: latent of 512 in from the cache, 4096 of keys and values out.
            OperatorCosts.of(prediction, PREFILL, "moe", "kv_b_proj").count(26)
                    .are(S * 4_194_304, 4_194_304, S * 2 * 4096, S * 2 * 512, 0);
            // 2 x 16 x (192 + 128) = 10240 FLOPs a pair; queries in and outputs out, 16 x (192 + 128); the 4096 and the rotary 64 of each token.
            OperatorCosts.of(prediction, PREFILL, "moe", "attention").count(26)
                    .are(PAIRS * 10_240, 0, S * 2 * 5120 + S * 2 * 4096, S * 2 * 64, S * 2 * 576);
        }

        @Test
        void expandedAttentionAfterCachedTokensProjectsThemToo() {
            Prediction deep = new Predictor(workload, LatentExecution.EXPANDED)
                    .predict(Subjects.roofline("rooflinebench-rtx-3090", "bf16"), new Request(128, 1, 1000, 1, 512));
            // Prompt: 1128 tokens read, 128 x 1000 + 8256 pairs. Decode step: 1129 tokens read, 1129 pairs.
            OperatorCosts.of(deep, PREFILL, "moe", "kv_b_proj").are(1128.0 * 4_194_304, 4_194_304, 1128 * 2 * 4096, 1128 * 2 * 512, 0);
            OperatorCosts.of(deep, PREFILL, "moe", "attention")
                    .are(136_256.0 * 10_240, 0, S * 2 * 5120 + 1128 * 2 * 4096, 1128 * 2 * 64, S * 2 * 576);
            OperatorCosts.of(deep, DECODE, "moe", "kv_b_proj").are(1129.0 * 4_194_304, 4_194_304, 1129 * 2 * 4096, 1129 * 2 * 512, 0);
            OperatorCosts.of(deep, DECODE, "moe", "attention").are(1129 * 10_240, 0, 2 * 5120 + 1129 * 2 * 4096, 1129 * 2 * 64, 2 * 576);
        }

        @Test
        void absorbedAttention() {
            // The up-projection's halves on queries and outputs: 2 x 16 x 128 x 512 FLOPs, 2048 x 512 weights each.
            for (String name : List.of("q_absorb", "v_absorb")) {
                OperatorCosts.of(prediction, DECODE, "moe", name).count(26).are(2_097_152, 2_097_152, 2 * 16 * 640);
            }
            // 2 x 16 x (576 + 512) = 34816 FLOPs a pair against one latent of 576 a token.
            OperatorCosts.of(prediction, DECODE, "moe", "attention").count(26)
                    .are(READ * 34_816, 0, 2 * 16 * 1088, READ * 2 * 576, 2 * 576);
        }

        @Test
        void theFirstLayerIsDense() {
            OperatorCosts.of(prediction, DECODE, "dense", "gate_proj").count(1).are(44_826_624, 44_826_624, 2 * 12_992);
            assertThat(Subjects.operators(prediction, DECODE, "router")).extracting(o -> o.operator().count()).containsExactly(26);
        }

        @Test
        void routerAndSharedExperts() {
            OperatorCosts.of(prediction, DECODE, "router").count(26).are(2 * 64 * 2048, 2 * 64 * 2048, 2 * 2112);
            for (String name : List.of("shared_expert_gate", "shared_expert_up", "shared_expert_down")) {
                OperatorCosts.of(prediction, DECODE, name).count(26).are(11_534_336, 11_534_336, 2 * 4864);
            }
        }

        @Test
        void oneTokenTouchesItsSixExperts() {
            // Gate and up of one expert: 2 x 1408 x 2048 x 2 bytes. Six vectors in, six of twice 1408 out.
            OperatorCosts.of(prediction, DECODE, "expert_gate_up").count(26).are(6 * 11_534_336.0, 6 * 11_534_336.0, 2 * 6 * (2048 + 2816));
            OperatorCosts.of(prediction, DECODE, "expert_activation").count(26).are(5 * 6 * 1408, 0, 2 * 3 * 6 * 1408);
            OperatorCosts.of(prediction, DECODE, "expert_down").count(26).are(6 * 5_767_168.0, 6 * 5_767_168.0, 2 * 6 * (2048 + 1408));
            // Six outputs weighted and summed into one.
            OperatorCosts.of(prediction, DECODE, "expert_combine").count(26).are(2 * 6 * 2048, 0, 2 * 7 * 2048);
        }

        @Test
        void manyTokensTouchTheExpectedNumberOfExperts() {
            Prediction batch = Subjects.predict(workload, DEVICE, new Request(0, 1, 128, 32, 512));
            // 64 x (1 - (58 / 64)^32): (58 / 64)^32 = 0.04282, so 61.26 of 64.
            double touched = 64 * (1 - Math.pow(58.0 / 64, 32));
            assertThat(touched).isBetween(61.2, 61.3);
            OperatorCosts.of(batch, DECODE, "expert_gate_up").are(32 * 6 * 11_534_336.0, touched * 11_534_336, 32 * 2 * 6 * (2048 + 2816));
            OperatorCosts.of(batch, DECODE, "expert_down").are(32 * 6 * 5_767_168.0, touched * 5_767_168, 32 * 2 * 6 * (2048 + 1408));
            // A prompt of 128 tokens is 128 draws, whatever the batch.
            OperatorCosts.of(prediction, PREFILL, "expert_down")
                    .are(S * 6 * 5_767_168.0, 64 * (1 - Math.pow(58.0 / 64, 128)) * 5_767_168, S * 2 * 6 * (2048 + 1408));
        }

        @Test
        void decodeAtBatchOneReadsTheActiveWeights() {
            // 15 706 484 224 weights less 58 idle experts of 3 x 1408 x 2048 in 26 layers and the table of 102400 x 2048, and one row of it.
            double idle = 26.0 * 58 * 3 * 1408 * 2048;
            assertThat(decodeWeightBytes("deepseek-v2-lite", "bf16", 1))
                    .isCloseTo(2 * (15_706_484_224.0 - idle - 209_715_200 + 2048), withPercentage(PERCENT));
        }

        @Test
        void cachesTheLatentAndTheRotaryKey() {
            assertThat(workload.cacheBytes(1)).isEqualTo(27 * 576 * 2);
        }
    }

    /** Heads wider than hidden / heads, normalised, and experts alone: hidden 2048, 48 layers of 32 heads over 4 of 128, 8 of 128 experts of 768. */
    @Nested
    class Qwen3MoeInBf16 {

        private final Prediction prediction = predict("qwen3-30b-a3b", "bf16");

        @Test
        void headsAreWiderThanTheHiddenState() {
            // Query 32 x 128 = 4096 rows on 2048, not 2048; key and value 512 rows.
            OperatorCosts.of(prediction, PREFILL, "q_proj").count(48).are(S * 16_777_216, 16_777_216, S * 2 * 6144);
            OperatorCosts.of(prediction, DECODE, "k_proj").count(48).are(2_097_152, 2_097_152, 2 * 2560);
            OperatorCosts.of(prediction, DECODE, "o_proj").count(48).are(16_777_216, 16_777_216, 2 * 6144);
        }

        @Test
        void attention() {
            // 4 x 32 x 128 = 16384 FLOPs a pair; 2 x 4 x 128 elements of 2 bytes a cached token.
            OperatorCosts.of(prediction, PREFILL, "attention").count(48).are(PAIRS * 16_384, 0, S * 2 * 8192, S * 2048, S * 2048);
            OperatorCosts.of(prediction, DECODE, "attention").count(48).are(READ * 16_384, 0, 2 * 8192, READ * 2048, 2048);
            // 36 heads normalised (4 FLOPs) and turned (3) in one pass; a weight vector of 128 for queries and one for keys.
            OperatorCosts.of(prediction, DECODE, "qk_norm_rope").count(48).are(36 * 7 * 128, 2 * 256, 2 * 2 * 36 * 128);
        }

        @Test
        void experts() {
            // One expert's gate and up: 2 x 768 x 2048 x 2 bytes = 6 291 456.
            OperatorCosts.of(prediction, DECODE, "expert_gate_up").count(48).are(8 * 6_291_456.0, 8 * 6_291_456.0, 2 * 8 * (2048 + 1536));
            Prediction batch = Subjects.predict(Subjects.workload("qwen3-30b-a3b", "bf16"), DEVICE, new Request(0, 1, 128, 32, 512));
            // 128 x (1 - (120 / 128)^32) = 111.8 experts.
            OperatorCosts.of(batch, DECODE, "expert_gate_up")
                    .are(32 * 8 * 6_291_456.0, 128 * (1 - Math.pow(120.0 / 128, 32)) * 6_291_456, 32 * 2 * 8 * (2048 + 1536));
            assertThat(prediction.operators()).extracting(o -> o.operator().name()).doesNotContain("shared_expert_up", "up_proj");
        }

        @Test
        void decodeAtBatchOneReadsTheActiveWeights() {
            // 30 532 122 624 weights, 120 idle experts of 3 x 768 x 2048 in 48 layers, a table of 151936 x 2048.
            double idle = 48.0 * 120 * 3 * 768 * 2048;
            assertThat(decodeWeightBytes("qwen3-30b-a3b", "bf16", 1))
                    .isCloseTo(2 * (30_532_122_624.0 - idle - 311_164_928 + 2048), withPercentage(PERCENT));
        }

        @Test
        void caches96KibibytesAToken() {
            assertThat(Subjects.workload("qwen3-30b-a3b", "bf16").cacheBytes(1)).isEqualTo(98_304);
        }
    }

    @Test
    void aRecurrentLayerReadsAndWritesItsStateOnceASequenceInEachPass() {
        // Falcon-H1-3B: Mamba-2 with 32 heads of 128, state 256, 1 group, 4 taps, beside attention. State 4096 x 256 in 32 bits.
        Prediction prediction = Subjects.predict(Subjects.workload("falcon-h1-3b", "bf16"), DEVICE, new Request(128, 1, 0, 3, 64));
        double state = 4 * 4096 * 256;
        // Three sequences, two micro-batches in prefill; 6 FLOPs a state element and 2 a channel; x and y, B and C, a step a head.
        OperatorCosts.of(prediction, PREFILL, "ssm_scan").count(32).are(
                3 * S * (6.0 * 4096 * 256 + 2 * 4096), 2 * 2 * 96, 3 * S * 2 * (2 * 4096 + 512 + 32), 3 * 2 * state, 3 * 2 * state);
        OperatorCosts.of(prediction, DECODE, "ssm_scan").count(32).are(
                3 * (6.0 * 4096 * 256 + 2 * 4096), 2 * 96, 3 * 2 * (2 * 4096 + 512 + 32), 3 * state, 3 * state);
        // It does not grow: the cache of the model is its attention's, 2 x 2 x 128 elements of 2 bytes, and the states (convolution: 4608 x 3).
        assertThat(Subjects.workload("falcon-h1-3b", "bf16").cacheBytes(1000))
                .isEqualTo(32 * (1000 * 1024 + 4 * (4096 * 256 + 4608 * 3)));
    }

    /** Experts of two routings in one model: 2 of 8 of width 32 and 1 of 16 of width 48, on a hidden size of 64, in 2 bytes. */
    @Test
    void routingsAreNotConfused() {
        MixtureOfExperts few = new MixtureOfExperts(8, 2, 32, false, "relu", false, false, 0, 0, false);
        MixtureOfExperts many = new MixtureOfExperts(16, 1, 32, false, "relu", false, false, 0, 0, false);
        Architecture one = Subjects.small(new AttentionSpan(AttentionSpan.Kind.FULL, 0));
        LayerGroup block = one.groups().get(0);
        Architecture both = new Architecture(
                one.id(), one.name(), one.family(), one.kind(), one.provenance(), one.nativeWeights(), one.hidden(), one.vocabulary(),
                one.embeddings(), one.norm(), one.maxContext(), one.layerPattern(),
                List.of(new LayerGroup(block.name(), block.layers(), block.mixers(), List.of(few, many), block.norms())));
        Prediction prediction = Subjects.predict(Subjects.workload(both, "bf16"), DEVICE, new Request(0, 1, 0, 3, 1));
        double ofEight = 8 * (1 - Math.pow(0.75, 3)) * 64 * 32 * 2;
        double ofSixteen = 16 * (1 - Math.pow(15.0 / 16, 3)) * 64 * 32 * 2;
        assertThat(Subjects.operators(prediction, DECODE, "expert_down")).extracting(OperatorPrediction::weightBytes)
                .satisfiesExactly(
                        bytes -> assertThat(bytes).isCloseTo(ofEight, withPercentage(PERCENT)),
                        bytes -> assertThat(bytes).isCloseTo(ofSixteen, withPercentage(PERCENT)));
        double operators = prediction.operators().stream().mapToDouble(o -> o.bytes() * o.operator().count()).sum();
        assertThat(prediction.decode().orElseThrow().bytes()).isCloseTo(operators, withPercentage(PERCENT));
    }

    @Test
    void anEncoderSeesBothWaysAndKeepsNoCache() {
        // BERT base, 12 layers of 12 heads of 64: 128 x 128 pairs at 4 x 768 FLOPs; query, output, and key and value as activations.
        Prediction prediction = predict("bert-base", "bf16");
        OperatorCosts.of(prediction, PREFILL, "attention").count(12).are(16_384.0 * 3072, 0, S * 2 * 1536 + S * 2 * 1536);
        assertThat(prediction.decode()).isEmpty();
    }

    @Test
    void anEmbeddingModelPoolsInsteadOfItsPooler() {
        // MiniLM: 384 wide, the mean over 128 tokens read in 4 bytes, then one vector brought to length 1; its checkpoint holds a pooler all the same.
        Prediction mean = predict("all-minilm-l6-v2", "fp32");
        OperatorCosts.of(mean, PREFILL, "pooling").count(1).are(S * 384, 0, S * 4 * 384);
        OperatorCosts.of(mean, PREFILL, "unit_norm").count(1).are(3 * 384, 0, 4 * 2 * 384);
        Prediction first = predict("bge-small-en-v1.5", "fp32");
        OperatorCosts.of(first, PREFILL, "unit_norm").count(1).are(3 * 384, 0, 4 * 2 * 384);
        for (Prediction embedding : new Prediction[] {mean, first}) {
            assertThat(names(embedding)).doesNotContain("pooler");
            assertThat(embedding.workload().architecture().tensors()).anyMatch(tensor -> tensor.role() == TensorRole.POOLER);
        }
        assertThat(names(first)).doesNotContain("pooling");
        assertThat(names(predict("bert-base", "fp32"))).contains("pooler").doesNotContain("unit_norm");
    }

    private static List<String> names(Prediction prediction) {
        return prediction.operators().stream().map(o -> o.operator().name()).toList();
    }
}
