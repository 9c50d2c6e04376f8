package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What drivers are looked for.
 *
 * @param name   its column, or how it is computed
 * @param values one a trial; NaN where it has none
 */
record DriverResponse(String name, double[] values) {

    private static final List<String> USUAL = List.of(
            "tokens_per_sec", "tokens_per_second", "throughput_tokens_per_sec", "throughput", "tokens/s", "tokens/sec", "tps");
    private static final Set<String> TIMED = Set.of("latency", "elapsed", "duration", "ttft", "tpot", "itl", "throughput", "tps", "rate", "speed", "ms");

    /**
     * The column asked for; else one that is called throughput or the like; else tokens over latency.
     *
     * @throws InvalidInputException       if the column asked for is not there, or no number
     * @throws UndefinedStatisticException if nothing was asked for, and the trials have no throughput
     */
    static DriverResponse in(TrialTable trials, Roles roles, Optional<String> asked) {
        if (asked.isPresent()) {
            return new DriverResponse(asked.get(), trials.numbers(asked.get()));
        }
        Optional<String> throughput = USUAL.stream().flatMap(name -> trials.names().stream().filter(column -> column.toLowerCase(Locale.ROOT).equals(name)))
                .findFirst();
        try {
            if (throughput.isPresent()) {
                return new DriverResponse(throughput.get(), trials.numbers(throughput.get()));
            }
        } catch (InvalidInputException e) {
            // Nobody asked for this column; the rest of the report does without it.
            throw new UndefinedStatisticException("drivers", e.getMessage());
        }
        String tokens = roles.tokens().orElseThrow(() -> new UndefinedStatisticException("drivers",
                "no column says what the throughput was (--response), nor how many tokens were generated (--tokens)"));
        double[] generated = trials.numbers(tokens);
        double[] times = trials.numbers(roles.latency());
        return new DriverResponse(tokens + " / " + roles.latency(), IntStream.range(0, times.length).mapToDouble(i -> generated[i] / times[i]).toArray());
    }

    /** Whether a column is called a time or a rate of what the trial did. */
    static boolean isTimed(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        return name.contains("tokens/s") || name.contains("per_sec") || name.contains("per sec")
                || Arrays.stream(name.split("[^\\p{L}\\p{N}]+")).anyMatch(TIMED::contains);
    }
}
