package dev.ridgepoint.runtime;

import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ONNX model of the user's own: what its file says without its weights being read.
 *
 * @param path              of the file; weights in other files lie beside it
 * @param inputs            names of what a pass is given
 * @param parameters        weights, counted over the graph's initialisers; empty where that cannot be told
 * @param parametersUnknown why it cannot; null where it can
 * @param weights           what most of them are stored in: {@code fp16}, {@code int4}
 * @param bytes             of all initialisers
 */
public record OnnxFile(Path path, List<String> inputs, OptionalLong parameters, String parametersUnknown, String weights, long bytes) {

    private static final String EXTENSION = ".onnx";
    /** {@code past_key_values.3.key} and {@code past.3.key}, as exporters write them. */
    static final Pattern CACHE = Pattern.compile("past(?:_key_values)?\\.(\\d+)\\.(key|value)");

    /** Copies its list. */
    public OnnxFile {
        inputs = List.copyOf(inputs);
    }

    /** Whether that is the name of an ONNX file, and not of a descriptor. */
    public static boolean isNamed(String written) {
        return written.toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }

    /**
     * Reads a file's structure.
     *
     * @throws InvalidInputException if there is none or it is no ONNX model
     */
    public static OnnxFile read(Path path) {
        return OnnxFileReader.read(path);
    }

    /** The file's name without its ending. */
    public String name() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - EXTENSION.length());
    }

    /** Layers that keep a cache, which are all of most decoders'. */
    public int layers() {
        return (int) inputs.stream().map(CACHE::matcher).filter(Matcher::matches).map(matcher -> matcher.group(1)).distinct().count();
    }
}
