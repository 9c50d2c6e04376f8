package dev.ridgepoint.runtime;

import static dev.ridgepoint.runtime.SmallModels.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.graph.UsualDecoder;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxFileDecoderTest {

    private static final float TOLERANCE = 1e-5f;

    @TempDir
    private Path folder;

    private Decoder load(Path path, int batch) {
        return new OnnxFileDecoder(OnnxFile.read(path), batch, 1, ExecutionProvider.CPU);
    }

    private Decoder load(UsualDecoder model, int batch) {
        return load(model.write(folder.resolve("model.onnx")), batch);
    }

    private static int[][] prompt(int batch, int tokens) {
        int[][] ids = SmallModels.prompt(batch, tokens);
        for (int[] row : ids) {
            for (int i = 0; i < tokens; i++) {
                row[i] %= UsualDecoder.VOCABULARY;
            }
        }
        return ids;
    }

    /** Forms that exporters write, all of which are the same decoder. */
    enum Form {
        AS_IS(m -> m),
        HALF_CACHES(UsualDecoder::halfCaches),
        NARROW_TOKENS(m -> m.narrowInput("input_ids").narrowInput("attention_mask")),
        OPEN_VOCABULARY(m -> m.withExtent("logits", 2, -1)),
        SHORT_NAMES(m -> m.renamed("past_key_values.0.key", "past.0.key").renamed("past_key_values.0.value", "past.0.value"));

        private final UnaryOperator<UsualDecoder> change;

        Form(UnaryOperator<UsualDecoder> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aStepAfterAPromptIsTheLongerPrompt(Form form) {
        int[][] prompt = prompt(2, 12);
        float tolerance = form == Form.HALF_CACHES ? 1e-2f : TOLERANCE;
        try (Decoder plain = load(UsualDecoder.of(), 2); Decoder decoder = load(form.change.apply(UsualDecoder.of()), 2)) {
            assertThat(decoder.vocabulary()).isEqualTo(UsualDecoder.VOCABULARY);
            assertThat(decoder.batch()).isEqualTo(2);
            plain.run(prompt);
            float[][] whole = plain.logits();
            // Twice, as a benchmark's iterations begin anew.
            for (int i = 0; i < 2; i++) {
                decoder.setCached(0);
                decoder.run(part(prompt, 0, 10));
                decoder.run(part(prompt, 10, 11));
                decoder.run(part(prompt, 11, 12));
                assertThat(decoder.cached()).isEqualTo(12);
                for (int row = 0; row < 2; row++) {
                    assertThat(decoder.logits()[row]).containsExactly(whole[row], within(tolerance));
                }
            }
            assertThat(whole[0]).isNotEqualTo(whole[1]);
        }
    }

    @Test
    void whatIsInTheCacheIsSeen() {
        int[][] prompt = prompt(1, 5);
        try (Decoder decoder = load(UsualDecoder.of(), 1)) {
            decoder.run(part(prompt, 4, 5));
            float[][] alone = decoder.logits();
            decoder.setCached(0);
            decoder.run(prompt);
            assertThat(decoder.logits()[0]).isNotEqualTo(alone[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Form.class, names = {"AS_IS", "HALF_CACHES"})
    void aCacheCanBeginAtAnyDepth(Form form) {
        try (Decoder decoder = load(form.change.apply(UsualDecoder.of()), 1)) {
            decoder.setCached(20);
            decoder.run(prompt(1, 3));
            float[][] first = decoder.logits();
            assertThat(decoder.cached()).isEqualTo(23);
            assertThat(first[0]).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
            decoder.setCached(20);
            decoder.run(prompt(1, 3));
            assertThat(decoder.logits()).isDeepEqualTo(first);
            decoder.setCached(19);
            decoder.run(prompt(1, 3));
            assertThat(decoder.logits()[0]).isNotEqualTo(first[0]);
        }
    }

    @Test
    void weightsInAFileBesideAreFound() {
        int[][] prompt = prompt(1, 6);
        try (Decoder one = load(UsualDecoder.of(), 1); Decoder two = load(UsualDecoder.of().writeWithData(folder.resolve("split.onnx"), "split.data"), 1)) {
            one.run(prompt);
            two.run(prompt);
            assertThat(two.logits()).isDeepEqualTo(one.logits());
            assertThat(two.runtime()).isEqualTo(one.runtime()).matches("onnxruntime \\d+\\.\\d+\\.\\d+ cpu");
        }
    }

    /** Ways in which a model is no decoder of the usual names. */
    enum Mistake {
        NO_TOKENS(m -> m.renamed("input_ids", "pixels"), "has no input 'input_ids'", "this takes pixels, attention_mask"),
        FIXED_TOKENS(m -> m.withExtent("input_ids", 1, 128), "'input_ids' takes 128 tokens a pass"),
        FIXED_BATCH(m -> m.withExtent("input_ids", 0, 4), "'input_ids' is for a batch of 4, and asked for are 1"),
        FIXED_CACHE(m -> m.withExtent("past_key_values.1.value", 2, 64), "'past_key_values.1.value' holds 64 tokens"),
        OPEN_HEADS(m -> m.withExtent("past_key_values.0.key", 1, -1), "'past_key_values.0.key' is FLOAT of [any, any, any, 8]",
                "[batch, heads, past tokens, head size]"),
        ANOTHER_INPUT(m -> m.renamed("attention_mask", "use_cache_branch"), "'use_cache_branch' that is not known here"),
        HALF_A_PAIR(m -> m.renamed("past_key_values.1.key", "past_key_values.7.key").renamed("present.1.key", "present.7.key"),
                "has 'past_key_values.1.value' among its inputs"),
        NO_PRESENT(m -> m.withoutOutput("present.1.value"), "has no output 'present.1.value' for its input 'past_key_values.1.value'"),
        NO_LOGITS(m -> m.renamed("logits", "scores"), "has no output 'logits'");

        private final UnaryOperator<UsualDecoder> change;
        private final String[] told;

        Mistake(UnaryOperator<UsualDecoder> change, String... told) {
            this.change = change;
            this.told = told;
        }
    }

    @ParameterizedTest
    @EnumSource(Mistake.class)
    void whatIsNoDecoderIsToldInOneLine(Mistake mistake) {
        Path path = mistake.change.apply(UsualDecoder.of()).write(folder.resolve("odd.onnx"));
        assertThatThrownBy(() -> load(path, 1)).isInstanceOf(InvalidInputException.class).hasMessageStartingWith(path + ": ")
                .hasMessageContainingAll(mistake.told).message().hasLineCount(1);
    }

    @Test
    void aPassThatTheRuntimeRefusesIsToldInOneLine() {
        try (Decoder decoder = load(UsualDecoder.of(), 1)) {
            // The table of positions has 64 rows.
            assertThatThrownBy(() -> decoder.run(prompt(1, 65))).isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("cannot run 65 tokens after 0").message().hasLineCount(1);
        }
    }

    @Test
    void weightsThatAreNotBesideAreToldInOneLine() throws IOException {
        Path path = UsualDecoder.of().writeWithData(folder.resolve("split.onnx"), "split.data");
        Files.delete(folder.resolve("split.data"));
        assertThatThrownBy(() -> load(path, 1)).isInstanceOf(InvalidInputException.class).message().startsWith(path + ": ").contains("split.data")
                .hasLineCount(1);
    }
}
