package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.sweepfile.ResultTables.Answer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The answer to a query. As CSV it is printed row by row, so that it may be of any length.
 *
 * @param answer not yet read
 */
record AnswerPrintout(Answer answer) implements OutputFormat.Printable {

    private static final int MOST_SHOWN = 100;
    private static final int ROWS_AT_A_TIME = 1 << 12;

    @Override
    public void printTable(Page page) {
        List<Object[]> rows = rows(MOST_SHOWN);
        new Table<>(columns(), rows).print(page);
        long more = 0;
        while (answer.next() != null) {
            more++;
        }
        if (more > 0) {
            page.line("and " + String.format(Locale.ROOT, "%,d", more) + " more rows; --format csv prints all");
        }
    }

    @Override
    public void printJson(PrintWriter out) {
        Table<Object[]> table = new Table<>(columns(), rows(Integer.MAX_VALUE));
        JsonDocument.print(out, json -> table.write(json, "rows"));
    }

    @Override
    public void printCsv(PrintWriter out) {
        List<Column<Object[]>> columns = columns();
        new Table<>(columns, List.<Object[]>of()).printCsv(out);
        for (List<Object[]> rows = rows(ROWS_AT_A_TIME); !rows.isEmpty(); rows = rows(ROWS_AT_A_TIME)) {
            new Table<>(columns, rows).printCsvRows(out);
        }
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        new Table<>(columns(), rows(Integer.MAX_VALUE)).printMarkdown(out);
    }

    private List<Object[]> rows(int most) {
        List<Object[]> rows = new ArrayList<>();
        while (rows.size() < most) {
            Object[] row = answer.next();
            if (row == null) {
                break;
            }
            rows.add(row);
        }
        return rows;
    }

    private List<Column<Object[]>> columns() {
        List<Column<Object[]>> columns = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            int place = i;
            String name = answer.columns().get(i);
            columns.add(new Column<>(name, name, answer.numbers().get(i), row -> shown(row[place]), row -> row[place]));
        }
        return columns;
    }

    private static String shown(Object value) {
        if (value == null) {
            return "-";
        }
        boolean fraction = value instanceof Double || value instanceof Float || value instanceof java.math.BigDecimal;
        return fraction ? Written.number(((Number) value).doubleValue()) : value.toString();
    }
}
