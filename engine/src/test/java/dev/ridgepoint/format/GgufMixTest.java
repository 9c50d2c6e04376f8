package dev.ridgepoint.format;

import static dev.ridgepoint.format.BlockFormat.F16;
import static dev.ridgepoint.format.BlockFormat.F32;
import static dev.ridgepoint.format.BlockFormat.IQ4_NL;
import static dev.ridgepoint.format.BlockFormat.MXFP4;
import static dev.ridgepoint.format.BlockFormat.Q2_K;
import static dev.ridgepoint.format.BlockFormat.Q3_K;
import static dev.ridgepoint.format.BlockFormat.Q4_0;
import static dev.ridgepoint.format.BlockFormat.Q4_K;
import static dev.ridgepoint.format.BlockFormat.Q5_0;
import static dev.ridgepoint.format.BlockFormat.Q5_1;
import static dev.ridgepoint.format.BlockFormat.Q5_K;
import static dev.ridgepoint.format.BlockFormat.Q6_K;
import static dev.ridgepoint.format.BlockFormat.Q8_0;
import static dev.ridgepoint.format.Models.block;
import static dev.ridgepoint.format.Models.blocks;
import static dev.ridgepoint.format.Models.format;
import static dev.ridgepoint.format.Models.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Architecture.Embeddings;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What {@code llama-quantize} chooses, tensor by tensor. */
class GgufMixTest {

    @Test
    void outputGetsMoreBitsThanTheEmbedding() {
        Architecture llama = model("llama-3-8b");
        assertThat(block(llama, "q4_k_m", TensorRole.OUTPUT)).isEqualTo(Q6_K);
        assertThat(block(llama, "q4_k_m", TensorRole.TOKEN_EMBEDDING)).isEqualTo(Q4_K);
        assertThat(block(llama, "q4_0", TensorRole.OUTPUT)).isEqualTo(Q6_K);
        assertThat(block(llama, "q8_0", TensorRole.OUTPUT)).isEqualTo(Q8_0);
        assertThat(block(llama, "f16", TensorRole.OUTPUT)).isEqualTo(F16);
    }

    @Test
    void aTiedEmbeddingIsStoredAsTheOutputWouldBe() {
        assertThat(block(model("llama-3.2-1b"), "q4_k_m", TensorRole.TOKEN_EMBEDDING)).isEqualTo(Q6_K);
        assertThat(block(model("qwen2.5-0.5b"), "q4_0", TensorRole.TOKEN_EMBEDDING)).as("rows of 896").isEqualTo(Q8_0);
        assertThat(block(model("bert-base"), "q4_k_m", TensorRole.TOKEN_EMBEDDING)).as("an encoder has no output").isEqualTo(Q6_K);
    }

    @Test
    void vectorsRoutersConvolutionsAndPositionsStayInThirtyTwoBits() {
        Architecture hybrid = model("qwen3-next-80b-a3b");
        List.of(TensorRole.NORM, TensorRole.ROUTER, TensorRole.SSM_CONV, TensorRole.SSM_PARAMETER, TensorRole.SHARED_EXPERT_SCALE)
                .forEach(role -> assertThat(block(hybrid, "q2_k", role)).isEqualTo(F32));
        assertThat(block(model("gpt2"), "f16", TensorRole.POSITION_EMBEDDING)).isEqualTo(F32);
    }

    @Test
    void q4KMGivesTheEndsAndEveryThirdLayerMoreBits() {
        Architecture llama = model("llama-3-8b");
        List<Integer> wide = List.of(0, 1, 2, 3, 6, 9, 12, 15, 18, 21, 24, 27, 28, 29, 30, 31);
        for (TensorRole role : List.of(TensorRole.ATTENTION_V, TensorRole.FFN_DOWN)) {
            List<BlockFormat> blocks = blocks(llama, "q4_k_m", role);
            assertThat(IntStream.range(0, 32).filter(i -> blocks.get(i) == Q6_K).boxed()).isEqualTo(wide);
            assertThat(Collections.frequency(blocks, Q4_K)).isEqualTo(16);
        }
        assertThat(blocks(llama, "q5_k_m", TensorRole.ATTENTION_V)).filteredOn(Q6_K::equals).hasSize(16);
        assertThat(block(llama, "q4_k_m", TensorRole.FFN_UP)).isEqualTo(Q4_K);
    }

    @Test
    void q4KSWidensTheFirstValuesAndTheFirstEighthOfTheDownProjections() {
        Architecture llama = model("llama-3.2-1b");
        assertThat(blocks(llama, "q4_k_s", TensorRole.ATTENTION_V).subList(0, 5)).containsExactly(Q5_K, Q5_K, Q5_K, Q5_K, Q4_K);
        assertThat(blocks(llama, "q4_k_s", TensorRole.FFN_DOWN).subList(0, 3)).containsExactly(Q5_K, Q5_K, Q4_K);
    }

