package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.export.Export;
import dev.ridgepoint.export.ExportFormat;
import dev.ridgepoint.export.ExportedRun;
import dev.ridgepoint.export.MetadataField;
import dev.ridgepoint.export.Names;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.validate.Implausible;
import dev.ridgepoint.validate.Plausibility;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint bench export}: results for other programs and other people. */
@Command(name = "export", sortOptions = false,
        description = {
            "Export results of 'bench run', or of any program that writes its schema: JSON, CSV, Markdown, or a page with charts.",
            "With --hardware, results that the device could not give, whatever ran on it, are refused."
        },
        footer = {
            "Examples:",
            "  ridgepoint bench export run.json --format markdown --include-metadata --output run.md",
            "  ridgepoint bench export npu.json cpu.json gpu.json --format html --normalize cpu.json --output devices.html",
            "  ridgepoint bench export run.json --format csv --filter first_token_ms --filter tokens_per_second",
            "  ridgepoint bench export npu.json --hardware snapdragon-8-gen3-npu --model llama-2-7b"
        })
final class BenchExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of results.")
    private List<Path> files;

    @Option(names = "--include-metadata", order = 10, description = "Add device, model, configuration and environment; JSON always has them.")
    private boolean metadata;

    @Option(names = "--normalize", paramLabel = "REFERENCE", order = 11,
            description = "Divide every metric by its median in this file of results, which may be one of those exported: above 1 is more.")
    private Path reference;

    @Option(names = "--filter", paramLabel = "METRIC", converter = Named.Metrics.class, completionCandidates = Named.Metrics.class, order = 12,
            description = "Export this metric and no other; may be given several times: ${COMPLETION-CANDIDATES}.")
    private List<Metric> wanted = List.of();

    @Option(names = "--hardware", paramLabel = "ID", completionCandidates = LibraryIds.Hardware.class, order = 20,
            description = {"Check that this device could give the results: an id ('ridgepoint list hardware') or a path to a profile.",
                "Once for all files, or once for each, in their order."})
    private List<String> hardware = List.of();

    @Option(names = "--model", paramLabel = "ID", completionCandidates = LibraryIds.Models.class, order = 21,
            description = {"The model of the check, where a file's own name for it is not known: an id ('ridgepoint list models') or a path.",
                "Once for all files, or once for each."})
    private List<String> models = List.of();

    @Option(names = "--include-implausible", order = 22, description = "Export results that fail the check all the same, marked.")
    private boolean implausibleToo;

    @Option(names = "--format", paramLabel = "FORMAT", converter = Named.Exported.class, completionCandidates = Named.Exported.class, defaultValue = "json",
            order = 90, description = "What to write: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ExportFormat format;

    @Option(names = "--output", paramLabel = "FILE", order = 91,
            description = "Write to this file, and not to the screen. It is written beside and renamed, so it is there in full or not at all.")
    private Path output;

    @Override
    public Integer call() {
        List<String> names = Names.of(files);
        List<ExportedRun> runs = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            runs.add(checked(ExportedRun.read(files.get(i), names.get(i)), i));
        }
        List<ExportedRun> refused = implausibleToo ? List.of() : runs.stream().filter(run -> !run.implausible().isEmpty()).toList();
        refused.forEach(run -> tell(files.get(runs.indexOf(run)), run));
        if (!refused.isEmpty()) {
            return CommandErrors.MISTAKE;
        }
        List<Metric> metrics = List.of(Metric.values()).stream().filter(metric -> wanted.isEmpty() || wanted.contains(metric)).toList();
        Export export = new Export(runs, metrics, reference(runs), metadata ? List.of(MetadataField.values()) : List.of());
        if (export.measuredMetrics().isEmpty()) {
            String keys = metrics.stream().map(Metric::key).collect(Collectors.joining(", "));
            throw new InvalidInputException("there is nothing to export: no file has measured " + keys
                    + (reference == null ? "" : ", or the reference has not"));
        }
        String text = format.text(export);
        if (output == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            TextFile.write(output, out -> out.print(text));
        }
        return 0;
    }

    private Optional<ExportedRun> reference(List<ExportedRun> runs) {
        if (reference == null) {
            return Optional.empty();
        }
        Path wantedFile = reference.toAbsolutePath().normalize();
        for (int i = 0; i < runs.size(); i++) {
            if (files.get(i).toAbsolutePath().normalize().equals(wantedFile)) {
                return Optional.of(runs.get(i));
            }
        }
        List<Path> all = new ArrayList<>(files);
        all.add(reference);
        return Optional.of(ExportedRun.read(reference, Names.of(all).get(files.size())));
    }

    private ExportedRun checked(ExportedRun run, int index) {
        if (hardware.isEmpty()) {
            if (!models.isEmpty()) {
                throw new InvalidInputException("--model is for the check of --hardware; name the device too");
            }
            return run;
        }
        Library library = Library.find();
        Hardware device = library.hardware(each("--hardware", hardware, index));
        Optional<String> given = models.isEmpty() ? Optional.empty() : Optional.of(each("--model", models, index));
        try {
            Architecture model = Plausibility.model(run.result(), library, given);
            return run.doubted(Plausibility.of(run.result(), device, model));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(files.get(index).toString(), e.getMessage());
        }
    }

    private String each(String option, List<String> values, int index) {
        if (values.size() != 1 && values.size() != files.size()) {
            throw new InvalidInputException(option + " is given " + values.size() + " times for " + files.size() + " files; give it once, or once for each");
        }
        return values.get(values.size() == 1 ? 0 : index);
    }

    /** One line a result: of each limit that it breaks, the metric that breaks it most. */
    private void tell(Path file, ExportedRun run) {
        PrintWriter err = spec.commandLine().getErr();
        String reasons = run.implausible().stream().map(Implausible::limit).distinct().map(limit -> run.implausible().stream()
                .filter(found -> found.limit() == limit).max(Comparator.comparingDouble(Implausible::excess)).orElseThrow().reason())
                .collect(Collectors.joining("; "));
        String told = "implausible: " + reasons + " (--include-implausible exports it, marked)";
        err.println("ridgepoint: " + new InvalidInputException(file.toString(), told).getMessage());
        err.flush();
    }
}
