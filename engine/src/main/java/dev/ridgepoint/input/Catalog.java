package dev.ridgepoint.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of YAML files whose names are their ids.
 *
 * @param folder       the folder
 * @param noun         what one file describes, for messages: {@code hardware profile}
 * @param mayBeMissing whether there need not be such a folder; without it, the catalog is empty
 */
public record Catalog(Path folder, String noun, boolean mayBeMissing) {

    private static final String SUFFIX = ".yaml";

    /** A folder that must be there. */
    public Catalog(Path folder, String noun) {
        this(folder, noun, false);
    }

    /** A folder that need not be there; without it, it is empty. */
    public static Catalog optional(Path folder, String noun) {
        return new Catalog(folder, noun, true);
    }

    /**
     * Every id in the folder, sorted.
     *
     * @throws InvalidInputException if there is no such folder, and it may not be missing
     */
    public List<String> ids() {
        if (mayBeMissing && Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InvalidInputException(folder.toString(), "the folder of every " + noun + " cannot be listed");
        }
    }

    /**
     * The file that an id or a path names. What ends in {@code .yaml} or {@code .yml}, or holds a separator, is a path.
     *
     * @throws InvalidInputException if there is no such id; the message offers the nearest
     */
    public Path find(String idOrPath) {
        if (idOrPath.endsWith(SUFFIX) || idOrPath.endsWith(".yml") || idOrPath.contains("/") || idOrPath.contains("\\")) {
            try {
                return Path.of(idOrPath);
            } catch (InvalidPathException e) {
                throw new InvalidInputException("'" + idOrPath + "' is not a path");
            }
        }
        if (!idOrPath.isBlank() && idOrPath.indexOf('\0') < 0) {
            Path file = folder.resolve(idOrPath + SUFFIX);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new InvalidInputException("no " + noun + " '" + idOrPath + "'" + Nearest.hint(idOrPath, ids()));
    }
}
