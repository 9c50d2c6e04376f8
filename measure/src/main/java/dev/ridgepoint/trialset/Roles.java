package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which column says what of a trial.
 *
 * @param latency its time
 * @param group   what was timed: a model
 * @param task    what it did; empty where there is no such column
 * @param size    of the model
 * @param tokens  how many it generated
 * @param context how many the model can hold
 */
public record Roles(String latency, String group, Optional<String> task, Optional<String> size, Optional<String> tokens, Optional<String> context) {

    /** What a trial is. */
    public enum Role {
        /** Its time. */
        LATENCY("latency_ms", "latency", "latency (ms)", "time_ms", "elapsed_ms"),
        /** What was timed. */
        GROUP("model", "group", "name"),
        /** What it did. */
        TASK("task", "workload", "phase"),
        /** Of the model. */
        SIZE("parameters_b", "parameter_b", "parameters", "size", "size_b"),
        /** That it generated. */
        TOKENS("tokens_generated", "generated_tokens", "tokens", "tokens generated", "output_tokens"),
        /** That the model can hold. */
        CONTEXT("context_length", "context", "context_tokens", "max_seq_len");

        private final List<String> usual;

        Role(String... usual) {
            this.usual = List.of(usual);
        }

        private Optional<String> in(TrialTable table) {
            return usual.stream().flatMap(name -> table.names().stream().filter(column -> column.toLowerCase(Locale.ROOT).equals(name))).findFirst();
        }

        /** The column asked for, or the one of a usual name. */
        Optional<String> in(TrialTable table, String asked) {
            if (asked != null) {
                table.words(asked);
                return Optional.of(asked);
            }
            return in(table);
        }

        /** The column asked for, or the one of a usual name. @throws InvalidInputException if there is neither */
        public String required(TrialTable table, String asked) {
            String option = name().toLowerCase(Locale.ROOT);
            return in(table, asked).orElseThrow(() -> new InvalidInputException(table.files().get(0).toString(),
                    "has no column called " + String.join(", ", usual) + "; name one with --" + option + ": there are " + String.join(", ", table.names())));
        }
    }

    /**
     * Columns by the names that a person gave, or else by usual ones.
     *
     * @param latency null for the usual name; so are the others
     * @throws InvalidInputException if a column that was named is not there, or none for the latency or the group
     */
    public static Roles in(TrialTable table, String latency, String group, String task, String size, String tokens, String context) {
        return new Roles(Role.LATENCY.required(table, latency), Role.GROUP.required(table, group), Role.TASK.in(table, task), Role.SIZE.in(table, size),
                Role.TOKENS.in(table, tokens), Role.CONTEXT.in(table, context));
    }
}
