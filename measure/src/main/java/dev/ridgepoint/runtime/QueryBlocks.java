package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.AttentionSpan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The queries of a pass, cut into blocks so that scores stay small and keys beyond a block's last query, or before its first query's span, are left out.
 */
final class QueryBlocks implements AutoCloseable {

    private static final int QUERIES = 128;
    /** Far below any score, and finite. */
    private static final float HIDDEN = -1e30f;

    /**
     * Queries that run together.
     *
     * @param start    the first one's index in the pass
     * @param count    how many
     * @param firstKey the first cached token that any of them sees
     * @param keys     tokens from there to the last query
     * @param mask     {@code count x keys}, added to the scores; null for a single query, which sees all of them
     */
    record Block(int start, int count, int firstKey, int keys, INDArray mask) { }

    private final OffHeap memory = new OffHeap();
    private final List<Block> blocks = new ArrayList<>();

    QueryBlocks(AttentionSpan span, int cached, int tokens) {
        for (int start = 0; start < tokens; start += QUERIES) {
            int count = Math.min(QUERIES, tokens - start);
            int position = cached + start;
            int firstKey = firstKey(span, position);
            int keys = position + count - firstKey;
            blocks.add(new Block(start, count, firstKey, keys, count == 1 ? null : mask(span, position, count, firstKey, keys)));
        }
    }

    List<Block> blocks() {
        return blocks;
    }

    private INDArray mask(AttentionSpan span, int position, int count, int firstKey, int keys) {
        INDArray mask = memory.zeros(count, keys);
        FloatBuffer out = mask.data().asNioFloat();
        for (int query = position; query < position + count; query++) {
            int from = firstKey(span, query);
            for (int key = firstKey; key < firstKey + keys; key++) {
                out.put(key >= from && key <= query ? 0 : HIDDEN);
            }
        }
        return mask;
    }

    private static int firstKey(AttentionSpan span, int position) {
        return switch (span.kind()) {
            case FULL -> 0;
            case SLIDING -> Math.max(0, position - span.tokens() + 1);
            case CHUNKED -> position - position % span.tokens();
            case BIDIRECTIONAL, SELECTED -> throw new IllegalArgumentException("nd4j decoder: no " + span.kind() + " attention");
        };
    }

    @Override
    public void close() {
        memory.close();
    }
}
