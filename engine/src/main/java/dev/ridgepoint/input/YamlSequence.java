package dev.ridgepoint.input;

import java.util.List;

/** A list of values. */
public record YamlSequence(List<YamlNode> items, Place place) implements YamlNode {

    /** Copies its list. */
    public YamlSequence {
        items = List.copyOf(items);
    }
}
