package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.study.Study;
import dev.ridgepoint.study.StudyReader;
import dev.ridgepoint.study.StudyRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint study}: carries out a declared study. */
@Command(name = "study", sortOptions = false,
        description = {
            "Carry out a study that a file declares: devices, models, formats and scenarios, fields to sweep, figures and tables.",
            "The folder gets points.csv (a row a point, units in the headings), every figure as PNG, SVG and PDF, report.md, and manifest.json. The same study "
                + "gives the same bytes. docs/studies.md has the keys of the file."
        },
        footer = {
            "Examples:",
            "  ridgepoint study examples/rooflinebench/depth.yaml --output depth",
            "  ridgepoint study examples/rooflinebench/depth.yaml --output depth --resume"
        })
final class StudyCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The study.")
    private Path file;

    @Option(names = "--output", paramLabel = "DIR", order = 1, description = "Its folder (default: the file's name without .yaml, in the working directory).")
    private Path output;

    @Option(names = "--resume", order = 2,
            description = "Keep what an earlier run finished, where the study, all that it names, and the version of Ridgepoint are the same.")
    private boolean resume;

    @Override
    public void run() {
        Study study = StudyReader.read(Library.find(), file);
        Path folder = output == null ? Path.of(study.file().replaceFirst("\\.ya?ml$", "")) : output;
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr());
        StudyRun run = resume ? StudyRun.resumed(study, Version.number(), folder, progress) : StudyRun.fresh(study, Version.number(), folder, progress);
        StudyRun.Result result;
        try {
            result = run.run();
        } finally {
            progress.clear();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(result.points() + " points" + (result.skipped() > 0 ? ", " + result.skipped() + " of them without a prediction (the report says why)" : "")
                + (result.reused() > 0 ? "; " + result.reused() + " files kept" : ""));
        result.files().forEach(out::println);
    }
}
