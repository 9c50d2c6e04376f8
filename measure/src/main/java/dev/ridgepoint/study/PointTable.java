package dev.ridgepoint.study;

import dev.ridgepoint.validate.CsvRecords;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The points of a study as their CSV has them: figures and tables are made of what can be read there, and of nothing else. */
final class PointTable {

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Row> rows;
    private final Map<Baseline, Map<List<String>, Row>> baselines = new HashMap<>();

    private PointTable(List<String> header, List<List<String>> cells) {
        for (int i = 0; i < header.size(); i++) {
            places.put(header.get(i), i);
        }
        rows = cells.stream().map(Row::new).toList();
    }

    /** Reads the CSV of a study. */
    static PointTable read(Path csv) {
        List<List<String>> lines = CsvRecords.lines(csv).stream().map(CsvRecords.Line::cells).toList();
        return new PointTable(lines.get(0), lines.subList(1, lines.size()));
    }

    /** All points, in the order of the study. */
    List<Row> rows() {
        return rows;
    }

    /** Points that were predicted. */
    List<Row> predicted(Choice where) {
        return rows.stream().filter(row -> row.reason().isEmpty() && where.takes(row)).toList();
    }

    /** One point. */
    final class Row {

        private final List<String> cells;

        private Row(List<String> cells) {
            this.cells = cells;
        }

        /** The cell under a column; empty where there is nothing. */
        String text(Column column) {
            return cells.get(places.get(column.heading()));
        }

        /** The number under a column; not a number where there is none. */
        double number(Column column) {
            String text = text(column);
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        }

        /** The point of a baseline that this one is compared with. */
        Optional<Row> among(Baseline baseline) {
            Map<List<String>, Row> rowsByKey = baselines.computeIfAbsent(baseline,
                    b -> rows.stream().filter(b::is).collect(Collectors.toMap(b::key, row -> row, (first, second) -> first)));
            return Optional.ofNullable(rowsByKey.get(baseline.key(this)));
        }

        /** Why there is no prediction; empty where there is one. */
        String reason() {
            return cells.get(places.get(Columns.SKIPPED));
        }
    }
}
