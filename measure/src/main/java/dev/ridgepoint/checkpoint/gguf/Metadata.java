package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlMapping;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The key-value pairs of a GGUF header: numbers, truth values, texts, and lists of them. What was asked for is remembered. */
final class Metadata {

    /** A list too long to be of layers: a vocabulary. Only its length was kept. */
    record LongList(long length) { }

    private final String file;
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();

    Metadata(String file, Map<String, Object> values) {
        this.file = file;
        this.values = values;
    }

    private Optional<Object> find(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    Optional<String> text(String key) {
        return find(key).map(value -> {
            if (!(value instanceof String text)) {
                throw mistake(key, "is not a text");
            }
            return text;
        });
    }

    /** A whole number of 0 or more. */
    Optional<Integer> number(String key) {
        return find(key).map(value -> number(key, value));
    }

    int required(String key) {
        return number(key).orElseThrow(() -> new InvalidInputException(file, "does not say '" + key + "'"));
    }

    /** The number, or that of the layer in a list of them. */
    Optional<Integer> ofLayer(String key, int layer) {
        return find(key).map(value -> {
            if (!(value instanceof List<?> list)) {
                return number(key, value);
            }
            if (layer >= list.size()) {
                throw mistake(key, "has " + list.size() + " items and none for layer " + layer);
            }
            Object item = list.get(layer);
            return item instanceof Boolean flag ? flag ? 1 : 0 : number(key, item);
        });
    }

    /** Whether the value is a list. */
    boolean isList(String key) {
        return find(key).filter(List.class::isInstance).isPresent();
    }

    boolean flag(String key) {
        return find(key).filter(Boolean.TRUE::equals).isPresent();
    }

    private int number(String key, Object value) {
        if (!(value instanceof Long number) || number < 0 || number > YamlMapping.MOST) {
            throw mistake(key, value + " is not a whole number from 0 to " + YamlMapping.MOST);
        }
        return Math.toIntExact(number);
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    InvalidInputException mistake(String key, String problem) {
        return new InvalidInputException(file, key + ": " + problem);
    }

    /** Keys below a prefix that nobody asked for. */
    Set<String> notAsked(String prefix) {
        Set<String> rest = new TreeSet<>();
        for (String key : values.keySet()) {
            if (key.startsWith(prefix) && !asked.contains(key)) {
                rest.add(key);
            }
        }
        return rest;
    }
}
