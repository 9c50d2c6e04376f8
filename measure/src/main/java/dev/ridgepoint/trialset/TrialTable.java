package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Trials, a row each, under named columns. Immutable. */
public final class TrialTable {

    /** The row of another table that a trial without a key has. */
    private static final int NOWHERE = -1;

    private final Map<String, String[]> columns;
    private final Origin origin;
    /** Of columns that were joined: where the rows of the other table stand. */
    private final Map<String, Origin> joined;

    private TrialTable(Map<String, String[]> columns, Origin origin, Map<String, Origin> joined) {
        this.columns = columns;
        this.origin = origin;
        this.joined = joined;
    }

    /** Of each row: which of the files, and the line in it. */
    private record Origin(List<Path> files, int[] file, int[] line) {

        Origin of(int[] rows) {
            return new Origin(files, Arrays.stream(rows).map(row -> row == NOWHERE ? 0 : file[row]).toArray(),
                    Arrays.stream(rows).map(row -> row == NOWHERE ? 0 : line[row]).toArray());
        }
    }

    /** Rows of all sheets, of which there is one at least; a sheet without a column has no words in it. */
    static TrialTable of(List<String> names, List<Sheet> sheets) {
        int size = sheets.stream().mapToInt(Sheet::size).sum();
        Map<String, String[]> columns = new LinkedHashMap<>();
        for (String name : names) {
            String[] cells = new String[size];
            Arrays.fill(cells, "");
            int row = 0;
            for (Sheet sheet : sheets) {
                int at = sheet.header().indexOf(name);
                if (at >= 0) {
                    System.arraycopy(sheet.columns().get(at), 0, cells, row, sheet.size());
                }
                row += sheet.size();
            }
            columns.put(name, cells);
        }
        int[] file = new int[size];
        int[] line = new int[size];
        List<Path> files = sheets.stream().map(Sheet::file).distinct().toList();
        int row = 0;
        for (Sheet sheet : sheets) {
            Arrays.fill(file, row, row + sheet.size(), files.indexOf(sheet.file()));
            System.arraycopy(sheet.lines(), 0, line, row, sheet.size());
            row += sheet.size();
        }
        return new TrialTable(columns, new Origin(files, file, line), Map.of());
    }

    /** How many rows. */
    public int size() {
        return origin.line().length;
    }

    /** The columns, from left to right. */
    public Set<String> names() {
        return columns.keySet();
    }

    /** Whether there is such a column. */
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The files, in order. */
    public List<Path> files() {
        return origin.files();
    }

    /**
     * A column of names, a row each; empty where nothing is written.
     *
     * @throws InvalidInputException if there is no such column
     */
    public List<String> words(String column) {
        return Collections.unmodifiableList(Arrays.asList(cells(column)));
    }

    /**
     * A column of numbers, a row each; NaN where nothing is written.
     *
     * @throws InvalidInputException if there is no such column, or a cell is not a number
     */
    public double[] numbers(String column) {
        String[] cells = cells(column);
        double[] numbers = new double[cells.length];
        for (int row = 0; row < cells.length; row++) {
            numbers[row] = number(column, row, cells[row]);
        }
        return numbers;
    }

    private double number(String column, int row, String cell) {
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        double value = parsed(cell);
        if (Double.isFinite(value)) {
            return value;
        }
        if (cell.matches("[-+]?\\d[\\d.]*,\\d[\\d,]*")) {
            throw mistake(row, column, "'" + cell + "' has a comma; write numbers with a decimal point, and no comma between thousands");
        }
        String none = Arrays.stream(columns.get(column)).mapToDouble(TrialTable::parsed).anyMatch(Double::isFinite) ? "; --drop '" + column + "=" + cell + "' leaves such rows out"
                : ", and no cell of this column is";
        throw mistake(row, column, "'" + cell + "' is not a number" + none);
    }

    /** NaN for what is no number. Java takes 1f and 0x1p3 for numbers; nobody who measures does. */
    private static double parsed(String cell) {
        try {
            boolean decimal = !cell.isEmpty() && "0123456789.".indexOf(cell.charAt(cell.length() - 1)) >= 0 && cell.indexOf('x') < 0 && cell.indexOf('X') < 0;
            return decimal ? Double.parseDouble(cell) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private String[] cells(String column) {
        String[] cells = columns.get(column);
        if (cells == null) {
            throw new InvalidInputException(files().get(0).toString(), "has no column '" + column + "'"
                    + Nearest.to(column, names()).map(name -> "; did you mean '" + name + "'?").orElse("; there are " + String.join(", ", names())));
        }
        return cells;
    }

    /** The rows that satisfy a condition on their place, counted from 0. */
    public TrialTable rows(IntPredicate wanted) {
        int[] kept = IntStream.range(0, size()).filter(wanted).toArray();
        if (kept.length == size()) {
            return this;
        }
        Map<String, String[]> cells = new LinkedHashMap<>();
        columns.forEach((name, all) -> cells.put(name, Arrays.stream(kept).mapToObj(row -> all[row]).toArray(String[]::new)));
        Map<Origin, Origin> origins = new IdentityHashMap<>();
        Map<String, Origin> others = new HashMap<>();
        joined.forEach((name, other) -> others.put(name, origins.computeIfAbsent(other, whole -> whole.of(kept))));
        return new TrialTable(cells, origin.of(kept), others);
    }

    /**
     * The columns of another table beside this one's, each trial's from the row with the same value under {@code key}; a trial
     * without one has none of them.
     *
     * @throws InvalidInputException if either has no such column, the other has two rows or none for a value, or both have a column of one name
     */
    public TrialTable join(TrialTable other, String key) {
        Map<String, Integer> index = new HashMap<>();
        List<String> keys = other.words(key);
        for (int row = 0; row < other.size(); row++) {
            if (index.putIfAbsent(keys.get(row), row) != null) {
                throw other.mistake(row, key, "a second row for '" + keys.get(row) + "'");
            }
        }
        List<String> own = words(key);
        int[] rows = new int[size()];
        for (int row = 0; row < rows.length; row++) {
            Integer at = own.get(row).isEmpty() ? Integer.valueOf(NOWHERE) : index.get(own.get(row));
            if (at == null) {
                throw mistake(row, key, "'" + own.get(row) + "' has no row in " + other.files().get(0) + Nearest.hint(own.get(row), keys));
            }
            rows[row] = at;
        }
        Map<String, String[]> beside = new LinkedHashMap<>(columns);
        Map<String, Origin> origins = new HashMap<>(joined);
        Origin from = other.origin.of(rows);
        other.columns.forEach((name, cells) -> {
            if (!name.equals(key) && beside.putIfAbsent(name, Arrays.stream(rows).mapToObj(row -> row == NOWHERE ? "" : cells[row]).toArray(String[]::new)) != null) {
                throw new InvalidInputException(other.files().get(0).toString(), 1, name, "the trials have a column of this name too");
            }
            origins.put(name, from);
        });
        origins.remove(key);
        return new TrialTable(beside, origin, origins);
    }

    private InvalidInputException mistake(int row, String column, String problem) {
        Origin of = joined.getOrDefault(column, origin);
        return new InvalidInputException(of.files().get(of.file()[row]).toString(), of.line()[row], column, problem);
    }
}
