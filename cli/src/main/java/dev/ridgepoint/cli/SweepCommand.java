package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.sweepfile.Keep;
import dev.ridgepoint.sweepfile.SweepFile;
import dev.ridgepoint.sweepfile.SweepFileReader;
import dev.ridgepoint.sweepfile.SweepRun;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint sweep}: predicts every point of a declared sweep. */
@Command(name = "sweep", sortOptions = false,
        description = {
            "Predict every point of a sweep that a file declares: devices, models, formats and scenarios, and any fields of them, as a full grid, "
                + "a Latin hypercube or a Sobol sample; keep Pareto fronts, the best, or all points.",
            "The folder gets a CSV of each front and list, the points as Parquet or CSV, and manifest.json. The same sweep gives the same bytes on "
                + "however many threads. docs/sweeps.md has the keys of the file; 'ridgepoint query' answers SQL about the folder."
        },
        footer = {
            "Examples:",
            "  ridgepoint sweep examples/sweep/edge-chip.yaml --out edge-chip",
            "  ridgepoint sweep examples/sweep/edge-chip.yaml --out edge-chip --keep all --resume"
        })
final class SweepCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The sweep.")
    private Path file;

    @Option(names = {"--out", "--output"}, paramLabel = "DIR", order = 1,
            description = "Its folder (default: the file's name without .yaml, in the working directory).")
    private Path output;

    @Option(names = "--threads", paramLabel = "N", order = 2, converter = Whole.Positive.class, description = "Threads (default: one for each processor).")
    private Integer threads;

    @Option(names = "--keep", paramLabel = "WHAT", order = 3, converter = Named.Kept.class, completionCandidates = Named.Kept.class,
            description = "What to keep beside fronts and lists, whatever the file says: ${COMPLETION-CANDIDATES} points.")
    private Kept keep;

    @Option(names = "--resume", order = 4, description = "Go on where an earlier run was cut off.")
    private boolean resume;

    /** What {@code --keep} chooses. */
    enum Kept {
        /** All points, as Parquet unless the file says CSV. */
        ALL,
        /** Those on fronts and lists. */
        BEST
    }

    @Override
    public void run() {
        SweepFile sweep = SweepFileReader.read(Library.find(), file);
        SweepFile chosen = sweep.keeping(kept(sweep.keep()));
        Path folder = output == null ? Path.of(sweep.file().replaceFirst("\\.ya?ml$", "")) : output;
        int on = Optional.ofNullable(threads).orElse(Runtime.getRuntime().availableProcessors());
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
        SweepRun run = resume ? SweepRun.resumed(chosen, Version.number(), folder, on, progress)
                : SweepRun.fresh(chosen, Version.number(), folder, on, progress);
        SweepRun.Result result;
        try {
            result = run.run();
        } finally {
            progress.clear();
        }
        CommandLine command = spec.commandLine();
        new SweepPrintout(chosen, result, on).print(new Page(command.getOut(), command.getColorScheme().ansi()));
    }

    private Keep kept(Keep stated) {
        if (keep == Kept.BEST && stated.fronts().isEmpty() && stated.best().isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--keep best: " + file + " has no fronts and no best to keep");
        }
        return keep == null ? stated : keep == Kept.ALL ? stated.withPoints() : stated.withoutPoints();
    }
}
