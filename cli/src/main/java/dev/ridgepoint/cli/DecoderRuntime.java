package dev.ridgepoint.cli;

import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.DecoderSpec;
import dev.ridgepoint.runtime.OnnxDecoder;
import java.util.function.Function;

/** What runs decoders. */
enum DecoderRuntime {
    /** Graphs of our own on ONNX Runtime. */
    ONNXRUNTIME("the ONNX Runtime", OnnxDecoder::new);

    private final String fullName;
    private final Function<DecoderSpec, Decoder> build;

    DecoderRuntime(String fullName, Function<DecoderSpec, Decoder> build) {
        this.fullName = fullName;
        this.build = build;
    }

    /** Reads it. */
    static final class Converter extends Named.Constant<DecoderRuntime> {
        Converter() {
            super(DecoderRuntime.class);
        }
    }

    /** For messages. */
    String fullName() {
        return fullName;
    }

    /** @throws InvalidInputException if it cannot run such a model, or there is no memory for it */
    Decoder build(DecoderSpec spec) {
        try {
            return build.apply(spec);
        } catch (UnsupportedArchitectureException e) {
            throw new InvalidInputException(e.getMessage());
        } catch (OutOfMemoryError e) {
            throw new InvalidInputException("there is no memory for " + spec.architecture().id() + " with weights in " + spec.weights().id()
                    + " (" + e.getMessage() + "); --layers makes it smaller");
        }
    }
}
