package dev.ridgepoint.sweepfile;

import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.sweep.Figure;
import dev.ridgepoint.sweep.Metric;
import dev.ridgepoint.unit.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A column of a sweep's points.
 *
 * @param name      by which the file calls it
 * @param heading   the name with its unit
 * @param kind      what stands in it
 * @param words     that its figure counts, where it is of words
 * @param dimension what its numbers may be written in, if they have prefixes
 * @param figure    of each point
 */
public record PointColumn(String name, String heading, Kind kind, List<String> words, Optional<Dimension> dimension, Figure figure) {

    /** What stands in a column. */
    public enum Kind { WORD, COUNT, TRUTH, NUMBER }

    static PointColumn of(Metric metric) {
        Kind kind = switch (metric.kind()) {
            case COUNT -> Kind.COUNT;
            case TRUTH -> Kind.TRUTH;
            case BOUND -> Kind.WORD;
            case STATED, PREDICTED -> Kind.NUMBER;
        };
        List<String> words = kind == Kind.WORD ? Arrays.stream(Bound.values()).map(Bound::id).toList() : List.of();
        return new PointColumn(metric.id(), metric.heading(), kind, words, metric.dimension(), metric);
    }

    static PointColumn ofWords(String name, List<String> words, Figure figure) {
        return new PointColumn(name, name, Kind.WORD, words, Optional.empty(), figure);
    }
}
