package dev.ridgepoint.validate;

import java.util.List;

/**
 * What a file of results holds.
 *
 * @param rows    its measurements
 * @param skipped those that no single phase accounts for
 */
public record ResultRows(List<MeasuredRow> rows, List<SkippedRow> skipped) {

    /** Copies its lists. */
    public ResultRows {
        rows = List.copyOf(rows);
        skipped = List.copyOf(skipped);
    }
}
