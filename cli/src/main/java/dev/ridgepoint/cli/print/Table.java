package dev.ridgepoint.cli.print;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows under columns.
 *
 * @param columns from left to right
 * @param rows    from top to bottom
 * @param <R>     what a row is about
 */
public record Table<R>(List<Column<R>> columns, List<R> rows) {

    private static final String GAP = "  ";

    /** Copies its lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Prints the table for people, in columns that line up. */
    public void print(Page page) {
        List<Column<R>> shown = columns.stream().filter(Column::isForPeople).toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown.stream().map(Column::heading).toList());
        rows.forEach(row -> lines.add(cells(shown, row)));
        int[] widths = new int[shown.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (int n = 0; n < lines.size(); n++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = lines.get(n).get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                text.append(i == 0 ? "" : GAP).append(shown.get(i).number() ? padding + cell : cell + padding);
            }
            if (n == 0) {
                page.heading(text.toString().stripTrailing());
            } else {
                page.line(text.toString().stripTrailing());
            }
        }
    }

    /** Prints the table as Markdown, with the cells that people read. */
    public void printMarkdown(PrintWriter out) {
        List<Column<R>> shown = columns.stream().filter(Column::isForPeople).toList();
        out.println("| " + String.join(" | ", shown.stream().map(Column::heading).toList()) + " |");
        out.println("|" + String.join("|", shown.stream().map(column -> column.number() ? "---:" : "---").toList()) + "|");
        for (R row : rows) {
            out.println("| " + String.join(" | ", cells(shown, row).stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |");
        }
    }

    /** Prints the table as comma-separated values after RFC 4180, with the values that programs read. */
    public void printCsv(PrintWriter out) {
        List<Column<R>> kept = columns.stream().filter(Column::isForPrograms).toList();
        out.println(String.join(",", kept.stream().map(Column::key).toList()));
        for (R row : rows) {
            out.println(String.join(",", kept.stream().map(column -> csv(column.value().apply(row))).toList()));
        }
    }

    /** Writes the rows as a JSON array of objects. */
    public void write(JsonDocument json, String name) throws IOException {
        json.array(name, rows, this::write);
    }

    /** Writes the fields of one row. */
    public void write(JsonDocument json, R row) throws IOException {
        for (Column<R> column : columns) {
            if (column.isForPrograms()) {
                json.value(column.key(), column.value().apply(row));
            }
        }
    }

    private static <R> List<String> cells(List<Column<R>> columns, R row) {
        return columns.stream().map(column -> column.shown().apply(row)).toList();
    }

    private static String csv(Object value) {
        Object plain = JsonDocument.plain(value);
        String text = plain == null ? "" : plain.toString();
        boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
