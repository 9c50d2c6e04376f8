package dev.ridgepoint.cli;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.DesignSpaceFigure;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.predict.MemoryFootprint;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.require.DesignPoint;
import dev.ridgepoint.require.DesignSpace;
import dev.ridgepoint.require.Efficiency;
import dev.ridgepoint.require.Requirement;
import dev.ridgepoint.require.Target;
import dev.ridgepoint.require.Target.Rates;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a target needs and which devices have it, in each output format. */
final class RequirePrintout implements OutputFormat.Printable {

    /** One way to meet the target. */
    private record Way(String name, DesignPoint point) { }

    private final Predictor predictor;
    private final Request request;
    private final DesignSpace space;
    private final Requirement requirement;
    private final Optional<Double> memory;
    private final CandidateTables tables;
    private final Optional<ChartFiles> files;

    RequirePrintout(
            Predictor predictor, Request request, DesignSpace space, Requirement requirement, Optional<Double> memory, CandidateTables tables) {
        this(predictor, request, space, requirement, memory, tables, Optional.empty());
    }

    private RequirePrintout(
            Predictor predictor, Request request, DesignSpace space, Requirement requirement, Optional<Double> memory, CandidateTables tables,
            Optional<ChartFiles> files) {
        this.predictor = predictor;
        this.request = request;
        this.space = space;
        this.requirement = requirement;
        this.memory = memory;
        this.tables = tables;
        this.files = files;
    }

    RequirePrintout with(Optional<ChartFiles> drawn) {
        return new RequirePrintout(predictor, request, space, requirement, memory, tables, drawn);
    }

