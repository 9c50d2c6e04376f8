package dev.ridgepoint.study;

import dev.ridgepoint.study.PointTable.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that a study asks for.
 *
 * @param title   over it
 * @param rows    what a line is
 * @param columns what a column is; none for a single one
 * @param values  numbers or words of each point; several stand side by side
 * @param where   which points it shows
 */
record ResultTable(String title, Grouping rows, Grouping columns, List<Value> values, Choice where) {

    ResultTable {
        values = List.copyOf(values);
    }

    /** The heading of each column of the table. */
    List<String> headings(PointTable points) {
        List<String> headings = new ArrayList<>();
        headings.add(rows.title());
        for (String group : columns.groups(points.predicted(where)).keySet()) {
            for (Value value : values) {
                headings.add(group.isEmpty() ? title(value.shown()) : values.size() > 1 ? group + ": " + title(value.shown()) : group);
            }
        }
        return headings;
    }

    static String title(Column value) {
        boolean dimensioned = value.unit().dimension().isPresent();
        return value.title() + (dimensioned || value.unit().symbol().isEmpty() ? "" : " (" + value.unit().symbol() + ")");
    }

    /** The cells, line by line. */
    List<List<String>> lines(PointTable points) {
        List<Row> chosen = points.predicted(where);
        List<String> groups = List.copyOf(columns.groups(chosen).keySet());
        List<List<String>> lines = new ArrayList<>();
        rows.groups(chosen).forEach((name, line) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            var byGroup = columns.groups(line);
            for (String group : groups) {
                for (Value value : values) {
                    cells.add(byGroup.containsKey(group) ? value.written(byGroup.get(group).get(0)) : "-");
                }
            }
            lines.add(cells);
        });
        return lines;
    }
}
