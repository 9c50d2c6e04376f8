package dev.ridgepoint.validate;

import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Comma-separated values after RFC 4180: quoted cells may hold commas, line breaks and doubled quotes. */
public final class CsvRecords {

    private static final char COMMA = ',';
    /** What a spreadsheet may write in a line above the header. */
    private static final String TELLING = "sep=";
    private static final Pattern TOLD = Pattern.compile(TELLING + "[,;\t]\\R");

    private final ResultText source;
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private CsvRecords(ResultText source, char separator) {
        this.source = source;
        this.text = source.text();
        this.separator = separator;
    }

    /**
     * One record.
     *
     * @param number of the line it begins on, counted from 1
     * @param cells  what stands between its separators
     */
    public record Line(int number, List<String> cells) { }

    /**
     * The header and the records of a file, none of them blank and each with as many cells as the header.
     *
     * @throws InvalidInputException if the file cannot be read, is empty, is not text, or is not CSV
     */
    public static List<Line> lines(Path file) {
        return new CsvRecords(ResultText.read(file), COMMA).lines();
    }

    /**
     * The same, one after the other and the header first, of tables as spreadsheets of any country write them: where the header has no comma, semicolons or tabs
     * separate the cells.
     *
     * @throws InvalidInputException as of {@link #lines(Path)}, or if the header has both semicolons and tabs and no comma
     */
    public static void each(Path file, Consumer<Line> taken) {
        ResultText source = ResultText.read(file);
        boolean told = TOLD.matcher(source.text()).lookingAt();
        CsvRecords records = new CsvRecords(source, told ? source.text().charAt(TELLING.length()) : separator(source));
        if (told) {
            records.at = TELLING.length() + 1;
            records.endOfLine();
        }
        records.each(taken);
    }

    private static char separator(ResultText source) {
        Set<Character> found = new HashSet<>();
        boolean quoted = false;
        for (int i = 0; i < source.text().length(); i++) {
            char c = source.text().charAt(i);
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            quoted ^= c == '"';
            if (!quoted) {
                found.add(c);
            }
        }
        boolean semicolons = found.contains(';');
        boolean tabs = found.contains('\t');
        if (found.contains(COMMA)) {
            return COMMA;
        }
        if (semicolons && tabs) {
            throw source.mistake(1, "", "the header has semicolons and tabs; which of them separate columns cannot be told: separate them with commas");
        }
        return semicolons ? ';' : tabs ? '\t' : COMMA;
    }

    /** The records under their header's names, in the order written. Blank lines are none. */
    static List<Fields> read(ResultText source) {
        return new CsvRecords(source, COMMA).records();
    }

    /** The names in the first line; no more than a guess where that is not CSV. */
    static List<String> header(ResultText source) {
        return source.text().lines().findFirst().map(first -> List.of(first.replace("\"", "").split(",")).stream().map(String::strip).toList())
                .orElse(List.of());
    }

    private List<Fields> records() {
        List<Line> lines = lines();
        List<String> header = lines.get(0).cells();
        List<Fields> records = new ArrayList<>();
        for (Line record : lines.subList(1, lines.size())) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                values.put(header.get(i), record.cells().get(i));
            }
            records.add(new Fields(source, record.number(), values));
        }
        return records;
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        each(lines::add);
        return lines;
    }

    private void each(Consumer<Line> taken) {
        int first = line;
        List<String> header = record().stream().map(String::strip).toList();
        Set<String> names = new HashSet<>();
        for (String name : header) {
            if (!name.isEmpty() && !names.add(name)) {
                throw source.mistake(first, name, "two columns have this name");
            }
        }
        taken.accept(new Line(first, header));
        while (at < text.length()) {
            int start = line;
            List<String> cells = record();
            if (cells.size() == 1 && cells.get(0).isBlank()) {
                continue;
            }
            if (cells.size() != header.size()) {
                throw source.mistake(start, "", cells.size() + (cells.size() == 1 ? " cell under " : " cells under ") + header.size() + " columns");
            }
            taken.accept(new Line(start, cells));
        }
    }

    /** One record; moves to the start of the next line. */
    private List<String> record() {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at < text.length() && text.charAt(at) == separator) {
                at++;
                continue;
            }
            endOfLine();
            return cells;
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length() && !ends(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean ends(char c) {
        return c == separator || c == '\r' || c == '\n';
    }

    private String quoted() {
        int first = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else if (c == '"') {
                if (at < text.length() && !ends(text.charAt(at))) {
                    throw source.mistake(line, "", "a closing quote is followed by '" + text.charAt(at) + "' and not by a "
                            + (separator == COMMA ? "comma" : separator == ';' ? "semicolon" : "tab"));
                }
                return cell.toString();
            } else {
                line += c == '\n' ? 1 : 0;
                cell.append(c);
            }
        }
        throw source.mistake(first, "", "a quote is not closed");
    }

    private void endOfLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        line++;
    }
}
