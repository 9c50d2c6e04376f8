package dev.ridgepoint.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Where a result goes, and as what. */
final class OutputOptions {

    @Option(names = "--format", paramLabel = "FORMAT", converter = Named.Output.class, completionCandidates = Named.Output.class,
            defaultValue = "table", order = 90, description = "What to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Option(names = "--output", paramLabel = "FILE", order = 91,
            description = "Print to this file. It is written beside and renamed, so it is there in full or not at all.")
    private Path output;

    void print(OutputFormat.Printable result, CommandLine command) {
        if (output == null) {
            format.print(result, command.getOut(), command.getColorScheme().ansi());
        } else {
            TextFile.write(output, out -> format.print(result, out, Ansi.OFF));
        }
    }
}
