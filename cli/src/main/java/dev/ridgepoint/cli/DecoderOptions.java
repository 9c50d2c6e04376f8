package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.trial.Generation.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which decoder is run, and for what. */
final class DecoderOptions {

    @Option(names = "--model", paramLabel = "ID", required = true, completionCandidates = LibraryIds.Models.class, order = 1,
            description = "Model: an id ('ridgepoint list models') or a path to a descriptor. Its weights are random.")
    private String model;

    @Option(names = "--device", paramLabel = "DEVICE", converter = Device.Converter.class, completionCandidates = Device.Converter.class, order = 2,
            description = "What to run on: ${COMPLETION-CANDIDATES} (default: cpu).")
    private Device device = Device.CPU;

    @Option(names = "--runtime", paramLabel = "RUNTIME", converter = DecoderRuntime.Converter.class,
            completionCandidates = DecoderRuntime.Converter.class, order = 3, description = "What runs it: ${COMPLETION-CANDIDATES} (default: onnxruntime).")
    private DecoderRuntime runtime = DecoderRuntime.ONNXRUNTIME;

    @Option(names = "--weights", paramLabel = "FORMAT", converter = Stored.class, completionCandidates = Stored.class, order = 10,
            description = "How its weights are stored: ${COMPLETION-CANDIDATES} (default: fp32).")
    private StoredWeights weights = StoredWeights.FP32;

    @Option(names = "--layers", paramLabel = "N", converter = Whole.Layers.class, order = 11,
            description = "Cut or extend the model to N layers, its pattern repeated as far as needed.")
    private Integer layers;

    @Option(names = "--threads", paramLabel = "N", converter = Whole.Positive.class, order = 12,
            description = "Threads of the runtime (default: as many as there are processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--batch-size", paramLabel = "SEQUENCES", converter = Whole.Positive.class, order = 20, description = "Sequences at once (default: 1).")
    private int batch = 1;

    @Option(names = "--input-length", paramLabel = "TOKENS", converter = Whole.Positive.class, order = 21,
            description = "Tokens of each sequence's prompt (default: 512).")
    private int inputLength = 512;

    @Option(names = "--output-length", paramLabel = "TOKENS", converter = Whole.Positive.class, order = 22,
            description = "Tokens generated for each sequence, the first by the prompt's pass (default: 128).")
    private int outputLength = 128;

    @Option(names = "--depth", paramLabel = "TOKENS", converter = Whole.Natural.class, order = 23,
            description = "Tokens of each sequence in the cache before the prompt (default: 0).")
    private int depth = 0;

    /** How weights are stored. */
    static final class Stored extends Named.Constant<StoredWeights> {
        Stored() {
            super(StoredWeights.class);
        }
    }

    /** What a decoder may run on. */
    enum Device {
        CPU, NPU, GPU;

        /** Reads it. */
        static final class Converter extends Named.Constant<Device> {
            Converter() {
                super(Device.class);
            }
        }
    }

    Architecture architecture() {
        Architecture whole = Library.find().architecture(model);
        return layers == null ? whole : whole.withLayers(layers);
    }

    /** @throws InvalidInputException if nothing here runs on it */
    String device() {
        if (device != Device.CPU) {
            throw new InvalidInputException(runtime.fullName() + " in this build has no " + device + " provider; it runs on the CPU");
        }
        return Named.Constant.word(device);
    }

    DecoderRuntime runtime() {
        return runtime;
    }

    StoredWeights weights() {
        return weights;
    }

    int threads() {
        return threads;
    }

    int batch() {
        return batch;
    }

    /** @throws InvalidInputException if the runtime cannot run it */
    Shape shape() {
        if (depth > 0 && batch > 1) {
            throw new InvalidInputException("--depth needs --batch-size 1: ONNX Runtime continues the cache of one sequence only");
        }
        try {
            Shape shape = new Shape(depth, inputLength, outputLength);
            shape.cacheLength();
            return shape;
        } catch (ArithmeticException e) {
            throw new InvalidInputException("depth, input and output are together too long");
        }
    }

    /** The same options as arguments. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--model", model, "--device", Named.Constant.word(device), "--runtime",
                Named.Constant.word(runtime), "--weights", weights.name().toLowerCase(Locale.ROOT), "--threads", "" + threads, "--batch-size", "" + batch,
                "--input-length", "" + inputLength, "--output-length", "" + outputLength, "--depth", "" + depth));
        if (layers != null) {
            arguments.addAll(List.of("--layers", "" + layers));
        }
        return arguments;
    }
}
