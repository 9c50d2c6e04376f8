package dev.ridgepoint.sweepfile;

import dev.ridgepoint.sweep.Objective;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep keeps of its points.
 *
 * @param points all of them, in this format, or none
 * @param front  what a Pareto front is of; empty where none is kept
 * @param by     what the best are best by, if any are kept
 * @param best   how many of the best
 */
record Keep(Optional<PointFormat> points, List<Objective> front, Optional<Objective> by, int best) {

    /** Formats of points. */
    enum PointFormat {
        /** Columns, compressed; in parts. */
        PARQUET,
        /** Comma-separated values in one file. */
        CSV
    }
}