    DesignSpaceFigure figure() {
        String title = target() + " of " + predictor.workload().architecture().name();
        String subtitle = formats() + ", " + asked().toLowerCase(Locale.ROOT);
        return RequirementFigure.of(title, subtitle, space, requirement, tables.candidates(), tables.top());
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        page.prose(formats(), "  ");
        page.prose(asked(), "  ");
        page.gap();
        distinctWays().print(page);
        page.gap();
        page.prose(reading(), "  ");
        if (fits()) {
            page.prose(footprint(), "  ");
        } else {
            page.warning(footprint());
        }
        page.gap();
        tables.print(page);
        if (files.isPresent()) {
            page.gap();
            Stream.of(files.get().png(), files.get().svg(), files.get().pdf()).forEach(file -> page.line("Wrote " + file));
        }
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            json.value("model", predictor.workload().architecture().id());
            json.value("weights", predictor.workload().numerics().weights().id());
            json.value("kv", predictor.workload().numerics().cache().id());
            json.value("compute", predictor.workload().numerics().weights().compute().id());
            json.object("target", target -> {
                target.value("decode_tokens_per_second", orNothing(requirement.target().decode()));
                target.value("prefill_tokens_per_second", orNothing(requirement.target().prefill()));
                target.value("prompt", request.prompt());
                target.value("generate", request.generate());
                target.value("depth", request.depth());
                target.value("batch", request.batch());
                target.value("micro_batch", request.microBatch());
                target.value("bandwidth_efficiency", space.efficiency().bandwidth());
                target.value("compute_efficiency", space.efficiency().compute());
            });
            json.value("least_bandwidth_bytes_per_s", requirement.bandwidth());
            json.value("least_peak_flops_per_s", requirement.peak());
            ways().write(json, "requirements");
            json.object("memory", object -> {
                MemoryFootprint footprint = requirement.memory();
                object.value("weights_bytes", footprint.weightsBytes());
                object.value("kv_bytes", footprint.cacheBytes());
                object.value("activations_bytes", footprint.activationsBytes());
                object.value("total_bytes", footprint.totalBytes());
                object.value("available_bytes", memory.orElse(null));
                object.value("fits", memory.isEmpty() ? null : (Object) fits());
            });
            tables.all().write(json, "devices");
        });
    }

    private static Object orNothing(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    @Override
    public void printCsv(PrintWriter out) {
        tables.all().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title());
        out.println();
        out.println(formats() + "  ");
        out.println(asked());
        out.println();
        distinctWays().printMarkdown(out);
        out.println();
        out.println(reading() + "  ");
        out.println(footprint());
        files.ifPresent(drawn -> out.println("\n![Bandwidth and peak that meet the target](" + drawn.png().getFileName() + ")"));
        out.println();
        tables.printMarkdown(out);
    }

    private String title() {
        Architecture model = predictor.workload().architecture();
        return target() + " of " + PredictionPrintout.named(model.name(), model.id());
    }

    private String target() {
        Target target = requirement.target();
        List<String> rates = new ArrayList<>();
        target.decode().ifPresent(rate -> rates.add("decode at " + Quantity.format(rate, Dimension.TOKENS_PER_SECOND)));
        target.prefill().ifPresent(rate -> rates.add("prefill at " + Quantity.format(rate, Dimension.TOKENS_PER_SECOND)));
        String text = String.join(" and ", rates);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String formats() {
        return "Weights " + predictor.workload().numerics().weights().id() + ", KV cache " + predictor.workload().numerics().cache().id() + ", peak in "
                + compute();
    }

    private String compute() {
        return predictor.workload().numerics().weights().compute().id();
    }

    private String asked() {
        Efficiency efficiency = space.efficiency();
        return "Prompt " + request.prompt() + ", generate " + request.generate() + ", depth " + request.depth() + ", batch " + request.batch()
                + (efficiency.equals(Efficiency.IDEAL) ? ", ideal roofline"
                : ", software reaching " + Written.percent(efficiency.bandwidth()) + " of bandwidth and " + Written.percent(efficiency.compute()) + " of peak");
    }

    private Table<Way> ways() {
        return waysOf(List.of(new Way("least_bandwidth", requirement.leastBandwidth()), new Way("least_product", requirement.leastProduct()),
                new Way("least_peak", requirement.leastPeak())));
    }

    /** For people, the row of the least product goes where it is that of the least bandwidth. */
    private Table<Way> distinctWays() {
        return waysOf(ways().rows().stream()
                .filter(way -> !way.name().equals("least_product") || !way.point().equals(requirement.leastBandwidth())).toList());
    }

    private Table<Way> waysOf(List<Way> rows) {
        return new Table<>(List.of(
                Column.words("A device with", "requirement", Way::name).shownAs(RequirePrintout::wayName),
                Column.number("Bandwidth", "bandwidth_bytes_per_s", way -> way.point().bandwidth(), Written::byteRate),
                Column.number("Peak (" + compute() + ")", "peak_flops_per_s", way -> way.point().peak(), Written::flopRate),
                Column.number("Ridge OI", "ridge_oi", way -> way.point().peak() / way.point().bandwidth(), Written::number),
                Column.number("Decode tok/s", "decode_tokens_per_second", way -> rate(way, Rates::decode), CandidateTables::tokens),
                Column.number("Prefill tok/s", "prefill_tokens_per_second", way -> rate(way, Rates::prefill), CandidateTables::tokens)),
                rows);
    }

    private double rate(Way way, ToDoubleFunction<Rates> phase) {
        return CandidateTables.orNone(phase.applyAsDouble(space.rates(way.point())));
    }

    private static String wayName(String key) {
        return key.equals("least_peak") ? "least peak + 1 %" : key.replace('_', ' ');
    }

    private String reading() {
        return "Less than " + Written.byteRate(requirement.bandwidth()) + " will not do whatever the peak, nor less than "
                + Written.flopRate(requirement.peak()) + " whatever the bandwidth; between the first and the last row, one makes up for the "
                + "other. Without caches and launch overhead: the devices below have theirs.";
    }

    private boolean fits() {
        return memory.isEmpty() || requirement.memory().totalBytes() <= memory.get();
    }

    private String footprint() {
        MemoryFootprint m = requirement.memory();
        OptionalDouble available = memory.map(OptionalDouble::of).orElse(OptionalDouble.empty());
        MemoryFootprint against = new MemoryFootprint(m.weightsBytes(), m.cacheBytes(), m.activationsBytes(), available);
        return "Memory: " + (memory.isPresent() ? PredictionNotes.memory(against) : PredictionNotes.memoryParts(m) + ".");
    }
}
