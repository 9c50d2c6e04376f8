package dev.ridgepoint.runtime;

import static dev.ridgepoint.runtime.SmallModels.GATED;
import static dev.ridgepoint.runtime.SmallModels.attention;
import static dev.ridgepoint.runtime.SmallModels.model;
import static dev.ridgepoint.runtime.SmallModels.part;
import static dev.ridgepoint.runtime.SmallModels.prompt;
import static dev.ridgepoint.runtime.SmallModels.spec;
import static dev.ridgepoint.runtime.SmallModels.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Mamba2;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.graph.WeightSource;
import dev.ridgepoint.predict.LatentExecution;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of a decoder whatever its weights are. Logits are about 1, and two orders of summation differ by some 1e-6. */
class OnnxDecoderTest {

    private static final float TOLERANCE = 1e-4f;

    static Stream<String> names() {
        return SmallModels.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStepAfterAPromptIsTheLongerPrompt(String name) {
        Architecture architecture = SmallModels.all().get(name);
        for (int batch = 1; batch <= 2; batch++) {
            int[][] prompt = prompt(batch, 12);
            try (Decoder decoder = new OnnxDecoder(spec(architecture, StoredWeights.FP32, LatentExecution.CHEAPER, batch))) {
                decoder.run(prompt);
                float[][] whole = decoder.logits();
                decoder.setCached(0);
                decoder.run(part(prompt, 0, 10));
                decoder.run(part(prompt, 10, 11));
                decoder.run(part(prompt, 11, 12));
                assertThat(decoder.cached()).isEqualTo(12);
                assertSame(decoder.logits(), whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void twoMicroBatchesAreTheWholePrompt(String name) {
        int[][] prompt = prompt(1, 16);
        try (Decoder decoder = new OnnxDecoder(spec(SmallModels.all().get(name)))) {
            decoder.run(prompt);
            float[][] whole = decoder.logits();
            decoder.setCached(0);
            decoder.run(part(prompt, 0, 9));
            decoder.run(part(prompt, 9, 16));
            assertSame(decoder.logits(), whole);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void sequencesOfABatchDoNotMix(String name) {
        Architecture architecture = SmallModels.all().get(name);
        int[][] prompt = prompt(2, 9);
        try (Decoder both = new OnnxDecoder(spec(architecture, StoredWeights.FP32, LatentExecution.CHEAPER, 2));
                Decoder one = new OnnxDecoder(spec(architecture))) {
            both.run(prompt);
            one.run(new int[][] {prompt[1]});
            assertThat(both.logits()[1]).containsExactly(one.logits()[0], within(TOLERANCE));
        }
    }

    @Test
    void aWindowForgetsWhatLeftIt() {
        int[][] prompt = prompt(1, 20);
        int[][] other = prompt(1, 20);
        // Three layers of a window of 6 see 3 x 5 tokens back: the first that the last token cannot see is the one 16 before it.
        other[0][20 - 1 - 16] = 99;
        int[][] near = prompt(1, 20);
        near[0][20 - 1 - 15] = 99;
        try (Decoder decoder = new OnnxDecoder(spec(model(window(6), GATED)))) {
            decoder.run(prompt);
            float[][] logits = decoder.logits();
            decoder.setCached(0);
            decoder.run(other);
            assertSame(decoder.logits(), logits);
            decoder.setCached(0);
            decoder.run(near);
            assertThat(distance(decoder.logits()[0], logits[0])).isGreaterThan(TOLERANCE);
        }
    }

    /**
     * Uniform weights are the hardest to store in few bits: 4 bits are wrong by {@code 1 / (7 sqrt(12))} of the largest weight, 7 % of their deviation, 8 bits
     * by 0.4 %. Some twenty products after one another add up in squares, to 0.05 and 0.0002 under a cosine of 1; a narrow latent and an expert chosen
     * differently multiply that by a few. Logits that have nothing in common have a cosine of 0 +- 0.04.
     */
    @ParameterizedTest
    @MethodSource("names")
    void narrowWeightsStayNear(String name) {
        int[][] prompt = prompt(1, 12);
        Architecture architecture = SmallModels.all().get(name);
        try (Decoder wide = new OnnxDecoder(spec(architecture));
                Decoder int8 = new OnnxDecoder(spec(architecture, StoredWeights.INT8, LatentExecution.CHEAPER, 1));
                Decoder int4 = new OnnxDecoder(spec(architecture, StoredWeights.INT4, LatentExecution.CHEAPER, 1))) {
            for (int[][] tokens : List.of(prompt, prompt(1, 1))) {
                for (Decoder decoder : List.of(wide, int8, int4)) {
                    decoder.run(tokens);
                }
                assertThat(cosine(wide.logits()[0], int8.logits()[0])).isGreaterThan(0.997);
                assertThat(cosine(wide.logits()[0], int4.logits()[0])).isGreaterThan(0.75);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LatentExecution.class)
    void latentAttentionIsTheSameExpandedAndAbsorbed(LatentExecution execution) {
        for (int batch = 1; batch <= 2; batch++) {
            int[][] prompt = prompt(batch, 14);
            Architecture architecture = SmallModels.deepseek();
            try (Decoder expanded = new OnnxDecoder(spec(architecture, StoredWeights.FP32, LatentExecution.EXPANDED, batch));
                    Decoder other = new OnnxDecoder(spec(architecture, StoredWeights.FP32, execution, batch))) {
                for (int[][] tokens : List.of(part(prompt, 0, 6), part(prompt, 6, 13), part(prompt, 13, 14))) {
                    expanded.run(tokens);
                    other.run(tokens);
                    assertSame(other.logits(), expanded.logits());
                }
            }
        }
    }

    /** An expert whose output is set to nothing changes the tokens that were routed to it, and no other. */
    @Test
    void tokensGoToAsManyExpertsAsTheyShouldAndNotAllToTheSame() {
        Architecture architecture = model(attention(4, 2), SmallModels.EXPERTS).withLayers(1);
        int tokens = 24;
        Map<Integer, Set<Integer>> chosen = new TreeMap<>();
        float[][] whole = eachToken(architecture, tokens, -1);
        for (int expert = 0; expert < SmallModels.EXPERTS.experts(); expert++) {
            float[][] without = eachToken(architecture, tokens, expert);
            for (int token = 0; token < tokens; token++) {
                if (distance(whole[token], without[token]) > TOLERANCE) {
                    chosen.computeIfAbsent(token, t -> new TreeSet<>()).add(expert);
                }
            }
        }
        assertThat(chosen).hasSize(tokens);
        assertThat(chosen.values()).allSatisfy(experts -> assertThat(experts).hasSize(SmallModels.EXPERTS.top()));
        assertThat(new HashSet<>(chosen.values())).hasSizeGreaterThan(5);
    }

    /** Logits of tokens that stand alone, {@code silenced} being an expert that says nothing. */
    private static float[][] eachToken(Architecture architecture, int tokens, int silenced) {
        DecoderSpec spec = spec(architecture);
        WeightSource random = OnnxModel.random(spec.seed());
        WeightSource weights = (name, columns) -> name.equals("L0/expert_down/e" + silenced) ? row -> Arrays.fill(row, 0) : random.rows(name, columns);
        float[][] logits = new float[tokens][];
        try (Decoder decoder = new OnnxDecoder(spec, ExecutionProvider.CPU, weights, Optional.empty())) {
            for (int token = 0; token < tokens; token++) {
                decoder.setCached(0);
                decoder.run(new int[][] {{token}});
                logits[token] = decoder.logits()[0];
            }
        }
        return logits;
    }

    @Test
    void whatCannotBeBuiltIsNamedInOneLine() {
        Architecture mamba = model(new Mamba2(8, 32, 16, 1, 4, true), GATED);
        assertThatThrownBy(() -> new OnnxDecoder(spec(mamba))).isInstanceOf(UnsupportedArchitectureException.class)
                .hasMessage("small cannot be built as an ONNX graph: a mixer of kind Mamba-2");
    }

    @Test
    void aPassDependsOnWhatIsInTheCacheAndOnNothingElse() {
        try (Decoder decoder = new OnnxDecoder(spec(model(SmallModels.LATENT, GATED)))) {
            decoder.run(prompt(1, 5));
            float[][] five = decoder.logits();
            decoder.run(prompt(1, 3));
            decoder.setCached(0);
            decoder.run(prompt(1, 5));
            assertThat(decoder.logits()).isEqualTo(five);
            assertThat(decoder.runtime()).startsWith("onnxruntime 1.");
        }
    }

    @Test
    void aCacheMayBeginAtADepth() {
        try (Decoder decoder = new OnnxDecoder(spec(model(attention(4, 2), GATED)))) {
            decoder.setCached(40);
            assertThat(decoder.run(prompt(1, 1))).isPositive();
            assertThat(decoder.cached()).isEqualTo(41);
            for (float logit : decoder.logits()[0]) {
                assertThat(logit).isFinite();
            }
        }
    }

    @Test
    void aFullCacheTakesNoMore() {
        try (Decoder decoder = new OnnxDecoder(spec(model(attention(4, 2), GATED)))) {
            decoder.setCached(SmallModels.ROOM);
            assertThatThrownBy(() -> decoder.run(prompt(1, 1))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("64");
        }
    }

    @Test
    void aBatchCannotContinueAPrompt() {
        try (Decoder decoder = new OnnxDecoder(spec(model(attention(4, 2), GATED), StoredWeights.FP32, LatentExecution.CHEAPER, 2))) {
            decoder.run(prompt(2, 4));
            assertThatThrownBy(() -> decoder.run(prompt(2, 4))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("one sequence");
        }
    }

    static void assertSame(float[][] actual, float[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(distance(actual[i], expected[i])).isLessThan(TOLERANCE);
        }
    }

    static float distance(float[] a, float[] b) {
        float largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
