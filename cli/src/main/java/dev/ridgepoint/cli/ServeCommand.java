package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.serving.ServingResult;
import dev.ridgepoint.serving.Slo;
import dev.ridgepoint.trace.RequestTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint serve}: a model that serves many requests at once, simulated event by event. */
@Command(name = "serve", sortOptions = false,
        description = {
            "Simulate a server: continuous batching with chunked prefill over a paged KV cache, and what its users see.",
            "Requests are drawn at a rate or read from a trace. Each pass takes what the roofline says of the batch that is in it; --format csv gives queue "
                + "and cache over time."
        },
        footer = {
            "Examples:",
            "  ridgepoint serve --hardware h100-sxm --model llama-3.1-8b --rate 20/s --prompt lognormal:1024:0.8 --generate lognormal:256:0.6",
            "  ridgepoint serve --hardware rtx-4090 --model qwen2.5-7b --weights q4_k_m --trace trace.csv --slo-ttft 500ms --slo-tpot 50ms --chart figures/day",
            "  ridgepoint serve --hardware h200-sxm --prefill-hardware h100-sxm --link 50GB/s --model llama-3.1-8b --rate 40/s",
            "  ridgepoint serve --hardware h100-sxm --prefill-hardware h100-sxm --prefill-replicas 2 --decode-replicas 3 --link 50GB/s "
                + "--model llama-3.1-8b --rate 90/s",
            "  ridgepoint serve --hardware h100-sxm --model llama-3.1-70b --weights fp8 --tp 4 --runtime vllm --rate 8/s --rent 2.50USD"
        })
final class ServeCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SubjectOptions subject;

    @Option(names = "--rate", paramLabel = "RATE", converter = RequestRate.class, order = 3,
            description = "Requests that come, as in 2/s or 90/min; with --trace, its lengths are drawn at this rate.")
    private Double rate;

    @Option(names = "--chart", paramLabel = "BASE", order = 4,
            description = "Draw queue and cache over time (BASE-occupancy) and latencies (BASE-latency) as PNG, SVG and PDF.")
    private Path chart;

    @Option(names = "--size", paramLabel = "SIZE", converter = Named.Size.class, completionCandidates = Named.Size.class, order = 5,
            description = "Where the figures are to stand: ${COMPLETION-CANDIDATES} (default: screen).")
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
        Optional<Path> played = traffic.played(rate);
        if (rate == null && played.isEmpty()) {
            throw new InvalidInputException("no request comes: give --rate, as in --rate 2/s, or --trace");
        }
        ServedModel served = server.served(Library.find(), subject, formats, spec.commandLine());
        Slo asked = slo.slo();
        ServingResult result;
        if (played.isPresent()) {
            try (RequestTrace trace = RequestTrace.open(played.get())) {
                result = served.server().serve(trace, asked, traffic.seed());
            }
        } else {
            result = served.server().serve(traffic.traffic(rate).source(), asked, traffic.seed());
        }
        if (result.arrived() == 0) {
            throw new InvalidInputException(played.get().toString(), "has no request");
        }
        if (result.completed() == 0) {
            throw new InvalidInputException(served.tooSmall(result));
        }
        String comes = played.isPresent() ? traffic.playedWords() : RequestRate.words(rate) + ", " + traffic.words();
        ServingPrintout printout = new ServingPrintout(served, List.of(comes, served.caches(), server.words()), asked, result, ServingCost.of(served, costs));
        ServingFigures figures = new ServingFigures(served.shortTitle(), served.prefill().size(), result);
        output.print(chart == null ? printout : printout.with(figures.draw(chart, size)), spec.commandLine());
    }
}
