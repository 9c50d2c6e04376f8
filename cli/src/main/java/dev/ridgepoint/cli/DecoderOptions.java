package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.result.Subject;
import dev.ridgepoint.runtime.Device;
import dev.ridgepoint.runtime.ExecutionProvider;
import dev.ridgepoint.runtime.OnnxFile;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.trial.Generation.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which model is run, and for what. */
final class DecoderOptions {

    private static final int DEFAULT_OUTPUT = 128;

    @Option(names = "--model", paramLabel = "ID", required = true, completionCandidates = LibraryIds.Models.class, order = 1,
            description = "Model: an id ('ridgepoint list models') or a path to a descriptor, with random weights, an encoder's "
                    + "embeddings being timed; or a decoder of your own: the path of an .onnx file with the usual names (input_ids, "
                    + "attention_mask, position_ids, past_key_values.N.key; logits, present.N.key).")
    private String model;

    @Option(names = "--device", paramLabel = "DEVICE", converter = Devices.class, completionCandidates = Devices.class, order = 2,
            description = "What to run on: ${COMPLETION-CANDIDATES} (default: cpu). The first ONNX Runtime provider that loads is taken; gpu: CUDA, ROCm, "
                    + "CoreML, DirectML, OpenVINO, WebGPU; npu: QNN, CoreML, OpenVINO, NNAPI. -Donnxruntime.native.path in JAVA_TOOL_OPTIONS names the folder "
                    + "of a build that has one.")
    private Device device = Device.CPU;

    @Option(names = "--runtime", paramLabel = "RUNTIME", converter = DecoderRuntime.Converter.class,
            completionCandidates = DecoderRuntime.Converter.class, order = 3, description = "What runs it: ${COMPLETION-CANDIDATES} (default: onnxruntime).")
    private DecoderRuntime runtime = DecoderRuntime.ONNXRUNTIME;

    @Option(names = "--weights", paramLabel = "FORMAT", converter = Stored.class, completionCandidates = Stored.class, order = 10,
            description = "How a descriptor's weights are stored: ${COMPLETION-CANDIDATES} (default: fp32).")
    private StoredWeights weights;

    @Option(names = "--layers", paramLabel = "N", converter = Whole.Layers.class, order = 11,
            description = "Cut or extend the model to N layers, its pattern repeated as far as needed.")
    private Integer layers;

    @Option(names = "--mla", paramLabel = "EXECUTION", converter = Named.Latent.class, completionCandidates = Named.Latent.class, order = 12,
            description = "How latent attention is executed: ${COMPLETION-CANDIDATES} (default: cheaper, for each pass).")
    private LatentExecution latent;

    @Option(names = "--threads", paramLabel = "N", converter = Whole.Positive.class, order = 13,
            description = "Threads of the runtime (default: as many as there are processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--batch-size", paramLabel = "SEQUENCES", converter = Whole.Positive.class, order = 20, description = "Sequences at once (default: 1).")
    private int batch = 1;

    @Option(names = "--input-length", paramLabel = "TOKENS", converter = Whole.Positive.class, order = 21,
            description = "Tokens of each sequence's prompt (default: 512).")
    private int inputLength = 512;

    @Option(names = "--output-length", paramLabel = "TOKENS", converter = Whole.Positive.class, order = 22,
            description = "Tokens generated for each sequence, the first by the prompt's pass (default: 128; an encoder generates none).")
    private Integer outputLength;

    @Option(names = "--depth", paramLabel = "TOKENS", converter = Whole.Natural.class, order = 23,
            description = "Tokens of each sequence in the cache before the prompt (default: 0).")
    private int depth = 0;

    /** How weights are stored. */
    static final class Stored extends Named.Constant<StoredWeights> {
        Stored() {
            super(StoredWeights.class);
        }
    }

    /** What a model may run on. */
    static final class Devices extends Named.Constant<Device> {
        Devices() {
            super(Device.class);
        }
    }

