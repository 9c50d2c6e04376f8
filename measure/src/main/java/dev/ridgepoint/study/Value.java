package dev.ridgepoint.study;

import dev.ridgepoint.study.PointTable.Row;
import java.util.Optional;

/**
 * A number of each point, as a figure or a table shows it.
 *
 * @param column   that has it
 * @param baseline whose value it is divided by, if it is
 */
record Value(Column column, Optional<Baseline> baseline) {

    /** The number; not a number where there is none. */
    double of(Row row) {
        double own = row.number(column);
        return baseline.map(b -> own / b.of(row).map(base -> base.number(column)).orElse(Double.NaN)).orElse(own);
    }

    /** Its column, or what that becomes when it is divided. */
    Column shown() {
        return baseline.map(b -> new Column(column.name(), Unit.NONE, column.title() + " relative to " + b.label(), column.value())).orElse(column);
    }

    /** As people read it. */
    String written(Row row) {
        if (!column.isNumber()) {
            return Shown.of(column, row.text(column));
        }
        double number = of(row);
        return Shown.of(shown(), number) + (baseline.isPresent() && !Double.isNaN(number) ? "x" : "");
    }
}
