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
 * @param folder the folder
 * @param noun   what one file describes, for messages: {@code hardware profile}
 */
public record Catalog(Path folder, String noun) {

    private static final String SUFFIX = ".yaml";

    /**
     * Every id in the folder, sorted.
     *
     * @throws InvalidInputException if there is no such folder
     */
    public List<String> ids() {
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