    /** @throws InvalidInputException if it is no descriptor that decodes */
    Architecture decoder() {
        if (subject() instanceof Subject.Descriptor descriptor && !descriptor.embeds()) {
            return descriptor.architecture();
        }
        throw new InvalidInputException(model + " is no descriptor of a decoder, which this command needs");
    }

    /** @throws InvalidInputException if there is no such model */
    Subject subject() {
        if (OnnxFile.isNamed(model)) {
            if (weights != null || layers != null || latent != null) {
                throw new InvalidInputException((weights != null ? "--weights" : layers != null ? "--layers" : "--mla") + " is for descriptors; " + model
                        + " is run as it is");
            }
            if (runtime != DecoderRuntime.ONNXRUNTIME) {
                throw new InvalidInputException(runtime.fullName() + " does not run ONNX files; --runtime onnxruntime does");
            }
            return new Subject.File(OnnxFile.read(Path.of(model)));
        }
        Architecture whole = ModelFile.find(Library.find(), model).architecture();
        Subject.Descriptor descriptor = new Subject.Descriptor(layers == null ? whole : whole.withLayers(layers), weights(), latent());
        if (latent != null && descriptor.latentExecution() == null) {
            throw new InvalidInputException("--mla is for models with latent attention, which " + whole.id() + " has not");
        }
        return descriptor;
    }

    Device device() {
        return device;
    }

    /** @throws InvalidInputException if nothing here runs on the device */
    ExecutionProvider provider() {
        if (device != Device.CPU && runtime != DecoderRuntime.ONNXRUNTIME) {
            throw new InvalidInputException(runtime.fullName() + " runs on the CPU only here; --runtime onnxruntime may run on others");
        }
        return ExecutionProvider.on(device);
    }

    DecoderRuntime runtime() {
        return runtime;
    }

    StoredWeights weights() {
        return weights == null ? StoredWeights.FP32 : weights;
    }

    LatentExecution latent() {
        return latent == null ? LatentExecution.CHEAPER : latent;
    }

    int threads() {
        return threads;
    }

    int batch() {
        return batch;
    }

    /**
     * What each sequence asks for. An encoder's is one pass, which the schema knows as an output of length 1.
     *
     * @throws InvalidInputException if the runtime cannot run it
     */
    Shape shape(Subject subject) {
        if (subject.embeds()) {
            return embedding(subject.described().orElseThrow());
        }
        if (depth > 0 && batch > 1 && !OnnxFile.isNamed(model)) {
            throw new InvalidInputException("--depth needs --batch-size 1: ONNX Runtime continues the cache of one sequence only");
        }
        try {
            Shape shape = new Shape(depth, inputLength, outputLength == null ? DEFAULT_OUTPUT : outputLength);
            shape.cacheLength();
            return shape;
        } catch (ArithmeticException e) {
            throw new InvalidInputException("depth, input and output are together too long");
        }
    }

    private Shape embedding(Architecture encoder) {
        if (outputLength != null && outputLength > 1) {
            throw new InvalidInputException(encoder.id() + " is an encoder and generates no tokens: leave --output-length out");
        }
        if (depth > 0) {
            throw new InvalidInputException(encoder.id() + " is an encoder and keeps no cache: leave --depth out");
        }
        int positions = encoder.embeddings().positions();
        if (positions > 0 && inputLength > positions) {
            throw new InvalidInputException("--input-length " + inputLength + " is more than the " + positions + " positions of " + encoder.id());
        }
        return new Shape(0, inputLength, 1);
    }

    /** The same options as arguments. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--model", model, "--device", Named.Constant.word(device), "--runtime",
                Named.Constant.word(runtime), "--threads", "" + threads, "--batch-size", "" + batch,
                "--input-length", "" + inputLength, "--depth", "" + depth));
        if (outputLength != null) {
            arguments.addAll(List.of("--output-length", "" + outputLength));
        }
        if (weights != null) {
            arguments.addAll(List.of("--weights", weights.id()));
        }
        if (latent != null) {
            arguments.addAll(List.of("--mla", Named.Constant.word(latent)));
        }
        if (layers != null) {
            arguments.addAll(List.of("--layers", "" + layers));
        }
        return arguments;
    }
}
