package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.GatedDeltaNet;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.MixtureOfExperts;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import java.util.stream.Stream;

/** A tensor in its model, and what llama.cpp's rules ask of it. */
record MixSite(Tensor tensor, Architecture architecture) {

    boolean isIn(TensorGroup group) {
        return group == TensorGroup.OUTPUT ? isOutput() : group.contains(tensor.role());
    }

    /** A model without an output projection of its own is taken to reuse the embedding for it, even an encoder, which has none. */
    private boolean isOutput() {
        boolean ownOutput = architecture.hasOutputProjection() && !architecture.embeddings().tied();
        return tensor.role() == (ownOutput ? TensorRole.OUTPUT : TensorRole.TOKEN_EMBEDDING);
    }

    /** Place among the tensors that are counted together: for a feed-forward block's in a model with experts its layer, else the order of appearance. */
    int place() {
        return isInFeedForward() && hasExperts() ? tensor.layer() : tensor.ordinal();
    }

    /** How many tensors are taken to be counted together: every layer's feed-forward block; every matrix that holds a value projection. */
    int places() {
        return isInFeedForward() ? architecture.layers() : valueHolders();
    }

    private boolean isInFeedForward() {
        return isIn(TensorGroup.DOWN) || isIn(TensorGroup.GATE_AND_UP);
    }

    private int valueHolders() {
        return architecture.groups().stream()
                .mapToInt(group -> group.count() * (int) group.mixers().stream().filter(MixSite::holdsValue).count())
                .sum();
    }

    private static boolean holdsValue(Mixer mixer) {
        return mixer instanceof GroupedQueryAttention attention && !attention.keyIsValue()
                || mixer instanceof LatentAttention
                || mixer instanceof GatedDeltaNet;
    }

    boolean hasExperts() {
        return mixtures().findAny().isPresent();
    }

    boolean hasFourExperts() {
        return mixtures().anyMatch(moe -> moe.experts() >= 4);
    }

    boolean hasEightExperts() {
        return mixtures().anyMatch(moe -> moe.experts() == 8);
    }

    private Stream<MixtureOfExperts> mixtures() {
        return architecture.groups().stream()
                .flatMap(group -> group.feedForwards().stream())
                .filter(MixtureOfExperts.class::isInstance)
                .map(MixtureOfExperts.class::cast);
    }

    /**
     * Query heads of a key-value head in the first layer. A delta-net model states one ratio for all its layers, so that its first attention layer
     * answers; in a state-space model the first layer has no heads and the ratio is 0.
     */
    int queriesPerKeyValue() {
        LayerGroup first = architecture.groups().stream().filter(group -> group.layers().contains(0)).findFirst().orElseThrow();
        boolean startsWithDelta = first.mixers().stream().anyMatch(GatedDeltaNet.class::isInstance);
        return (startsWithDelta ? architecture.groups().stream() : Stream.of(first))
                .flatMap(group -> group.mixers().stream())
                .filter(GroupedQueryAttention.class::isInstance)
                .map(GroupedQueryAttention.class::cast)
                .mapToInt(attention -> attention.heads() / attention.kvHeads())
                .findFirst().orElse(0);
    }
}
