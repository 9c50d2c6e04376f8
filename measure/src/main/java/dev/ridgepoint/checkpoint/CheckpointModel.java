package dev.ridgepoint.checkpoint;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.StoredTensors;
import dev.ridgepoint.checkpoint.config.ConfigFile;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.checkpoint.tensor.StoredFormats;
import dev.ridgepoint.checkpoint.tensor.TensorSet;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A model from its configuration, and from the header of its tensors where there is one. */
final class CheckpointModel {

    /** Formats of checkpoints whose tensors are stored as they are named; the others pack several numbers into one. */
    private static final Set<String> NOT_QUANTISED = Set.of("bf16", "f16", "f32");

    private CheckpointModel() { }

    /** By the configuration alone. */
    static ImportedModel read(Path path) {
        ConfigFile config = ConfigFile.read(path);
        Architecture model = architecture(config, path, config.nativeWeights(), Published.provenance(path, "model_type " + config.modelType(),
                config.remarks()));
        return new ImportedModel(model, config.remarks().lines());
    }

    /**
     * With the tensors of a file.
     *
     * @throws InvalidInputException if no configuration lies beside it
     */
    static ImportedModel read(Path path, TensorSet tensors) {
        Path beside = path.resolveSibling("config.json");
        if (!Files.exists(beside)) {
            throw new InvalidInputException(path.toString(), String.format(Locale.ROOT,
                    "its header has %d tensors of %.3f billion weights in %.3f GB, and no number of heads, no context and no activation; "
                            + "put the model's config.json beside it", tensors.all().size(), tensors.elements() / 1e9, tensors.bytes() / 1e9));
        }
        ConfigFile config = ConfigFile.read(beside);
        Remarks remarks = config.remarks();
        Architecture bare = architecture(config, beside, config.nativeWeights(), Published.UNKNOWN);
        Optional<StoredTensors> stored = Optional.empty();
        if (NOT_QUANTISED.contains(config.nativeWeights())) {
            stored = Optional.of(StoredFormats.of(bare, tensors, remarks));
        } else {
            Optional<WeightsFormat> weights = WeightsFormats.named(config.nativeWeights());
            weights.ifPresent(format -> StoredFormats.compare(bare, format, tensors, remarks));
        }
        Architecture.Provenance provenance = Published.provenance(path, "header, and config.json of model_type " + config.modelType(), remarks);
        Architecture model = architecture(config, beside, config.nativeWeights(), provenance);
        return new ImportedModel(stored.map(model::withStored).orElse(model), remarks.lines());
    }

    static Architecture architecture(ConfigFile config, Path path, String weights, Architecture.Provenance provenance) {
        String name = config.publishedName().map(Published::lastPart).filter(text -> !text.isBlank()).orElseGet(() -> name(path));
        return config.outline().architecture(Published.id(name), name, provenance, weights);
    }

    /** Of a file that is called as all are, its folder's. */
    private static String name(Path path) {
        String file = path.getFileName().toString().replaceAll("(?i)\\.json$", "");
        Path folder = path.toAbsolutePath().normalize().getParent();
        return file.equals("config") && folder != null && folder.getFileName() != null ? folder.getFileName().toString() : file;
    }
}
