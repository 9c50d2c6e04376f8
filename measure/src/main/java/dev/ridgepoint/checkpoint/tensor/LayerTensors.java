package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.input.InvalidInputException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tensors of one layer, by GGUF's names without the layer: {@code attn_q.weight}. What was asked for is remembered. */
public final class LayerTensors {

    private final String file;
    private final int index;
    private final Map<String, FileTensor> parts;
    private final Set<String> asked = new HashSet<>();

    LayerTensors(String file, int index, Map<String, FileTensor> parts) {
        this.file = file;
        this.index = index;
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** The layer's index, from 0. */
    public int index() {
        return index;
    }

    /** All of them. */
    public Map<String, FileTensor> parts() {
        return parts;
    }

    boolean has(String part) {
        return find(part).isPresent();
    }

    boolean hasAny(String... names) {
        boolean any = false;
        for (String name : names) {
            any |= has(name);
        }
        return any;
    }

    Optional<FileTensor> find(String part) {
        asked.add(part);
        return Optional.ofNullable(parts.get(part));
    }

    /** @throws InvalidInputException if the layer has no such tensor */
    FileTensor get(String part) {
        return find(part).orElseThrow(() -> mistake(part, "is missing"));
    }

    /** An extent as a size of a descriptor's. */
    int size(String part, long extent) {
        if (extent < 1 || extent > Integer.MAX_VALUE) {
            throw mistake(part, "has " + extent + " rows or columns");
        }
        return (int) extent;
    }

    /** The quotient, which must be whole. */
    int whole(String part, long dividend, long divisor) {
        if (divisor < 1 || dividend % divisor != 0) {
            throw mistake(part, dividend + " rows or columns are not a multiple of " + divisor);
        }
        return size(part, dividend / divisor);
    }

    /** Something wrong with a tensor. */
    InvalidInputException mistake(String part, String problem) {
        return new InvalidInputException(file, "blk." + index + "." + part + ": " + problem);
    }

    /** What nobody asked for. */
    Set<String> notAsked() {
        Set<String> rest = new HashSet<>(parts.keySet());
        rest.removeAll(asked);
        return rest;
    }
}
