package dev.ridgepoint.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.published.AttentionCount.Gha;
import dev.ridgepoint.published.AttentionCount.Gqa;
import dev.ridgepoint.published.AttentionCount.Gta;
import dev.ridgepoint.published.AttentionCount.Gva;
import dev.ridgepoint.published.AttentionCount.Mha;
import dev.ridgepoint.published.AttentionCount.Mla;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Table 2, symbol by symbol, over three tokens. */
class AttentionCountTest {

    private static void counts(AttentionCount layer, double cacheElements, double attention, double linear) {
        assertThat(layer.cacheElements(3)).isEqualTo(cacheElements);
        assertThat(layer.attention(3)).isEqualTo(attention);
        assertThat(layer.linear(3)).isEqualTo(linear);
    }

    @Test
    void multiHead() {
        counts(new Mha(2, 4, 8), 2 * 2 * 4 * 3, 2 * 2 * 4 * 9, 4 * 3 * 64);
    }

    @Test
    void groupedQuery() {
        counts(new Gqa(4, 2, 4, 16), 48, 288, 2 * 3 * 256 + 2 * 2 * 4 * 3 * 16);
    }

    @Test
    void latent() {
        // ((5 + 3) 8 + 2 (3 + 4) 8 + 2 x 2 x 7 x 4 + 64) 3 = (64 + 112 + 112 + 64) 3
        counts(new Mla(2, 5, 7, 3, 4, 8), (5 + 3) * 3, 2 * (3 + 2 * 4) * 9, 1056);
    }

    @Test
    void groupedValue() {
        counts(new Gva(4, 3, 2, 4, 16), (16 + 8) * 3, (16 + 12) * 9, 1536 + 768);
    }

    @Test
    void groupedHead() {
        counts(new Gha(4, 3, 2, 1, 4, 16), (8 + 4) * 3, (16 + 12) * 9, 768 + 768 + 384 + 192);
    }

    @Test
    void groupedHeadLatent() {
        counts(new Gta(4, 2, 1, 4, 5, 6, 16), (8 + 6) * 3, 4 * (5 + 6) * 9, 1536 + (16 + 8 + 6 + 6) * 3 * 16);
    }

    /** As many key-value heads as heads: the row of GQA is that of MHA, where the heads make up the hidden size. */
    @Property
    boolean groupsOfOneAreMultiHead(@ForAll @IntRange(min = 1, max = 128) int heads, @ForAll @IntRange(min = 1, max = 256) int headSize,
                                    @ForAll @IntRange(max = 10_000) int tokens) {
        Mha all = new Mha(heads, headSize, heads * headSize);
        Gqa grouped = new Gqa(heads, heads, headSize, heads * headSize);
        return all.cacheElements(tokens) == grouped.cacheElements(tokens) && all.attention(tokens) == grouped.attention(tokens)
                && all.linear(tokens) == grouped.linear(tokens);
    }
}
