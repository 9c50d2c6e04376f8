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
import java.util.Optional;
import java.util.Set;

/** Reads trials: CSV, a sheet of a workbook, and results of {@code bench run}. What a file is, is known by what it holds. */
public final class TrialFiles {

    /** How a ZIP archive begins, which every XLSX workbook is. */
    private static final String WORKBOOK = "PK\u0003\u0004";

    private TrialFiles() { }

    /**
     * All rows of all files, one below the other; a column that a file does not have is missing in its rows.
     *
     * @throws InvalidInputException if a file cannot be read, or has no row
     */
    public static TrialTable read(List<Path> files, ColumnNames names) {
        return read(files, names, Optional.empty());
    }

    /**
     * The same of a certain sheet of every workbook.
     *
     * @param name of the sheet; empty for the first
     * @throws InvalidInputException as of {@link #read(List, ColumnNames)}, if a workbook has no such sheet, or if a sheet is named and no file is a workbook
     */
    public static TrialTable read(List<Path> files, ColumnNames names, Optional<String> name) {
        if (name.isPresent() && files.stream().map(TrialFiles::start).noneMatch(start -> start.startsWith(WORKBOOK))) {
            throw new InvalidInputException("--sheet '" + name.get() + "': no file is a workbook (.xlsx)");
        }
        List<Sheet> sheets = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (Path file : files) {
            Sheet sheet = names.applied(sheet(file, name));
            if (sheet.size() == 0) {
                throw new InvalidInputException(file.toString(), "has a header and no rows");
            }
            sheets.add(sheet);
            columns.addAll(sheet.header());
        }
        columns.remove("");
        names.mustBeUsed();
        return TrialTable.of(List.copyOf(columns), sheets);
    }

    private static Sheet sheet(Path file, Optional<String> name) {
        String start = start(file);
        if (start.startsWith(WORKBOOK)) {
            return Workbook.read(file, name);
        }
        if (start.stripLeading().startsWith("{") || start.stripLeading().startsWith("[")) {
            return BenchRunTrials.read(file);
        }
        if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            throw new InvalidInputException(file.toString(), "is a workbook of before 2007; save it as .xlsx or as CSV");
        }
        Sheet.Rows[] rows = new Sheet.Rows[1];
        CsvRecords.each(file, line -> {
            if (rows[0] == null) {
                rows[0] = new Sheet.Rows(file, line.cells());
            } else {
                rows[0].add(line.number(), line.cells());
            }
        });
        return rows[0].sheet();
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
