package dev.ridgepoint.checkpoint.outline;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.Architecture.Embeddings;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.LayerPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model as its file describes it.
 *
 * @param family     whose conventions its checkpoint follows, in the words of the architectures that come with Ridgepoint
 * @param kind       decoder or encoder
 * @param hidden     size of the residual stream
 * @param vocabulary rows of the embedding matrix
 * @param embeddings what surrounds the layers
 * @param norm       kind of normalisation
 * @param maxContext tokens it was trained for; 0 when there is no limit
 * @param layers     every layer, first to last; layers of one name are the same
 */
public record Outline(
        String family, Architecture.Kind kind, int hidden, int vocabulary, Embeddings embeddings, Architecture.Norm norm, long maxContext, List<Layer> layers) {

    /** Copies its list. */
    public Outline {
        layers = List.copyOf(layers);
    }

    /** A decoder that normalises by the root mean square. */
    public static Outline decoder(String family, int hidden, int vocabulary, Embeddings embeddings, long maxContext, List<Layer> layers) {
        return new Outline(family, Architecture.Kind.DECODER, hidden, vocabulary, embeddings, Architecture.Norm.RMSNORM, maxContext, layers);
    }

    /** The same with layer norms. */
    public Outline withLayerNorm() {
        return new Outline(family, kind, hidden, vocabulary, embeddings, Architecture.Norm.LAYERNORM, maxContext, layers);
    }

    /** Nothing around the layers but an embedding, an output projection that may be the same, and a final norm. */
    public static Embeddings plainEmbeddings(boolean tied) {
        return new Embeddings(tied, 0, 0, false, true, false, false);
    }

    /** The architecture: layers of one name become a group, and their order the shortest cycle that gives it. */
    public Architecture architecture(String id, String name, Architecture.Provenance provenance, String nativeWeights) {
        Map<String, Layer> kinds = new LinkedHashMap<>();
        List<String> order = new ArrayList<>();
        for (Layer layer : layers) {
            Layer same = kinds.putIfAbsent(layer.name(), layer);
            if (same != null && !same.equals(layer)) {
                throw new IllegalStateException("two kinds of layers are called " + layer.name());
            }
            order.add(layer.name());
        }
        LayerPattern pattern = new LayerPattern(order.size(), order.subList(0, period(order)));
        List<LayerGroup> groups = kinds.values().stream()
                .map(layer -> new LayerGroup(layer.name(), pattern.layersOf(layer.name()), layer.mixers(), layer.feedForwards(), layer.norms())).toList();
        return new Architecture(id, name, family, kind, provenance, nativeWeights, hidden, vocabulary, embeddings, norm, maxContext, pattern, groups);
    }

    private static int period(List<String> order) {
        return IntStream.rangeClosed(1, order.size())
                .filter(period -> IntStream.range(period, order.size()).allMatch(i -> order.get(i).equals(order.get(i - period))))
                .findFirst().orElseThrow();
    }
}
