package dev.ridgepoint.chart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value for each of some things on each of some others, as a map of colours: models on devices. A letter in a cell says what kind of value it is, such as
 * which roof it stands under.
 *
 * @param title    the heading
 * @param subtitle a smaller line under it, or null
 * @param columns  names from left to right
 * @param rows     from top to bottom
 * @param colours  what the colours stand for, from dark to light; values beyond it have the colour of its end
 * @param marks    what the letters in the cells stand for, in the order of the legend
 * @param missing  what a crossed cell stands for
 */
public record HeatMapFigure(
        String title, String subtitle, List<String> columns, List<Row> rows, Axis colours, Map<String, String> marks, String missing) {

    /** @throws IllegalArgumentException if there is nothing to show, a row has not a cell for each column, or a letter is not explained */
    public HeatMapFigure {
        Check.named("the title of a figure", title);
        Check.named("what a crossed cell stands for", missing);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        // Not copied by Map.copyOf, which would lose the order of the legend.
        marks = Collections.unmodifiableMap(new LinkedHashMap<>(marks));
        if (columns.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("a map needs a row and a column");
        }
        columns.forEach(column -> Check.named("a column", column));
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("row '" + row.name() + "' has " + row.cells().size() + " cells for " + columns.size() + " columns");
            }
            for (Optional<Cell> cell : row.cells()) {
                if (cell.isPresent() && !cell.get().mark().isEmpty() && !marks.containsKey(cell.get().mark())) {
                    throw new IllegalArgumentException("the mark '" + cell.get().mark() + "' is not explained");
                }
                if (cell.isPresent() && colours.scale() == Axis.Scale.LOGARITHMIC) {
                    Check.positive("a value on a logarithmic scale", cell.get().value());
                }
            }
        }
    }

    /**
     * A row of cells.
     *
     * @param name  what it is called
     * @param cells one for each column; empty where there is no value
     */
    public record Row(String name, List<Optional<Cell>> cells) {
        /** Copies its list. */
        public Row {
            Check.named("a row", name);
            cells = List.copyOf(cells);
        }
    }

    /**
     * A value.
     *
     * @param value what is coloured
     * @param text  the value as it is written where there is room; may be empty
     * @param mark  a letter that says of what kind it is; may be empty
     */
    public record Cell(double value, String text, String mark) {
        /** @throws IllegalArgumentException if the value is not finite */
        public Cell {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a cell needs a value, not " + value);
            }
        }
    }

    /** Whether any cell has no value. */
    boolean hasMissing() {
        return rows.stream().flatMap(row -> row.cells().stream()).anyMatch(Optional::isEmpty);
    }
}
