package dev.ridgepoint.checkpoint.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a configuration. A family asks for those that it knows; what nobody asked for and is not known to be without cost is remarked on, and so is
 * every field that was missing. A field that is {@code null} is missing.
 */
final class ConfigFields {

    private static final int MOST_LAYERS = 10_000;

    private final String file;
    private final JsonNode object;
    private final Remarks remarks;
    private final Set<String> asked = new HashSet<>();

    ConfigFields(String file, JsonNode object, Remarks remarks) {
        this.file = file;
        this.object = object;
        this.remarks = remarks;
    }

    /** What was assumed and not understood. */
    Remarks remarks() {
        return remarks;
    }

    /** The fields of an object inside this one. */
    Optional<ConfigFields> inner(String key) {
        return find(key).map(node -> {
            if (!node.isObject()) {
                throw mistake(key, "must be an object");
            }
            return new ConfigFields(file, node, remarks);
        });
    }

    /** Whether the field is there. */
    boolean has(String key) {
        return find(key).isPresent();
    }

    /** Takes note of fields that change nothing in this family. */
    void ignore(String... keys) {
        asked.addAll(List.of(keys));
    }

    private Optional<JsonNode> find(String key) {
        asked.add(key);
        JsonNode node = object.get(key);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** A whole number of 1 or more. */
    int positive(String key) {
        return findPositive(key).orElseThrow(() -> new InvalidInputException(file, "'" + key + "' is missing"));
    }

    /** The number, or the family's own. */
    int positive(String key, int otherwise) {
        return findPositive(key).orElseGet(() -> assume(key, otherwise));
    }

    /** The number, if it is there and not 0: some configurations write 0 for none. */
    Optional<Integer> findPositive(String key) {
        return find(key).map(node -> number(key, node)).filter(number -> number > 0);
    }

    /** A whole number of 0 or more, or the family's own. */
    int natural(String key, int otherwise) {
        return find(key).map(node -> number(key, node)).orElseGet(() -> assume(key, otherwise));
    }

    private int number(String key, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0 || node.longValue() > YamlMapping.MOST) {
            throw mistake(key, shortened(node) + " is not a whole number from 0 to " + YamlMapping.MOST);
        }
        return node.intValue();
    }

    /** Tokens of context; positions may be more than anything else is. */
    long context(String key) {
        Optional<JsonNode> node = find(key);
        node.filter(n -> !n.isIntegralNumber() || !n.canConvertToLong() || n.longValue() < 0 || n.longValue() > Integer.MAX_VALUE).ifPresent(n -> {
            throw mistake(key, shortened(n) + " is not a number of tokens");
        });
        return node.map(JsonNode::longValue).orElseGet(() -> {
            remarks.assume(key, "no limit");
            return 0L;
        });
    }

    /** A number of layers. */
    int layers(String key) {
        int layers = positive(key);
        if (layers > MOST_LAYERS) {
            throw mistake(key, layers + " is more than " + MOST_LAYERS + " layers");
        }
        return layers;
    }

    /** A truth value, or the family's own. */
    boolean flag(String key, boolean otherwise) {
        return find(key).map(node -> {
            if (!node.isBoolean()) {
                throw mistake(key, shortened(node) + " is neither true nor false");
            }
            return node.booleanValue();
        }).orElseGet(() -> assume(key, otherwise));
    }

    /** A number between 0 and 1, or the family's own. */
    double share(String key, double otherwise) {
        return find(key).map(node -> {
            if (!node.isNumber() || !(node.doubleValue() >= 0 && node.doubleValue() <= 1)) {
                throw mistake(key, shortened(node) + " is not a share from 0 to 1");
            }
            return node.doubleValue();
        }).orElseGet(() -> assume(key, otherwise));
    }

    /** A number above 0, or the family's own. */
    double factor(String key, double otherwise) {
        return find(key).map(node -> {
            if (!node.isNumber() || !(node.doubleValue() > 0 && node.doubleValue() < YamlMapping.MOST)) {
                throw mistake(key, shortened(node) + " is not a number above 0");
            }
            return node.doubleValue();
        }).orElseGet(() -> assume(key, otherwise));
    }

    /** A text, if it is there. */
    Optional<String> text(String key) {
        return find(key).map(node -> {
            if (!node.isTextual()) {
                throw mistake(key, shortened(node) + " is not a text");
            }
            return node.textValue();
        });
    }

    /** A list of texts, if it is there. */
    Optional<List<String>> texts(String key) {
        return find(key).map(node -> {
            List<String> texts = new ArrayList<>();
            items(key, node).forEach(item -> texts.add(item.asText()));
            return texts;
        });
    }

    /** A list of whole numbers of 0 or more, if it is there. */
    Optional<List<Integer>> numbers(String key) {
        return find(key).map(node -> {
            List<Integer> numbers = new ArrayList<>();
            items(key, node).forEach(item -> numbers.add(number(key, item)));
            return numbers;
        });
    }

    /** A list of whole numbers, or one number for all. */
    List<Integer> numbersOrOne(String key) {
        JsonNode node = find(key).orElseThrow(() -> new InvalidInputException(file, "'" + key + "' is missing"));
        return node.isArray() ? numbers(key).orElseThrow() : List.of(number(key, node));
    }

    private JsonNode items(String key, JsonNode node) {
        if (!node.isArray() || node.size() > MOST_LAYERS) {
            throw mistake(key, node.isArray() ? "has more than " + MOST_LAYERS + " items" : "must be a list");
        }
        return node;
    }

    /** A list with an item for each layer, if it is there. */
    Optional<List<String>> perLayer(String key, int layers) {
        Optional<List<String>> items = texts(key);
        items.filter(list -> list.size() != layers).ifPresent(list -> {
            throw mistake(key, "has " + list.size() + " items, and the model " + layers + " layers");
        });
        return items;
    }

    private <T> T assume(String key, T value) {
        remarks.assume(key, value);
        return value;
    }

    /** A mistake in a field. */
    InvalidInputException mistake(String key, String problem) {
        return new InvalidInputException(file, key + ": " + problem);
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    /** Remarks on every field that nobody asked for, unless it is one of those without cost or switches nothing on. */
    void remarkOnTheRest() {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            boolean off = value.isNull() || value.isBoolean() && !value.booleanValue() || value.isContainerNode() && value.isEmpty();
            if (!asked.contains(field.getKey()) && !off && !FieldsWithoutCost.contains(field.getKey())) {
                remarks.unknown(field.getKey() + (value.isContainerNode() ? "" : " = " + shortened(value)));
            }
        }
    }
}
