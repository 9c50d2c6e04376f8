package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Trials, a row each, under named columns. Immutable. */
public final class TrialTable {

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "-");

    private final Map<String, String[]> columns;
    private final List<Place> places;

    private TrialTable(Map<String, String[]> columns, List<Place> places) {
        this.columns = columns;
        this.places = places;
    }

    private record Place(Path file, int line) { }

    static TrialTable of(List<String> names, List<Sheet> sheets) {
        int size = sheets.stream().mapToInt(sheet -> sheet.rows().size()).sum();
        Map<String, String[]> columns = new LinkedHashMap<>();
        for (String name : names) {
            String[] cells = new String[size];
            int row = 0;
            for (Sheet sheet : sheets) {
                int at = sheet.header().indexOf(name);
                for (Sheet.Row line : sheet.rows()) {
                    cells[row++] = at < 0 ? "" : written(line.cells().get(at));
                }
            }
            columns.put(name, cells);
        }
        List<Place> places = new ArrayList<>();
        sheets.forEach(sheet -> sheet.rows().forEach(row -> places.add(new Place(sheet.file(), row.line()))));
        return new TrialTable(columns, places);
    }

    private static String written(String cell) {
        String words = cell.strip();
        return MISSING.contains(words.toLowerCase(Locale.ROOT)) ? "" : words;
    }

    /** How many rows. */
    public int size() {
        return places.size();
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
        return places.stream().map(Place::file).distinct().toList();
    }

    /**
     * A column of names, a row each; empty where nothing is written.
     *
     * @throws InvalidInputException if there is no such column
     */
    public List<String> words(String column) {
        return List.of(cells(column));
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
        try {
            double value = Double.parseDouble(cell);
            // Java takes 1f and 0x1p3 for numbers; nobody who measures does.
            if (Double.isFinite(value) && "0123456789.".indexOf(cell.charAt(cell.length() - 1)) >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as infinity is.
        }
        throw mistake(row, column, "'" + cell + "' is not a number; --drop '" + column + "=" + cell + "' leaves such rows out");
    }

    private String[] cells(String column) {
        String[] cells = columns.get(column);
        if (cells == null) {
            throw new InvalidInputException(places.get(0).file().toString(), "has no column '" + column + "'"
                    + Nearest.to(column, names()).map(name -> "; did you mean '" + name + "'?").orElse("; there are " + String.join(", ", names())));
        }
        return cells;
    }

    /** The rows that satisfy a condition on their place, counted from 0. */
    public TrialTable rows(IntPredicate wanted) {
        int[] kept = IntStream.range(0, size()).filter(wanted).toArray();
        Map<String, String[]> cells = new LinkedHashMap<>();
        columns.forEach((name, all) -> cells.put(name, Arrays.stream(kept).mapToObj(row -> all[row]).toArray(String[]::new)));
        return new TrialTable(cells, Arrays.stream(kept).mapToObj(places::get).toList());
    }

    /**
     * The columns of another table beside this one's, each trial's from the row with the same value under {@code key}.
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
            Integer at = index.get(own.get(row));
            if (at == null) {
                throw mistake(row, key, "'" + own.get(row) + "' has no row in " + other.places.get(0).file() + Nearest.hint(own.get(row), keys));
            }
            rows[row] = at;
        }
        Map<String, String[]> joined = new LinkedHashMap<>(columns);
        other.columns.forEach((name, cells) -> {
            if (!name.equals(key) && joined.putIfAbsent(name, Arrays.stream(rows).mapToObj(row -> cells[row]).toArray(String[]::new)) != null) {
                throw new InvalidInputException(other.places.get(0).file().toString(), 1, name, "the trials have a column of this name too");
            }
        });
        return new TrialTable(joined, places);
    }

    private InvalidInputException mistake(int row, String column, String problem) {
        return new InvalidInputException(places.get(row).file().toString(), places.get(row).line(), column, problem);
    }
}
