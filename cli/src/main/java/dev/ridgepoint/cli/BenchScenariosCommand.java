package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.Environment;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.runtime.OnnxProfile;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.scenario.Scenario;
import dev.ridgepoint.scenario.ScenarioCharts;
import dev.ridgepoint.scenario.ScenarioFolder;
import dev.ridgepoint.scenario.ScenarioMachine;
import dev.ridgepoint.scenario.ScenarioPlan;
import dev.ridgepoint.scenario.ScenarioReport;
import dev.ridgepoint.scenario.ScenarioStudy;
import dev.ridgepoint.trial.Energy;
import dev.ridgepoint.trial.NoiseGate;
import dev.ridgepoint.trial.ResidentMemory;
import dev.ridgepoint.trial.UsageMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint bench scenarios}: prompts and generations of several lengths, and batches of several sizes, with one decoder. */
@Command(name = "scenarios", sortOptions = false,
        description = {
            "Time a model on prompts and generations of several lengths, and in batches of several sizes, and say what they have in common.",
            "S1 to S6 are 16/32, 64/64, 256/128, 512/256, 1024/128 and 64/512 tokens in and out. SISO, SILO, LISO and LILO are RooflineBench's 128 or 4096 in, "
                + "128 or 4096 out. A scenario of your own is its lengths: 512/128.",
            "TTFT is the prompt's pass. Decode TPS is the N - 1 tokens after the first over the time of their steps; prefill TPS the prompt's tokens over "
                + "TTFT; all sequences of a batch count. Each is worked out run by run: the median is shown, with the standard deviation over n - 1.",
            "Prefill scaling is the slope of the least-squares line of median TTFT over prompt length. Decode TPS CV is standard deviation over mean of the "
                + "scenarios' medians. Time by operator is from ONNX Runtime's profiler. MFU and MBU are the model's FLOPs and bytes over time and the "
                + "device's peak and bandwidth, and need --hardware.",
            "The folder gets the study (scenarios.json, .md, .csv), every trial (runs, as 'bench run' writes them), and charts with the prediction over them."
        },
        footer = {
            "Examples:",
            "  ridgepoint bench scenarios --model qwen2.5-0.5b --weights int4 --hardware ceilings/this-machine.yaml",
            "  ridgepoint bench scenarios --model smollm2-135m --scenarios S1,S2,SISO,300/50 --iterations 10",
            "  ridgepoint bench scenarios --model smollm2-135m --weights int8 --batch 1,2,4,8,16"
        })
final class BenchScenariosCommand implements Runnable {

