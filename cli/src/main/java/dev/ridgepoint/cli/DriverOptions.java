package dev.ridgepoint.cli;

import dev.ridgepoint.driver.HoldOut;
import dev.ridgepoint.driver.PermutationImportance;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.trialset.DriverQuestion;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code stats} asks a forest. */
final class DriverOptions {

    private static final int MOST_REPEATS = 1000;

    @Option(names = "--response", paramLabel = "COLUMN", order = 30,
            description = "What drivers are looked for of (default: tokens_per_sec, throughput or the like; else tokens over latency).")
    private String response;

    @Option(names = "--predictors", paramLabel = "COLUMN", split = ",", order = 31,
            description = "What it may be driven by (default: all columns but those that contain the answer, name trials, or never change).")
    private List<String> predictors = List.of();

    @Option(names = "--importance", paramLabel = "HOW", converter = Named.Held.class, completionCandidates = Named.Held.class,
            defaultValue = "out-of-bag", order = 32,
            description = "What a forest is asked of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): trials, or whole groups, that it has not seen; "
                    + "in-sample: those that it has, by which noise seems to matter.")
    private HoldOut holdOut;

    @Option(names = "--repeats", paramLabel = "N", defaultValue = "10", order = 33,
            description = "How often each predictor is shuffled (default: ${DEFAULT-VALUE}).")
    private int repeats;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", order = 34, description = "Of the forest and of the shuffling (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** @throws InvalidInputException if there are too few repeats to have a spread, or more than anybody waits for */
    DriverQuestion question() {
        if (repeats < PermutationImportance.FEWEST_REPEATS || repeats > MOST_REPEATS) {
            throw new InvalidInputException("--repeats takes " + PermutationImportance.FEWEST_REPEATS + " to " + MOST_REPEATS + ", not " + repeats);
        }
        return new DriverQuestion(Optional.ofNullable(response), predictors.stream().map(String::strip).distinct().toList(), holdOut, repeats, seed);
    }
}
