package dev.ridgepoint.study;

import java.util.List;
import java.util.stream.Collectors;

/** Points as comma-separated values after RFC 4180. */
final class Csv {

    private Csv() { }

    static String header(List<Column> columns) {
        return columns.stream().map(Column::heading).collect(Collectors.joining(",")) + "\n";
    }

    static String line(List<Column> columns, Point point) {
        return columns.stream().map(column -> quoted(column.cell(point))).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String cell) {
        boolean plain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
