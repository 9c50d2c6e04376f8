package dev.ridgepoint.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ridgepoint.architecture.AttentionSpan.Kind;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every count of a span against the mask itself, pair by pair. */
class AttentionSpanTest {

    private static final int PASSES_CHECKED = 64;

    @Property(tries = 400)
    void pairsAreThoseOfTheMask(
            @ForAll Kind kind, @ForAll @IntRange(min = 1, max = 48) int tokens, @ForAll @IntRange(min = 1, max = 40) int queries,
            @ForAll @IntRange(max = 150) int cached) {
        long pairs = 0;
        for (int query = cached; query < cached + queries; query++) {
            pairs += seenBy(kind, tokens, query, cached + queries).size();
        }
        assertThat(span(kind, tokens).pairs(queries, cached)).isEqualTo(pairs);
    }

    @Property(tries = 400)
    void tokensReadAreTheDistinctKeysOfTheMask(
            @ForAll Kind kind, @ForAll @IntRange(min = 1, max = 48) int tokens, @ForAll @IntRange(min = 1, max = 40) int queries,
            @ForAll @IntRange(max = 150) int cached) {
        Set<Integer> keys = new HashSet<>();
        int selections = 0;
        for (int query = cached; query < cached + queries; query++) {
            Set<Integer> seen = seenBy(kind, tokens, query, cached + queries);
            keys.addAll(seen);
            selections += seen.size();
        }
        // A selection is the indexer's choice: at most all of them are different, and there are no more than there are tokens.
        double expected = kind == Kind.SELECTED ? Math.min(selections, cached + queries) : keys.size();
        assertThat(span(kind, tokens).tokensRead(queries, cached)).isEqualTo(expected);
    }

    @Property(tries = 600)
    void pairsAndTokensReadAreAffineOverThePassesThatClaimIt(
            @ForAll Kind kind, @ForAll @IntRange(min = 1, max = 48) int tokens, @ForAll @IntRange(min = 1, max = 20) int queries,
            @ForAll @IntRange(max = 150) int cached) {
        AttentionSpan span = span(kind, tokens);
        double claimed = span.affinePasses(queries, cached);
        assertThat(claimed).isGreaterThanOrEqualTo(1).isEqualTo(Math.rint(claimed));
        int passes = (int) Math.min(claimed, PASSES_CHECKED);
        for (int pass = 0; pass + 2 < passes; pass++) {
            double at = cached + (double) pass * queries;
            assertThat(span.pairs(queries, at + 2 * queries) - 2 * span.pairs(queries, at + queries) + span.pairs(queries, at))
                    .as("second difference of pairs at pass %s of %s", pass, claimed).isZero();
            assertThat(span.tokensRead(queries, at + 2 * queries) - 2 * span.tokensRead(queries, at + queries) + span.tokensRead(queries, at))
                    .as("second difference of tokens read at pass %s of %s", pass, claimed).isZero();
        }
    }

    /** What makes the closed form worth having: a few pieces, however long the generation. */
    @Property(tries = 200)
    void aGenerationHasFewPieces(
            @ForAll @IntRange(min = 1, max = 4096) int tokens, @ForAll @IntRange(min = 1, max = 600) int queries,
            @ForAll @IntRange(max = 10_000) int cached) {
        assertThat(pieces(AttentionSpan.FULL, queries, cached)).isEqualTo(1);
        assertThat(pieces(AttentionSpan.BIDIRECTIONAL, queries, cached)).isEqualTo(1);
        assertThat(pieces(span(Kind.SLIDING, tokens), queries, cached)).isLessThanOrEqualTo(3);
        assertThat(pieces(span(Kind.SELECTED, tokens), queries, cached)).isLessThanOrEqualTo(5);
    }

    @ParameterizedTest(name = "after {0} tokens, {1} steps are left of a chunk of 64")
    @CsvSource({"0, 64", "1, 63", "63, 1", "64, 64", "100, 28"})
    void aChunkEndsAPiece(int cached, int steps) {
        assertThat(span(Kind.CHUNKED, 64).affinePasses(1, cached)).isEqualTo(steps);
    }

