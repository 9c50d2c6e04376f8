package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.ceiling.Characterization;
import dev.ridgepoint.ceiling.MeasuringProcess;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ridgepoint characterize}: measures the ceilings of this machine. */
@Command(name = "characterize", sortOptions = false,
        description = {
            "Measure the ceilings of this machine and write them as a hardware profile, with a report and a chart.",
            "Bandwidth of every memory level, rates of matrix products in ONNX Runtime and ND4J, fixed costs of operators: about four minutes, in which nothing else "
                    + "should run."
        },
        footer = {
            "Examples:",
            "  ridgepoint characterize --output ceilings",
            "  ridgepoint characterize --output ceilings --quick --id this-laptop",
            "  ridgepoint predict --hardware ceilings/this-laptop.yaml --model qwen2.5-0.5b --weights onnx-int8"
        })
final class CharacterizeCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", paramLabel = "DIR", required = true, order = 1, description = "Folder for the profile, the report, the trials and the chart.")
    private Path output;

    @Option(names = "--id", paramLabel = "NAME", order = 2, description = "Id of the profile and name of the files (default: made from the processor's name).")
    private String id;

    @Option(names = "--threads", paramLabel = "N", converter = Whole.Positive.class, order = 3,
            description = "Threads of everything that uses several (default: one on each core).")
    private Integer threads;

    @Option(names = "--quick", order = 4, description = "Fewer sizes and trials, in less than a minute.")
    private boolean quick;

    @Override
    public void run() {
        if (id != null && !id.matches("[a-z0-9][a-z0-9._-]*")) {
            throw new InvalidInputException("'" + id + "' is not an id; use lower-case letters, digits, '-', '.' and '_', a letter or digit first");
        }
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new InvalidInputException(output.toString(), "is a file, not a folder");
        }
        MeasuringProcess process = new MeasuringProcess(threads == null ? 0 : threads, quick, id == null ? "" : id, output);
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
        Characterization files = process.run(progress);
        progress.clear();
        print(files);
    }

    private void print(Characterization files) {
        PrintWriter out = spec.commandLine().getOut();
        Page page = new Page(out, spec.commandLine().getColorScheme().ansi());
        Hardware hardware = Library.find().hardware(files.profile().toString());
        HardwareSheet.print(hardware, page);
        page.gap();
        page.heading("Files");
        page.line("  profile  " + files.profile());
        page.line("  report   " + files.report());
        page.line("  trials   " + files.trials());
        page.line("  chart    " + files.chart() + ", with .svg and .pdf beside it");
    }
}
