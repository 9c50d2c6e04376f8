package dev.ridgepoint.study;

import java.util.List;

/**
 * Something that differs between the points of a study: a column, and the levels that it takes.
 *
 * @param column of the points
 * @param levels in the order of the study
 */
record Factor(Column column, List<Level> levels) {

    Factor {
        levels = List.copyOf(levels);
    }

    /**
     * One of its values.
     *
     * @param shown to people
     * @param cell  in the CSV
     */
    record Level(String shown, String cell) { }

    String name() {
        return column.name();
    }

    /** A cell of this factor's column as people read it. */
    String shown(String cell) {
        return levels.stream().filter(level -> level.cell().equals(cell)).map(Level::shown).findFirst().orElse(cell);
    }
}
