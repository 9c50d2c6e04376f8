package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.validate.CsvRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A point of a study, as its {@code points.csv} has it.
 *
 * @param file  where it stands
 * @param line  of that file
 * @param cells by the heading of their column, which ends in the unit
 */
record StudyPoint(Path file, int line, Map<String, String> cells) {

    /** The points of a study that were predicted, in its order. */
    static List<StudyPoint> read(Path file) {
        List<CsvRecords.Line> lines = CsvRecords.lines(file);
        List<String> header = lines.get(0).cells();
        List<StudyPoint> points = new ArrayList<>();
        for (CsvRecords.Line line : lines.subList(1, lines.size())) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                cells.put(header.get(i), line.cells().get(i));
            }
            StudyPoint point = new StudyPoint(file, line.number(), cells);
            if (point.text("skipped").isEmpty()) {
                points.add(point);
            }
        }
        return points;
    }

    /** @throws InvalidInputException if there is no such column */
    String text(String column) {
        String cell = cells.get(column);
        if (cell == null) {
            throw new InvalidInputException(file.toString(), 1, column, "there is no such column; make the study anew");
        }
        return cell;
    }

    /** @throws InvalidInputException if there is no number under that heading */
    double number(String column) {
        String cell = text(column);
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(file.toString(), line, column, "'" + cell + "' is not a number");
        }
    }

    int whole(String column) {
        return (int) Math.round(number(column));
    }

    String device() {
        return text("device");
    }

    String model() {
        return text("model");
    }

    String format() {
        return text("format");
    }

    String scenario() {
        return text("scenario");
    }

    /** Whether weights, cache and activations have room; what has not is no evidence. */
    boolean fits() {
        return text("fits").equals("true");
    }

    boolean memoryBound() {
        return text("decode_bound").equals("memory");
    }
}
