package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.calibrate.BackendFile;
import dev.ridgepoint.calibrate.FittedBackend;
import dev.ridgepoint.calibrate.FittedServer;
import dev.ridgepoint.calibrate.LoadTestEvidence;
import dev.ridgepoint.calibrate.Observations;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.loadtest.LoadTestCase;
import dev.ridgepoint.validate.GivenNames;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ResultFormat;
import dev.ridgepoint.validate.ResultRows;
import dev.ridgepoint.validate.RuntimeChoice;
import dev.ridgepoint.validate.SkippedRow;
import dev.ridgepoint.validate.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint calibrate}: fits runtimes to measurements. */
@Command(name = "calibrate", sortOptions = false,
        description = {
            "Fit runtimes to measurements: what all devices share, what each has of its own, and how far predictions may lie.",
            "Reads what 'validate' reads; rows whose runtime Ridgepoint does not have ('ridgepoint list runtimes') are left out."
        },
        footer = {
            "Examples:",
            "  ridgepoint calibrate examples/calibration/llama-bench.csv examples/rooflinebench/published.csv --write runtimes",
            "  ridgepoint calibrate my-gpu.csv --hardware rtx-4090 --only-devices --write mine",
            "  ridgepoint predict --hardware rtx-4090 --model llama-3.1-8b --weights q4_k_m --runtime mine/llama.cpp-cuda.yaml"
        })
final class CalibrateCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of results; each one's format is known by what it holds.")
    private List<Path> files;

    @Option(names = "--hardware", paramLabel = "ID", completionCandidates = LibraryIds.Hardware.class, order = 1,
            description = "The device of every row, whatever the files say: an id ('ridgepoint list hardware') or a path to a profile.")
    private String hardware;

    @Option(names = "--runtime", paramLabel = "ID", completionCandidates = RuntimeOption.Names.class, order = 2,
            description = "The runtime of every row, whatever the files say (default: each row's own).")
    private String runtime;

    @Option(names = "--only-devices", order = 3,
            description = "Keep the shared parameters and spreads, and add what each measured device has of its own: for a few measurements of one device.")
    private boolean onlyDevices;

    @Option(names = "--write", paramLabel = "DIR", order = 4, description = "Write each fitted runtime's file into this folder.")
    private Path folder;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        if (LoadTestFiles.areLoadTests(files)) {
            calibrateServers();
            return;
        }
        List<FittedBackend> fitted = observations().values().stream().map(this::fit).toList();
        if (!onlyDevices) {
            fitted = FittedBackend.withSpreads(fitted);
        }
        write(fitted.stream().map(FittedBackend::backend).toList());
        output.print(new CalibrationPrintout(fitted), spec.commandLine());
    }

    private FittedBackend fit(Observations observations) {
        return onlyDevices ? FittedBackend.ofDevices(observations.shape(), observations) : FittedBackend.fit(observations.shape(), observations);
    }

    private Map<String, Observations> observations() {
        Library library = Library.find();
        RuntimeChoice choice = runtime == null ? RuntimeChoice.AS_NAMED : new RuntimeChoice.Given(RuntimeOption.backend(library, runtime), runtime);
        GivenNames given = new GivenNames(Optional.ofNullable(hardware), Optional.empty());
        List<MeasuredRow> rows = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>();
        for (Path file : files) {
            ResultRows read = ResultFormat.read(file, given);
            rows.addAll(read.rows());
            skipped.addAll(read.skipped());
        }
        Validator.Prepared prepared = new Validator(library, choice).prepare(new ResultRows(rows, skipped));
        Map<String, Observations> byBackend = Observations.byRuntime(prepared.rows());
        long without = prepared.rows().stream().filter(row -> row.backend().isEmpty()).count() + prepared.skipped().size();
        if (byBackend.isEmpty()) {
            throw new InvalidInputException("no row names a runtime that Ridgepoint has; name one with --runtime ('ridgepoint list runtimes')");
        }
        if (without > 0) {
            spec.commandLine().getErr().println(without + " rows were left out: 'ridgepoint validate' says why");
        }
        return byBackend;
    }

    private void calibrateServers() {
        if (hardware != null || onlyDevices) {
            throw new InvalidInputException("load tests of servers name their devices, and one set of parameters is fitted for all: "
                    + "leave --hardware and --only-devices out");
        }
        Library library = Library.find();
        LoadTestFiles tests = LoadTestFiles.read(files, library);
        Map<String, List<LoadTestCase>> byRuntime = tests.cases().stream().collect(
                Collectors.groupingBy(test -> runtime == null ? test.test().runtime() : runtime, TreeMap::new, Collectors.toList()));
        List<FittedServer> fitted = byRuntime.entrySet().stream()
                .map(entry -> FittedServer.fit(RuntimeOption.backend(library, entry.getKey()), new LoadTestEvidence(entry.getValue()))).toList();
        if (fitted.isEmpty()) {
            throw new InvalidInputException(tests.skipped().get(0).row() + ": " + tests.skipped().get(0).reason());
        }
        if (!tests.skipped().isEmpty()) {
            spec.commandLine().getErr().println(tests.skipped().size() + " rows were left out: 'ridgepoint validate' says why");
        }
        write(fitted.stream().map(FittedServer::backend).toList());
        output.print(new ServerCalibrationPrintout(fitted), spec.commandLine());
    }

    private void write(List<Backend> fitted) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InvalidInputException(folder.toString(), "is not a folder that can be written to");
        }
        fitted.forEach(backend -> TextFile.write(folder.resolve(backend.id() + ".yaml"), out -> out.print(BackendFile.write(backend))));
    }
}
