package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.Architecture.Norm;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One layer's multi-head, grouped-query or multi-query attention with its cache. The cache is {@code batch x kvHeads x maxTokens x headSize}, so that a
 * head's keys are one matrix that BLAS reads where it lies; new tokens are written into it in place. A windowed layer keeps all tokens and reads its window.
 */
final class Nd4jAttention {

    private final String where;
    private final GroupedQueryAttention attention;
    private final int maxTokens;
    private final Projection query;
    private final Projection key;
    private final Projection value;
    private final Projection fused;
    private final Projection output;
    private final Normalization queryNorm;
    private final Normalization keyNorm;
    private final RotaryEmbedding rotary;
    private final INDArray keys;
    private final INDArray values;

    /** Attention of the layer {@code where}; {@code rotary} is null for none. */
    Nd4jAttention(String where, GroupedQueryAttention attention, int hidden, DecoderSpec spec, Nd4jWeights weights, RotaryEmbedding rotary) {
        this.where = where;
        this.attention = attention;
        this.maxTokens = spec.maxTokens();
        this.rotary = rotary;
        long q = attention.queryRows();
        long k = attention.keyRows();
        long v = attention.valueRows();
        boolean bias = attention.qkvBias();
        boolean apart = !attention.fusedQkv();
        query = apart ? weights.projection(where + "/q_proj", q, hidden, bias) : null;
        key = apart ? weights.projection(where + "/k_proj", k, hidden, bias) : null;
        value = apart && !attention.keyIsValue() ? weights.projection(where + "/v_proj", v, hidden, bias) : null;
        fused = apart ? null : weights.projection(where + "/qkv_proj", q + k + v, hidden, bias);
        output = weights.projection(where + "/o_proj", hidden, q, attention.outputBias());
        OffHeap memory = weights.memory();
        boolean norm = attention.qkNorm() != QkNorm.NONE;
        queryNorm = norm ? new Normalization(Norm.RMSNORM, normWidth(attention.heads()), memory) : null;
        keyNorm = norm ? new Normalization(Norm.RMSNORM, normWidth(attention.kvHeads()), memory) : null;
        long cache = spec.batch() * attention.keyRows() * maxTokens;
        keys = memory.zeros(cache);
        values = memory.zeros(cache);
    }

    private long normWidth(long heads) {
        return attention.qkNorm() == QkNorm.PER_HEAD ? attention.headSize() : heads * attention.headSize();
    }

    /** Attends from {@code x} and writes the output projection to {@code y}, or adds it. */
    void run(Pass pass, Activation x, Activation y, boolean add) {
        Activations room = pass.room();
        Activation q = room.get("q", attention.queryRows());
        Activation k = room.get("k", attention.keyRows());
        Activation v = room.get("v", attention.keyRows());
        Activation heads = room.get("heads", attention.queryRows());
        project(pass, x, q, k, v);
        position(pass, q, k);
        pass.operator(where, "attention", () -> {
            append(keys, k, pass);
            append(values, v, pass);
            for (int sequence = 0; sequence < pass.batch(); sequence++) {
                for (QueryBlocks.Block block : pass.blocks().get(attention.span()).blocks()) {
                    attend(pass, sequence, block, q, heads);
                }
            }
        });
        pass.operator(where, "o_proj", () -> output.apply(heads, y, add));
    }

    private void project(Pass pass, Activation x, Activation q, Activation k, Activation v) {
        if (fused != null) {
            Activation all = pass.room().get("qkv", fused.outputs());
            pass.operator(where, "qkv_proj", () -> {
                fused.apply(x, all, false);
                all.copyPart(0, q);
                all.copyPart(q.width(), k);
                all.copyPart(attention.keyIsValue() ? q.width() : q.width() + k.width(), v);
            });
            return;
        }
        pass.operator(where, "q_proj", () -> query.apply(x, q, false));
        pass.operator(where, "k_proj", () -> key.apply(x, k, false));
        if (value == null) {
            // Values are the keys as they are before their norm and rotation.
            v.rows().assign(k.rows());
        } else {
            pass.operator(where, "v_proj", () -> value.apply(x, v, false));
        }
    }

