package dev.ridgepoint.checkpoint;

import dev.ridgepoint.Library;
import dev.ridgepoint.checkpoint.safetensors.SafetensorsFile;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of files that models are published in, each with what reads it. */
public enum ModelFile {

    /** The list of the files that a checkpoint is in. */
    INDEX(".safetensors.index.json") {
        @Override
        ImportedModel read(Path path) {
            return CheckpointModel.read(path, SafetensorsFile.readIndex(path));
        }
    },
    /** A configuration in the form of Hugging Face's {@code config.json}. */
    CONFIG(".json") {
        @Override
        ImportedModel read(Path path) {
            return CheckpointModel.read(path);
        }
    },
    /** A checkpoint's tensors, or some of them; its configuration lies beside it. */
    SAFETENSORS(".safetensors") {
        @Override
        ImportedModel read(Path path) {
            Path index = path.resolveSibling(INDEX_NAME);
            boolean part = path.getFileName().toString().matches(".*-of-\\d+\\.safetensors");
            return part && Files.exists(index) ? INDEX.read(index) : CheckpointModel.read(path, SafetensorsFile.read(path));
        }
    },
    /** A file of llama.cpp's. */
    GGUF(".gguf") {
        @Override
        ImportedModel read(Path path) {
            return GgufModel.read(path);
        }
    },
    /** A graph of ONNX's; its configuration may lie beside it, or in the folder above. */
    ONNX(".onnx") {
        @Override
        ImportedModel read(Path path) {
            return OnnxModel.read(path);
        }
    };

    private static final String CONFIG_NAME = "config.json";

    private static final String INDEX_NAME = "model.safetensors.index.json";
    private static final String SINGLE_NAME = "model.safetensors";

    private final String extension;

    ModelFile(String extension) {
        this.extension = extension;
    }

    abstract ImportedModel read(Path path);

    /**
     * Reads a model's file, or of a folder the tensors and the configuration in it.
     *
     * @throws InvalidInputException if it is none of these, or damaged
     */
    public static ImportedModel importModel(Path path) {
        Path file = Files.isDirectory(path)
                ? Stream.of(INDEX_NAME, SINGLE_NAME, CONFIG_NAME).map(path::resolve).filter(Files::exists).findFirst().orElse(path) : path;
        return kindOf(file.toString())
                .orElseThrow(() -> new InvalidInputException(path.toString(), "is no model's file by its name; those that can be imported end in "
                        + String.join(", ", Arrays.stream(values()).map(kind -> kind.extension).toList())))
                .read(file);
    }

    /**
     * The weights format that an ONNX file stores most of its weights in; 32 bits for a graph of types that no format has.
     *
     * @throws InvalidInputException if it is no ONNX model
     */
    public static WeightsFormat storedWeights(Path onnx) {
        return OnnxModel.storedWeights(onnx);
    }

    /** Whether a model is named by a file of its own, and not by an id or a descriptor. */
    public static boolean isNamed(String written) {
        if (kindOf(written).isPresent()) {
            return true;
        }
        try {
            return written.contains("/") && Files.exists(Path.of(written, CONFIG_NAME));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Optional<ModelFile> kindOf(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(kind -> lower.endsWith(kind.extension)).findFirst();
    }

    /**
     * A model by id, by the path of a descriptor, or by the path of a file that it is published in.
     *
     * @throws InvalidInputException if there is none, or its file is not valid
     */
    public static ImportedModel find(Library library, String written) {
        if (!isNamed(written)) {
            return new ImportedModel(library.architecture(written), List.of());
        }
        try {
            return importModel(Path.of(written));
        } catch (InvalidPathException e) {
            throw new InvalidInputException("'" + written + "' is not a path");
        }
    }
}
