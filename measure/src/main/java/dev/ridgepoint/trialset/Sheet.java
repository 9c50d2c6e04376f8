package dev.ridgepoint.trialset;

import java.nio.file.Path;
import java.util.List;

/**
 * One file as cells of text.
 *
 * @param file   where it lies
 * @param header names of the columns
 * @param rows   with as many cells as there are names
 */
record Sheet(Path file, List<String> header, List<Row> rows) {

    /**
     * One row.
     *
     * @param line  where it stands in the file, counted from 1
     * @param cells empty where nothing was measured
     */
    record Row(int line, List<String> cells) { }

    /** The same cells under other names. */
    Sheet named(List<String> names) {
        return new Sheet(file, names, rows);
    }
}
