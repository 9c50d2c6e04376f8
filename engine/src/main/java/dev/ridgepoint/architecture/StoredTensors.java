package dev.ridgepoint.architecture;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The block formats that one file holds a model's tensors in, where a descriptor was made from such a file.
 *
 * @param formats for a role the ids of its tensors' formats, in the order of the layers, at least one; no roles where nothing is known
 */
public record StoredTensors(Map<TensorRole, List<String>> formats) {

    /** Of a model whose descriptor says nothing of it. */
    public static final StoredTensors UNKNOWN = new StoredTensors(Map.of());

    /** Copies its map. */
    public StoredTensors {
        Map<TensorRole, List<String>> copy = new EnumMap<>(TensorRole.class);
        formats.forEach((role, ids) -> {
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("no format for " + role);
            }
            copy.put(role, List.copyOf(ids));
        });
        formats = Collections.unmodifiableMap(copy);
    }
}
