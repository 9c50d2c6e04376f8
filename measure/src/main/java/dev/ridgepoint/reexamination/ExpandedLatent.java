package dev.ridgepoint.reexamination;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.LatentAttention;
import java.util.Optional;

/**
 * What a model of latent attention caches when a runtime projects the latent up before it caches it, as llama.cpp does for PLM
 * ({@code src/models/plm.cpp}: keys and values of every head go to the cache, as in multi-head attention). Measurements of such a runtime say nothing of a
 * compressed cache.
 *
 * @param model            id
 * @param latentElements   elements that a token adds to a layer's cache as a latent
 * @param expandedElements elements that it adds as keys and values of all heads
 */
public record ExpandedLatent(String model, long latentElements, long expandedElements) {

    /** Of a model whose first mixer is latent attention. */
    public static Optional<ExpandedLatent> of(Architecture model) {
        return model.groups().stream().flatMap(group -> group.mixers().stream())
                .filter(LatentAttention.class::isInstance).map(LatentAttention.class::cast).findFirst()
                .map(a -> new ExpandedLatent(model.id(), a.latentSize(), (long) a.heads() * (a.queryKeySize() + a.valueSize())));
    }

    /** How many times as much. */
    public double expansion() {
        return (double) expandedElements / latentElements;
    }
}
