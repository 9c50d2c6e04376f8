package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.serving.Capacity;
import dev.ridgepoint.serving.Slo;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint capacity}: how many requests a second a server can take within an objective. */
@Command(name = "capacity", sortOptions = false,
        description = {
            "Find the highest rate of requests at which a server meets an objective.",
            "It simulates the same requests, closer together or further apart, and halves the gap until it is half a percent. A trace gives its lengths."
        },
        footer = {
            "Examples:",
            "  ridgepoint capacity --hardware h100-sxm --model llama-3.1-8b --prompt lognormal:1024:0.8 --generate 256 --slo-ttft 500ms --slo-tpot 30ms",
            "  ridgepoint capacity --hardware rtx-4090 --model qwen2.5-7b --weights q4_k_m --trace trace.csv --slo-ttft 1s --attainment 95%%"
        })
final class CapacityCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SubjectOptions subject;

    @Option(names = "--attainment", paramLabel = "SHARE", converter = Amount.Share.class, order = 3,
            description = "Share of the requests that must meet the objective (default: 99%%).")
    private double attainment = 0.99;

    @Option(names = "--chart", paramLabel = "BASE", order = 4,
            description = "Draw latency over the rate of requests: path and name of the PNG, SVG and PDF without extension.")
    private Path chart;

    @Option(names = "--size", paramLabel = "SIZE", converter = Named.Size.class, completionCandidates = Named.Size.class, order = 5,
            description = "Where the figure is to stand: ${COMPLETION-CANDIDATES} (default: screen).")
    private FigureSize size = FigureSize.SCREEN;

    @Mixin
    private TrafficOptions traffic;

    @Mixin
    private ServerOptions server;

    @Mixin
    private SloOptions slo;

    @Mixin
    private FormatOptions formats;

    @Mixin
    private CostOptions costs;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        Slo asked = slo.slo();
        if (!asked.asks()) {
            throw new InvalidInputException("no objective: give --slo-ttft, --slo-tpot or --slo-e2e, as in --slo-ttft 500ms");
        }
        ServedModel served = server.served(Library.find(), subject, formats, spec.commandLine());
        Capacity capacity = Capacity.search(served.server(), traffic.traffic(1), asked, attainment);
        if (capacity.alone().completed() == 0) {
            throw new InvalidInputException(served.tooSmall(capacity.alone()));
        }
        List<String> setting = List.of(traffic.words(), served.caches(), server.words());
        CapacityPrintout printout = new CapacityPrintout(served, setting, capacity, ServingCost.of(served, costs));
        output.print(chart == null || capacity.tried().isEmpty() ? printout : printout.with(List.of(printout.draw(chart, size))), spec.commandLine());
    }
}
