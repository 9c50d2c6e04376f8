package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.sweepfile.KeptPoints;
import dev.ridgepoint.sweepfile.PointColumn;
import dev.ridgepoint.sweepfile.SweepFile;
import dev.ridgepoint.sweepfile.SweepRun;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a sweep found.
 *
 * @param sweep   that was carried out
 * @param result  what came of it
 * @param threads on how many
 */
record SweepPrintout(SweepFile sweep, SweepRun.Result result, int threads) {

    private static final int MOST_ROWS = 12;
    private static final long LEAST_TIMED = 100_000;
    /** Sizes in whole MiB are capacities, which nobody gives in GB. */
    private static final double MIB = 1 << 20;

    void print(Page page) {
        page.heading(sweep.title());
        page.prose(points(), "  ");
        result.skipped().forEach((reason, count) -> page.prose(whole(count) + " without a prediction: " + reason, "  "));
        for (KeptPoints list : result.lists()) {
            page.gap();
            print(list, page);
        }
        page.gap();
        result.files().stream().limit(MOST_ROWS).forEach(file -> page.line(file.toString()));
        if (result.files().size() > MOST_ROWS) {
            page.line("and " + (result.files().size() - MOST_ROWS) + " more parts beside it");
        }
    }

    private String points() {
        long without = result.skipped().values().stream().mapToLong(Long::longValue).sum();
        long left = result.points() - without - result.rows();
        long predicted = result.points() - result.resumed();
        return whole(result.points()) + " points" + (sweep.where().isEmpty() ? "" : ", " + whole(left) + " of them ruled out by 'where'")
                + (predicted == 0 ? "; all done before" : "; " + (result.resumed() > 0 ? whole(predicted) + " of them now, " : "") + pace(predicted));
    }

    /** The rate of a short sweep is that of a program that starts. */
    private String pace(long predicted) {
        return Written.seconds(result.seconds()) + " on " + threads + (threads == 1 ? " thread" : " threads")
                + (predicted < LEAST_TIMED ? "" : ", " + Written.count(predicted / result.seconds()) + " a second");
    }

    private static void print(KeptPoints list, Page page) {
        int size = list.rows().size();
        page.heading(list.title() + (size == 0 ? ": no point" : size == 1 ? ": 1 point" : ": " + whole(size) + " points"));
        if (size == 0) {
            return;
        }
        List<Column<double[]>> columns = new ArrayList<>();
        for (int i = 0; i < list.columns().size(); i++) {
            columns.add(column(list.columns().get(i), i));
        }
        new Table<>(columns, spread(list.rows())).print(page);
        if (size > MOST_ROWS) {
            page.line(MOST_ROWS + " of them, from the first to the last; " + list.fileName() + " has all");
        }
    }

    /** From the first to the last, evenly. */
    private static List<double[]> spread(List<double[]> rows) {
        if (rows.size() <= MOST_ROWS) {
            return rows;
        }
        List<double[]> some = new ArrayList<>();
        for (int i = 0; i < MOST_ROWS; i++) {
            some.add(rows.get((int) ((long) i * (rows.size() - 1) / (MOST_ROWS - 1))));
        }
        return some;
    }

    private static Column<double[]> column(PointColumn column, int place) {
        if (column.kind() == PointColumn.Kind.WORD) {
            return Column.words(column.name(), column.name(), row -> column.words().get((int) row[place]));
        }
        return Column.number(column.name(), column.name(), row -> row[place], value -> written(column, value));
    }

    private static String written(PointColumn column, double value) {
        return switch (column.kind()) {
            case TRUTH -> value == 0 ? "no" : "yes";
            case COUNT -> whole((long) value);
            default -> column.dimension().map(dimension -> quantity(value, dimension)).orElseGet(() -> Written.number(value));
        };
    }

    private static String quantity(double value, Dimension dimension) {
        return dimension == Dimension.BYTES && value % MIB == 0 ? Written.capacity(value) : Quantity.format(value, dimension);
    }

    private static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
