package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import java.util.List;

/**
 * A decoder as an ONNX graph, at its true dimensions. One graph serves prompts and single tokens. Nodes are named layer and operator first, as the engine names
 * its operators: {@code L3/q_proj/MatMul}, {@code model/lm_head/MatMul}.
 *
 * @param model     the graph for ONNX Runtime, without its weights
 * @param externals its weights
 * @param caches    what a pass reads and extends
 */
public record DecoderGraph(byte[] model, List<ExternalTensor> externals, List<CacheTensor> caches) {

    /** Input: token ids, {@code [batch, tokens]}, 64-bit. */
    public static final String TOKENS = "tokens";
    /** Input of some: positions of the pass's tokens, {@code [tokens]}, 64-bit. */
    public static final String POSITIONS = "positions";
    /** Input of some: position of each sequence's last token, {@code [batch]}, 32-bit. */
    public static final String LAST_POSITIONS = "last_positions";
    /** Input of some: tokens of a sequence when the pass is done, {@code [1]}, 32-bit. */
    public static final String TOTAL_TOKENS = "total_tokens";
    /** Output: logits of each sequence's last token, {@code [batch, vocabulary]}. */
    public static final String LOGITS = "logits";

    /**
     * Builds the graph of a model.
     *
     * @throws UnsupportedArchitectureException if there is a part that no graph is written for
     */
    public static DecoderGraph of(GraphSpec spec, WeightSource weights) {
        Assembly assembly = new Assembly(spec, weights);
        Architecture architecture = spec.architecture();
        if (architecture.kind() != Architecture.Kind.DECODER) {
            throw assembly.unsupported("an encoder, as a decoder");
        }
        ResidualStream stream = new ResidualStream(embeddings(assembly));
        LayerGroup[] byLayer = new LayerGroup[architecture.layers()];
        architecture.groups().forEach(group -> group.layers().forEach(layer -> byLayer[layer] = group));
        for (int i = 0; i < byLayer.length; i++) {
            layer(assembly.layer(i), byLayer[i], stream);
        }
        output(assembly.model(), stream);
        Graph graph = assembly.graph();
        return new DecoderGraph(graph.model(), graph.externals(), List.copyOf(assembly.caches()));
    }

    /** Bytes of all weights as they are handed over. ONNX Runtime makes a copy of most of them in an order of its own. */
    public long weightBytes() {
        return externals.stream().mapToLong(ExternalTensor::bytes).sum();
    }

    /** What goes into the first layer: each token's row, with those of its position and its type where there are such tables. */
    static Value embeddings(Assembly assembly) {
        Section model = assembly.model();
        Architecture architecture = model.architecture();
        NodeGroup at = model.at("embedding");
        Value rows = EmbeddingTable.lookUp(at, model.matrix("embedding", architecture.vocabulary(), model.hidden()), assembly.tokens());
        int positions = architecture.embeddings().positions();
        if (positions > 0) {
            rows = at.node("Add", rows, EmbeddingTable.lookUp(at, model.matrix("position_embedding", positions, model.hidden()), assembly.positions()));
        }
        int types = architecture.embeddings().tokenTypes();
        if (types > 0) {
            rows = at.node("Add", rows, EmbeddingTable.lookUp(at, model.matrix("token_type_embedding", types, model.hidden()), assembly.tokenTypes()));
        }
        return architecture.embeddings().embeddingNorm() ? model.norm("embedding_norm", rows, model.hidden()) : rows;
    }

