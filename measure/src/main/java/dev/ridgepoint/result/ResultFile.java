package dev.ridgepoint.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;

/** A benchmark run as a JSON file. Fields that the schema does not have are kept from reading to writing. */
public final class ResultFile {

    private final BenchmarkResult result;
    private final JsonNode asRead;

    private ResultFile(BenchmarkResult result, JsonNode asRead) {
        this.result = result;
        this.asRead = asRead;
    }

    /** A file that was never read. */
    public static ResultFile of(BenchmarkResult result) {
        return new ResultFile(result, MissingNode.getInstance());
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it is missing, too large, not JSON, no benchmark run, or one of a version that is not known
     */
    public static ResultFile read(Path path) {
        JsonFile.Contents<BenchmarkResult> contents = JsonFile.contents(
                path, BenchmarkResult.class, "benchmark run", tree -> check(path.toString(), tree), "metadata", "results", "iterations");
        return new ResultFile(contents.value(), contents.tree());
    }

    private static void check(String file, JsonNode tree) {
        for (JsonNode iteration : tree.get("iterations")) {
            if (!iteration.isObject()) {
                throw new InvalidInputException(file, "iterations: '" + iteration + "' is no iteration");
            }
        }
        JsonNode version = tree.at("/extension/version");
        if (version.isNumber() && version.intValue() != Extension.VERSION) {
            throw new InvalidInputException(file, "extension.version: " + version + " is not known here; there is " + Extension.VERSION);
        }
    }

    /** What the file holds. */
    public BenchmarkResult result() {
        return result;
    }

    /** The same file with another run in it; unknown fields stay. */
    public ResultFile with(BenchmarkResult other) {
        return new ResultFile(other, asRead);
    }

    /** The file's text. */
    public String text() {
        ObjectNode tree = JsonFile.tree(result);
        if (result.extension() == null) {
            tree.remove("extension");
        }
        keepUnknown(tree, asRead);
        return JsonFile.text(tree);
    }

    private static void keepUnknown(JsonNode written, JsonNode read) {
        if (written instanceof ObjectNode object && read.isObject()) {
            // A later version's fields that have nothing to say are not put into an earlier one's file.
            object.properties().removeIf(field -> field.getValue().isNull() && !read.has(field.getKey()));
            read.properties().forEach(field -> {
                if (object.has(field.getKey())) {
                    keepUnknown(object.get(field.getKey()), field.getValue());
                } else {
                    object.set(field.getKey(), field.getValue());
                }
            });
        } else if (written.isArray() && read.isArray()) {
            // Runs only ever grow at their end.
            for (int i = 0; i < Math.min(written.size(), read.size()); i++) {
                keepUnknown(written.get(i), read.get(i));
            }
        }
    }

    /**
     * Writes the file beside its place and renames it, so that whoever reads, and whenever this is killed, there is a whole one.
     *
     * @throws InvalidInputException if it cannot be written
     */
    public void write(Path path) {
        JsonFile.write(path, text());
    }
}
