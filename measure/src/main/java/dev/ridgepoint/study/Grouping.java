package dev.ridgepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Points told apart by factors, as series, panels, rows or columns are.
 *
 * @param factors none for all points together
 */
record Grouping(List<Factor> factors) {

    static final Grouping NONE = new Grouping(List.of());

    Grouping {
        factors = List.copyOf(factors);
    }

    String label(PointTable.Row row) {
        return factors.stream().map(factor -> factor.shown(row.text(factor.column()))).collect(Collectors.joining(" / "));
    }

    String title() {
        return factors.stream().map(factor -> factor.column().title()).collect(Collectors.joining(" / "));
    }

    /** The groups that there are, in the order of their first points. */
    Map<String, List<PointTable.Row>> groups(List<PointTable.Row> rows) {
        Map<String, List<PointTable.Row>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(label(row), label -> new ArrayList<>()).add(row));
        return groups;
    }
}
