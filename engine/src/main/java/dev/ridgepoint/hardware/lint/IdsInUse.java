package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which files of a catalog call themselves what. */
record IdsInUse(Map<String, List<Path>> files) {

    static IdsInUse in(Catalog catalog) {
        Map<String, List<Path>> files = new HashMap<>();
        for (String name : catalog.ids()) {
            Path file = catalog.find(name);
            idOf(file).ifPresent(id -> files.computeIfAbsent(id, key -> new ArrayList<>()).add(file));
        }
        return new IdsInUse(files);
    }

    /** Files other than this one that have the id. */
    List<Path> others(String id, Path file) {
        Path self = file.toAbsolutePath().normalize();
        return files.getOrDefault(id, List.of()).stream().filter(other -> !other.toAbsolutePath().normalize().equals(self)).toList();
    }

    private static Optional<String> idOf(Path file) {
        try {
            return Optional.of(YamlFile.read(file).text("id"));
        } catch (InvalidInputException e) {
            // Its own lint says why.
            return Optional.empty();
        }
    }
}
