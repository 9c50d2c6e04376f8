package dev.ridgepoint.architecture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A model's architecture: everything that decides its operators and its weights, and nothing of the hardware or the number formats.
 *
 * @param id             unique name, and the descriptor's file name
 * @param name           name for people
 * @param family         whose conventions the checkpoint follows; decides how file formats quantise it
 * @param kind           decoder or encoder
 * @param provenance     where the dimensions come from
 * @param nativeWeights  format the weights were published in
 * @param hidden         size of the residual stream
 * @param vocabulary     rows of the embedding matrix
 * @param embeddings     what surrounds the layers
 * @param norm           kind of normalisation
 * @param maxContext     tokens the model was trained for; 0 when unknown
 * @param layerPattern   the order of the groups
 * @param groups         kinds of layers
 * @param stored         the formats that its own file holds its tensors in, where it was read from one
 */
public record Architecture(
        String id, String name, String family, Kind kind, Provenance provenance, String nativeWeights, int hidden, int vocabulary,
        Embeddings embeddings, Norm norm, long maxContext, LayerPattern layerPattern, List<LayerGroup> groups, StoredTensors stored) {

    /** A model of which no file is known. */
    public Architecture(
            String id, String name, String family, Kind kind, Provenance provenance, String nativeWeights, int hidden, int vocabulary,
            Embeddings embeddings, Norm norm, long maxContext, LayerPattern layerPattern, List<LayerGroup> groups) {
        this(id, name, family, kind, provenance, nativeWeights, hidden, vocabulary, embeddings, norm, maxContext, layerPattern, groups, StoredTensors.UNKNOWN);
    }

    /** What the model does with a prompt. */
    public enum Kind { DECODER, ENCODER }

    /** A normalisation and the vectors of the hidden size that it learns. */
    public enum Norm {
        RMSNORM(1), LAYERNORM(2);

        private final int vectors;

        Norm(int vectors) {
            this.vectors = vectors;
        }

        /** Learned vectors: a scale, and for a layer norm a shift. */
        public int vectors() {
            return vectors;
        }
    }

    /**
     * What stands before and after the layers.
     *
     * @param tied          whether the output projection is the embedding matrix: stored once, read all the same
     * @param positions     rows of a learned position table; 0 for none
     * @param tokenTypes    rows of a token-type table; 0 for none
     * @param embeddingNorm whether the embeddings are normalised
     * @param finalNorm     whether the last layer's output is
     * @param outputBias    whether the output projection has a bias
     * @param pooler        whether an encoder has a dense layer over the first token; it is run unless the model pools in another way
     * @param pooling       how an embedding model makes one vector of a sequence's
     */
    public record Embeddings(
            boolean tied, int positions, int tokenTypes, boolean embeddingNorm, boolean finalNorm, boolean outputBias, boolean pooler, Pooling pooling) {

        /** Of a model that pools in no way of its own. */
        public Embeddings(boolean tied, int positions, int tokenTypes, boolean embeddingNorm, boolean finalNorm, boolean outputBias, boolean pooler) {
            this(tied, positions, tokenTypes, embeddingNorm, finalNorm, outputBias, pooler, Pooling.NONE);
        }

        /** Whether the dense layer over the first token is run: an embedding model's checkpoint has it all the same. */
        public boolean runsPooler() {
            return pooler && pooling == Pooling.NONE;
        }
    }

    /** How an embedding model makes one vector of a sequence's, brought to length 1. */
    public enum Pooling {
        /** It does not: the model is no embedding model, or its pooler does. */
        NONE,
        /** The first token's. */
        CLS,
        /** The mean over the tokens. */
        MEAN
    }

    /**
     * Where a descriptor's facts come from.
     *
     * @param source     the configuration they were read from
     * @param confidence {@code exact}, {@code secondary} or {@code recalled}
     * @param notes      what a reader should know
     */
    public record Provenance(String source, String confidence, String notes) { }

    /** Copies its lists. */
    public Architecture {
        groups = List.copyOf(groups);
    }

    /** Number of layers. */
    public int layers() {
        return layerPattern.count();
    }

    /** Whether the model has an output projection over the vocabulary. */
    public boolean hasOutputProjection() {
        return kind == Kind.DECODER;
    }

    /** Every weight tensor of the model, in the order of the layers; a tied output projection is not a tensor of its own. */
    public List<Tensor> tensors() {
        List<TensorShape> shapes = new ArrayList<>();
        List<Integer> layerOf = new ArrayList<>();
        outerTensors().forEach(shape -> {
            shapes.add(shape);
            layerOf.add(-1);
        });
        LayerGroup[] byLayer = new LayerGroup[layers()];
        groups.forEach(group -> group.layers().forEach(layer -> byLayer[layer] = group));
        for (int layer = 0; layer < byLayer.length; layer++) {
            for (TensorShape shape : byLayer[layer].tensors(this)) {
                shapes.add(shape);
                layerOf.add(layer);
            }
        }
        Map<TensorRole, Integer> totals = new EnumMap<>(TensorRole.class);
        shapes.forEach(shape -> totals.merge(shape.role(), 1, Integer::sum));
        Map<TensorRole, Integer> seen = new EnumMap<>(TensorRole.class);
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            TensorShape s = shapes.get(i);
            int ordinal = seen.merge(s.role(), 1, Integer::sum) - 1;
            tensors.add(new Tensor(s.role(), layerOf.get(i), ordinal, totals.get(s.role()), s.rows(), s.columns(), s.copies()));
        }
        return tensors;
    }

    private List<TensorShape> outerTensors() {
        List<TensorShape> shapes = new ArrayList<>();
        shapes.add(TensorShape.matrix(TensorRole.TOKEN_EMBEDDING, vocabulary, hidden));
        if (embeddings.positions() > 0) {
            shapes.add(TensorShape.matrix(TensorRole.POSITION_EMBEDDING, embeddings.positions(), hidden));
        }
        if (embeddings.tokenTypes() > 0) {
            shapes.add(TensorShape.matrix(TensorRole.TOKEN_TYPE_EMBEDDING, embeddings.tokenTypes(), hidden));
        }
        int outerNorms = (embeddings.embeddingNorm() ? 1 : 0) + (embeddings.finalNorm() ? 1 : 0);
        if (outerNorms > 0) {
            shapes.add(TensorShape.vector(TensorRole.NORM, (long) outerNorms * norm.vectors() * hidden));
        }
        if (hasOutputProjection() && !embeddings.tied()) {
            shapes.add(TensorShape.matrix(TensorRole.OUTPUT, vocabulary, hidden));
        }
        if (embeddings.outputBias()) {
            shapes.add(TensorShape.vector(TensorRole.BIAS, vocabulary));
        }
        if (embeddings.pooler()) {
            shapes.add(TensorShape.matrix(TensorRole.POOLER, hidden, hidden));
            shapes.add(TensorShape.vector(TensorRole.BIAS, hidden));
        }
        return shapes;
    }

    /** Number of weights, every expert counted and a tied output projection counted once. */
    public long parameters() {
        return tensors().stream().mapToLong(Tensor::weights).sum();
    }

    /** Weights that one token runs through: all but the experts that it is not routed to. The embedding and the output projection count. */
    public long activeParameters() {
        long idle = 0;
        for (LayerGroup group : groups) {
            for (FeedForward block : group.feedForwards()) {
                if (block instanceof MixtureOfExperts moe) {
                    long perExpert = moe.tensors(hidden).stream().filter(t -> t.copies() > 1).mapToLong(t -> t.rows() * t.columns()).sum();
                    idle += perExpert * (moe.experts() - moe.top()) * group.count();
                }
            }
        }
        return parameters() - idle;
    }

    /** Elements that one token adds to the KV cache over all layers. */
    public long cacheElementsPerToken() {
        return groups.stream()
                .mapToLong(group -> group.count() * group.mixers().stream().mapToLong(Mixer::cacheElementsPerToken).sum())
                .sum();
    }

    /** The same model under another id and name. */
    public Architecture named(String otherId, String otherName) {
        return new Architecture(
                otherId, otherName, family, kind, provenance, nativeWeights, hidden, vocabulary, embeddings, norm, maxContext, layerPattern, groups, stored);
    }

    /** The same model with its tensors in the formats of a file. */
    public Architecture withStored(StoredTensors formats) {
        return new Architecture(
                id, name, family, kind, provenance, nativeWeights, hidden, vocabulary, embeddings, norm, maxContext, layerPattern, groups, formats);
    }

    /** The same model with an output projection of its own, as a runtime holds it that stores the tied matrix once for each of its uses. */
    public Architecture withSeparateOutput() {
        Embeddings separate = new Embeddings(
                false, embeddings.positions(), embeddings.tokenTypes(), embeddings.embeddingNorm(), embeddings.finalNorm(), embeddings.outputBias(),
                embeddings.pooler(), embeddings.pooling());
        return new Architecture(
                id, name, family, kind, provenance, nativeWeights, hidden, vocabulary, separate, norm, maxContext, layerPattern, groups, stored);
    }

    /** The same model cut or extended to {@code count} layers: its pattern is cycled as far as needed. */
    public Architecture withLayers(int count) {
        LayerPattern pattern = new LayerPattern(count, layerPattern.cycle());
        List<LayerGroup> filled = groups.stream()
                .map(g -> new LayerGroup(g.name(), pattern.layersOf(g.name()), g.mixers(), g.feedForwards(), g.norms()))
                .filter(g -> g.count() > 0)
                .toList();
        return new Architecture(
                id, name, family, kind, provenance, nativeWeights, hidden, vocabulary, embeddings, norm, maxContext, pattern, filled, stored);
    }
}
