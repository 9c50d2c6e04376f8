package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.result.Benchmark;
import dev.ridgepoint.result.BenchmarkMachine;
import dev.ridgepoint.result.BenchmarkPlan;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.Environment;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.result.ResultFile;
import dev.ridgepoint.result.Subject;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.ExecutionProvider;
import dev.ridgepoint.trial.ColdStart;
import dev.ridgepoint.trial.Energy;
import dev.ridgepoint.trial.Generation.Shape;
import dev.ridgepoint.trial.NoiseGate;
import dev.ridgepoint.trial.ResidentMemory;
import dev.ridgepoint.trial.UsageMeter;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint bench run}: times a model on this machine, with the discipline that a noisy one needs. */
@Command(name = "run", sortOptions = false,
        description = {
            "Time a model on this machine: cold start, first token, every token after it, memory and power; an encoder: queries per second.",
            "Warms up until times settle. A short reference kernel runs between passes; iterations during which it was slow are run again. Every number is kept."
        },
        footer = {
            "Examples:",
            "  ridgepoint bench run --model smollm2-135m --weights int8",
            "  ridgepoint bench run --model qwen2.5-0.5b --layers 4 --iterations 10 --output run.json --hardware xeon-8490h",
            "  ridgepoint bench run --model qwen2.5-0.5b --layers 4 --iterations 10 --output run.json --resume",
            "  ridgepoint bench run --model exported/model.onnx --input-length 128",
            "  ridgepoint bench run --model bge-small-en-v1.5 --input-length 128 --batch-size 8"
        })
final class BenchRunCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DecoderOptions options;

    @Option(names = "--iterations", paramLabel = "N", converter = Whole.Positive.class, order = 30, description = "Iterations that count (default: 5).")
    private int iterations = 5;

    @Option(names = "--warmup", paramLabel = "N", converter = Whole.Natural.class, order = 31,
            description = "Iterations before them; up to 4 more while times have not settled. 0 for none (default: 1).")
    private int warmup = 1;

    @Option(names = "--reruns", paramLabel = "N", converter = Whole.Natural.class, order = 32,
            description = "How often an iteration that was disturbed is run again, at most (default: 2).")
    private int reruns = 2;

    @Option(names = "--cold-starts", paramLabel = "N", converter = Whole.Natural.class, order = 33,
            description = "Processes to time from start to first token, at most one an iteration (default: 3).")
    private int coldStarts = 3;

    @Option(names = "--hardware", paramLabel = "ID", completionCandidates = LibraryIds.Hardware.class, order = 40,
            description = "Lay a prediction for this device beside: an id ('ridgepoint list hardware') or a path to a profile.")
    private String hardware;

    @Option(names = "--output", paramLabel = "FILE", order = 90,
            description = "The JSON file, written anew after every iteration (default: bench-MODEL-WEIGHTS.json in the working directory).")
    private Path output;

    @Option(names = "--resume", order = 91, description = "Go on with the run in that file, if it is there.")
    private boolean resume;

    @Option(names = "--verbose", order = 92, description = "Tell each iteration as it ends.")
    private boolean verbose;

    @Override
    public void run() {
        BenchmarkPlan plan = plan();
        ExecutionProvider provider = options.provider();
        Path file = output == null ? Path.of("bench-" + plan.subject().name() + "-" + plan.subject().weights() + ".json") : output;
        Optional<ResultFile> earlier = earlier(file);
        BenchmarkProgress progress = new BenchmarkProgress(spec.commandLine().getErr(), verbose,
                soFar -> earlier.map(there -> there.with(soFar)).orElseGet(() -> ResultFile.of(soFar)).write(file));
        Benchmark benchmark = new Benchmark(plan, machine(plan, provider), progress);
        BenchmarkResult result = earlier.isPresent() ? benchmark.goOnWith(earlier.get().result()) : benchmark.run();
        progress.end();
        new BenchmarkPrintout(result, file).print(spec.commandLine().getOut(), spec.commandLine().getColorScheme().ansi());
    }

    private BenchmarkPlan plan() {
        Subject subject = options.subject();
        Shape shape = options.shape(subject);
        return new BenchmarkPlan(Named.Constant.word(options.device()), subject, shape, options.batch(), options.threads(),
                Named.Constant.word(options.runtime()), iterations, warmup, Math.min(coldStarts, iterations), reruns, prediction(subject, shape));
    }

    private Optional<Prediction> prediction(Subject subject, Shape shape) {
        if (hardware == null) {
            return Optional.empty();
        }
        if (!(subject instanceof Subject.Descriptor model)) {
            throw new InvalidInputException("--hardware predicts models of a descriptor, and " + subject.name() + ".onnx is none");
        }
        Numerics numerics = PredictionBeside.numerics(model.stored());
        Predictor predictor = new Predictor(Workload.of(model.architecture(), numerics), model.latent());
        Roofline roofline = PredictionBeside.roofline(Library.find().hardware(hardware), numerics);
        // The prompt runs in one pass and yields the first token.
        Request request = new Request(shape.inputLength(), shape.outputLength() - 1, shape.depth(), options.batch(), shape.inputLength());
        return Optional.of(predictor.predict(roofline, request));
    }

    /** The run to go on with. An interrupted one is not written over without a word: it may have taken hours. */
    private Optional<ResultFile> earlier(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (resume) {
            return Optional.of(ResultFile.read(file));
        }
        BenchmarkResult there = ResultFile.read(file).result();
        if (!there.isComplete()) {
            throw new InvalidInputException(file.toString(), "holds " + there.iterations().size() + " of " + there.metadata().benchmarkConfig().iterations()
                    + " iterations of an interrupted run; go on with --resume, or remove it");
        }
        return Optional.empty();
    }

    private BenchmarkMachine machine(BenchmarkPlan plan, ExecutionProvider provider) {
        UsageMeter meter = new UsageMeter(ResidentMemory.ofThisProcess(), Energy.ofThisMachine(), System::nanoTime);
        String command = String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
        return new BenchmarkMachine(() -> options.runtime().build(plan, provider), this::coldStart,
                () -> NoiseGate.ofThisMachine(plan.threads(), System::nanoTime), meter, System::nanoTime, InstantSource.system(),
                Environment.ofThisProcess(Version.number(), "ridgepoint " + command));
    }

    /**
     * This Java, with its options and class path, and the options of this run. The class path goes by the environment: ONNX Runtime 1.29 matches a regular
     * expression against its process's command line and overflows its stack when that is some 4000 characters long.
     */
    private ColdStart coldStart() {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(Ridgepoint.class.getName(), "bench", "cold-start"));
        command.addAll(options.arguments());
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return ColdStart.of(process, System::nanoTime);
        } catch (ColdStart.FailedException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }
}
