package dev.ridgepoint.architecture;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of the layer groups: {@code cycle} is repeated until {@code count} layers are filled.
 *
 * @param count number of layers, at least 1
 * @param cycle names of groups, one a layer
 */
public record LayerPattern(int count, List<String> cycle) {

    /** @throws IllegalArgumentException if there are no layers or no groups */
    public LayerPattern {
        if (count < 1 || cycle.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one layer");
        }
        cycle = List.copyOf(cycle);
    }

    /** Indices of the layers that belong to the group, ascending. */
    public List<Integer> layersOf(String group) {
        return IntStream.range(0, count).filter(i -> cycle.get(i % cycle.size()).equals(group)).boxed().toList();
    }
}
