package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.efficiency.DeviceFit;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.validate.GivenNames;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ResultFormat;
import dev.ridgepoint.validate.ResultRows;
import dev.ridgepoint.validate.RuntimeChoice;
import dev.ridgepoint.validate.SkippedRow;
import dev.ridgepoint.validate.Validation;
import dev.ridgepoint.validate.ValidationCharts;
import dev.ridgepoint.validate.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint validate}: are the predictions true? */
@Command(name = "validate", sortOptions = false,
        description = {
            "Lay measurements over predictions: errors by phase, device, model and format, and rows that break a roof.",
            "Reads results of 'bench run', output of llama-bench (JSON, JSON lines, CSV, and the Markdown table as printed), and CSV with the columns "
                + "hardware, runtime, architecture, weights, phase, prompt_tokens, generated_tokens, depth_tokens, batch, tokens_per_second, stddev, notes.",
            "Load tests of servers have the columns hardware, runtime, architecture, weights, tp, pp, dp, moe_tp, moe_ep, input_tokens, output_tokens, "
                + "concurrency, ttft_ms, tpot_ms."
        },
        footer = {
            "Examples:",
            "  ridgepoint validate llama-bench.csv",
            "  llama-bench -m qwen2.5-1.5b-instruct-q8_0.gguf > table.md && ridgepoint validate table.md --hardware rtx-3090",
            "  ridgepoint validate results/*.json --charts figures --format json --output validation.json",
            "  ridgepoint validate examples/rooflinebench/published.csv --fit --format markdown"
        })
final class ValidateCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of results; each one's format is known by what it holds.")
    private List<Path> files;

    @Option(names = "--hardware", paramLabel = "ID", completionCandidates = LibraryIds.Hardware.class, order = 1,
            description = "The device of every row, whatever the files say: an id ('ridgepoint list hardware') or a path to a profile.")
    private String hardware;

    @Option(names = "--model", paramLabel = "ID", completionCandidates = LibraryIds.Models.class, order = 2,
            description = "The model of every row, whatever the files say: an id ('ridgepoint list models') or a path to a descriptor.")
    private String model;

    @Option(names = "--profile", paramLabel = "PATH", order = 3,
            description = "Predict with this profile in place of the device of its id, or of the one that it extends; with --hardware, all rows.")
    private Path profile;

    @Option(names = "--runtime", paramLabel = "RUNTIME", completionCandidates = RuntimeOption.Names.class, order = 4,
            description = "named: predict each row under the runtime that it names, where Ridgepoint has it ('ridgepoint list runtimes'); ideal: that every "
                    + "ceiling is reached; calibrated: what the profiles were measured to reach; or the id of a runtime for all rows (default: named; ideal with --fit).")
    private String runtime;

    @Option(names = "--charts", paramLabel = "DIR", order = 5,
            description = "Draw predicted against measured, and a roofline of each device, into this folder.")
    private Path charts;

    @Option(names = "--fit", order = 6,
            description = {
                "Fit what each device reaches on half of its models, every other one in the order of their ids, and test it on the other half; then the other "
                    + "way round. Fitted are one efficiency for each phase and weights format and, of decode, the time to launch an operator and that of a "
                    + "head's score of a token."
            })
    private boolean fit;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        if (LoadTestFiles.areLoadTests(files)) {
            validateLoadTests();
            return;
        }
        Validation validation = validation(Library.find());
        List<DeviceFit> fits = fit ? fits(validation) : List.of();
        List<ChartFiles> drawn = charts == null ? List.of() : draw(validation);
        output.print(new ValidationPrintout(validation, drawn, fits), spec.commandLine());
    }

    private void validateLoadTests() {
        if (hardware != null || model != null || profile != null || charts != null || fit || RuntimeOption.CALIBRATED.equals(runtime)) {
            throw new InvalidInputException("of load tests of servers, only --runtime can be chosen, and not calibrated: leave the other options out");
        }
        Library library = Library.find();
        LoadTestFiles tests = LoadTestFiles.read(files, library);
        if (tests.cases().isEmpty()) {
            throw new InvalidInputException(tests.skipped().get(0).row() + ": " + tests.skipped().get(0).reason());
        }
        output.print(new LoadTestPrintout(tests.results(library, runtime == null ? RuntimeOption.NAMED : runtime), tests.skipped()), spec.commandLine());
    }

    private static List<DeviceFit> fits(Validation validation) {
        List<DeviceFit> fits = DeviceFit.of(validation);
        if (fits.isEmpty()) {
            throw new InvalidInputException("--fit needs two models on one device in one weights format, to fit on one and test on the other");
        }
        return fits;
    }

    private Validation validation(Library library) {
        Validator validator = new Validator(library, choice(library));
        if (model != null) {
            library.architecture(model);
        }
        if (hardware != null) {
            library.hardware(hardware);
        }
        String replaced = profile == null ? null : validator.replaceProfile(profile);
        GivenNames given = new GivenNames(Optional.ofNullable(hardware != null && profile != null ? replaced : hardware), Optional.ofNullable(model));
        List<MeasuredRow> rows = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>();
        for (Path file : files) {
            ResultRows read = ResultFormat.read(file, given);
            rows.addAll(read.rows());
            skipped.addAll(read.skipped());
        }
        Validation validation = validator.validate(new ResultRows(rows, skipped));
        if (replaced != null && validation.rows().stream().noneMatch(row -> row.hardware().id().equals(replaced))) {
            throw new InvalidInputException(profile.toString(), "is of no device in the files; name with --hardware the device that it stands for");
        }
        return validation;
    }

    private RuntimeChoice choice(Library library) {
        String chosen = runtime != null ? runtime : fit ? RuntimeOption.IDEAL : RuntimeOption.NAMED;
        return switch (chosen) {
            case RuntimeOption.NAMED -> RuntimeChoice.AS_NAMED;
            case RuntimeOption.IDEAL -> RuntimeChoice.IDEAL;
            case RuntimeOption.CALIBRATED -> RuntimeChoice.CALIBRATED;
            default -> new RuntimeChoice.Given(RuntimeOption.backend(library, chosen), chosen);
        };
    }

    private List<ChartFiles> draw(Validation validation) {
        try {
            return ValidationCharts.write(validation, charts);
        } catch (IOException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }
}
