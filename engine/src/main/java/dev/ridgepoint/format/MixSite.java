package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.FeedForward;
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

    boolean is(MixCondition condition) {
        return condition.holds(this);
    }

    /** The output projection, or the embedding where it doubles as one. llama.cpp takes an encoder's embedding for such a one too. */
    boolean isOutput() {
        boolean ownOutput = architecture.hasOutputProjection() && !architecture.embeddings().tied();
        return tensor.role() == (ownOutput ? TensorRole.OUTPUT : TensorRole.TOKEN_EMBEDDING);
    }

    /** Place among the tensors that are counted together: by layer in a model with experts, else by order of appearance. */
    int place() {
        return isDown() && hasExperts() ? tensor.layer() : tensor.ordinal();
    }

    /** How many tensors llama.cpp believes are counted together. A model whose layers are not all alike has fewer, and is treated as if it had not. */
    int places() {
        return isDown() ? architecture.layers() : valueLikes();
    }

    private boolean isDown() {
        return MixPart.DOWN.contains(tensor.role());
    }

    /** Value projections, and fused projections that hold one. */
    private int valueLikes() {
        return architecture.groups().stream()
                .mapToInt(group -> group.count() * (int) group.mixers().stream().filter(MixSite::hasValueLike).count())
                .sum();
    }

    private static boolean hasValueLike(Mixer mixer) {
        return mixer instanceof GroupedQueryAttention attention && !attention.keyIsValue()
                || mixer instanceof LatentAttention
                || mixer instanceof GatedDeltaNet;
    }

    boolean hasExperts() {
        return mixtures().findAny().isPresent();
    }

    boolean hasExperts(int count) {
        return mixtures().anyMatch(moe -> moe.experts() == count);
    }

    private Stream<MixtureOfExperts> mixtures() {
        return architecture.groups().stream()
                .map(LayerGroup::feedForwards)
                .<FeedForward>mapMulti(Iterable::forEach)
                .filter(MixtureOfExperts.class::isInstance)
                .map(MixtureOfExperts.class::cast);
    }

    /**
     * Query heads of a key-value head. llama.cpp asks the first layer; a delta-net model states one ratio for all layers, so that its first
     * attention layer answers, while in a state-space model the first layer has no heads and the ratio is 0.
     */
    int queriesPerKeyValue() {
        LayerGroup first = architecture.groups().stream().filter(group -> group.layers().contains(0)).findFirst().orElseThrow();
        boolean startsWithDelta = first.mixers().stream().anyMatch(GatedDeltaNet.class::isInstance);
        Stream<LayerGroup> asked = startsWithDelta ? architecture.groups().stream() : Stream.of(first);
        return asked.flatMap(group -> group.mixers().stream())
                .filter(GroupedQueryAttention.class::isInstance)
                .mapToInt(mixer -> ((GroupedQueryAttention) mixer).heads() / ((GroupedQueryAttention) mixer).kvHeads())
                .findFirst().orElse(0);
    }
}