    private static void layer(Section layer, LayerGroup group, ResidualStream stream) {
        switch (group.norms()) {
            case PRE -> {
                if (!group.mixers().isEmpty()) {
                    mix(layer, group, stream.normalised(layer, "attn_norm"), stream);
                }
                if (!group.feedForwards().isEmpty()) {
                    feedForward(layer, group, stream.normalised(layer, "ffn_norm"), stream);
                }
            }
            case POST -> {
                Value mixed = mixed(layer, group, stream.state(layer.at("attn_post_norm")));
                stream.add(layer.at("attn_post_norm"), layer.norm("attn_post_norm", mixed, layer.hidden()));
                Value fed = fed(layer, group, stream.state(layer.at("attn_post_norm")));
                stream.add(layer.at("ffn_post_norm"), layer.norm("ffn_post_norm", fed, layer.hidden()));
            }
            case PRE_AND_POST -> {
                Value mixed = mixed(layer, group, stream.normalised(layer, "attn_norm"));
                stream.add(layer.at("attn_post_norm"), layer.norm("attn_post_norm", mixed, layer.hidden()));
                Value fed = fed(layer, group, stream.normalised(layer, "ffn_norm"));
                stream.add(layer.at("ffn_post_norm"), layer.norm("ffn_post_norm", fed, layer.hidden()));
            }
            case PARALLEL -> {
                Value both = stream.normalised(layer, "attn_norm");
                mix(layer, group, both, stream);
                feedForward(layer, group, both, stream);
            }
            case PARALLEL_TWO_NORMS -> {
                Value mixerInput = stream.normalised(layer, "attn_norm");
                Value feedForwardInput = stream.normalised(layer, "ffn_norm");
                mix(layer, group, mixerInput, stream);
                feedForward(layer, group, feedForwardInput, stream);
            }
        }
    }

    private static void mix(Section layer, LayerGroup group, Value x, ResidualStream stream) {
        stream.add(layer.at("o_proj"), mixed(layer, group, x));
    }

    private static void feedForward(Section layer, LayerGroup group, Value x, ResidualStream stream) {
        stream.add(layer.at("down_proj"), fed(layer, group, x));
    }

    private static Value mixed(Section layer, LayerGroup group, Value x) {
        if (group.mixers().isEmpty()) {
            throw layer.assembly().unsupported("a layer of norms '" + group.norms() + "' without a mixer");
        }
        if (group.mixers().size() > 1) {
            throw layer.assembly().unsupported(group.mixers().size() + " mixers side by side");
        }
        Mixer mixer = group.mixers().get(0);
        if (mixer instanceof GroupedQueryAttention attention) {
            return GroupedQueryAttentionBlock.build(layer, attention, x);
        }
        if (mixer instanceof LatentAttention attention) {
            return LatentAttentionBlock.build(layer, attention, x);
        }
        throw layer.assembly().unsupported("a mixer of kind " + mixer.kindName());
    }

    private static Value fed(Section layer, LayerGroup group, Value x) {
        if (group.feedForwards().isEmpty()) {
            throw layer.assembly().unsupported("a layer of norms '" + group.norms() + "' without a feed-forward");
        }
        if (group.feedForwards().size() > 1) {
            throw layer.assembly().unsupported(group.feedForwards().size() + " feed-forward blocks side by side");
        }
        FeedForward block = group.feedForwards().get(0);
        if (block instanceof DenseFeedForward dense) {
            return DenseFeedForwardBlock.build(layer, dense, x);
        }
        if (block instanceof MixtureOfExperts moe) {
            return MixtureOfExpertsBlock.build(layer, moe, x);
        }
        throw layer.assembly().unsupported("a feed-forward of kind " + block.kindName());
    }

    private static void output(Section model, ResidualStream stream) {
        Architecture architecture = model.architecture();
        stream.keepLastToken(model.at("last_token"));
        Value last = architecture.embeddings().finalNorm() ? stream.normalised(model, "final_norm") : stream.state(model.at("last_token"));
        NodeGroup at = model.at("lm_head");
        // A tied projection has the table's numbers, stored a second time: transposed, and narrow where the table is not.
        String weights = architecture.embeddings().tied() ? "embedding" : "lm_head";
        Value product = model.linear(at, weights, last, architecture.vocabulary(), model.hidden(), architecture.embeddings().outputBias());
        Value logits = at.named(Op.onnx("Identity"), List.of(model.graph().unique(LOGITS)), product).get(0);
        model.graph().output(logits, ElementType.FLOAT, Dimension.of(model.assembly().spec().batch()), Dimension.of(architecture.vocabulary()));
    }
}
