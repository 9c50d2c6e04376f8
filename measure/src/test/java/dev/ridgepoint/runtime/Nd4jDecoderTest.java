package dev.ridgepoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.architecture.Architecture.Embeddings;
import dev.ridgepoint.architecture.Architecture.Norm;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.predict.LatentExecution;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Nd4jDecoderTest {

    private static final AttentionSpan WINDOW = new AttentionSpan(AttentionSpan.Kind.SLIDING, 3);
    private static final float TOLERANCE = 2e-4f;

    /** Every part that the decoder knows, one or a few at a time. */
    static Stream<SmallModel> models() {
        SmallModel gqa = SmallModel.gqa();
        return Stream.of(
                gqa,
                gqa.with(SmallModel.attention(6, 6, AttentionSpan.FULL, true, QkNorm.PER_HEAD, false, 8)),
                gqa.with(SmallModel.attention(6, 1, WINDOW, false, QkNorm.FULL_WIDTH, true, 4)),
                gqa.with(SmallModel.attention(4, 2, new AttentionSpan(AttentionSpan.Kind.CHUNKED, 4), false, QkNorm.NONE, false, 0)),
                gqa.with(new DenseFeedForward(80, true, "gelu-tanh", true, true)),
                gqa.with(new DenseFeedForward(80, false, "gelu", true, false)).with(Norms.PARALLEL, Norm.LAYERNORM)
                        .with(new Embeddings(false, 64, 0, true, true, true, false)),
                gqa.with(Norms.PARALLEL_TWO_NORMS, Norm.LAYERNORM),
                gqa.with(Norms.POST, Norm.RMSNORM).with(new Embeddings(true, 0, 0, false, false, false, false)),
                gqa.with(Norms.PRE_AND_POST, Norm.RMSNORM).with(new DenseFeedForward(80, false, "relu2", false, false)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void stepAfterPrefillIsALongerPrefill(SmallModel model) {
        try (Decoder stepped = new Nd4jDecoder(model.spec(1, 16, 7)); Decoder whole = new Nd4jDecoder(model.spec(1, 16, 7))) {
            stepped.run(new int[][] {{3, 14, 15, 92, 65, 35, 8}});
            stepped.run(new int[][] {{9}});
            stepped.run(new int[][] {{79, 32}});
            whole.run(new int[][] {{3, 14, 15, 92, 65, 35, 8, 9, 79, 32}});
            assertThat(stepped.cached()).isEqualTo(10).isEqualTo(whole.cached());
            assertThat(stepped.logits()[0]).containsExactly(whole.logits()[0], within(TOLERANCE));
        }
    }

    @Test
    void blocksOfQueriesJoinSeamlessly() {
        SmallModel model = SmallModel.gqa().with(SmallModel.attention(6, 2, new AttentionSpan(AttentionSpan.Kind.SLIDING, 40), false, QkNorm.NONE, false, 8));
        int[] tokens = new java.util.Random(5).ints(300, 0, SmallModel.VOCABULARY).toArray();
        try (Decoder blocks = new Nd4jDecoder(model.spec(1, 300, 7)); Decoder pieces = new Nd4jDecoder(model.spec(1, 300, 7))) {
            blocks.run(new int[][] {tokens});
            for (int at = 0; at < 300; at += 50) {
                pieces.run(new int[][] {Arrays.copyOfRange(tokens, at, at + 50)});
            }
            assertThat(blocks.logits()[0]).containsExactly(pieces.logits()[0], within(TOLERANCE));
        }
    }

    static Stream<SmallModel> plainModels() {
        SmallModel gqa = SmallModel.gqa();
        return Stream.of(
                gqa,
                gqa.with(SmallModel.attention(6, 6, AttentionSpan.FULL, false, QkNorm.NONE, false, 4)),
                gqa.with(SmallModel.attention(6, 1, WINDOW, false, QkNorm.NONE, true, 8)).with(new DenseFeedForward(80, true, "gelu-tanh", false, true)),
                gqa.with(new DenseFeedForward(80, false, "gelu", false, false)).with(new Embeddings(false, 0, 0, false, true, false, false)),
                gqa.with(new DenseFeedForward(80, false, "relu", false, false)),
                gqa.with(new DenseFeedForward(80, true, "relu2", false, false)));
    }

    @ParameterizedTest
    @MethodSource("plainModels")
    void logitsAreThoseOfTheDefinition(SmallModel model) {
        int[] tokens = {1, 41, 42, 13, 56, 23, 73};
        PlainDecoder plain = new PlainDecoder(model, 11);
        double[] expected = {};
        for (int token : tokens) {
            expected = plain.run(token);
        }
        float[] rounded = new float[expected.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) expected[i];
        }
        try (Decoder decoder = new Nd4jDecoder(model.spec(1, 16, 11))) {
            decoder.run(new int[][] {tokens});
            assertThat(decoder.logits()[0]).containsExactly(rounded, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void windowForgetsWhatFullAttentionRemembers(boolean window) {
        // One layer: with more, a token before the window still acts through those within it.
        SmallModel model = SmallModel.gqa().withLayers(1)
                .with(SmallModel.attention(6, 2, window ? WINDOW : AttentionSpan.FULL, false, QkNorm.NONE, false, 8));
        try (Decoder one = new Nd4jDecoder(model.spec(1, 16, 7)); Decoder other = new Nd4jDecoder(model.spec(1, 16, 7))) {
            one.run(new int[][] {{1, 2, 3, 4, 5}});
            other.run(new int[][] {{90, 91, 3, 4, 5}});
            assertThat(Arrays.equals(one.logits()[0], other.logits()[0])).isEqualTo(window);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void batchOfTwoIsTwoRunsOfOne(SmallModel model) {
        int[][] prompt = {{1, 2, 3, 4, 5}, {50, 40, 30, 20, 10}};
        int[][] step = {{6}, {60}};
        try (Decoder both = new Nd4jDecoder(model.spec(2, 8, 7)); Decoder single = new Nd4jDecoder(model.spec(1, 8, 7))) {
            both.run(prompt);
            both.run(step);
            float[][] logits = both.logits();
            for (int row = 0; row < 2; row++) {
                single.setCached(0);
                single.run(new int[][] {prompt[row]});
                single.run(new int[][] {step[row]});
                assertThat(logits[row]).containsExactly(single.logits()[0], within(TOLERANCE));
            }
        }
    }

    @Test
    void seedDecidesTheLogits() {
        assertThat(logits(7)).isEqualTo(logits(7));
        assertThat(logits(7)).isNotEqualTo(logits(8));
    }

    private static float[] logits(long seed) {
        try (Decoder decoder = new Nd4jDecoder(SmallModel.gqa().spec(1, 8, seed))) {
            decoder.run(new int[][] {{1, 2, 3}});
            return decoder.logits()[0];
        }
    }

    @Test
    void depthCanBeSetWithoutRunningIt() {
        try (Decoder decoder = new Nd4jDecoder(SmallModel.gqa().spec(1, 8, 7))) {
            decoder.setCached(6);
            assertThat(decoder.run(new int[][] {{1, 2}})).isPositive();
            assertThat(decoder.cached()).isEqualTo(8);
            for (float logit : decoder.logits()[0]) {
                assertThat(logit).isFinite();
            }
        }
    }

    @Test
    void roomAndTokensAreChecked() {
        try (Decoder decoder = new Nd4jDecoder(SmallModel.gqa().spec(1, 8, 7))) {
            assertThatIllegalArgumentException().isThrownBy(() -> decoder.setCached(9));
            decoder.setCached(7);
            assertThatIllegalArgumentException().isThrownBy(() -> decoder.run(new int[][] {{1, 2}}))
                    .withMessage("no room for 2 tokens after 7 in a cache of 8");
            assertThatIllegalArgumentException().isThrownBy(() -> decoder.run(new int[][] {{97}}));
            assertThatIllegalArgumentException().isThrownBy(() -> decoder.run(new int[][] {{1}, {2}}));
            assertThatIllegalArgumentException().isThrownBy(() -> decoder.run(new int[][] {{}}));
        }
    }

    @Test
    void operatorsAreTimedByTheNamesOfTheLowering() {
        Set<String> heard = new LinkedHashSet<>();
        try (Nd4jDecoder decoder = new Nd4jDecoder(SmallModel.gqa().withLayers(1).spec(1, 8, 7))) {
            decoder.listen((operator, nanoseconds) -> heard.add(operator));
            decoder.run(new int[][] {{1, 2}});
            decoder.listen(null);
            decoder.run(new int[][] {{1, 2}});
        }
        assertThat(heard).containsExactly(
                "model/embedding", "L0/attn_norm", "L0/q_proj", "L0/k_proj", "L0/v_proj", "L0/rope", "L0/attention", "L0/o_proj", "L0/ffn_norm",
                "L0/gate_proj", "L0/up_proj", "L0/activation", "L0/down_proj", "model/final_norm", "model/lm_head");
    }

    @Test
    void whatItCannotRunItRefusesInALine() {
        SmallModel moe = SmallModel.gqa().with(new MixtureOfExperts(4, 2, 16, true, "silu", false, false, 0, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Nd4jDecoder(moe.spec(1, 8, 7)))
                .withMessage("nd4j decoder: no MoE 2 of 4, which small asks for");
        DecoderSpec fp32 = SmallModel.gqa().spec(1, 8, 7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nd4jDecoder(new DecoderSpec(fp32.architecture(), StoredWeights.INT4, LatentExecution.CHEAPER, 8, 1, 1, 7)))
                .withMessage("nd4j decoder: no int4 weights, which small asks for");
        assertThatIllegalArgumentException().isThrownBy(() -> new Nd4jDecoder(SmallModel.gqa().spec(1, 2_000_000_000, 7)))
                .withMessageContaining("raise -Dorg.bytedeco.javacpp.maxbytes");
    }

    @Test
    void namesTheRuntimeAndItsVersion() {
        try (Decoder decoder = new Nd4jDecoder(SmallModel.gqa().spec(1, 8, 7))) {
            assertThat(decoder.runtime()).startsWith("nd4j 1.").endsWith(" cpu");
        }
    }
}