    private void position(Pass pass, Activation q, Activation k) {
        if (queryNorm == null && rotary == null) {
            return;
        }
        pass.operator(where, queryNorm == null ? "rope" : rotary == null ? "qk_norm" : "qk_norm_rope", () -> {
            if (queryNorm != null) {
                normalize(queryNorm, q, attention.heads(), pass.room());
                normalize(keyNorm, k, attention.kvHeads(), pass.room());
            }
            if (rotary != null) {
                int size = attention.headSize();
                rotary.turn(pass.room().heads("q", q.width(), rotary, pass.batch(), size), pass.cached());
                rotary.turn(pass.room().heads("k", k.width(), rotary, pass.batch(), size), pass.cached());
            }
        });
    }

    private void normalize(Normalization norm, Activation x, int heads, Activations room) {
        long width = normWidth(heads);
        INDArray rows = OffHeap.rows(x.rows(), 0, x.rows().length() / width, width);
        norm.apply(rows, rows, room);
    }

    /** Writes a pass's keys or values behind those in the cache. */
    private void append(INDArray cache, Activation x, Pass pass) {
        long heads = attention.kvHeads();
        long size = attention.headSize();
        long tokens = pass.tokens();
        long[] shape = {pass.batch(), heads, tokens, size};
        INDArray slot = Nd4j.create(
                cache.data(), shape, new long[] {heads * maxTokens * size, maxTokens * size, size, 1}, pass.cached() * size, 'c');
        slot.assign(Nd4j.create(x.rows().data(), shape, new long[] {tokens * heads * size, size, heads * size, 1}, 0, 'c'));
    }

    /** Attention of one block of one sequence's queries: two products for each key-value head, whose query heads run as one. */
    private void attend(Pass pass, int sequence, QueryBlocks.Block block, Activation q, Activation heads) {
        long size = attention.headSize();
        long width = q.width();
        long first = ((long) sequence * pass.tokens() + block.start()) * width;
        INDArray queries = q.rows();
        INDArray outputs = heads.rows();
        long at = first;
        if (block.count() > 1) {
            // A head's queries must lie together; for a single token they do.
            queries = pass.room().scratch("block_queries", block.count() * width);
            outputs = pass.room().scratch("block_outputs", block.count() * width);
            at = 0;
            byHead(queries, 0, block.count(), true).assign(byHead(q.rows(), first, block.count(), false));
        }
        int group = attention.heads() / attention.kvHeads();
        long columns = (long) group * block.count();
        INDArray room = pass.room().scratch("scores", columns * block.keys());
        INDArray scores = OffHeap.rows(room, 0, columns, block.keys());
        INDArray scoreColumns = OffHeap.columns(room, 0, block.keys(), columns);
        for (int head = 0; head < attention.kvHeads(); head++) {
            long cached = (((long) sequence * attention.kvHeads() + head) * maxTokens + block.firstKey()) * size;
            long part = at + head * columns * size;
            Blas.multiply(OffHeap.rows(keys, cached, block.keys(), size), OffHeap.columns(queries, part, size, columns), scoreColumns,
                    1 / Math.sqrt(size), 0);
            if (block.mask() != null) {
                INDArray byQuery = scores.reshape(group, block.count(), block.keys());
                Elementwise.add(byQuery, block.mask(), byQuery);
            }
            Elementwise.softmax(scores);
            Blas.multiply(OffHeap.columns(values, cached, size, block.keys()), scoreColumns, OffHeap.columns(outputs, part, size, columns), 1, 0);
        }
        if (block.count() > 1) {
            byHead(heads.rows(), first, block.count(), false).assign(byHead(outputs, 0, block.count(), true));
        }
    }

    /** {@code heads x tokens x headSize} over memory that lies so, or that lies {@code tokens x heads x headSize}. */
    private INDArray byHead(INDArray x, long offset, long tokens, boolean headsFirst) {
        long size = attention.headSize();
        long[] strides = headsFirst ? new long[] {tokens * size, size, 1} : new long[] {size, attention.heads() * size, 1};
        return Nd4j.create(x.data(), new long[] {attention.heads(), tokens, size}, strides, offset, 'c');
    }
}
