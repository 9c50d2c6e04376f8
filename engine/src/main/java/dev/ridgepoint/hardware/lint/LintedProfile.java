package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A profile under the linter: what it says, and where it says it.
 *
 * @param file        the profile
 * @param written     its keys, laid over those of the profile that it extends
 * @param hardware    the device that they describe
 * @param names       the device's name and id, and those of what it extends: an imagined chip is of the generation of its base
 * @param extendsLine line of its {@code extends}, where findings about inherited values are reported; 1 when it extends nothing
 * @param ids         the ids in use and the files that use them
 */
record LintedProfile(Path file, YamlMapping written, Hardware hardware, String names, int extendsLine, IdsInUse ids) {

    /** The device's generation, if it is one of those known. */
    Optional<Generation> generation() {
        return Generation.of(hardware.vendor(), names);
    }

    /** The node at a path of keys, if it is written. */
    Optional<YamlNode> node(String... path) {
        Optional<YamlNode> node = Optional.of(written);
        for (String key : path) {
            node = node.filter(YamlMapping.class::isInstance).flatMap(parent -> ((YamlMapping) parent).find(key));
        }
        return node;
    }

    /** A finding about the value at a path of keys. */
    Finding finding(String rule, String message, String... path) {
        Optional<YamlNode.Place> place = node(path).map(YamlNode::place);
        boolean inherited = place.isPresent() && !place.get().file().equals(file.toString());
        int line = inherited ? extendsLine : place.map(YamlNode.Place::line).orElse(1);
        String from = inherited ? " (inherited from " + Path.of(place.get().file()).getFileName() + ")" : "";
        return new Finding(file.toString(), line, String.join(".", path), rule, message + from);
    }
}
