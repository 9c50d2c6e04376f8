package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Points of a study, and choices among them.
 *
 * @param all in the study's order
 */
record StudyPoints(List<StudyPoint> all) {

    StudyPoints {
        all = List.copyOf(all);
    }

    static StudyPoints read(Path file) {
        return new StudyPoints(StudyPoint.read(file));
    }

    StudyPoints where(Predicate<StudyPoint> chosen) {
        return new StudyPoints(all.stream().filter(chosen).toList());
    }

    /** Those with a cell that reads so. */
    StudyPoints where(String column, Object cell) {
        return where(point -> point.text(column).equals(cell.toString()));
    }

    /** Those with all of these cells. */
    StudyPoints where(Map<String, ?> cells) {
        return where(point -> cells.entrySet().stream().allMatch(cell -> point.text(cell.getKey()).equals(cell.getValue().toString())));
    }

    /**
     * The only one.
     *
     * @throws InvalidInputException if there is none, or another
     */
    StudyPoint one(Map<String, ?> cells) {
        List<StudyPoint> found = where(cells).all;
        if (found.size() != 1) {
            throw new InvalidInputException("the study has " + found.size() + " points with " + cells + " where one is needed");
        }
        return found.get(0);
    }

    /** What a column has, each once and in the study's order. */
    List<String> levels(String column) {
        return all.stream().map(point -> point.text(column)).distinct().toList();
    }

    Stream<StudyPoint> stream() {
        return all.stream();
    }

    Range range(String column) {
        return Range.of(all.stream().mapToDouble(point -> point.number(column)));
    }
}
