package dev.ridgepoint.hardware;

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
 * @param extendsLine line of its {@code extends}, where findings about inherited values are reported; 1 when it extends nothing
 * @param ids         the ids in use and the files that use them
 */
record LintedProfile(Path file, YamlMapping written, Hardware hardware, int extendsLine, IdsInUse ids) {

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
