package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.trial.Distribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/**
 * Which trials are counted, and why others are not.
 *
 * @param files   that were read
 * @param read    how many rows they have
 * @param left    what was left out, in the order in which it was
 * @param trials  what is counted
 */
public record Selection(List<Path> files, int read, List<LeftOut> left, TrialTable trials) {

    /** Copies its lists. */
    public Selection {
        files = List.copyOf(files);
        left = List.copyOf(left);
    }

    /**
     * Rows that are not counted.
     *
     * @param reason in words
     * @param rows   how many
     */
    public record LeftOut(String reason, int rows) { }

    /**
     * A value that marks rows to leave out: {@code status=error}. An empty value leaves out rows where the column is empty.
     *
     * @param column its name
     * @param value  as written
     */
    public record Drop(String column, String value) {

        /** @throws InvalidInputException if there is no equals sign, or nothing before it */
        public static Drop parse(String words) {
            int equals = words.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException("--drop takes COLUMN=VALUE, not '" + words + "'");
            }
            return new Drop(words.substring(0, equals).strip(), Sheet.Rows.written(words.substring(equals + 1)));
        }
    }

    /**
     * Leaves out rows that are marked, then rows without a latency or a group, then latencies more than {@code aboveIqr} interquartile ranges above the upper
     * quartile of all that are left.
     *
     * @throws InvalidInputException if a column is missing, a latency is not a number, or nothing is left
     */
    public static Selection of(TrialTable table, Roles roles, List<Drop> drops, OptionalDouble aboveIqr) {
        List<LeftOut> left = new ArrayList<>();
        TrialTable kept = table;
        for (Drop drop : drops) {
            List<String> words = kept.words(drop.column());
            String reason = "'" + drop.column() + "' is " + (drop.value().isEmpty() ? "empty" : "'" + drop.value() + "'");
            int before = left.size();
            kept = leaveOut(kept, left, row -> words.get(row).equals(drop.value()), reason);
            if (left.size() == before) {
                // Whoever asked is to see that no row had the value: it may be mistyped.
                left.add(new LeftOut(reason, 0));
            }
        }
        double[] latencies = kept.numbers(roles.latency());
        kept = leaveOut(kept, left, row -> Double.isNaN(latencies[row]), "no '" + roles.latency() + "' is written");
        List<String> groups = kept.words(roles.group());
        kept = leaveOut(kept, left, row -> groups.get(row).isEmpty(), "no '" + roles.group() + "' is written");
        if (aboveIqr.isPresent() && kept.size() > 0) {
            double[] all = kept.numbers(roles.latency());
            Distribution distribution = Distribution.of(all);
            double fence = distribution.upperQuartile() + aboveIqr.getAsDouble() * (distribution.upperQuartile() - distribution.lowerQuartile());
            kept = leaveOut(kept, left, row -> all[row] > fence, "'" + roles.latency() + "' is above " + Math.round(fence * 100) / 100.0
                    + ", the upper quartile of all and " + aboveIqr.getAsDouble() + " interquartile ranges");
        }
        if (kept.size() < 2) {
            throw new InvalidInputException(table.files().get(0).toString(), kept.size() + " of " + table.size() + " rows are left, and statistics need two");
        }
        return new Selection(table.files(), table.size(), left, kept);
    }

    private static TrialTable leaveOut(TrialTable table, List<LeftOut> left, IntPredicate out, String reason) {
        TrialTable kept = table.rows(out.negate());
        if (kept.size() < table.size()) {
            left.add(new LeftOut(reason, table.size() - kept.size()));
        }
        return kept;
    }
}
