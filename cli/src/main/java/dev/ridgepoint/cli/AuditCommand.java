package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.audit.Audit;
import dev.ridgepoint.validate.GivenNames;
import dev.ridgepoint.validate.MeasuredRow;
import dev.ridgepoint.validate.ResultFormat;
import dev.ridgepoint.validate.ResultRows;
import dev.ridgepoint.validate.RuntimeChoice;
import dev.ridgepoint.validate.SkippedRow;
import dev.ridgepoint.validate.Validator;
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

/** {@code ridgepoint audit}: are the measurements true? */
@Command(name = "audit", sortOptions = false,
        description = {
            "Look through measurements for what is doubtful: rates above the roof or in another unit, duplicates, one test with two answers, devices that grow "
                + "slower, rates that rise with depth, wide spreads.",
            "Reads what 'validate' reads, and leaves every row where it is: what is doubtful is listed with its place and its reason."
        },
        footer = {
            "Examples:",
            "  ridgepoint audit examples/calibration/llama-bench.csv",
            "  ridgepoint audit my-gpu.csv --hardware rtx-4090 --format json"
        })
final class AuditCommand implements Runnable {

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

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        Library library = Library.find();
        if (model != null) {
            library.architecture(model);
        }
        if (hardware != null) {
            library.hardware(hardware);
        }
        GivenNames given = new GivenNames(Optional.ofNullable(hardware), Optional.ofNullable(model));
        List<MeasuredRow> rows = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>();
        for (Path file : files) {
            ResultRows read = ResultFormat.read(file, given);
            rows.addAll(read.rows());
            skipped.addAll(read.skipped());
        }
        Audit audit = Audit.of(new Validator(library, RuntimeChoice.AS_NAMED).validate(new ResultRows(rows, skipped)));
        output.print(new AuditPrintout(audit), spec.commandLine());
    }
}
