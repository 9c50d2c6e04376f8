package dev.ridgepoint.study;

import java.util.List;
import java.util.function.Supplier;

/** A way of counting FLOPs and bytes; a study may ask for several, whose columns stand side by side. */
enum Accounting {
    /** Every operator, a multiply-accumulate two FLOPs, bytes at their true size. */
    FIRST_PRINCIPLES(Columns::predicted);

    private final Supplier<List<Column>> columns;

    Accounting(Supplier<List<Column>> columns) {
        this.columns = columns;
    }

    /** What it says of a point. */
    List<Column> columns() {
        return columns.get();
    }
}
