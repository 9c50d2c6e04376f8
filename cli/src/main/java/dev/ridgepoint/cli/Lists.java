package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.LayerGroup;
import dev.ridgepoint.architecture.Mixer;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What there is in the library, and beside it what could not be read or is not modelled. */
final class Lists implements OutputFormat.Printable {

    /** A value of the cache in 16 bits, by which models are compared. */
    private static final int CACHE_BYTES = 2;
    /** The model whose weights show what a format takes. */
    private static final String MEASURED_BY = "llama-3.1-8b";

    /**
     * One file of the library.
     *
     * @param id      its name
     * @param what    what it describes; empty when it cannot be read or says that it is not modelled
     * @param problem why not
     */
    private record Entry<T>(String id, Optional<T> what, String problem) { }

    private final String name;
    private final Table<?> forPeople;
    private final Table<?> forPrograms;
    private final List<String> remarks;

    private Lists(String name, Table<?> forPeople, Table<?> forPrograms, List<String> remarks) {
        this.name = name;
        this.forPeople = forPeople;
        this.forPrograms = forPrograms;
        this.remarks = remarks;
    }

    static Lists hardware(Library library) {
        return of("hardware", library.hardwareCatalog(), library::hardware, List.of(
                words("Name", "name", Hardware::name).shownAs(Lists::withoutBrackets),
                words("Kind", "kind", hardware -> Named.Constant.word(hardware.kind())),
                numbers("TFLOP/s", "fp16_flops_per_s", Lists::fp16, rate -> Written.number(rate / 1e12)),
                numbers("GB/s", "bandwidth_bytes_per_s", Hardware::bandwidth, rate -> Written.number(rate / 1e9)),
                numbers("GiB", "capacity_bytes", Lists::capacity, bytes -> Written.number(bytes / (1 << 30))),
                numbers("Ridge OI", "ridge_oi", hardware -> fp16(hardware) / hardware.bandwidth(), Written::number)),
                "TFLOP/s are the peak for matrix products in FP16, or in what the device widens FP16 to; the ridge is of this peak.");
    }

    /** A name without what its maker adds in brackets, so that a device stays on a line. */
    private static String withoutBrackets(String name) {
        int bracket = name.indexOf(" (");
        return bracket > 0 ? name.substring(0, bracket) : name;
    }

    static Lists models(Library library) {
        return of("models", library.architectureCatalog(), library::architecture, List.of(
                numbers("Parameters", "parameters", Architecture::parameters, Written::count),
                numbers("Active", "active_parameters", Architecture::activeParameters, Written::count),
                numbers("Layers", "layers", Architecture::layers, Written::number),
                numbers("Hidden", "hidden", Architecture::hidden, Written::number),
                words("Mixers", "mixers", Lists::mixers),
                numbers("KV a token", "kv_bytes_per_token", Lists::cacheBytes, Written::bytes)),
                "KV a token is the cache's growth with each token, in 16 bits.");
    }

    static Lists formats(Library library) {
        Architecture model = library.architecture(MEASURED_BY);
        Table<WeightsFormat> table = new Table<>(List.of(
                Column.words("Id", "id", WeightsFormat::id),
                Column.number("Bits a weight", "bits_per_weight", format -> CheckpointSize.of(model, format).bitsPerWeight(), Written::number),
                Column.words("Summary", "summary", WeightsFormat::summary),
                Column.words("Computes in", "compute", format -> format.compute().id()),
                Column.words("Activations", "activations", format -> format.activations().id()),
                Column.words("KV", "kv", format -> format.defaultCache().id())), WeightsFormats.all());
        return new Lists("formats", table, table, List.of("Bits a weight are the mean over " + model.name() + ", scales and vectors included."));
    }

    static Lists runtimes(Library library) {
        return of("runtimes", library.runtimeCatalog(), library::runtime, List.of(
                words("Name", "name", Backend::name),
                words("Quantised weights", "kernels", RuntimeSheet::kernels),
                numbers("Micro-batch", "micro_batch", Backend::microBatch, RuntimeSheet::microBatch),
                numbers("Devices", "devices", backend -> backend.devices().size(), Written::number)),
                "Devices are those that were measured under it. Each may be named with " + Backend.FUSED + " at its end: with fused attention.");
    }

    private static <T> Lists of(String name, Catalog catalog, Function<String, T> reader, List<Column<Entry<T>>> columns, String remark) {
        List<Entry<T>> entries = catalog.ids().stream().map(id -> entry(id, reader)).toList();
        List<Column<Entry<T>>> all = new ArrayList<>();
        all.add(Column.words("Id", "id", Entry::id));
        all.addAll(columns);
        all.add(Column.forPrograms("problem", entry -> entry.problem().isEmpty() ? null : entry.problem()));
        List<String> remarks = new ArrayList<>();
        remarks.add(remark);
        entries.stream().map(Entry::problem).filter(problem -> !problem.isEmpty()).forEach(remarks::add);
        List<Entry<T>> sound = entries.stream().filter(entry -> entry.what().isPresent()).toList();
        return new Lists(name, new Table<>(all, sound), new Table<>(all, entries), remarks);
    }

    private static <T> Entry<T> entry(String id, Function<String, T> reader) {
        try {
            return new Entry<>(id, Optional.of(reader.apply(id)), "");
        } catch (InvalidInputException | NotModelledException e) {
            return new Entry<>(id, Optional.empty(), e.getMessage());
        }
    }

    private static <T> Column<Entry<T>> words(String heading, String key, Function<T, String> words) {
        return Column.words(heading, key, entry -> entry.what().map(words).orElse(null));
    }

    private static <T> Column<Entry<T>> numbers(
            String heading, String key, ToDoubleFunction<T> value, DoubleFunction<String> written) {
        return Column.number(heading, key, entry -> entry.what().map(value::applyAsDouble).orElse(Double.NaN), written);
    }

    private static double fp16(Hardware hardware) {
        return hardware.matrixPeak(NumberFormat.FP16).map(Peak::rate).map(rate -> rate.value()).orElse(Double.NaN);
    }

    private static double capacity(Hardware hardware) {
        return hardware.mainMemory().capacity().map(capacity -> capacity.value()).orElse(Double.NaN);
    }

    /** An encoder keeps nothing. */
    private static double cacheBytes(Architecture model) {
        return model.kind() == Architecture.Kind.ENCODER ? Double.NaN : (double) CACHE_BYTES * model.cacheElementsPerToken();
    }

    private static String mixers(Architecture model) {
        return model.groups().stream().map(LayerGroup::mixers).flatMap(List::stream).map(Mixer::kindName).distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public void printTable(Page page) {
        forPeople.print(page);
        if (!remarks.isEmpty()) {
            page.gap();
            remarks.forEach(remark -> page.prose(remark, "  "));
        }
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> forPrograms.write(json, name));
    }

    @Override
    public void printCsv(PrintWriter out) {
        forPrograms.printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        forPeople.printMarkdown(out);
        remarks.forEach(remark -> out.println("\n> " + remark));
    }
}
