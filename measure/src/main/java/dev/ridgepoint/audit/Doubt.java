package dev.ridgepoint.audit;

import dev.ridgepoint.validate.ValidatedRow;
import java.util.List;

/**
 * Something doubtful in measurements.
 *
 * @param check  what found it
 * @param rows   the rows that it is about, at least one, in the order read
 * @param reason what is doubtful, with the numbers that say so
 */
public record Doubt(Check check, List<ValidatedRow> rows, String reason) {

    /** @throws IllegalArgumentException if it is about no row */
    public Doubt {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a doubt is about a row");
        }
    }

    /** Where its rows stand: {@code results.csv:17}. */
    public List<String> places() {
        return rows.stream().map(row -> row.measured().place()).toList();
    }

    /** The test that its first row is of. */
    public String test() {
        return rows.get(0).measured().words();
    }
}
