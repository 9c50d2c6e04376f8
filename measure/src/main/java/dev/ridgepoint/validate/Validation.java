package dev.ridgepoint.validate;

import java.util.Arrays;
import java.util.List;

/**
 * Measurements beside their predictions, and what follows from them.
 *
 * @param rows    those that could be compared, in the order read
 * @param skipped those that could not
 */
public record Validation(List<ValidatedRow> rows, List<SkippedRow> skipped) {

    /** Copies its lists. */
    public Validation {
        rows = List.copyOf(rows);
        skipped = List.copyOf(skipped);
    }

    /** The errors of all rows, then by device, model, weights format and runtime, each by phase. */
    public List<ErrorSummary> summaries() {
        return Arrays.stream(Grouping.values()).flatMap(grouping -> grouping.summarise(rows).stream()).toList();
    }

    /** The errors by one of these. */
    public List<ErrorSummary> summaries(Grouping grouping) {
        return grouping.summarise(rows);
    }

    /** Rows above their roof, in the order read. */
    public List<Violation> violations() {
        return rows.stream().flatMap(row -> Violation.of(row).stream()).toList();
    }

    /** Tests that were measured more than once, with different answers. */
    public List<RepeatedTest> repeated() {
        return RepeatedTest.among(rows);
    }
}