    @Test
    void q3KMAndQ2KWidenWhatIsSensitive() {
        Architecture llama = model("llama-2-7b");
        assertThat(blocks(llama, "q3_k_m", TensorRole.ATTENTION_V).subList(0, 3)).containsExactly(Q5_K, Q5_K, Q4_K);
        assertThat(blocks(llama, "q3_k_m", TensorRole.FFN_DOWN).subList(0, 3)).containsExactly(Q5_K, Q5_K, Q4_K);
        assertThat(block(llama, "q3_k_m", TensorRole.ATTENTION_OUTPUT)).isEqualTo(Q4_K);
        assertThat(block(llama, "q2_k", TensorRole.ATTENTION_V)).as("one query head a value head").isEqualTo(Q3_K);
        assertThat(block(model("llama-3-8b"), "q2_k", TensorRole.ATTENTION_V)).as("four").isEqualTo(Q4_K);
        assertThat(block(llama, "q2_k", TensorRole.FFN_DOWN)).isEqualTo(Q3_K);
        assertThat(block(llama, "q2_k", TensorRole.ATTENTION_K)).isEqualTo(Q2_K);
    }

    @Test
    void seventyBillionWeightsAffordWiderValues() {
        Architecture llama = model("llama-3-70b");
        assertThat(blocks(llama, "q4_k_m", TensorRole.ATTENTION_V)).containsOnly(Q6_K, Q5_K);
        assertThat(block(llama, "q2_k", TensorRole.ATTENTION_V)).isEqualTo(Q5_K);
        assertThat(block(llama, "q3_k_m", TensorRole.ATTENTION_V)).isEqualTo(Q5_K);
        assertThat(block(llama, "q4_k_m", TensorRole.ATTENTION_K)).isEqualTo(Q4_K);
    }

    @Test
    void eightExpertsAffordWiderAttention() {
        Architecture mixtral = model("mixtral-8x7b");
        assertThat(block(mixtral, "q4_k_m", TensorRole.ATTENTION_V)).isEqualTo(Q8_0);
        assertThat(block(mixtral, "q4_0", TensorRole.ATTENTION_K)).isEqualTo(Q8_0);
        assertThat(block(mixtral, "q2_k", TensorRole.ATTENTION_OUTPUT)).isEqualTo(Q5_K);
        assertThat(block(mixtral, "q5_k_m", TensorRole.ATTENTION_OUTPUT)).isEqualTo(Q5_K);
        assertThat(block(mixtral, "q4_0", TensorRole.ATTENTION_OUTPUT)).isEqualTo(Q4_0);
        assertThat(blocks(mixtral, "q4_k_m", TensorRole.EXPERT_DOWN)).filteredOn(Q6_K::equals).hasSize(16);
    }

    @Test
    void fusedAttentionIsOneStepWider() {
        for (String id : List.of("phi-3-mini-4k", "qwen3.5-4b")) {
            TensorRole role = id.startsWith("phi") ? TensorRole.ATTENTION_QKV : TensorRole.DELTA_QKV;
            assertThat(block(model(id), "q3_k_m", role)).isEqualTo(Q4_K);
            assertThat(block(model(id), "q4_k_m", role)).isEqualTo(Q5_K);
            assertThat(block(model(id), "q5_k_m", role)).isEqualTo(Q6_K);
            assertThat(block(model(id), "q2_k", role)).isEqualTo(Q2_K);
        }
    }

    @Test
    void rowsThatAreNoMultipleOf256TakeSmallerBlocks() {
        Architecture smollm = model("smollm2-135m");
        assertThat(block(smollm, "q4_k_m", TensorRole.ATTENTION_Q)).isEqualTo(Q5_0);
        assertThat(block(smollm, "q5_k_m", TensorRole.FFN_UP)).isEqualTo(Q5_1);
        assertThat(block(smollm, "q6_k", TensorRole.FFN_UP)).isEqualTo(Q8_0);
        assertThat(block(smollm, "q2_k", TensorRole.FFN_UP)).isEqualTo(IQ4_NL);
        assertThat(block(smollm, "q2_k", TensorRole.FFN_DOWN)).as("rows of 1536").isEqualTo(Q3_K);
        assertThat(blocks(model("deepseek-v2-lite"), "q4_k_m", TensorRole.EXPERT_DOWN)).as("rows of 1408").containsOnly(Q5_0, Q8_0);
    }

    @Test
    void iQuantsWidenByRulesOfTheirOwn() {
        Architecture llama = model("llama-3-8b");
        assertThat(block(llama, "iq2_m", TensorRole.OUTPUT)).isEqualTo(Q5_K);
        assertThat(block(llama, "iq3_m", TensorRole.OUTPUT)).isEqualTo(Q6_K);
        assertThat(blocks(llama, "iq2_xs", TensorRole.FFN_DOWN).subList(0, 5)).containsExactly(Q2_K, Q2_K, Q2_K, Q2_K, BlockFormat.IQ2_XS);
        assertThat(blocks(llama, "iq3_xs", TensorRole.FFN_UP).subList(3, 5)).containsExactly(BlockFormat.IQ3_S, BlockFormat.IQ3_XXS);
        assertThat(block(llama, "iq3_xxs", TensorRole.ATTENTION_Q)).isEqualTo(BlockFormat.IQ2_S);
        assertThat(block(llama, "iq1_s", TensorRole.TOKEN_EMBEDDING)).isEqualTo(Q2_K);
        assertThat(block(model("mixtral-8x7b"), "iq2_xxs", TensorRole.ATTENTION_K)).isEqualTo(Q4_K);
        assertThat(block(model("qwen2.5-0.5b"), "iq2_xxs", TensorRole.TOKEN_EMBEDDING)).as("rows of 896").isEqualTo(Q8_0);
        assertThat(block(model("qwen2.5-0.5b"), "iq4_xs", TensorRole.ATTENTION_Q)).as("rows of 896").isEqualTo(IQ4_NL);
        assertThat(block(model("llama-3-70b"), "iq3_s", TensorRole.ATTENTION_V)).isEqualTo(Q5_K);
    }

