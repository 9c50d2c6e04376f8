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
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A record as a JSON file, its components the fields in snake case. */
public final class JsonFile {

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

    private JsonFile() { }

    /**
     * What a file holds.
     *
     * @param value as a record
     * @param tree  with the fields that the record does not have
     * @param <T>   the record
     */
    record Contents<T>(T value, JsonNode tree) { }

    /**
     * Reads a file.
     *
     * @param what  it is to be: {@code benchmark run}
     * @param parts fields that it must have
     * @throws InvalidInputException if it is missing, too large, not JSON, or none of these
     */
    public static <T> T read(Path path, Class<T> type, String what, String... parts) {
        return contents(path, type, what, tree -> { }, parts).value();
    }

    /** The same with its tree, which {@code check} may refuse before it is made a record. */
    static <T> Contents<T> contents(Path path, Class<T> type, String what, Consumer<JsonNode> check, String... parts) {
        String file = path.toString();
        try {
            if (Files.isDirectory(path)) {
                throw new InvalidInputException(file, "is a folder, not a file");
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new InvalidInputException(file, "has " + (Files.size(path) >> 20) + " MiB, and a " + what + " " + (MAX_BYTES >> 20) + " at most");
            }
            byte[] bytes = Files.readAllBytes(path);
            if (new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
                throw new InvalidInputException(file, "is empty");
            }
            JsonNode tree = JSON.readTree(bytes);
            for (String part : parts) {
                if (!tree.hasNonNull(part)) {
                    throw new InvalidInputException(file, "is not a " + what + ": it has no '" + part + "'");
                }
            }
            check.accept(tree);
            return new Contents<>(JSON.treeToValue(tree, type), tree);
        } catch (JsonMappingException e) {
            throw new InvalidInputException(file, fieldOf(e) + ": " + problem(e, what));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InvalidInputException(file, line, "", "is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file, "no such file");
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + reason(e));
        }
    }

    private static String problem(JsonMappingException e, String what) {
        if (e instanceof InvalidFormatException format) {
            boolean number = Number.class.isAssignableFrom(format.getTargetType()) || format.getTargetType().isPrimitive();
            return "'" + format.getValue() + "' is not " + (number ? "a number" : "what a " + what + " has here");
        }
        return e instanceof MismatchedInputException ? "is missing, or not what a " + what + " has here"
                : e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static String fieldOf(JsonMappingException e) {
        return e.getPath().stream().map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining(".")).replace(".[", "[");
    }

    static <N extends JsonNode> N tree(Object value) {
        return JSON.valueToTree(value);
    }

    /** A record or a tree as the text of a file. */
    public static String text(Object value) {
        try {
            return JSON.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes a file beside its place and renames it, so that whoever reads, and whenever this is killed, there is a whole one.
     *
     * @throws InvalidInputException if it cannot be written
     */
    public static void write(Path path, String text) {
        Path beside = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            if (Files.isDirectory(path)) {
                throw new InvalidInputException(path.toString(), "is a folder, not a file");
            }
            Files.writeString(beside, text);
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
