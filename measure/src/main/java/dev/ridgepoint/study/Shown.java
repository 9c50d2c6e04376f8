package dev.ridgepoint.study;

import dev.ridgepoint.unit.Quantity;

/** A cell of the CSV as people read it in the report. */
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
        double number = Double.parseDouble(cell);
        return column.unit().dimension().map(dimension -> Quantity.format(number, dimension)).orElseGet(() -> Quantity.significant(number));
    }
}
