package dev.ridgepoint.sweepfile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a run of points. The fronts and the lists are of the numbers of their points, since a point's number says all of it.
 *
 * @param rows    points that are kept
 * @param skipped how many had no prediction, reason by reason
 * @param fronts  points of each front
 * @param best    points of each list of the best
 */
record Tally(long rows, Map<String, Long> skipped, List<long[]> fronts, List<long[]> best) {

    /** Adds up rows and what was skipped; the fronts are to be told. */
    static Tally of(List<Tally> parts, List<long[]> fronts, List<long[]> best) {
        Map<String, Long> skipped = new TreeMap<>();
        parts.forEach(part -> part.skipped().forEach((reason, count) -> skipped.merge(reason, count, Long::sum)));
        return new Tally(parts.stream().mapToLong(Tally::rows).sum(), skipped, fronts, best);
    }
}
