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
    /** Words are broken down to this width and no further. */
    private static final int LEAST_WORDS = 16;

    /** Copies its lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Prints the table for people, in columns that line up. Where it is too wide, the widest words are broken over several lines. */
    public void print(Page page) {
        List<Column<R>> shown = columns.stream().filter(Column::isForPeople).toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown.stream().map(Column::heading).toList());
        rows.forEach(row -> lines.add(cells(shown, row)));
        int[] widths = widths(shown, lines, page.width());
        for (int n = 0; n < lines.size(); n++) {
            List<List<String>> broken = new ArrayList<>();
            int height = 1;
            for (int i = 0; i < widths.length; i++) {
                broken.add(Page.wrap(lines.get(n).get(i), widths[i], ""));
                height = Math.max(height, broken.get(i).size());
            }
            for (int part = 0; part < height; part++) {
                String text = line(shown, widths, broken, part);
                if (n == 0) {
                    page.heading(text);
                } else {
                    page.line(text);
                }
            }
        }
    }

    private static <R> String line(List<Column<R>> columns, int[] widths, List<List<String>> cells, int part) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = part < cells.get(i).size() ? cells.get(i).get(part) : "";
            String padding = " ".repeat(Math.max(0, widths[i] - cell.length()));
            text.append(i == 0 ? "" : GAP).append(columns.get(i).number() ? padding + cell : cell + padding);
        }
        return text.toString().stripTrailing();
    }

    private static <R> int[] widths(List<Column<R>> columns, List<List<String>> lines, int most) {
        int[] widths = new int[columns.size()];
        int whole = GAP.length() * (widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            for (List<String> line : lines) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
            whole += widths[i];
        }
        while (whole > most) {
            int widest = -1;
            for (int i = 1; i < widths.length; i++) {
                boolean breakable = !columns.get(i).number() && widths[i] > LEAST_WORDS;
                widest = breakable && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            whole--;
        }
        return widths;
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

    /** Prints the table as HTML, with the cells that people read. */
    public void printHtml(PrintWriter out) {
        List<Column<R>> shown = columns.stream().filter(Column::isForPeople).toList();
        out.println("<table>");
        out.println("<thead><tr>" + html(shown, "th", shown.stream().map(Column::heading).toList()) + "</tr></thead>");
        out.println("<tbody>");
        rows.forEach(row -> out.println("<tr>" + html(shown, "td", cells(shown, row)) + "</tr>"));
        out.println("</tbody>");
        out.println("</table>");
    }

    private static <R> String html(List<Column<R>> columns, String element, List<String> cells) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            text.append('<').append(element).append(columns.get(i).number() ? " class=\"number\">" : ">").append("<bdi>").append(Html.escaped(cells.get(i)))
                    .append("</bdi></").append(element).append('>');
        }
        return text.toString();
    }

    /** Prints the table as comma-separated values after RFC 4180, with the values that programs read. */
    public void printCsv(PrintWriter out) {
        List<Column<R>> kept = columns.stream().filter(Column::isForPrograms).toList();
        out.println(String.join(",", kept.stream().map(column -> csv(column.key())).toList()));
        printCsvRows(out);
    }

    /** Prints the rows that {@link #printCsv} prints under their heading. */
    public void printCsvRows(PrintWriter out) {
        List<Column<R>> kept = columns.stream().filter(Column::isForPrograms).toList();
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
