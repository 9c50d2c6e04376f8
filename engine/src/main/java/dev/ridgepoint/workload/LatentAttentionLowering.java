package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.workload.Operator.Arithmetic;
import dev.ridgepoint.workload.Operator.Execution;

/**
 * Lowers multi-head latent attention in both of its executions (DeepSeek-V2, arXiv 2405.04434, section 2.1). Either caches {@code r + d_rope} elements a
 * token. <em>Expanded</em> projects the latents of all tokens read up to keys and values and attends with heads of {@code d_nope + d_rope} and {@code d_v};
 * <em>absorbed</em> folds the projection into query and output, and attends with {@code h} heads of {@code r + d_rope} and {@code r} to one shared head.
 */
final class LatentAttentionLowering {

    private final LayerWriter layer;
    private final LatentAttention mla;
    private final int hidden;
    private final double heads;
    private final long upRows;

    private LatentAttentionLowering(LayerWriter layer, LatentAttention mla, int hidden) {
        this.layer = layer;
        this.mla = mla;
        this.hidden = hidden;
        this.heads = mla.heads();
        this.upRows = (long) mla.heads() * (mla.nopeSize() + mla.valueSize());
    }

    static void lower(LayerWriter layer, LatentAttention mla, int hidden) {
        new LatentAttentionLowering(layer, mla, hidden).lower();
    }

    private void lower() {
        queries();
        layer.matmul("kv_a_proj", TensorRole.MLA_KV_A, mla.latentSize(), hidden, false);
        layer.elementwise("kv_a_norm", 4.0 * mla.kvRank(), 2.0 * mla.kvRank(), layer.vector(mla.kvRank()));
        double rotated = (heads + 1) * mla.ropeSize();
        layer.elementwise("rope", 3 * rotated, 2 * rotated, 0);
        mla.indexer().ifPresent(this::indexer);
        expanded();
        absorbed();
        layer.matmul("o_proj", TensorRole.ATTENTION_OUTPUT, hidden, (long) mla.heads() * mla.valueSize(), false);
    }

    private void queries() {
        long rows = (long) mla.heads() * mla.queryKeySize();
        if (mla.queryRank() == 0) {
            layer.matmul("q_proj", TensorRole.ATTENTION_Q, rows, hidden, false);
            return;
        }
        layer.matmul("q_a_proj", TensorRole.MLA_Q_A, mla.queryRank(), hidden, false);
        layer.elementwise("q_a_norm", 4.0 * mla.queryRank(), 2.0 * mla.queryRank(), layer.vector(mla.queryRank()));
        layer.matmul("q_b_proj", TensorRole.MLA_Q_B, rows, mla.queryRank(), false);
    }

    private void indexer(LatentAttention.Indexer indexer) {
        long rows = (long) indexer.heads() * indexer.headSize();
        layer.matmul("indexer_q_proj", TensorRole.INDEXER_Q, rows, mla.queryRank() == 0 ? hidden : mla.queryRank(), false);
        layer.matmul("indexer_k_proj", TensorRole.INDEXER_K, indexer.headSize(), hidden, false);
        layer.matmul("indexer_weights_proj", TensorRole.INDEXER_WEIGHTS, indexer.heads(), hidden, false);
        // Every cached token is scored: a product a head, a ReLU and a weighted sum over the heads.
        layer.add(new OperatorBuilder("indexer", Arithmetic.ACTIVATIONS)
                .flopsPerPair(2.0 * rows + 3.0 * indexer.heads())
                .activations(layer.activations(rows + indexer.heads() + indexer.top()))
                .cacheRead(layer.cache(indexer.headSize()))
                .cacheWrite(layer.cache(indexer.headSize())));
    }

    private void expanded() {
        AttentionSpan span = mla.span();
        OperatorBuilder up = new OperatorBuilder("kv_b_proj", Arithmetic.WEIGHTS)
                .execution(Execution.EXPANDED).span(span)
                .flopsPerTokenRead(2.0 * mla.kvRank() * upRows)
                .cacheRead(layer.cache(mla.kvRank()))
                .activationsPerTokenRead(layer.activations(upRows));
        layer.matmul(up, TensorRole.MLA_KV_B, upRows, mla.kvRank(), false);
        OperatorBuilder core = core(Execution.EXPANDED, mla.queryKeySize(), mla.valueSize())
                .activationsPerTokenRead(layer.activations(upRows))
                .cacheRead(layer.cache(mla.ropeSize()));
        layer.add(core);
    }

    private void absorbed() {
        double keyShare = (double) mla.nopeSize() / (mla.nopeSize() + mla.valueSize());
        layer.absorbed(absorb("q_absorb", mla.nopeSize(), mla.kvRank()), TensorRole.MLA_KV_B, upRows, mla.kvRank(), keyShare);
        layer.add(core(Execution.ABSORBED, mla.latentSize(), mla.kvRank()).cacheRead(layer.cache(mla.latentSize())));
        layer.absorbed(absorb("v_absorb", mla.kvRank(), mla.valueSize()), TensorRole.MLA_KV_B, upRows, mla.kvRank(), 1 - keyShare);
    }

    private OperatorBuilder absorb(String name, int from, int to) {
        return new OperatorBuilder(name, Arithmetic.WEIGHTS)
                .execution(Execution.ABSORBED)
                .flops(2 * heads * from * to)
                .activations(layer.activations(heads * (from + to)));
    }

    private OperatorBuilder core(Execution execution, int keySize, int valueSize) {
        OperatorBuilder core = new OperatorBuilder("attention", Arithmetic.ACTIVATIONS)
                .execution(execution).span(mla.span())
                .flopsPerPair(2 * heads * (keySize + valueSize))
                .activations(layer.activations(heads * (keySize + valueSize)))
                .cacheWrite(layer.cache(mla.latentSize()));
        return layer.kernel() == AttentionKernel.UNFUSED ? core.activationsPerScore(layer.activations(2 * heads)) : core;
    }
}