    @Test
    void aFullWindowEndsThePieces() {
        assertThat(span(Kind.SLIDING, 64).affinePasses(1, 0)).isEqualTo(64);
        assertThat(span(Kind.SLIDING, 64).affinePasses(1, 62)).isEqualTo(2);
        assertThat(span(Kind.SLIDING, 64).affinePasses(1, 63)).isInfinite();
        assertThat(span(Kind.SELECTED, 64).affinePasses(1, 62)).isEqualTo(2);
    }

    @Test
    void workedExamples() {
        // 4 queries after 3 cached tokens see 4, 5, 6 and 7 keys: 4 x 3 + 4 x 5 / 2.
        assertThat(AttentionSpan.FULL.pairs(4, 3)).isEqualTo(22);
        assertThat(AttentionSpan.BIDIRECTIONAL.pairs(4, 0)).isEqualTo(16);
        // Window 5: 4, 5, 5, 5, over the keys from the first query's window on: 7 of 7 tokens.
        assertThat(span(Kind.SLIDING, 5).pairs(4, 3)).isEqualTo(19);
        assertThat(span(Kind.SLIDING, 5).tokensRead(4, 3)).isEqualTo(7);
        assertThat(span(Kind.SLIDING, 5).tokensRead(1, 1000)).isEqualTo(5);
        // Chunk 5: the queries at 3 and 4 see 4 and 5, those at 5 and 6 see 1 and 2.
        assertThat(span(Kind.CHUNKED, 5).pairs(4, 3)).isEqualTo(12);
        assertThat(span(Kind.CHUNKED, 5).tokensRead(1, 5)).isEqualTo(1);
        assertThat(span(Kind.CHUNKED, 5).tokensRead(1, 9)).isEqualTo(5);
        assertThat(span(Kind.SELECTED, 5).tokensRead(1, 1000)).isEqualTo(5);
    }

    @Test
    void slidingAndChunkedLayersForgetTheRest() {
        assertThat(span(Kind.SLIDING, 512).tokensKept(511)).isEqualTo(511);
        assertThat(span(Kind.SLIDING, 512).tokensKept(100_000)).isEqualTo(512);
        assertThat(span(Kind.CHUNKED, 512).tokensKept(100_000)).isEqualTo(512);
        // The indexer may choose any token, so all are kept.
        assertThat(span(Kind.SELECTED, 512).tokensKept(100_000)).isEqualTo(100_000);
        assertThat(AttentionSpan.FULL.tokensKept(100_000)).isEqualTo(100_000);
    }

    @Test
    void aBoundedSpanNeedsAToken() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AttentionSpan(Kind.SLIDING, 0));
    }

    private static int pieces(AttentionSpan span, int queries, int cached) {
        int pieces = 0;
        double at = cached;
        double passes = 0;
        while (passes < Double.POSITIVE_INFINITY && pieces < 100) {
            passes = span.affinePasses(queries, at);
            at += passes * queries;
            pieces++;
        }
        return pieces;
    }

    private static AttentionSpan span(Kind kind, int tokens) {
        return new AttentionSpan(kind, tokens);
    }

    /** The keys that a query sees; of a selection only how many, since any could be chosen. */
    private static Set<Integer> seenBy(Kind kind, int tokens, int query, int end) {
        Set<Integer> seen = new HashSet<>();
        for (int key = 0; key < end; key++) {
            boolean visible = switch (kind) {
                case FULL -> key <= query;
                case BIDIRECTIONAL -> true;
                case SLIDING -> key <= query && key > query - tokens;
                case CHUNKED -> key <= query && key / tokens == query / tokens;
                case SELECTED -> key <= query && key < tokens;
            };
            if (visible) {
                seen.add(key);
            }
        }
        return seen;
    }
}