    @Test
    void largeAndSmallMixesOfThreeBits() {
        Architecture llama = model("llama-3-8b");
        assertThat(block(llama, "q3_k_l", TensorRole.FFN_DOWN)).isEqualTo(Q5_K);
        assertThat(block(llama, "q3_k_s", TensorRole.FFN_DOWN)).isEqualTo(Q3_K);
        assertThat(block(model("mixtral-8x7b"), "q3_k_l", TensorRole.ATTENTION_OUTPUT)).as("of eight experts").isEqualTo(Q3_K);
        assertThat(block(model("llama-3-70b"), "q3_k_s", TensorRole.ATTENTION_V)).isEqualTo(Q5_K);
        assertThat(blocks(llama, "q2_k_s", TensorRole.FFN_DOWN).subList(3, 5)).containsExactly(Q4_K, Q2_K);
    }

    @Test
    void rowsThatAreNoMultipleOf32StayInSixteenBits() {
        Tensor narrow = new Tensor(TensorRole.FFN_UP, 0, 0, 1, 8, 40, 1);
        assertThat(format("q4_0").blockFor(narrow, model("llama-3-8b"))).isEqualTo(F16);
        assertThat(format("q4_k_m").blockFor(narrow, model("llama-3-8b"))).isEqualTo(F16);
    }

    @Test
    void mxfp4IsForExpertsAndForTheMatricesOfModelsWithoutThem() {
        Architecture moe = model("gpt-oss-20b");
        assertThat(block(moe, "mxfp4", TensorRole.EXPERT_DOWN)).isEqualTo(MXFP4);
        assertThat(block(moe, "mxfp4", TensorRole.ATTENTION_Q)).isEqualTo(Q8_0);
        assertThat(block(moe, "mxfp4", TensorRole.OUTPUT)).isEqualTo(Q8_0);
        assertThat(block(moe, "mxfp4", TensorRole.BIAS)).isEqualTo(F32);
        assertThat(block(model("llama-3-8b"), "mxfp4", TensorRole.ATTENTION_Q)).isEqualTo(MXFP4);
        assertThat(block(model("llama-3-8b"), "mxfp4", TensorRole.TOKEN_EMBEDDING)).isEqualTo(Q8_0);
    }

    /** mradermacher/falcon-7b-instruct-GGUF, Q4_K_M: 4 975 127 552 bytes; that checkpoint stores the output projection beside the embedding. */
    @Test
    void falconHasExceptionsOfItsOwn() {
        Architecture falcon = untied(model("falcon-7b"));
        assertThat(block(falcon, "q4_k_m", TensorRole.OUTPUT)).isEqualTo(Q8_0);
        assertThat(block(falcon, "q4_k_m", TensorRole.ATTENTION_QKV)).as("rows of 4544").isEqualTo(Q5_1);
        List<BlockFormat> down = blocks(falcon, "q4_k_m", TensorRole.FFN_DOWN);
        assertThat(down.subList(0, 5)).containsExactly(Q6_K, Q6_K, Q5_K, Q5_K, Q4_K);
        long header = 4_975_127_552L - CheckpointSize.of(falcon, format("q4_k_m")).bytes();
        assertThat(header).isBetween(1_000_000L, 3_000_000L);
    }

    private static Architecture untied(Architecture a) {
        Embeddings e = a.embeddings();
        Embeddings own = new Embeddings(false, e.positions(), e.tokenTypes(), e.embeddingNorm(), e.finalNorm(), e.outputBias(), e.pooler());
        return new Architecture(
                a.id(), a.name(), a.family(), a.kind(), a.provenance(), a.nativeWeights(), a.hidden(), a.vocabulary(), own, a.norm(),
                a.maxContext(), a.layerPattern(), a.groups());
    }

    @Property
    void moreBitsAreForTheEndsAndAThirdOfTheMiddle(@ForAll @IntRange(min = 8, max = 200) int layers) {
        int eighth = layers / 8;
        int end = 7 * layers / 8;
        long wide = IntStream.range(0, layers).filter(i -> MixCondition.moreBits(i, layers)).count();
        assertThat(wide).isEqualTo(eighth + (layers - end) + (end - eighth) / 3);
        assertThat(MixCondition.moreBits(0, layers)).isTrue();
        assertThat(MixCondition.moreBits(layers - 1, layers)).isTrue();
    }
}
