package dev.ridgepoint.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;

/** A benchmark run as a JSON file. Fields that the schema does not have are kept from reading to writing. */
public final class ResultFile {

    /** A million tokens, each with its trial's numbers. */
    private static final long MAX_BYTES = 64L << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

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
        String file = path.toString();
        try {
            if (Files.isDirectory(path)) {
                throw new InvalidInputException(file, "is a folder, not a file");
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new InvalidInputException(file, "has " + (Files.size(path) >> 20) + " MiB, and a benchmark run " + (MAX_BYTES >> 20) + " at most");
            }
            byte[] bytes = Files.readAllBytes(path);
            if (new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
                throw new InvalidInputException(file, "is empty");
            }
            JsonNode tree = JSON.readTree(bytes);
            for (String part : new String[] {"metadata", "results", "iterations"}) {
                if (!tree.hasNonNull(part)) {
                    throw new InvalidInputException(file, "is not a benchmark run: it has no '" + part + "'");
                }
            }
            for (JsonNode iteration : tree.get("iterations")) {
                if (!iteration.isObject()) {
                    throw new InvalidInputException(file, "iterations: '" + iteration + "' is no iteration");
                }
            }
            JsonNode version = tree.at("/extension/version");
            if (version.isNumber() && version.intValue() != Extension.VERSION) {
                throw new InvalidInputException(file, "extension.version: " + version + " is not known here; there is " + Extension.VERSION);
            }
            return new ResultFile(JSON.treeToValue(tree, BenchmarkResult.class), tree);
        } catch (JsonMappingException e) {
            throw new InvalidInputException(file, fieldOf(e) + ": " + problem(e));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InvalidInputException(file, line, "", "is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file, "no such file");
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + reason(e));
        }
    }

    private static String problem(JsonMappingException e) {
        if (e instanceof InvalidFormatException format) {
            boolean number = Number.class.isAssignableFrom(format.getTargetType()) || format.getTargetType().isPrimitive();
            return "'" + format.getValue() + "' is not " + (number ? "a number" : "what a benchmark run has here");
        }
        return e instanceof MismatchedInputException ? "is missing, or not what a benchmark run has here"
                : e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static String fieldOf(JsonMappingException e) {
        return e.getPath().stream().map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining(".")).replace(".[", "[");
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
        ObjectNode tree = JSON.valueToTree(result);
        if (result.extension() == null) {
            tree.remove("extension");
        }
        keepUnknown(tree, asRead);
        try {
            return JSON.writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keepUnknown(JsonNode written, JsonNode read) {
        if (written instanceof ObjectNode object && read.isObject()) {
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
        Path beside = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            if (Files.isDirectory(path)) {
                throw new InvalidInputException(path.toString(), "is a folder, not a file");
            }
            Files.writeString(beside, text());
            try {
                Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            beside.toFile().delete();
            throw new InvalidInputException(path.toString(), "cannot be written: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
    }
}
