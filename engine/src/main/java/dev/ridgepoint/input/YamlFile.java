package dev.ridgepoint.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a YAML file into nodes that know their lines. Anchors and aliases are refused: they serve no descriptor and can make a small file huge. */
public final class YamlFile {

    /** The largest file that is read, in bytes; the largest descriptor is some 20 kB. */
    public static final long MAX_BYTES = 1 << 20;

    private static final YAMLFactory FACTORY = new YAMLFactory();
    private static final int MAX_DEPTH = 32;

    private final String file;
    private final YAMLParser parser;

    private YamlFile(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads a file whose top is a mapping.
     *
     * @throws InvalidInputException if it is missing, a folder, too large, not UTF-8, not YAML, or not a mapping
     */
    public static YamlMapping read(Path path) {
        String file = path.toString();
        try {
            if (Files.isDirectory(path)) {
                throw new InvalidInputException(file, "is a folder, not a file");
            }
            if (!Files.exists(path)) {
                throw new InvalidInputException(file, "no such file");
            }
            return parse(file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(path))).toString());
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(file, "is not UTF-8 text");
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + e.getMessage());
        }
    }

    /** The file's bytes; counted as they are read, because a device or a pipe does not tell its size. */
    private static byte[] bytes(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InvalidInputException(path.toString(), "is too large; a descriptor has at most " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** Parses text as if it stood in {@code file}. */
    static YamlMapping parse(String file, String text) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new InvalidInputException(file, "is empty");
            }
            YamlNode top = new YamlFile(file, parser).node(new YamlNode.Place(file, 1, ""), 0);
            if (parser.nextToken() != null) {
                throw new InvalidInputException(file, "has more than one document");
            }
            return YamlMapping.mapping(top);
        } catch (JsonProcessingException e) {
            throw notYaml(file, e);
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + e.getMessage());
        }
    }

    private YamlNode node(YamlNode.Place place, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw place.mistake("is nested too deeply");
        }
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw place.mistake("anchors and aliases are not supported; write the value out");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(place, depth);
            case START_ARRAY -> sequence(place, depth);
            case VALUE_NULL -> throw place.mistake("has no value");
            default -> new YamlScalar(parser.getText(), place);
        };
    }

    private YamlMapping mapping(YamlNode.Place place, int depth) throws IOException {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            // A block's first token stands a line below its key; a person looks for the key.
            YamlNode.Place child = place.child(key, line());
            parser.nextToken();
            if (entries.containsKey(key)) {
                throw child.mistake("is given twice");
            }
            entries.put(key, node(child, depth + 1));
        }
        return new YamlMapping(entries, place);
    }

    private YamlSequence sequence(YamlNode.Place place, int depth) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(place.child("[" + items.size() + "]", line()), depth + 1));
        }
        return new YamlSequence(items, place);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static InvalidInputException notYaml(String file, JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException problem && problem.getProblemMark() != null) {
            // The parser's own location is where it stood, which is before what it stumbled over.
            return new InvalidInputException(file, problem.getProblemMark().getLine() + 1, "", "is not YAML: " + problem.getProblem());
        }
        int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        return new InvalidInputException(file, line, "", "is not YAML: " + firstSentence(e.getOriginalMessage()));
    }

    private static String firstSentence(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        int stop = line.indexOf(" in 'reader'");
        return stop > 0 ? line.substring(0, stop) : line;
    }
}
