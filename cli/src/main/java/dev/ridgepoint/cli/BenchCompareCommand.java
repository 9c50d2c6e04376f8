package dev.ridgepoint.cli;

import dev.ridgepoint.compare.ComparableRun;
import dev.ridgepoint.compare.Comparison;
import dev.ridgepoint.compare.Difference;
import dev.ridgepoint.compare.Verdict;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint bench compare}: has it become slower, or was it luck? */
@Command(name = "compare", sortOptions = false,
        description = {
            "Compare two results of 'bench run', or of any program that writes its schema, metric by metric; exit status 1 on a regression.",
            "A regression is a median worse by more than the threshold, in trials that Welch's test with Holm's correction tells apart and that lie too far apart "
                + "for the threshold itself. Where both files have a reference kernel beside every pass, the median must have moved that far in units of the "
                + "kernel too: a machine that was slower as a whole is told as such, and is no regression."
        },
        footer = {
            "Examples:",
            "  ridgepoint bench compare before.json after.json",
            "  ridgepoint bench compare before.json after.json --threshold 10 --format json --output comparison.json"
        })
final class BenchCompareCommand implements Callable<Integer> {

    /** Exit status where something became worse. */
    private static final int REGRESSION = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BASELINE", description = "The file of results that is compared with.")
    private Path baseline;

    @Parameters(index = "1", paramLabel = "CURRENT", description = "The file of results that is compared.")
    private Path current;

    @Option(names = "--threshold", paramLabel = "PERCENT", order = 10, description = "Changes up to this many percent do not count (default: 5).")
    private double threshold = 5;

    @Option(names = "--detailed", order = 11, description = "Add tests that the verdict does not rest on, effect sizes and every trial.")
    private boolean detailed;

    @Option(names = "--allow-different", order = 12, description = "Compare runs of different things all the same.")
    private boolean allowDifferent;

    @Option(names = "--format", paramLabel = "FORMAT", converter = ComparisonFormat.Converter.class, completionCandidates = ComparisonFormat.Converter.class,
            order = 90, description = "What to write: ${COMPLETION-CANDIDATES} (default: text).")
    private ComparisonFormat format = ComparisonFormat.TEXT;

    @Option(names = "--output", paramLabel = "FILE", order = 91, description = "Write to this file, and not to the screen.")
    private Path output;

    @Override
    public Integer call() {
        if (!(threshold >= 0 && threshold < 1000)) {
            throw new InvalidInputException("--threshold " + threshold + " is not a percentage of 0 or more");
        }
        refuseToWriteOver(baseline);
        refuseToWriteOver(current);
        Comparison comparison = Comparison.of(ComparableRun.read(baseline), ComparableRun.read(current), threshold / 100);
        List<Difference> things = comparison.differences(Difference.Kind.THING);
        if (!things.isEmpty() && !allowDifferent) {
            throw new InvalidInputException("the runs are not of one thing: " + things.stream().map(Difference::text).collect(Collectors.joining("; "))
                    + "; --allow-different compares them all the same");
        }
        ComparisonPrintout printout = new ComparisonPrintout(comparison, baseline, current, detailed);
        if (output == null) {
            printout.print(format, spec.commandLine().getOut(), spec.commandLine().getColorScheme().ansi());
            spec.commandLine().getOut().flush();
        } else {
            TextFile.write(output, out -> printout.print(format, out, Ansi.OFF));
        }
        return comparison.with(Verdict.REGRESSION).isEmpty() ? 0 : REGRESSION;
    }

    private void refuseToWriteOver(Path input) {
        if (output == null) {
            return;
        }
        boolean same;
        try {
            same = Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input);
        } catch (IOException e) {
            // Whoever reads or writes it says what is wrong with it.
            same = output.toAbsolutePath().normalize().equals(input.toAbsolutePath().normalize());
        }
        if (same) {
            throw new InvalidInputException("--output " + output + " would write over a file that is compared; give another one");
        }
    }
}
