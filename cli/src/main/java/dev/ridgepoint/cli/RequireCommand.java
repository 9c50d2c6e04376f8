package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.DesignSpaceChart;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.require.Candidate;
import dev.ridgepoint.require.DesignSpace;
import dev.ridgepoint.require.Efficiency;
import dev.ridgepoint.require.Requirement;
import dev.ridgepoint.require.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint require}: what a device needs for rates that are asked for, and which devices have it. */
@Command(name = "require", sortOptions = false,
        description = {
            "Say what bandwidth, peak and memory a device needs to run a model at given rates, and which devices have them.",
            "Rates are tokens a second over all sequences. The least is that of an ideal roofline; --bandwidth-efficiency and --compute-efficiency "
                + "ask for margins."
        },
        footer = {
            "Examples:",
            "  ridgepoint require --model qwen2.5-7b --weights q4_k_m --decode 30tok/s --prefill 500tok/s --memory 8GB",
            "  ridgepoint require --model llama-3.1-70b --weights fp8 --decode 2000tok/s --batch 64 --bandwidth-efficiency 0.8 --compute-efficiency 60%%",
            "  ridgepoint require --model qwen3-30b-a3b --weights q4_k_m --decode 50tok/s --depth 16384 --chart figures/qwen3"
        })
final class RequireCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "ID", required = true, completionCandidates = LibraryIds.Models.class, order = 1,
            description = "Model: an id ('ridgepoint list models') or a path to a descriptor.")
    private String model;

    @Option(names = "--decode", paramLabel = "RATE", converter = Amount.TokenRate.class, order = 2, description = "Tokens generated, as in 30tok/s.")
    private Double decode;

    @Option(names = "--prefill", paramLabel = "RATE", converter = Amount.TokenRate.class, order = 3, description = "Tokens of the prompt, as in 500tok/s.")
    private Double prefill;

    @Option(names = "--memory", paramLabel = "SIZE", converter = Amount.Bytes.class, order = 4,
            description = "Memory that there will be, as in 8GB: says whether weights, KV cache and activations fit.")
    private Double memory;

    @Option(names = "--bandwidth-efficiency", paramLabel = "SHARE", converter = Amount.Share.class, order = 5,
            description = "Share of the bandwidth that software reaches, as in 0.8 (default: 1).")
    private double bandwidthEfficiency = 1;

    @Option(names = "--compute-efficiency", paramLabel = "SHARE", converter = Amount.Share.class, order = 6,
            description = "Share of the peak that software reaches, as in 0.6 (default: 1).")
    private double computeEfficiency = 1;

    @Option(names = "--hardware", paramLabel = "ID", split = ",", completionCandidates = LibraryIds.Hardware.class, order = 7,
            description = "Devices to look at: ids or paths to profiles (default: all of the library).")
    private List<String> hardware;

    @Option(names = "--sort", paramLabel = "BY", converter = Sorting.class, completionCandidates = Sorting.class, order = 8,
            description = "Least of what first among those that meet it: ${COMPLETION-CANDIDATES} (default: price); what a profile does not state comes last.")
    private Order sort = Order.PRICE;

    @Option(names = "--top", paramLabel = "N", converter = Whole.Positive.class, order = 9,
            description = "Devices of either kind in the tables for people (default: 10).")
    private int top = 10;

    @Option(names = "--chart", paramLabel = "BASE", order = 10,
            description = "Draw bandwidths and peaks that do equally well, with devices: path and name of the PNG, SVG and PDF without extension.")
    private Path chart;

    @Option(names = "--size", paramLabel = "SIZE", converter = Named.Size.class, completionCandidates = Named.Size.class, order = 11,
            description = "Where the figure is to stand: ${COMPLETION-CANDIDATES} (default: screen).")
    private FigureSize size = FigureSize.SCREEN;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private RequestOptions request;

    @Mixin
    private OutputOptions output;

    /** What devices are sorted by. */
    enum Order { PRICE, TDP, BANDWIDTH }

    /** The same, in the words of the command line. */
    static final class Sorting extends Named.Constant<Order> {
        Sorting() {
            super(Order.class);
        }
    }

    @Override
    public void run() {
        if (decode == null && prefill == null) {
            throw new InvalidInputException("nothing is asked for: give --decode, --prefill or both, as in --decode 30tok/s");
        }
        Library library = Library.find();
        Predictor predictor = formats.idealPredictor(ModelArgument.read(library, model, spec.commandLine()));
        Architecture asked = predictor.workload().architecture();
        if (decode != null && asked.kind() == Architecture.Kind.ENCODER) {
            throw new InvalidInputException(asked.id() + " is an encoder and generates nothing: leave --decode out");
        }
        Request request = this.request.request(asked);
        Target target = new Target(optional(decode), optional(prefill));
        DesignSpace space = new DesignSpace(predictor, request, new Efficiency(bandwidthEfficiency, computeEfficiency));
        Requirement requirement = space.requirement(target);
        List<Candidate> candidates = devices(library).stream().map(device -> space.candidate(device, target)).sorted(order()).toList();
        RequirePrintout printout = new RequirePrintout(predictor, request, space, requirement, Optional.ofNullable(memory),
                new CandidateTables(candidates, top));
        Optional<ChartFiles> files = chart == null ? Optional.empty() : Optional.of(draw(printout));
        output.print(printout.with(files), spec.commandLine());
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private List<Hardware> devices(Library library) {
        if (hardware != null) {
            return hardware.stream().distinct().map(library::hardware).toList();
        }
        List<Hardware> devices = new ArrayList<>();
        for (String id : library.hardwareCatalog().ids()) {
            try {
                devices.add(library.hardware(id));
            } catch (InvalidInputException e) {
                // 'list hardware' and 'lint' tell of profiles that cannot be read; the others are still worth looking at.
                continue;
            }
        }
        return devices;
    }

    /** Those that meet the target first, in the order asked for; then the others, the nearest misses first. NaN sorts last. */
    private Comparator<Candidate> order() {
        Comparator<Candidate> price = Comparator.comparingDouble(Candidate::price);
        Comparator<Candidate> tdp = Comparator.comparingDouble(Candidate::tdp);
        Comparator<Candidate> bandwidth = Comparator.comparingDouble(Candidate::bandwidth);
        Comparator<Candidate> wanted = switch (sort) {
            case PRICE -> price.thenComparing(tdp).thenComparing(bandwidth);
            case TDP -> tdp.thenComparing(bandwidth);
            case BANDWIDTH -> bandwidth;
        };
        Comparator<Candidate> nearest = Comparator.comparingDouble(candidate -> -candidate.reached());
        return (a, b) -> a.meets() != b.meets() ? (a.meets() ? -1 : 1) : (a.meets() ? wanted : nearest).thenComparing(c -> c.device().id()).compare(a, b);
    }

    private ChartFiles draw(RequirePrintout printout) {
        try {
            return ChartFiles.write(new DesignSpaceChart(printout.figure(), size), chart);
        } catch (IOException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }
}
