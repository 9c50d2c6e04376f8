package dev.ridgepoint.study;

import dev.ridgepoint.study.PointTable.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The point that another is compared with: the one with some factors at given levels and all others alike.
 *
 * @param alike the other factors
 * @param cells those levels, as the CSV has them
 */
record Baseline(List<Factor> alike, Map<Factor, String> cells) {

    Baseline {
        alike = List.copyOf(alike);
        cells = Map.copyOf(cells);
    }

    Optional<Row> of(Row row) {
        return row.among(this);
    }

    String label() {
        return cells.entrySet().stream().map(e -> label(e.getKey(), e.getValue())).sorted().collect(Collectors.joining(" and "));
    }

    /** A number alone would not say of what. */
    private static String label(Factor factor, String cell) {
        return (factor.column().isNumber() ? factor.name() + " " : "") + factor.shown(cell);
    }

    boolean is(Row row) {
        return row.reason().isEmpty() && cells.entrySet().stream().allMatch(e -> row.text(e.getKey().column()).equals(e.getValue()));
    }

    /** What a point shares with the one that it is compared with. */
    List<String> key(Row row) {
        return alike.stream().map(factor -> row.text(factor.column())).toList();
    }
}
