package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Architecture.Pooling;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.DenseFeedForward;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LayerGroup;
import java.util.List;

/**
 * An encoder of BERT's kind as an ONNX graph, at its true dimensions: learned positions, attention both ways, a normalisation of the sum after each block. Its
 * sequences are of one length, so that none is padded. Nodes are named as those of {@link DecoderGraph}.
 *
 * @param model     the graph for ONNX Runtime, without its weights
 * @param externals its weights
 */
public record EncoderGraph(byte[] model, List<ExternalTensor> externals) {

    /** Input of some: the type of each token, {@code [batch, tokens]}, 64-bit. */
    public static final String TOKEN_TYPES = "token_types";
    /** Output: a vector for each sequence, {@code [batch, hidden]}. */
    public static final String EMBEDDINGS = "embeddings";

    /**
     * Builds the graph of a model.
     *
     * @throws UnsupportedArchitectureException if there is a part that no graph is written for
     */
    public static EncoderGraph of(GraphSpec spec, WeightSource weights) {
        Assembly assembly = new Assembly(spec, weights);
        Architecture architecture = spec.architecture();
        if (architecture.kind() != Architecture.Kind.ENCODER) {
            throw assembly.unsupported("a decoder, as an encoder");
        }
        Value x = DecoderGraph.embeddings(assembly);
        LayerGroup[] byLayer = new LayerGroup[architecture.layers()];
        architecture.groups().forEach(group -> group.layers().forEach(layer -> byLayer[layer] = group));
        for (int i = 0; i < byLayer.length; i++) {
            x = layer(assembly.layer(i), byLayer[i], x);
        }
        output(assembly.model(), x);
        return new EncoderGraph(assembly.graph().model(), assembly.graph().externals());
    }

    private static Value layer(Section layer, LayerGroup group, Value x) {
        if (group.norms() != LayerGroup.Norms.POST) {
            throw layer.assembly().unsupported("an encoder of norms '" + group.norms() + "'");
        }
        if (group.mixers().size() != 1 || group.feedForwards().size() != 1 || !(group.feedForwards().get(0) instanceof DenseFeedForward dense)) {
            throw layer.assembly().unsupported("an encoder's layer of other than one attention and one dense feed-forward");
        }
        Value attended = attention(layer, (GroupedQueryAttention) group.mixers().get(0), x);
        Value mixed = layer.normOfSum("attn_post_norm", x, attended);
        return layer.normOfSum("ffn_post_norm", mixed, DenseFeedForwardBlock.build(layer, dense, mixed));
    }

    private static Value attention(Section layer, GroupedQueryAttention attention, Value x) {
        boolean plain = attention.span().kind() == AttentionSpan.Kind.FULL && attention.rotarySize() == 0 && attention.kvHeads() == attention.heads()
                && attention.qkNorm() == GroupedQueryAttention.QkNorm.NONE && !attention.fusedQkv() && !attention.outputGate() && !attention.sinks()
                && !attention.keyIsValue();
        if (!plain) {
            throw layer.assembly().unsupported("an encoder's attention of other than plain heads");
        }
        int hidden = layer.hidden();
        Value query = layer.linear("q_proj", x, attention.queryRows(), hidden, attention.qkvBias());
        Value key = layer.linear("k_proj", x, attention.keyRows(), hidden, attention.qkvBias());
        Value value = layer.linear("v_proj", x, attention.valueRows(), hidden, attention.qkvBias());
        Value heads = layer.at("attention").node(Op.contrib("MultiHeadAttention").with("num_heads", attention.heads()), query, key, value);
        return layer.linear("o_proj", heads, hidden, (long) attention.heads() * attention.headSize(), attention.outputBias());
    }

    private static void output(Section model, Value states) {
        Architecture.Embeddings embeddings = model.architecture().embeddings();
        Value x = embeddings.finalNorm() ? model.norm("final_norm", states, model.hidden()) : states;
        Value vector;
        if (embeddings.pooling() == Pooling.MEAN) {
            vector = model.at("pooling").node(Op.onnx("ReduceMean").with("keepdims", 0), x, model.graph().integers(1));
        } else {
            vector = model.at("first_token").node(Op.onnx("Gather").with("axis", 1), x, model.graph().integer(0));
        }
        if (embeddings.runsPooler()) {
            vector = model.at("pooler").node("Tanh", model.linear("pooler", vector, model.hidden(), model.hidden(), true));
        }
        if (embeddings.pooling() != Pooling.NONE) {
            vector = model.at("unit_norm").node(Op.onnx("LpNormalization").with("axis", -1).with("p", 2), vector);
        }
        Value result = model.at("embeddings").named(Op.onnx("Identity"), List.of(model.graph().unique(EMBEDDINGS)), vector).get(0);
        model.graph().output(result, ElementType.FLOAT, Dimension.of(model.assembly().spec().batch()), Dimension.of(model.hidden()));
    }
}
