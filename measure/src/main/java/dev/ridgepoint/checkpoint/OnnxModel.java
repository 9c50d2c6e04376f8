package dev.ridgepoint.checkpoint;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.checkpoint.config.ConfigFile;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.runtime.OnnxFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A model from an ONNX file and the configuration that exporters leave beside it. The graph says how its weights are stored and how many there are,
 * which must be as many as the configuration's.
 */
final class OnnxModel {

    private static final Map<String, String> FORMATS = Map.of("int8", "onnx-int8", "int4", "onnx-int4", "fp32", "f32", "fp16", "f16", "bf16", "bf16");
    private static final double NOTABLE = 0.01;

    private OnnxModel() { }

    /** @throws InvalidInputException if it is no ONNX model, or no configuration lies beside it */
    static ImportedModel read(Path path) {
        OnnxFile onnx = OnnxFile.read(path);
        Path config = beside(path);
        ConfigFile published = ConfigFile.read(config);
        Remarks remarks = published.remarks();
        String weights = FORMATS.get(onnx.weights());
        if (weights == null) {
            remarks.unknown("weights stored as " + onnx.weights());
        }
        Architecture model = CheckpointModel.architecture(published, config, weights == null ? published.nativeWeights() : weights, Published.UNKNOWN);
        compare(onnx.parameters(), model, remarks);
        Architecture.Provenance provenance = Published.provenance(path, "graph, and config.json of model_type " + published.modelType(), remarks);
        return new ImportedModel(CheckpointModel.architecture(published, config, model.nativeWeights(), provenance), remarks.lines());
    }

    /** An exporter may store a tied matrix twice. */
    private static void compare(OptionalLong held, Architecture model, Remarks remarks) {
        if (held.isEmpty()) {
            return;
        }
        double twice = model.withSeparateOutput().parameters();
        double off = Math.min(Math.abs(held.getAsLong() - model.parameters()), Math.abs(held.getAsLong() - twice));
        if (off > NOTABLE * model.parameters()) {
            remarks.unknown(String.format(Locale.ROOT, "%.4f billion weights in the graph, and %.4f billion by the configuration",
                    held.getAsLong() / 1e9, model.parameters() / 1e9));
        }
    }

    private static Path beside(Path path) {
        List<Path> folders = new ArrayList<>();
        Path folder = path.toAbsolutePath().normalize().getParent();
        folders.add(folder);
        if (folder != null && folder.getParent() != null) {
            folders.add(folder.getParent());
        }
        return folders.stream().flatMap(place -> Stream.of(place.resolve("config.json"))).filter(Files::exists).findFirst()
                .orElseThrow(() -> new InvalidInputException(path.toString(), "has no config.json beside it, and a graph does not say how its heads are shared "
                        + "or what it was trained for; 'ridgepoint import " + path + " --operators' tells what its nodes cost"));
    }
}
