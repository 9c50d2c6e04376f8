package dev.ridgepoint.published;

import static dev.ridgepoint.predict.Subjects.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Table 2 over the models of the paper, as printed and as its code has it. */
class ReadingTest {

    /** 28 layers, 12 heads of 128 over 2, hidden size 1536. */
    @Test
    void qwenByHand() {
        PublishedWork printed = Reading.AS_PRINTED.of(model("qwen2.5-1.5b"), 128);
        assertThat(printed.cacheElements()).isEqualTo(28.0 * 2 * 2 * 128 * 128);
        assertThat(printed.attention()).isEqualTo(28.0 * 2 * 1536 * 128 * 128);
        assertThat(printed.linear()).isEqualTo(28.0 * (603_979_776 + 100_663_296));
        // One key-value head instead of two.
        PublishedWork coded = Reading.AS_CODED.of(model("qwen2.5-1.5b"), 128);
        assertThat(coded.cacheElements()).isEqualTo(printed.cacheElements() / 2);
        assertThat(coded.attention()).isEqualTo(printed.attention());
        assertThat(coded.linear()).isEqualTo(28.0 * (603_979_776 + 50_331_648));
        assertThat(coded.flops()).isEqualTo(19_730_923_520.0);
    }

    /** 24 layers, 32 heads of 64, hidden size 2048: the code halves the cache of MHA too. */
    @Test
    void smolByHand() {
        PublishedWork printed = Reading.AS_PRINTED.of(model("smollm2-1.7b"), 128);
        PublishedWork coded = Reading.AS_CODED.of(model("smollm2-1.7b"), 128);
        assertThat(printed.cacheElements()).isEqualTo(24.0 * 2 * 2048 * 128);
        assertThat(coded.cacheElements()).isEqualTo(24.0 * 2048 * 128);
        assertThat(coded.linear()).isEqualTo(printed.linear()).isEqualTo(24.0 * 4 * 128 * 2048 * 2048);
        assertThat(coded.attention()).isEqualTo(printed.attention());
    }

    /** 32 layers of 16 heads with a latent of 512, which the code takes for 2048 where keys and values come from it. */
    @Test
    void plmByHand() {
        PublishedWork printed = Reading.AS_PRINTED.of(model("plm-1.8b"), 128);
        PublishedWork coded = Reading.AS_CODED.of(model("plm-1.8b"), 128);
        assertThat(printed.cacheElements()).isEqualTo(coded.cacheElements()).isEqualTo(32.0 * 576 * 128);
        assertThat(printed.attention()).isEqualTo(32.0 * 16 * (64 + 256) * 128 * 128);
        assertThat(printed.linear()).isEqualTo(32.0 * 13_762_560 * 128);
        assertThat(coded.linear()).isEqualTo(32.0 * 20_054_016 * 128);
    }

    /** 16 heads of 128 in a hidden size of 1024: the code makes them 64. */
    @Test
    void headsAreNotAlwaysAShareOfTheHiddenSize() {
        double layers = model("qwen3-0.6b").layers();
        assertThat(Reading.AS_PRINTED.of(model("qwen3-0.6b"), 10).attention()).isEqualTo(layers * 2 * 2048 * 100);
        assertThat(Reading.AS_CODED.of(model("qwen3-0.6b"), 10).attention()).isEqualTo(layers * 2 * 1024 * 100);
    }

    /** Where the heads make up the hidden size, as printed is right but for the factor of two: a weight a multiply-accumulate. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"qwen2.5-1.5b", "llama-3.2-1b", "plm-1.8b", "fox-1-1.6b", "smollm2-1.7b", "smollm2-135m", "pythia-160m", "llama-2-70b"})
    void asPrintedIsAMultiplyAccumulateAWeight(String id) {
        Architecture model = model(id);
        double weights = 0;
        for (LayerGroup group : model.groups()) {
            for (Mixer mixer : group.mixers()) {
                weights += group.count() * mixer.tensors(model.hidden()).stream().filter(t -> t.rows() > 1 && t.columns() > 1)
                        .mapToDouble(t -> (double) t.rows() * t.columns()).sum();
            }
        }
        PublishedWork work = Reading.AS_PRINTED.of(model, 1000);
        assertThat(work.linear()).isCloseTo(1000 * weights, within(1000 * weights * 1e-12));
        assertThat(work.cacheElements()).isEqualTo(1000.0 * model.cacheElementsPerToken());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "falcon-mamba-7b, Mamba", "nemotron-h-8b, Mamba-2", "gemma-2-2b, GQA window 4096", "deepseek-v3, MLA with a latent of the queries",
        "bert-base, an encoder keeps no KV cache", "deepseek-v3.2, MLA top 2048"})
    void whatTheTableDoesNotCoverIsRefusedInOneLine(String id, String why) {
        for (Reading reading : Reading.values()) {
            assertThatThrownBy(() -> reading.of(model(id), 128)).isInstanceOf(InvalidInputException.class)
                    .hasMessage("Table 2 of RooflineBench does not cover " + id + ": " + why);
        }
    }
}
