package dev.ridgepoint.sweepfile;

import dev.ridgepoint.sweep.Objective.Direction;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep keeps of its points.
 *
 * @param points all of them, in this format, or none
 * @param fronts Pareto fronts, each of two or more wants
 * @param best   lists of the best
 */
public record Keep(Optional<PointFormat> points, List<FrontOf> fronts, List<BestBy> best) {

    /** Formats of points. */
    public enum PointFormat {
        /** Columns, compressed; in parts. */
        PARQUET,
        /** Comma-separated values in one file. */
        CSV;

        /** What names of its files end in. */
        String suffix() {
            return this == PARQUET ? ".parquet" : ".csv";
        }
    }

    /**
     * A Pareto front.
     *
     * @param name   of its file
     * @param of     what is weighed
     * @param digits significant digits that tell values apart
     */
    public record FrontOf(String name, List<Wanted> of, int digits) {

        /** A longer front tells nobody anything, and would not fit in a memory that does not grow with the points. */
        static final int MOST_POINTS = 100_000;
    }

    /**
     * A list of the best.
     *
     * @param name  of its file
     * @param by    what they are best by
     * @param count how many
     */
    public record BestBy(String name, Wanted by, int count) {

        /** {@code highest} or {@code lowest}. */
        public String superlative() {
            return by.direction() == Direction.MAX ? "highest" : "lowest";
        }
    }

    /** Copies its lists. */
    public Keep {
        fronts = List.copyOf(fronts);
        best = List.copyOf(best);
    }

    /** The same with all points, in the format that is chosen already or else Parquet. */
    public Keep withPoints() {
        return new Keep(points.or(() -> Optional.of(PointFormat.PARQUET)), fronts, best);
    }

    /** The same without points. */
    public Keep withoutPoints() {
        return new Keep(Optional.empty(), fronts, best);
    }
}
