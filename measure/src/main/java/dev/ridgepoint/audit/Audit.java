package dev.ridgepoint.audit;

import dev.ridgepoint.validate.SkippedRow;
import dev.ridgepoint.validate.Validation;
import java.util.Arrays;
import java.util.List;

/**
 * What is doubtful in measurements.
 *
 * @param rows    how many were looked at
 * @param doubts  what was found, check by check, each in the order read
 * @param skipped rows that could not be looked at, and why
 */
public record Audit(int rows, List<Doubt> doubts, List<SkippedRow> skipped) {

    /** Copies its lists. */
    public Audit {
        doubts = List.copyOf(doubts);
        skipped = List.copyOf(skipped);
    }

    /** Looks through measurements beside their predictions, each best under the runtime that it names. */
    public static Audit of(Validation validation) {
        return new Audit(validation.rows().size(), Arrays.stream(Check.values()).flatMap(check -> check.among(validation.rows()).stream()).toList(),
                validation.skipped());
    }

    /** What one check found. */
    public List<Doubt> doubts(Check check) {
        return doubts.stream().filter(doubt -> doubt.check() == check).toList();
    }
}
