package dev.ridgepoint.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.DecoderSpec;
import dev.ridgepoint.runtime.Nd4jDecoder;
import dev.ridgepoint.runtime.OnnxDecoder;
import java.lang.management.ManagementFactory;
import java.util.function.Function;

/** What runs decoders. */
enum DecoderRuntime {
    /** Graphs of our own on ONNX Runtime. */
    ONNXRUNTIME("the ONNX Runtime", OnnxDecoder::new),
    /** Operators of ND4J, in 32 bits. */
    ND4J("ND4J", Nd4jDecoder::new);

    /** Weights are made once and packed once by the runtime. */
    private static final int COPIES = 2;

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

    /** A model too large for the machine would not fail: it would be killed, and with it everything measured so far. */
    private static void checkRoom(DecoderSpec spec) {
        WeightsFormat weights = PredictionBeside.numerics(spec.weights()).weights();
        double needed = COPIES * (double) CheckpointSize.of(spec.architecture().withSeparateOutput(), weights).bytes();
        long there = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        if (needed > there) {
            throw new InvalidInputException(spec.architecture().id() + " with weights in " + spec.weights().id() + " takes about " + Written.bytes(needed)
                    + " here and the machine has " + Written.bytes(there) + "; --layers makes it smaller");
        }
    }

    /** @throws InvalidInputException if it cannot run such a model, or there is no memory for it */
    Decoder build(DecoderSpec spec) {
        checkRoom(spec);
        try {
            return build.apply(spec);
        } catch (UnsupportedArchitectureException | IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage());
        } catch (OutOfMemoryError e) {
            throw new InvalidInputException("there is no memory for " + spec.architecture().id() + " with weights in " + spec.weights().id()
                    + " (" + e.getMessage() + "); --layers makes it smaller");
        }
    }
}
