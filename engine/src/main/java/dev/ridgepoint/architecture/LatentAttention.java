package dev.ridgepoint.architecture;

import static dev.ridgepoint.architecture.TensorShape.matrix;
import static dev.ridgepoint.architecture.TensorShape.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Multi-head latent attention: keys and values are projections of one cached latent of {@code kvRank} elements a token, and a rotary key of
 * {@code ropeSize} elements shared by all heads (DeepSeek-V2, arXiv 2405.04434).
 *
 * @param heads     query heads
 * @param queryRank size of the query's latent; 0 when queries are projected in one step
 * @param kvRank    size of the cached latent
 * @param nopeSize  elements of a query or key head without position
 * @param ropeSize  elements with rotary position; the key's are shared by all heads
 * @param valueSize size of a value head
 * @param indexer   what selects the tokens that attention reads; empty when it reads all
 */
public record LatentAttention(
        int heads, int queryRank, int kvRank, int nopeSize, int ropeSize, int valueSize, Optional<Indexer> indexer) implements Mixer {

    /**
     * DeepSeek sparse attention's lightning indexer: scores every cached token with {@code heads} small heads over one shared key, and keeps the
     * {@code top} highest for attention (DeepSeek-V3.2).
     */
    public record Indexer(int heads, int headSize, int top) { }

    @Override
    public String kindName() {
        return indexer.isPresent() ? "MLA top " + indexer.get().top() : "MLA";
    }

    /** Which cached tokens the attention itself reads. */
    public AttentionSpan span() {
        return indexer.map(i -> new AttentionSpan(AttentionSpan.Kind.SELECTED, i.top())).orElse(AttentionSpan.FULL);
    }

    /** Size of a query or key head. */
    public int queryKeySize() {
        return nopeSize + ropeSize;
    }

    /** Size of what is cached for a token, the indexer's key left out. */
    public int latentSize() {
        return kvRank + ropeSize;
    }

    @Override
    public List<TensorShape> tensors(int hidden) {
        List<TensorShape> tensors = new ArrayList<>();
        long queryRows = (long) heads * queryKeySize();
        if (queryRank == 0) {
            tensors.add(matrix(TensorRole.ATTENTION_Q, queryRows, hidden));
        } else {
            tensors.add(matrix(TensorRole.MLA_Q_A, queryRank, hidden));
            tensors.add(vector(TensorRole.NORM, queryRank));
            tensors.add(matrix(TensorRole.MLA_Q_B, queryRows, queryRank));
        }
        tensors.add(matrix(TensorRole.MLA_KV_A, latentSize(), hidden));
        tensors.add(vector(TensorRole.NORM, kvRank));
        tensors.add(matrix(TensorRole.MLA_KV_B, (long) heads * (nopeSize + valueSize), kvRank));
        tensors.add(matrix(TensorRole.ATTENTION_OUTPUT, hidden, (long) heads * valueSize));
        indexer.ifPresent(i -> {
            tensors.add(matrix(TensorRole.INDEXER_Q, (long) i.heads() * i.headSize(), queryRank == 0 ? hidden : queryRank));
            tensors.add(matrix(TensorRole.INDEXER_K, i.headSize(), hidden));
            tensors.add(matrix(TensorRole.INDEXER_WEIGHTS, i.heads(), hidden));
            tensors.add(vector(TensorRole.NORM, 2L * i.headSize()));
        });
        return tensors;
    }

    @Override
    public long cacheElementsPerToken() {
        return latentSize() + indexer.map(Indexer::headSize).orElse(0);
    }

    @Override
    public long stateElements() {
        return 0;
    }
}
