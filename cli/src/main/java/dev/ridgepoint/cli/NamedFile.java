package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.input.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A profile or a descriptor, where a person may mean either.
 *
 * @param path       the file
 * @param isHardware whether it describes a device; otherwise it describes a model
 */
record NamedFile(Path path, boolean isHardware) {

    /** Keys that only a profile has at its top. */
    private static final Set<String> PROFILE_KEYS = Set.of("peaks", "memory", "extends", "cores");

    /**
     * The file that an id or a path names.
     *
     * @throws InvalidInputException if there is none; the message offers the nearest of both kinds
     */
    static NamedFile find(String idOrPath, Library library) {
        Path profile = library.hardwareCatalog().folder().resolve(idOrPath + ".yaml");
        if (isId(idOrPath) && Files.isRegularFile(profile)) {
            return new NamedFile(profile, true);
        }
        Path descriptor = library.architectureCatalog().folder().resolve(idOrPath + ".yaml");
        if (isId(idOrPath) && Files.isRegularFile(descriptor)) {
            return new NamedFile(descriptor, false);
        }
        if (isId(idOrPath) && !Files.exists(Path.of(idOrPath))) {
            throw new InvalidInputException("no device and no model '" + idOrPath + "'" + Nearest.hint(idOrPath, Stream.concat(
                    library.hardwareCatalog().ids().stream(), library.architectureCatalog().ids().stream()).toList()));
        }
        Path path = Path.of(idOrPath);
        return new NamedFile(path, YamlFile.read(path).keys().stream().anyMatch(PROFILE_KEYS::contains));
    }

    private static boolean isId(String name) {
        return !name.contains("/") && !name.contains("\\") && !name.endsWith(".yaml") && !name.endsWith(".yml");
    }
}
