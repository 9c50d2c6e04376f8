package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.input.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A profile, a descriptor or a runtime's file, where a person may mean any of them.
 *
 * @param path the file
 * @param kind what it describes
 */
record NamedFile(Path path, Kind kind) {

    /** What a file describes. */
    enum Kind { DEVICE, MODEL, RUNTIME }

    /** Keys that only a profile has at its top. */
    private static final Set<String> PROFILE_KEYS = Set.of("peaks", "memory", "extends", "cores");
    /** Keys that only a runtime has there. */
    private static final Set<String> RUNTIME_KEYS = Set.of("kernels", "parameters");

    /**
     * The file that an id or a path names.
     *
     * @throws InvalidInputException if there is none; the message offers the nearest of all kinds
     */
    static NamedFile find(String idOrPath, Library library) {
        Path profile = library.hardwareCatalog().folder().resolve(idOrPath + ".yaml");
        if (isId(idOrPath) && Files.isRegularFile(profile)) {
            return new NamedFile(profile, Kind.DEVICE);
        }
        Path descriptor = library.architectureCatalog().folder().resolve(idOrPath + ".yaml");
        if (isId(idOrPath) && Files.isRegularFile(descriptor)) {
            return new NamedFile(descriptor, Kind.MODEL);
        }
        Path runtime = library.runtimeCatalog().folder().resolve(Backend.idOf(idOrPath) + ".yaml");
        if (isId(idOrPath) && Files.isRegularFile(runtime)) {
            return new NamedFile(runtime, Kind.RUNTIME);
        }
        if (isId(idOrPath) && !Files.exists(Path.of(idOrPath))) {
            throw new InvalidInputException("no device, model or runtime '" + idOrPath + "'" + Nearest.hint(idOrPath, Stream.of(
                    library.hardwareCatalog(), library.architectureCatalog(), library.runtimeCatalog()).flatMap(c -> c.ids().stream()).toList()));
        }
        Path path = Path.of(idOrPath);
        List<String> keys = List.copyOf(YamlFile.read(path).keys());
        if (keys.stream().anyMatch(PROFILE_KEYS::contains)) {
            return new NamedFile(path, Kind.DEVICE);
        }
        return new NamedFile(path, keys.stream().anyMatch(RUNTIME_KEYS::contains) ? Kind.RUNTIME : Kind.MODEL);
    }

    private static boolean isId(String name) {
        return !name.contains("/") && !name.contains("\\") && !name.endsWith(".yaml") && !name.endsWith(".yml");
    }
}
