package dev.ridgepoint.checkpoint;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.StoredTensors;
import dev.ridgepoint.checkpoint.config.ConfigFile;
import dev.ridgepoint.checkpoint.gguf.GgufFile;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.checkpoint.tensor.StoredFormats;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that models are published in, each with what reads it. */
public enum ModelFile {

    /** A configuration in the form of Hugging Face's {@code config.json}. */
    CONFIG(".json") {
        @Override
        ImportedModel read(Path path) {
            return describe(ConfigFile.read(path), path);
        }
    },
    /** A file of llama.cpp's. */
    GGUF(".gguf") {
        @Override
        ImportedModel read(Path path) {
            return describe(GgufFile.read(path), path);
        }
    };

    private static final String CONFIG_NAME = "config.json";

    private static final Architecture.Provenance UNKNOWN = new Architecture.Provenance("", "", "");

    private final String extension;

    ModelFile(String extension) {
        this.extension = extension;
    }

    abstract ImportedModel read(Path path);

    /**
     * Reads a model's file, or the configuration in a folder.
     *
     * @throws InvalidInputException if it is none of these, or damaged
     */
    public static ImportedModel importModel(Path path) {
        Path file = Files.isDirectory(path) && Files.exists(path.resolve(CONFIG_NAME)) ? path.resolve(CONFIG_NAME) : path;
        return kindOf(file.toString())
                .orElseThrow(() -> new InvalidInputException(path.toString(), "is no model's file by its name; those that can be imported end in "
                        + String.join(", ", Arrays.stream(values()).map(kind -> kind.extension).toList())))
                .read(file);
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

    private static ImportedModel describe(ConfigFile config, Path path) {
        String name = config.publishedName().map(ModelFile::lastPart).filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(path.toAbsolutePath().getParent()).map(Path::getFileName).map(Path::toString))
                .orElse(config.modelType());
        Architecture.Provenance provenance = provenance(path, "model_type " + config.modelType(), config.remarks());
        return new ImportedModel(config.outline().architecture(id(name), name, provenance, config.nativeWeights()), config.remarks().lines());
    }

    private static ImportedModel describe(GgufFile gguf, Path path) {
        String stem = path.getFileName().toString().replaceAll("(?i)(-\\d{5}-of-\\d{5})?\\.gguf$", "");
        String name = gguf.publishedName().filter(text -> !text.isBlank()).orElse(stem);
        StoredTensors stored = StoredFormats.of(gguf.outline().architecture(id(stem), name, UNKNOWN, gguf.fileType()), gguf.tensors(), gguf.remarks());
        Architecture.Provenance provenance = provenance(path, "GGUF header, " + gguf.architectureName(), gguf.remarks());
        Architecture described = gguf.outline().architecture(id(stem), name, provenance, gguf.fileType()).withStored(stored);
        return new ImportedModel(described, gguf.remarks().lines());
    }

    private static Architecture.Provenance provenance(Path path, String what, Remarks remarks) {
        return new Architecture.Provenance(path.getFileName() + " (" + what + ")", remarks.unknown().isEmpty() ? "exact" : "secondary",
                String.join(" ", remarks.notes()));
    }

    private static String lastPart(String name) {
        String[] parts = name.split("[/\\\\]+");
        return parts.length == 0 ? "" : parts[parts.length - 1];
    }

    private static String id(String name) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return id.isEmpty() ? "imported" : id;
    }
}
