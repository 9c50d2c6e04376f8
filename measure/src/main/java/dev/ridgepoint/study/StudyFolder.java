package dev.ridgepoint.study;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder that a study yields. {@code manifest.json} says of what inputs the files are and what each one holds, by SHA-256; it is written anew after each
 * file, so that whenever this is killed the finished ones are known.
 */
final class StudyFolder {

    static final String POINTS = "points.csv";
    static final String REPORT = "report.md";
    private static final String MANIFEST = "manifest.json";

    private final Path path;
    private final String inputs;
    private final Map<String, String> files;

    private StudyFolder(Path path, String inputs, Map<String, String> files) {
        this.path = path;
        this.inputs = inputs;
        this.files = new TreeMap<>(files);
    }

    /** What the manifest holds. */
    record Manifest(String inputs, Map<String, String> files) { }

    /**
     * A folder in which nothing counts as finished.
     *
     * @throws InvalidInputException if it cannot be made
     */
    static StudyFolder fresh(Path path, String inputs) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new InvalidInputException(path.toString(), "is not a folder that can be written to");
        }
        return new StudyFolder(path, inputs, Map.of());
    }

    /** The same folder with the files that an earlier run finished, if its inputs were these. */
    static StudyFolder resumed(Path path, String inputs) {
        StudyFolder fresh = fresh(path, inputs);
        Path manifest = path.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            return fresh;
        }
        Manifest earlier = JsonFile.read(manifest, Manifest.class, "study's manifest", "inputs", "files");
        return earlier.inputs().equals(inputs) ? new StudyFolder(path, inputs, earlier.files()) : fresh;
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Whether a file is there as it was finished. */
    boolean holds(String name) {
        return files.containsKey(name) && Files.isRegularFile(file(name)) && files.get(name).equals(hash(name));
    }

    boolean holds(List<String> names) {
        return names.stream().allMatch(this::holds);
    }

    /** Writes a file and takes it down as finished. */
    void write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
        } catch (IOException e) {
            throw new InvalidInputException(file(name).getParent().toString(), "is not a folder that can be written to");
        }
        JsonFile.write(file(name), text);
        finished(List.of(name));
    }

    /** Takes down files that were written whole. */
    void finished(List<String> names) {
        names.forEach(name -> files.put(name, hash(name)));
        saveManifest();
    }

    /** Removes files that were only steps on the way, and the folder they were in. */
    void remove(String folder, List<String> names) {
        names.forEach(files::remove);
        saveManifest();
        try {
            for (String name : names) {
                Files.deleteIfExists(file(name));
            }
            Files.deleteIfExists(file(folder));
        } catch (IOException e) {
            throw new InvalidInputException(file(folder).toString(), "cannot be removed");
        }
    }

    private void saveManifest() {
        JsonFile.write(file(MANIFEST), JsonFile.text(new Manifest(inputs, files)));
    }

    private String hash(String name) {
        try {
            return Fingerprint.of(Files.readAllBytes(file(name)));
        } catch (IOException e) {
            throw new InvalidInputException(file(name).toString(), "cannot be read");
        }
    }
}
