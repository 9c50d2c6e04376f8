package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.DecoderSpec;
import dev.ridgepoint.runtime.Device;
import dev.ridgepoint.runtime.OnnxProfile;
import dev.ridgepoint.runtime.OperatorTime;
import dev.ridgepoint.runtime.ProfilePlan;
import dev.ridgepoint.trial.Generation.Shape;
import dev.ridgepoint.validate.OperatorResidual;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint bench operators}: where the time goes, operator by operator, beside where it was predicted to go. */
@Command(name = "operators", sortOptions = false,
        description = {
            "Time a model operator by operator with ONNX Runtime's profiler, beside the prediction for a device.",
            "Profiling costs some microseconds an operator: compare these times with one another, not with those of 'bench run'."
        },
        footer = {
            "Examples:",
            "  ridgepoint bench operators --model qwen2.5-0.5b --weights int8 --hardware ceilings/this-machine.yaml",
            "  ridgepoint bench operators --model plm-1.8b --layers 4 --depth 2048 --hardware ceilings/this-machine.yaml --format csv"
        })
final class BenchOperatorsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DecoderOptions options;

    @Option(names = "--hardware", paramLabel = "ID", required = true, completionCandidates = LibraryIds.Hardware.class, order = 30,
            description = "The device to predict for: an id ('ridgepoint list hardware') or a path to a profile.")
    private String hardware;

    @Option(names = "--prompts", paramLabel = "N", converter = Whole.Positive.class, order = 31, description = "Prompts to profile (default: 5).")
    private int prompts = 5;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        if (options.device() != Device.CPU || options.runtime() != DecoderRuntime.ONNXRUNTIME) {
            throw new InvalidInputException("operators are timed by ONNX Runtime's profiler on the CPU only");
        }
        Architecture model = options.decoder();
        Shape shape = options.shape(options.subject());
        if (shape.outputLength() < 2) {
            throw new InvalidInputException("--output-length must be 2 or more: the first token is the prompt's");
        }
        int steps = shape.outputLength() - 1;
        int depth = Math.max(shape.depth(), shape.inputLength());
        DecoderSpec decoder = new DecoderSpec(
                model, options.weights(), options.latent(), depth + shape.outputLength(), options.batch(), options.threads(), 1);
        List<OperatorTime> times;
        try {
            times = OnnxProfile.of(decoder, new ProfilePlan(shape.inputLength(), prompts, depth, steps));
        } catch (UnsupportedArchitectureException e) {
            throw new InvalidInputException(e.getMessage());
        }
        Numerics numerics = PredictionBeside.numerics(options.weights());
        Predictor predictor = new Predictor(Workload.of(model, numerics), options.latent());
        Roofline roofline = PredictionBeside.roofline(Library.find().hardware(hardware), numerics);
        Prediction prefill = predictor.predict(roofline, new Request(shape.inputLength(), 0, 0, options.batch(), shape.inputLength()));
        Prediction decode = predictor.predict(roofline, new Request(0, steps, depth, options.batch(), 1));
        output.print(new OperatorResidualPrintout(prefill, OperatorResidual.of(prefill, decode, times)), spec.commandLine());
    }
}
