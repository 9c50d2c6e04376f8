package dev.ridgepoint.checkpoint;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.checkpoint.config.ConfigFile;
import dev.ridgepoint.checkpoint.onnx.DecoderReading;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.runtime.OnnxFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model from an ONNX file, and from the configuration that exporters leave beside it where there is one. The graph says how its weights are stored and how
 * many there are, which must be as many as the configuration's.
 */
final class OnnxModel {

    private static final Map<String, String> FORMATS = Map.of("int8", "onnx-int8", "int4", "onnx-int4", "fp32", "f32", "fp16", "f16", "bf16", "bf16");
    private static final double NOTABLE = 0.01;

    private OnnxModel() { }

    /** @throws InvalidInputException if it is no ONNX model, or is no decoder that its graph alone tells and no configuration lies beside it */
    static ImportedModel read(Path path) {
        OnnxFile onnx = OnnxFile.read(path);
        Optional<Path> config = beside(path);
        return config.isPresent() ? configured(path, onnx, config.get()) : bare(path, onnx);
    }

    /** By the graph alone. */
    private static ImportedModel bare(Path path, OnnxFile onnx) {
        DecoderReading decoder = DecoderReading.read(path);
        Remarks remarks = decoder.remarks();
        compare(onnx.parameters(), decoder.architecture("", "", Published.UNKNOWN), "descriptor", remarks);
        Architecture.Provenance provenance = Published.provenance(path, "graph", remarks);
        return new ImportedModel(decoder.architecture(Published.id(onnx.name()), onnx.name(), provenance), remarks.lines());
    }

    private static ImportedModel configured(Path path, OnnxFile onnx, Path config) {
        ConfigFile published = ConfigFile.read(config);
        Remarks remarks = published.remarks();
        String weights = FORMATS.get(onnx.weights());
        if (weights == null) {
            remarks.unknown("weights stored as " + onnx.weights());
        }
        Architecture model = CheckpointModel.architecture(published, config, weights == null ? published.nativeWeights() : weights, Published.UNKNOWN);
        compare(onnx.parameters(), model, "configuration", remarks);
        Architecture.Provenance provenance = Published.provenance(path, "graph, and config.json of model_type " + published.modelType(), remarks);
        return new ImportedModel(CheckpointModel.architecture(published, config, model.nativeWeights(), provenance), remarks.lines());
    }

    static WeightsFormat storedWeights(Path path) {
        String stored = OnnxFile.read(path).weights();
        // Of GGUF's 16 bits and the uniform ones, a graph has the latter.
        return WeightsFormats.named(stored.startsWith("int") ? "onnx-" + stored : stored).orElseGet(() -> WeightsFormats.named("fp32").orElseThrow());
    }

    /** An exporter may store a tied matrix twice. */
    private static void compare(OptionalLong held, Architecture model, String described, Remarks remarks) {
        if (held.isEmpty()) {
            return;
        }
        double twice = model.withSeparateOutput().parameters();
        double off = Math.min(Math.abs(held.getAsLong() - model.parameters()), Math.abs(held.getAsLong() - twice));
        if (off > NOTABLE * model.parameters()) {
            remarks.unknown(String.format(Locale.ROOT, "%.4f billion weights in the graph, and %.4f billion by the %s",
                    held.getAsLong() / 1e9, model.parameters() / 1e9, described));
        }
    }

    private static Optional<Path> beside(Path path) {
        List<Path> folders = new ArrayList<>();
        Path folder = path.toAbsolutePath().normalize().getParent();
        folders.add(folder);
        if (folder != null && folder.getParent() != null) {
            folders.add(folder.getParent());
        }
        return folders.stream().map(place -> place.resolve("config.json")).filter(Files::exists).findFirst();
    }
}
