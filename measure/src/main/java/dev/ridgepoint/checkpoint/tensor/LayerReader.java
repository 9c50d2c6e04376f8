package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.architecture.FeedForward;
import dev.ridgepoint.architecture.LayerGroup.Norms;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.checkpoint.outline.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells a layer from the shapes of its tensors: what mixes tokens, what follows, and where the norms stand. */
public final class LayerReader {

    private static final String[] OTHER_NORMS = {
        "attn_norm.bias", "attn_norm_2.bias", "ffn_norm.bias", "post_attention_norm.bias", "post_ffw_norm.bias", "attn_output_norm.bias",
        "layer_output_norm.bias", "pre_ffw_norm_2.weight", "post_ffw_norm_1.weight", "post_ffw_norm_2.weight"};

    private LayerReader() { }

    /**
     * The layer, called after what is in it.
     *
     * @throws dev.ridgepoint.input.InvalidInputException if nothing in it is known, or its shapes contradict one another
     */
    public static Layer read(LayerTensors t, LayerFacts facts) {
        List<Mixer> mixers = new ArrayList<>();
        if (AttentionShapes.isLatent(t)) {
            mixers.add(AttentionShapes.latent(t, facts));
        } else if (AttentionShapes.isAttention(t)) {
            mixers.add(AttentionShapes.grouped(t, facts));
        }
        if (RecurrenceShapes.isDelta(t)) {
            mixers.add(RecurrenceShapes.delta(t, facts));
        } else if (RecurrenceShapes.isMamba1(t)) {
            mixers.add(RecurrenceShapes.mamba1(t));
        } else if (RecurrenceShapes.isMamba2(t)) {
            mixers.add(RecurrenceShapes.mamba2(t, facts));
        }
        if (RecurrenceShapes.isShortConvolution(t)) {
            mixers.add(RecurrenceShapes.shortConvolution(t));
        }
        List<FeedForward> blocks = new ArrayList<>();
        if (FeedForwardShapes.isDense(t)) {
            blocks.add(FeedForwardShapes.dense(t, facts));
        }
        if (FeedForwardShapes.isMixture(t)) {
            blocks.add(FeedForwardShapes.mixture(t, facts));
        }
        if (mixers.isEmpty() && blocks.isEmpty()) {
            throw t.mistake("*", "no attention, recurrence or feed-forward block that is known among its tensors ("
                    + t.parts().keySet().stream().sorted().limit(8).collect(Collectors.joining(", ")) + ")");
        }
        return new Layer(name(mixers, blocks), mixers, blocks, norms(t, facts, mixers, blocks));
    }

    private static String name(List<Mixer> mixers, List<FeedForward> blocks) {
        List<String> kinds = new ArrayList<>();
        mixers.forEach(mixer -> kinds.add(mixer.kindName()));
        blocks.forEach(block -> kinds.add(block.kindName()));
        return kinds.stream().map(kind -> kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")).collect(Collectors.joining("-"));
    }

    /** In some families the norm before the feed-forward block is called the one after attention. */
    private static Norms norms(LayerTensors t, LayerFacts facts, List<Mixer> mixers, List<FeedForward> blocks) {
        t.hasAny(OTHER_NORMS);
        boolean before = t.has("attn_norm.weight");
        boolean second = t.has("attn_norm_2.weight");
        boolean beforeBlock = t.has("ffn_norm.weight");
        boolean after = t.hasAny("post_attention_norm.weight", "attn_post_norm.weight");
        boolean afterBlock = t.hasAny("post_ffw_norm.weight", "ffn_post_norm.weight");
        if (t.hasAny("attn_output_norm.weight", "layer_output_norm.weight") || !before && after) {
            return Norms.POST;
        }
        if (after && afterBlock) {
            return Norms.PRE_AND_POST;
        }
        if (mixers.isEmpty() || blocks.isEmpty()) {
            return Norms.PRE;
        }
        if (!beforeBlock && !after) {
            return second ? Norms.PARALLEL_TWO_NORMS : Norms.PARALLEL;
        }
        return facts.parallel() ? Norms.PARALLEL_TWO_NORMS : Norms.PRE;
    }

    /** Kinds of tensors in the layers that were not understood, without the layer's number. Known only once all layers have been read. */
    public static Set<String> notUnderstood(TensorSet tensors, List<Integer> layers) {
        Set<String> parts = new TreeSet<>();
        layers.forEach(index -> parts.addAll(tensors.layer(index).notAsked()));
        return parts;
    }

    /** Whether a tensor outside the layers has a place in a descriptor. */
    public static boolean isKnownOutside(String name) {
        return TensorRoles.outside(name).isPresent();
    }
}