    private static final String ALL = "all";

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "ID", required = true, completionCandidates = LibraryIds.Models.class, order = 1,
            description = "Model: an id ('ridgepoint list models') or a path to a descriptor. Its weights are random.")
    private String model;

    @Option(names = "--runtime", paramLabel = "RUNTIME", converter = DecoderRuntime.Converter.class, completionCandidates = DecoderRuntime.Converter.class,
            order = 2, description = "What runs it: ${COMPLETION-CANDIDATES} (default: onnxruntime).")
    private DecoderRuntime runtime = DecoderRuntime.ONNXRUNTIME;

    @Option(names = "--weights", paramLabel = "FORMAT", converter = DecoderOptions.Stored.class, completionCandidates = DecoderOptions.Stored.class, order = 3,
            description = "How its weights are stored: ${COMPLETION-CANDIDATES} (default: fp32).")
    private StoredWeights weights = StoredWeights.FP32;

    @Option(names = "--layers", paramLabel = "N", converter = Whole.Layers.class, order = 4,
            description = "Cut or extend the model to N layers, its pattern repeated as far as needed.")
    private Integer layers;

    @Option(names = "--threads", paramLabel = "N", converter = Whole.Positive.class, order = 5,
            description = "Threads of the runtime (default: as many as there are processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--scenarios", paramLabel = "LIST", split = ",", completionCandidates = Ids.class, order = 10,
            description = "Which: ${COMPLETION-CANDIDATES}, or PROMPT/GENERATED (default: S1 to S6; with several batch sizes 512/128).")
    private List<String> scenarios;

    @Option(names = {"--batch", "--batch-size"}, paramLabel = "LIST", split = ",", converter = Whole.Positive.class, order = 11,
            description = "Sequences at once; each scenario is run with each of several (default: 1).")
    private List<Integer> batches = List.of(1);

    @Option(names = "--iterations", paramLabel = "N", converter = Whole.Positive.class, order = 20, description = "Runs of each that count (default: 5).")
    private int iterations = 5;

    @Option(names = "--warmup", paramLabel = "N", converter = Whole.Natural.class, order = 21,
            description = "Runs before them; up to 4 more while times have not settled. 0 for none (default: 3).")
    private int warmup = 3;

    @Option(names = "--reruns", paramLabel = "N", converter = Whole.Natural.class, order = 22,
            description = "How often a run that was disturbed is run again, at most (default: 2).")
    private int reruns = 2;

    @Option(names = "--hardware", paramLabel = "ID", completionCandidates = LibraryIds.Hardware.class, order = 30,
            description = "Lay a prediction for this device beside, calibrated where its profile is: an id ('ridgepoint list hardware') or a "
                + "path to a profile.")
    private String hardware;

    @Option(names = "--output", paramLabel = "DIR", order = 90,
            description = "Folder for the study, its trials and its charts (default: scenarios-MODEL-WEIGHTS in the working directory).")
    private Path output;

    @Option(names = "--resume", order = 91, description = "Go on with the study in that folder, if it is there.")
    private boolean resume;

    @Option(names = "--size", paramLabel = "SIZE", converter = Named.Size.class, completionCandidates = Named.Size.class, order = 92,
            description = "Where the charts are to stand: ${COMPLETION-CANDIDATES} (default: column).")
    private FigureSize size = FigureSize.COLUMN;

    @Option(names = "--format", paramLabel = "FORMAT", converter = Named.Output.class, completionCandidates = Named.Output.class, order = 93,
            description = "What to print: ${COMPLETION-CANDIDATES} (default: table).")
    private OutputFormat format = OutputFormat.TABLE;

    /** The scenarios that have a name, and all of them. */
    static final class Ids implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Scenario.all().stream().map(Scenario::id), Stream.of(ALL)).iterator();
        }
    }

    @Override
    public void run() {
        ScenarioPlan plan = plan();
        ScenarioFolder folder = new ScenarioFolder(output == null ? Path.of("scenarios-" + plan.model().id() + "-" + weights.id()) : output);
        Optional<ScenarioReport> earlier = earlier(folder);
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
        ScenarioStudy study = new ScenarioStudy(plan, machine(), folder, progress);
        ScenarioReport report = earlier.isPresent() ? study.goOnWith(earlier.get()) : study.run();
        progress.at("drawing", 1);
        List<ChartFiles> charts = draw(plan, report, folder);
        progress.clear();
        ScenarioPrintout printout = new ScenarioPrintout(report, folder, charts);
        TextFile.write(folder.path().resolve("scenarios.md"), printout::printMarkdown);
        TextFile.write(folder.path().resolve("scenarios.csv"), printout::printCsv);
        format.print(printout, spec.commandLine().getOut(), spec.commandLine().getColorScheme().ansi());
    }

    private ScenarioPlan plan() {
        Architecture whole = Library.find().architecture(model);
        Architecture cut = layers == null ? whole : whole.withLayers(layers);
        return new ScenarioPlan("cpu", cut, weights, threads, Named.Constant.word(runtime), asked(), batches, iterations, warmup, reruns,
                Optional.ofNullable(hardware).map(id -> PredictionBeside.roofline(Library.find().hardware(id), PredictionBeside.numerics(weights))));
    }

    private List<Scenario> asked() {
        if (scenarios == null) {
            return batches.size() > 1 ? List.of(Scenario.USUAL) : Scenario.SIX;
        }
        return scenarios.stream().flatMap(id -> id.equalsIgnoreCase(ALL) ? Scenario.all().stream() : Stream.of(Scenario.of(id))).distinct().toList();
    }

    /** The study to go on with. An interrupted one is not written over without a word: it may have taken hours. */
    private Optional<ScenarioReport> earlier(ScenarioFolder folder) {
        Optional<ScenarioReport> there = folder.earlier();
        if (!resume && there.isPresent() && !there.get().isComplete()) {
            throw new InvalidInputException(folder.report().toString(), "holds " + there.get().scenarios().size() + " of "
                    + there.get().planned() + " scenarios of an interrupted study; go on with --resume, or remove it");
        }
        return resume ? there : Optional.empty();
    }

    private ScenarioMachine machine() {
        ResidentMemory memory = ResidentMemory.ofThisProcess();
        UsageMeter meter = new UsageMeter(memory, Energy.ofThisMachine(), System::nanoTime);
        String command = "ridgepoint " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
        return new ScenarioMachine(runtime::build, runtime == DecoderRuntime.ONNXRUNTIME ? Optional.of(OnnxProfile::of) : Optional.empty(),
                () -> NoiseGate.ofThisMachine(threads, System::nanoTime), meter, memory, System::nanoTime, InstantSource.system(),
                Environment.ofThisProcess(Version.number(), command));
    }

    private List<ChartFiles> draw(ScenarioPlan plan, ScenarioReport report, ScenarioFolder folder) {
        try {
            return new ScenarioCharts(plan, report).write(folder, size);
        } catch (IOException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }
}
