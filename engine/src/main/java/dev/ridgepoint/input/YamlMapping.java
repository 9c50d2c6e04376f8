package dev.ridgepoint.input;

import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Keys and values, in the order written. A reader asks for the keys that it knows and then calls {@link #rejectUnknownKeys()}, so that a mistyped key
 * is an error and not a silent default.
 */
public final class YamlMapping implements YamlNode {

    /** The largest count or width that is read: a hundred times what any model or chip has, and small enough that two can be multiplied. */
    public static final int MOST = 1 << 24;

    private final Map<String, YamlNode> entries;
    private final Place place;
    private final Set<String> known = new HashSet<>();

    YamlMapping(Map<String, YamlNode> entries, Place place) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        this.place = place;
    }

    @Override
    public Place place() {
        return place;
    }

    /** The keys in the order written. */
    public Set<String> keys() {
        return entries.keySet();
    }

    /** Visits every key and value in the order written, which is not to know them: {@link #rejectUnknownKeys()} still rejects. */
    public void forEach(BiConsumer<String, YamlNode> visitor) {
        entries.forEach(visitor);
    }

    /** The value of a key, if it is there. */
    public Optional<YamlNode> find(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    /** The value of a key that must be there. */
    public YamlNode get(String key) {
        return find(key).orElseThrow(() -> place.mistake("'" + key + "' is missing"));
    }

    /** The text of a key that must be there, and must not be blank. */
    public String text(String key) {
        YamlScalar scalar = scalar(get(key));
        if (scalar.text().isBlank()) {
            throw scalar.place().mistake("is empty");
        }
        return scalar.text();
    }

    /** The text of a key, or what it is otherwise. */
    public String text(String key, String otherwise) {
        return find(key).map(node -> scalar(node).text()).orElse(otherwise);
    }

    /** A whole number from 1 to {@link #MOST} that must be there. */
    public int positive(String key) {
        return (int) scalar(get(key)).integer(1, MOST);
    }

    /** A whole number of 1 or more, if it is there. */
    public Optional<Integer> findPositive(String key) {
        return find(key).map(node -> (int) scalar(node).integer(1, Integer.MAX_VALUE));
    }

    /** A whole number of 0 or more, or what it is otherwise. */
    public int natural(String key, int otherwise) {
        return find(key).map(node -> (int) scalar(node).integer(0, Integer.MAX_VALUE)).orElse(otherwise);
    }

    /** A truth value, or what it is otherwise. */
    public boolean flag(String key, boolean otherwise) {
        return find(key).map(node -> scalar(node).flag()).orElse(otherwise);
    }

    /** A positive quantity that must be there. */
    public Quantity quantity(String key, Dimension dimension) {
        return scalar(get(key)).quantity(dimension);
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(scalar(get(key)), type);
    }

    /** One of an enum's constants, or what it is otherwise. */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        return find(key).map(node -> choice(scalar(node), otherwise.getDeclaringClass())).orElse(otherwise);
    }

    private static <E extends Enum<E>> E choice(YamlScalar scalar, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(scalar.text())) {
                return constant;
            }
            names.add(name);
        }
        throw scalar.place().mistake("'" + scalar.shortened() + "' is not one of " + String.join(", ", names));
    }

    /** A mapping that must be there. */
    public YamlMapping mapping(String key) {
        return mapping(get(key));
    }

    /** A mapping, if it is there. */
    public Optional<YamlMapping> findMapping(String key) {
        return find(key).map(YamlMapping::mapping);
    }

    /** The items of a list that must be there. */
    public List<YamlNode> items(String key) {
        if (get(key) instanceof YamlSequence sequence) {
            return sequence.items();
        }
        throw get(key).place().mistake("must be a list");
    }

    /** The node as a single value. */
    public static YamlScalar scalar(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return scalar;
        }
        throw node.place().mistake("must be a single value");
    }

    /** The node as a mapping. */
    public static YamlMapping mapping(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            return mapping;
        }
        throw node.place().mistake("must be a mapping of keys to values");
    }

    /** @throws InvalidInputException if there is a key that nobody asked for */
    public void rejectUnknownKeys() {
        for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue().place().mistake("unknown key" + Nearest.hint(entry.getKey(), known));
            }
        }
    }

    /** This mapping laid over another: a key of this one replaces the other's, except that mappings on both sides are merged. */
    public YamlMapping over(YamlMapping base) {
        Map<String, YamlNode> merged = new LinkedHashMap<>(base.entries);
        entries.forEach((key, node) -> merged.merge(key, node, (under, above) ->
                above instanceof YamlMapping a && under instanceof YamlMapping u ? a.over(u) : above));
        return new YamlMapping(merged, place);
    }

    /** This mapping with a key set, where it stands or at the end. */
    YamlMapping with(String key, YamlNode node) {
        Map<String, YamlNode> changed = new LinkedHashMap<>(entries);
        changed.put(key, node);
        return new YamlMapping(changed, place);
    }

    /** The value of a key that is there, without anybody having asked for it. */
    YamlNode entry(String key) {
        return entries.get(key);
    }

    /** This mapping without a key. */
    public YamlMapping without(String key) {
        Map<String, YamlNode> rest = new LinkedHashMap<>(entries);
        rest.remove(key);
        return new YamlMapping(rest, place);
    }
}
