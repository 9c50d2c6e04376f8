package dev.ridgepoint.trialset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One file as cells of text, column by column: millions of rows are held as a few arrays.
 *
 * @param file    where it lies
 * @param header  names of the columns
 * @param columns a cell a row, under each name; empty where nothing was measured
 * @param lines   where each row stands in the file, counted from 1
 */
record Sheet(Path file, List<String> header, List<String[]> columns, int[] lines) {

    /** How many rows. */
    int size() {
        return lines.length;
    }

    /** The same cells under other names. */
    Sheet named(List<String> names) {
        return new Sheet(file, names, columns, lines);
    }

    /** Takes rows one after the other. */
    static final class Rows {

        private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "-");
        private static final int LONGEST_MISSING = 4;
        /** Of a column with more different values than this, each is most likely another. */
        private static final int KINDS = 1 << 12;

        private final Path file;
        private final List<String> header;
        private final String[][] columns;
        private final List<Map<String, String>> kinds = new ArrayList<>();
        private int[] lines = new int[64];
        private int size;

        Rows(Path file, List<String> header) {
            this.file = file;
            this.header = header.stream().map(Rows::shown).toList();
            columns = new String[header.size()][lines.length];
            header.forEach(name -> kinds.add(new HashMap<>()));
        }

        /** A row; cells that it lacks at its end are missing, and those beyond the last column are left out. */
        void add(int line, List<String> cells) {
            if (size == lines.length) {
                lines = Arrays.copyOf(lines, 2 * size);
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = Arrays.copyOf(columns[i], 2 * size);
                }
            }
            for (int i = 0; i < columns.length; i++) {
                columns[i][size] = i < cells.size() ? kept(kinds.get(i), cells.get(i)) : "";
            }
            lines[size++] = line;
        }

        Sheet sheet() {
            return new Sheet(file, header, Arrays.stream(columns).map(cells -> Arrays.copyOf(cells, size)).toList(), Arrays.copyOf(lines, size));
        }

        /** One string for all cells that say the same: a name that two million rows repeat is held once. */
        private static String kept(Map<String, String> kinds, String cell) {
            String known = kinds.get(cell);
            if (known != null) {
                return known;
            }
            String kept = written(cell);
            if (kinds.size() < KINDS) {
                kinds.put(cell, kept);
            }
            return kept;
        }

        /** What a cell says: nothing where it says that it is missing. */
        static String written(String cell) {
            String words = shown(cell);
            return words.length() <= LONGEST_MISSING && MISSING.contains(words.toLowerCase(Locale.ROOT)) ? "" : words;
        }

        /** Names end up in tables and in messages: no line break and no control character may come with them. */
        private static String shown(String cell) {
            String words = cell.strip();
            for (int i = 0; i < words.length(); i++) {
                if (Character.isISOControl(words.charAt(i))) {
                    return words.replaceAll("\\h*\\R\\s*|\\t", " ").replaceAll("\\p{Cc}", "?").strip();
                }
            }
            return words;
        }
    }
}
