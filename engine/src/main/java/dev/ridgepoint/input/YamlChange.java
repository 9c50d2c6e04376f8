package dev.ridgepoint.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One field of a file set to another value, before anyone reads the file: the checks that hold for the file hold for the value too.
 *
 * @param path  where, by the keys of the file from the top: {@code memory.dram.bandwidth}, {@code groups.block.mixers[0].heads}
 * @param value what is to stand there; it knows where it was written
 */
public record YamlChange(String path, YamlNode value) {

    /**
     * The mapping with the field set. A mapping is laid over a mapping, anything else replaces what is there. The last key may be new, as an optional field is;
     * whether there is such a field is for the reader of the mapping to say.
     *
     * @throws InvalidInputException if the mapping has no such place
     */
    public YamlMapping in(YamlMapping top) {
        return set(top, path);
    }

    private YamlNode set(YamlNode node, String rest) {
        if (node instanceof YamlMapping mapping) {
            return set(mapping, rest);
        }
        if (node instanceof YamlSequence sequence) {
            return set(sequence, rest);
        }
        throw value.place().mistake("goes into a single value");
    }

    private YamlMapping set(YamlMapping mapping, String rest) {
        if (mapping.keys().contains(rest)) {
            return mapping.with(rest, merged(mapping.entry(rest)));
        }
        // A key may hold dots itself: the longest that fits is meant.
        Optional<String> key = mapping.keys().stream().filter(k -> continues(rest, k)).max(Comparator.comparingInt(String::length));
        if (key.isPresent()) {
            String further = rest.substring(key.get().length());
            return mapping.with(key.get(), set(mapping.entry(key.get()), further.startsWith(".") ? further.substring(1) : further));
        }
        if (rest.isEmpty() || rest.contains(".") || rest.contains("[")) {
            String first = rest.split("[.\\[]", 2)[0];
            throw value.place().mistake("no '" + first + "'" + under(mapping) + Nearest.hint(first, mapping.keys()));
        }
        return mapping.with(rest, value);
    }

    private static boolean continues(String rest, String key) {
        return rest.startsWith(key) && rest.length() > key.length() && (rest.charAt(key.length()) == '.' || rest.charAt(key.length()) == '[');
    }

    private static String under(YamlMapping mapping) {
        return mapping.place().field().isEmpty() ? "" : " in " + mapping.place().field();
    }

    private YamlNode merged(YamlNode there) {
        return value instanceof YamlMapping over && there instanceof YamlMapping under ? over.over(under) : value;
    }

    private YamlNode set(YamlSequence sequence, String rest) {
        int close = rest.indexOf(']');
        String index = rest.startsWith("[") && close > 0 ? rest.substring(1, close) : "";
        if (!index.matches("[0-9]{1,4}") || Integer.parseInt(index) >= sequence.items().size()) {
            throw value.place().mistake("a list of " + sequence.items().size() + "; its first item is [0]");
        }
        String further = rest.substring(close + 1);
        List<YamlNode> items = new ArrayList<>(sequence.items());
        YamlNode item = items.get(Integer.parseInt(index));
        items.set(Integer.parseInt(index), further.isEmpty() ? merged(item) : set(item, further.startsWith(".") ? further.substring(1) : further));
        return new YamlSequence(items, sequence.place());
    }
}
