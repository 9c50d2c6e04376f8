package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.Mixer;
import java.util.Optional;

/** Attention, from the shapes of its projections. */
final class AttentionShapes {

    private AttentionShapes() { }

    static boolean isLatent(LayerTensors t) {
        return t.has("attn_kv_a_mqa.weight");
    }

    static boolean isAttention(LayerTensors t) {
        return !RecurrenceShapes.isDelta(t) && t.hasAny("attn_qkv.weight", "attn_q.weight") && !isLatent(t);
    }

    /** As wide as the output projection's input; its keys as wide as what projects them. */
    static Mixer grouped(LayerTensors t, LayerFacts facts) {
        long width = t.get("attn_output.weight").columns();
        int size = facts.headSize(width);
        int heads = t.whole("attn_output.weight", width, size);
        boolean fused = t.has("attn_qkv.weight");
        boolean valued = fused || t.has("attn_v.weight");
        long keyRows = fused ? keysOfFused(t, width) : t.get("attn_k.weight").rows();
        int keys = t.whole(fused ? "attn_qkv.weight" : "attn_k.weight", keyRows, size);
        long queryRows = fused ? width : t.get("attn_q.weight").rows();
        if (queryRows != width && queryRows != 2 * width) {
            throw t.mistake("attn_q.weight", queryRows + " rows are neither the " + width + " columns of attn_output nor twice as many");
        }
        if (valued && !fused && t.get("attn_v.weight").rows() != keyRows) {
            throw t.mistake("attn_v.weight", "values of another size than the keys are not modelled");
        }
        boolean qkvBias = t.hasAny("attn_q.bias", "attn_k.bias", "attn_v.bias", "attn_qkv.bias");
        return new GroupedQueryAttention(heads, keys, size, facts.span(), qkvBias, t.has("attn_output.bias"), norm(t, size), fused,
                queryRows == 2 * width, t.hasAny("attn_sinks.weight", "attn_sinks"), Math.min(size, facts.rotary(size)), !valued);
    }

    private static long keysOfFused(LayerTensors t, long width) {
        long rest = t.get("attn_qkv.weight").rows() - width;
        if (rest < 2 || rest % 2 != 0) {
            throw t.mistake("attn_qkv.weight", "its rows are not the " + width + " of the queries and twice the keys'");
        }
        return rest / 2;
    }

    private static QkNorm norm(LayerTensors t, int size) {
        t.hasAny("attn_k_norm.weight", "attn_q_norm.bias", "attn_k_norm.bias");
        return t.find("attn_q_norm.weight").map(norm -> norm.elements() == size ? QkNorm.PER_HEAD : QkNorm.FULL_WIDTH).orElse(QkNorm.NONE);
    }

    /**
     * Latent attention. Of {@code h} heads the query projection has {@code h (nope + rope)} rows, the up-projection {@code h (nope + value)} and the output
     * projection {@code h value} columns, so that {@code h = (queries - up + output) / rope}.
     */
    static Mixer latent(LayerTensors t, LayerFacts facts) {
        int rank = t.size("attn_kv_a_norm.weight", t.get("attn_kv_a_norm.weight").elements());
        int rope = t.size("attn_kv_a_mqa.weight", t.get("attn_kv_a_mqa.weight").rows() - rank);
        boolean ranked = t.has("attn_q_b.weight");
        String query = ranked ? "attn_q_b.weight" : "attn_q.weight";
        int queryRank = ranked ? t.size("attn_q_a.weight", t.get("attn_q_a.weight").rows()) : 0;
        t.has("attn_q_a_norm.weight");
        long queries = t.get(query).rows();
        long output = t.get("attn_output.weight").columns();
        long up = t.has("attn_kv_b.weight") ? t.get("attn_kv_b.weight").rows()
                : (t.get("attn_k_b.weight").elements() + t.get("attn_v_b.weight").elements()) / rank;
        t.hasAny("attn_k_b.weight", "attn_v_b.weight");
        int heads = t.whole(query, queries - up + output, rope);
        int value = t.whole("attn_output.weight", output, heads);
        int nope = t.whole(query, queries, heads) - rope;
        Optional<LatentAttention.Indexer> indexer = t.find("indexer.attn_k.weight")
                .map(keys -> new LatentAttention.Indexer(facts.indexerHeads(), t.size("indexer.attn_k.weight", keys.rows()), facts.indexerTop()));
        t.hasAny("indexer.attn_q_b.weight", "indexer.proj.weight", "indexer.k_norm.weight", "indexer.k_norm.bias");
        return new LatentAttention(heads, queryRank, rank, t.size(query, nope), rope, value, indexer);
    }
}
