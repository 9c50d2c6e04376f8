package dev.ridgepoint.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.BenchmarkPlan;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.result.Subject;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.DecoderSpec;
import dev.ridgepoint.runtime.ExecutionProvider;
import dev.ridgepoint.runtime.LanguageModel;
import dev.ridgepoint.runtime.Nd4jDecoder;
import dev.ridgepoint.runtime.OnnxDecoder;
import dev.ridgepoint.runtime.OnnxEncoder;
import dev.ridgepoint.runtime.OnnxFileDecoder;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What runs models. */
enum DecoderRuntime {
    /** Graphs of our own on ONNX Runtime. */
    ONNXRUNTIME("ONNX Runtime", OnnxDecoder::new, Optional.of(OnnxEncoder::new)),
    /** Operators of ND4J, in 32 bits. */
    ND4J("ND4J", (spec, provider) -> new Nd4jDecoder(spec), Optional.empty());

    /** Weights are made once and packed once by the runtime. */
    private static final int COPIES = 2;

    private final String fullName;
    private final BiFunction<DecoderSpec, ExecutionProvider, Decoder> decoder;
    private final Optional<BiFunction<DecoderSpec, ExecutionProvider, LanguageModel>> encoder;

    DecoderRuntime(
            String fullName, BiFunction<DecoderSpec, ExecutionProvider, Decoder> decoder,
            Optional<BiFunction<DecoderSpec, ExecutionProvider, LanguageModel>> encoder) {
        this.fullName = fullName;
        this.decoder = decoder;
        this.encoder = encoder;
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

    /**
     * Builds what a benchmark runs.
     *
     * @throws InvalidInputException if it cannot run such a model, or there is no memory for it
     */
    LanguageModel build(BenchmarkPlan plan, ExecutionProvider provider) {
        Subject subject = plan.subject();
        return build(subject, () -> subject instanceof Subject.File own
                ? new OnnxFileDecoder(own.file(), plan.batch(), plan.threads(), provider)
                : builder(subject).apply(plan.spec((Subject.Descriptor) subject), provider));
    }

    /**
     * Builds a decoder on the processor.
     *
     * @throws InvalidInputException if it cannot run such a model, or there is no memory for it
     */
    Decoder build(DecoderSpec spec) {
        Subject subject = new Subject.Descriptor(spec.architecture(), spec.weights());
        if (subject.embeds()) {
            throw new InvalidInputException(subject.name() + " is an encoder, which generates no tokens");
        }
        return build(subject, () -> decoder.apply(spec, ExecutionProvider.CPU));
    }

    private <M extends LanguageModel> M build(Subject subject, Supplier<M> model) {
        checkRoom(subject);
        try {
            return model.get();
        } catch (UnsupportedArchitectureException | IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage());
        } catch (OutOfMemoryError e) {
            throw new InvalidInputException("there is no memory for " + written(subject) + " (" + e.getMessage() + ")" + advice(subject));
        }
    }

    private BiFunction<DecoderSpec, ExecutionProvider, ? extends LanguageModel> builder(Subject subject) {
        if (!subject.embeds()) {
            return decoder;
        }
        return encoder.orElseThrow(() -> new InvalidInputException(fullName + " runs decoders only here, and " + subject.name() + " is an encoder"));
    }

    /** A model too large for the machine would not fail: it would be killed, and with it everything measured so far. */
    private static void checkRoom(Subject subject) {
        double needed = COPIES * (subject instanceof Subject.File own ? own.file().bytes() : bytes((Subject.Descriptor) subject));
        long there = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        if (needed > there) {
            throw new InvalidInputException(written(subject) + " takes about " + Written.bytes(needed) + " here and the machine has " + Written.bytes(there)
                    + advice(subject));
        }
    }

    private static double bytes(Subject.Descriptor model) {
        WeightsFormat weights = PredictionBeside.numerics(model.stored()).weights();
        return CheckpointSize.of(model.architecture().withSeparateOutput(), weights).bytes();
    }

    private static String written(Subject subject) {
        return subject.name() + " with weights in " + subject.weights();
    }

    private static String advice(Subject subject) {
        return subject instanceof Subject.File ? "" : "; --layers makes it smaller";
    }
}
