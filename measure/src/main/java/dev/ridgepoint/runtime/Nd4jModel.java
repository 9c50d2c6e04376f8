package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.architecture.Mixer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A decoder's weights and layers in ND4J.
 *
 * @param embedding     {@code vocabulary x hidden}
 * @param positions     {@code positions x hidden}, or null
 * @param embeddingNorm null for none
 * @param layers        in the order in which they run
 * @param finalNorm     null for none
 * @param output        projection over the vocabulary; tied, its matrix is the embedding
 */
record Nd4jModel(
        INDArray embedding, INDArray positions, Normalization embeddingNorm, List<Nd4jLayer> layers, Normalization finalNorm, Projection output) {

    private static final Set<String> ACTIVATIONS = Set.of("silu", "gelu", "gelu-tanh", "relu", "relu2");

    /** @throws IllegalArgumentException if the decoder cannot be built, in one line */
    static Nd4jModel build(DecoderSpec spec, OffHeap memory) {
        requireSupported(spec);
        requireRoom(spec);
        Architecture model = spec.architecture();
        Nd4jWeights weights = new Nd4jWeights(spec.seed(), memory);
        int hidden = model.hidden();
        INDArray embedding = weights.matrix("model/embedding", model.vocabulary(), hidden);
        int positions = model.embeddings().positions();
        boolean outputBias = model.embeddings().outputBias();
        return new Nd4jModel(
                embedding,
                positions == 0 ? null : weights.matrix("model/position_embedding", positions, hidden),
                norm(model.embeddings().embeddingNorm(), model, memory),
                layers(spec, weights),
                norm(model.embeddings().finalNorm(), model, memory),
                model.embeddings().tied()
                        ? weights.projection("model/embedding", embedding, outputBias)
                        : weights.projection("model/lm_head", model.vocabulary(), hidden, outputBias));
    }

    private static List<Nd4jLayer> layers(DecoderSpec spec, Nd4jWeights weights) {
        Architecture model = spec.architecture();
        Map<Integer, RotaryEmbedding> rotaries = new HashMap<>();
        List<Nd4jLayer> layers = new ArrayList<>();
        for (int i = 0; i < model.layers(); i++) {
            int index = i;
            LayerGroup group = model.groups().stream().filter(g -> g.layers().contains(index)).findFirst().orElseThrow();
            String where = "L" + i;
            Nd4jAttention attention = null;
            for (Mixer mixer : group.mixers()) {
                GroupedQueryAttention gqa = (GroupedQueryAttention) mixer;
                RotaryEmbedding rotary = gqa.rotarySize() == 0 ? null : rotaries.computeIfAbsent(
                        gqa.rotarySize(), size -> new RotaryEmbedding(size, spec.maxTokens(), weights.memory()));
                attention = new Nd4jAttention(where, gqa, model.hidden(), spec, weights, rotary);
            }
            Nd4jFeedForward feedForward = null;
            for (FeedForward block : group.feedForwards()) {
                feedForward = new Nd4jFeedForward(where, (DenseFeedForward) block, model.hidden(), weights);
            }
            boolean after = group.norms() == Norms.POST || group.norms() == Norms.PRE_AND_POST;
            layers.add(new Nd4jLayer(
                    where, group.norms(), attention, feedForward,
                    norms(group.norms() != Norms.POST, model, weights.memory()), norms(after, model, weights.memory())));
        }
        return layers;
    }

    private static Nd4jLayer.Pair norms(boolean present, Architecture model, OffHeap memory) {
        return new Nd4jLayer.Pair(norm(present, model, memory), norm(present, model, memory));
    }

    private static Normalization norm(boolean present, Architecture model, OffHeap memory) {
        return present ? new Normalization(model.norm(), model.hidden(), memory) : null;
    }

    private static void requireSupported(DecoderSpec spec) {
        Architecture model = spec.architecture();
        require(model, model.kind() == Architecture.Kind.DECODER, "encoders");
        require(model, spec.weights() == StoredWeights.FP32, spec.weights().id() + " weights");
        require(model, model.embeddings().positions() == 0 || spec.maxTokens() <= model.embeddings().positions(),
                "position beyond its " + model.embeddings().positions());
        for (LayerGroup group : model.groups()) {
            require(model, group.mixers().size() <= 1 && group.feedForwards().size() <= 1, "mixers or feed-forwards side by side");
            for (Mixer mixer : group.mixers()) {
                require(model, mixer instanceof GroupedQueryAttention, mixer.kindName());
                GroupedQueryAttention attention = (GroupedQueryAttention) mixer;
                require(model, !attention.outputGate(), "output gate");
                require(model, !attention.sinks(), "attention sinks");
                require(model, attention.rotarySize() % 2 == 0, "odd rotary size");
                require(model, attention.span().kind() != AttentionSpan.Kind.SELECTED, "sparse attention");
            }
            for (FeedForward block : group.feedForwards()) {
                require(model, block instanceof DenseFeedForward, block.kindName());
                String activation = ((DenseFeedForward) block).activation();
                require(model, ACTIVATIONS.contains(activation), "activation '" + activation + "'");
            }
        }
    }

    private static void require(Architecture model, boolean supported, String what) {
        if (!supported) {
            throw new IllegalArgumentException("nd4j decoder: no " + what + ", which " + model.id() + " asks for");
        }
    }

    /** ND4J dies of a native allocation too many with a page of stack trace; this says it in a line. */
    private static void requireRoom(DecoderSpec spec) {
        Architecture model = spec.architecture();
        double cache = (double) spec.batch() * spec.maxTokens() * model.cacheElementsPerToken();
        double bytes = Float.BYTES * (model.parameters() + cache);
        if (Pointer.maxBytes() > 0 && bytes > Pointer.maxBytes() - Pointer.totalBytes()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "nd4j decoder: %s needs %.1f GB outside the heap and ND4J may take %.1f GB; raise -Dorg.bytedeco.javacpp.maxbytes",
                    model.id(), bytes / 1e9, (Pointer.maxBytes() - Pointer.totalBytes()) / 1e9));
        }
    }
}
