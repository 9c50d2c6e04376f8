package dev.ridgepoint.trialset;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.validate.CsvRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads trials: CSV, the first sheet of a workbook, and results of {@code bench run}. What a file is, is known by what it holds. */
public final class TrialFiles {

    private TrialFiles() { }

    /**
     * All rows of all files, one below the other; a column that a file does not have is missing in its rows.
     *
     * @throws InvalidInputException if a file cannot be read, or has no row
     */
    public static TrialTable read(List<Path> files, ColumnNames names) {
        List<Sheet> sheets = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (Path file : files) {
            Sheet sheet = names.applied(sheet(file));
            if (sheet.rows().isEmpty()) {
                throw new InvalidInputException(file.toString(), "has a header and no rows");
            }
            sheets.add(sheet);
            columns.addAll(sheet.header());
        }
        columns.remove("");
        names.mustBeUsed();
        return TrialTable.of(List.copyOf(columns), sheets);
    }

    private static Sheet sheet(Path file) {
        String start = start(file);
        if (start.startsWith("PK")) {
            return Workbook.read(file);
        }
        if (start.stripLeading().startsWith("{") || start.stripLeading().startsWith("[")) {
            return BenchRunTrials.read(file);
        }
        if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            throw new InvalidInputException(file.toString(), "is a workbook of before 2007; save it as .xlsx or as CSV");
        }
        List<CsvRecords.Line> lines = CsvRecords.lines(file);
        return new Sheet(file, lines.get(0).cells(), lines.stream().skip(1).map(line -> new Sheet.Row(line.number(), line.cells())).toList());
    }

    /** The first bytes, as characters of Latin 1. Whatever is wrong with the file is told by who reads it. */
    private static String start(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new InvalidInputException(file.toString(), "cannot be read");
        }
    }
}
