package dev.ridgepoint.study;

import dev.ridgepoint.unit.Quantity;

/** What the CSV holds, as people read it in the report. */
final class Shown {

    private static final String NOTHING = "-";

    private Shown() { }

    static String of(Column column, String cell) {
        if (cell.isEmpty()) {
            return NOTHING;
        }
        if (!column.isNumber()) {
            return cell;
        }
        return of(column, Double.parseDouble(cell));
    }

    static String of(Column column, double number) {
        if (Double.isNaN(number)) {
            return NOTHING;
        }
        if (column.unit() == Unit.SHARE) {
            return Quantity.significant(100 * number);
        }
        return column.unit().dimension().map(dimension -> Quantity.format(number, dimension)).orElseGet(() -> Quantity.significant(number));
    }
}
