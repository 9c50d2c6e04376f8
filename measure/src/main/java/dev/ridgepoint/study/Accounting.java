package dev.ridgepoint.study;

import dev.ridgepoint.published.Reading;
import java.util.List;
import java.util.function.Supplier;

/** A way of counting FLOPs and bytes; a study may ask for several, whose columns stand side by side. */
enum Accounting {
    /** Every operator, a multiply-accumulate two FLOPs, bytes at their true size. The other ways are laid beside it, so it is always there. */
    FIRST_PRINCIPLES(Columns::predicted),
    /** What the paper of RooflineBench prints, with all that is wrong with it. */
    AS_PRINTED(() -> PublishedColumns.of(Reading.AS_PRINTED)),
    /** What its code does. */
    AS_CODED(() -> PublishedColumns.of(Reading.AS_CODED));

    private final Supplier<List<Column>> columns;

    Accounting(Supplier<List<Column>> columns) {
        this.columns = columns;
    }

    /** What it says of a point. */
    List<Column> columns() {
        return columns.get();
    }
}
