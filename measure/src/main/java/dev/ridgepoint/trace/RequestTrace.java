package dev.ridgepoint.trace;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.serving.IncomingRequest;
import dev.ridgepoint.serving.RequestSource;
import dev.ridgepoint.serving.Shapes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A trace of requests as CSV: {@code arrival_s,prompt_tokens,output_tokens} and, where requests begin alike, {@code prefix_id,prefix_tokens}, in any order,
 * under a header; or one of {@link PublicTrace}. Arrivals are seconds from any start, or times of day as in {@code 2023-11-16 18:15:46.68}, and never go
 * back. Read as it is asked for, a row at a time, so that its length does not matter.
 */
public final class RequestTrace implements RequestSource, AutoCloseable {

    private static final List<String> COLUMNS = List.of("arrival_s", "prompt_tokens", "output_tokens", "prefix_id", "prefix_tokens");
    private static final int REQUIRED = 3;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart().appendOffsetId().toFormatter(Locale.ROOT);
    private static final int MOST_TOKENS = 1 << 27;

    private final Path file;
    private final BufferedReader reader;
    private final List<String> columns;
    private final int[] places;
    private final int width;
    private final Map<String, Integer> prefixes = new HashMap<>();
    private int line;
    private double first = Double.NaN;
    private double last = Double.NEGATIVE_INFINITY;

    private RequestTrace(Path file, BufferedReader reader) throws IOException {
        this.file = file;
        this.reader = reader;
        String header = readLine();
        if (header == null || header.isBlank()) {
            throw new InvalidInputException(file.toString(), "is empty; a trace begins with " + String.join(",", COLUMNS.subList(0, REQUIRED)));
        }
        List<String> names = Arrays.stream(header.replaceFirst("^\ufeff", "").split(",", -1)).map(String::strip).toList();
        Optional<PublicTrace> known = PublicTrace.of(names);
        width = names.size();
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new InvalidInputException(file.toString(), 1, name, "the column is there twice");
            }
        }
        columns = known.map(PublicTrace::columns).orElse(COLUMNS);
        if (known.isEmpty()) {
            requireOwn(names);
        }
        places = columns.stream().mapToInt(names::indexOf).toArray();
    }

    private void requireOwn(List<String> names) {
        for (String name : names) {
            if (!COLUMNS.contains(name)) {
                throw new InvalidInputException(file.toString(), 1, name, "no column of a trace" + Nearest.hint(name, COLUMNS) + "; there are "
                        + String.join(", ", COLUMNS));
            }
        }
        for (String name : COLUMNS.subList(0, REQUIRED)) {
            if (!names.contains(name)) {
                throw new InvalidInputException(file.toString(), 1, name, "the column is missing");
            }
        }
        if (names.contains("prefix_id") != names.contains("prefix_tokens")) {
            throw new InvalidInputException(file.toString(), 1, "", "prefix_id and prefix_tokens go together");
        }
    }

    /**
     * Opens a trace.
     *
     * @throws InvalidInputException if it cannot be read or its header is not a trace's; later, from {@link #next}, if a row is not
     */
    public static RequestTrace open(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(file.toString(), "is a folder, not a trace");
        }
        BufferedReader reader = null;
        try {
            reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            return new RequestTrace(file, reader);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (InvalidInputException e) {
            closeQuietly(reader);
            throw e;
        }
    }

    private static void closeQuietly(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException ignored) {
            // The mistake in the file is what the user must hear of.
        }
    }

    /** Prompts and outputs of all rows, to be drawn from. */
    public static Shapes shapes(Path file) {
        int[] prompts = new int[1024];
        int[] outputs = new int[1024];
        int count = 0;
        try (RequestTrace trace = open(file)) {
            IncomingRequest request = new IncomingRequest();
            while (trace.next(request)) {
                if (count == prompts.length) {
                    prompts = Arrays.copyOf(prompts, 2 * count);
                    outputs = Arrays.copyOf(outputs, 2 * count);
                }
                prompts[count] = request.promptTokens();
                outputs[count++] = request.outputTokens();
            }
        }
        if (count == 0) {
            throw new InvalidInputException(file.toString(), "has no request");
        }
        return new Shapes.Empirical(Arrays.copyOf(prompts, count), Arrays.copyOf(outputs, count));
    }

    /** @throws InvalidInputException if the next row is not one of a trace */
    @Override
    public boolean next(IncomingRequest into) {
        try {
            String row = readLine();
            while (row != null && row.isBlank()) {
                row = readLine();
            }
            if (row == null) {
                return false;
            }
            read(row, into);
            return true;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private String readLine() throws IOException {
        line++;
        return reader.readLine();
    }

    private void read(String row, IncomingRequest into) {
        List<String> cells = cells(row);
        if (cells.size() != width) {
            throw mistake("", cells.size() + (cells.size() == 1 ? " cell" : " cells") + " under " + width + " columns");
        }
        double at = seconds(cells.get(places[0]));
        if (Double.isNaN(first)) {
            first = at;
        }
        if (at < last) {
            throw mistake(columns.get(0), cells.get(places[0]) + " comes before the row above it; sort the trace by arrival");
        }
        last = at;
        into.set(at - first, whole(1, cells, 1), whole(2, cells, 1));
        if (places.length > REQUIRED && places[3] >= 0 && !cells.get(places[3]).isEmpty()) {
            into.share(prefixes.computeIfAbsent(cells.get(places[3]), name -> prefixes.size()), whole(4, cells, 0));
        }
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>(COLUMNS.size());
        int from = 0;
        for (int comma = row.indexOf(','); comma >= 0; comma = row.indexOf(',', from)) {
            cells.add(row.substring(from, comma).strip());
            from = comma + 1;
        }
        cells.add(row.substring(from).strip());
        return cells;
    }

    private double seconds(String written) {
        try {
            boolean time = written.indexOf(':') > 0;
            double value = time ? secondsOfTime(written) : Double.parseDouble(written);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException | DateTimeException e) {
            // Said below, as for infinity.
        }
        throw mistake(columns.get(0), "'" + written + "' is neither a number of seconds nor a time as in 2023-11-16 18:15:46.68");
    }

    private static double secondsOfTime(String written) {
        TemporalAccessor time = TIME.parse(written.replace(' ', 'T'));
        int offset = time.isSupported(ChronoField.OFFSET_SECONDS) ? time.get(ChronoField.OFFSET_SECONDS) : 0;
        return LocalDateTime.from(time).toEpochSecond(ZoneOffset.ofTotalSeconds(offset)) + time.get(ChronoField.NANO_OF_SECOND) * 1e-9;
    }

    private int whole(int column, List<String> cells, int least) {
        String written = cells.get(places[column]);
        try {
            int value = Integer.parseInt(written);
            if (value >= least && value <= MOST_TOKENS) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is out of range.
        }
        throw mistake(columns.get(column), "'" + written + "' is not a whole number of tokens from " + least + " to " + MOST_TOKENS);
    }

    private InvalidInputException mistake(String field, String problem) {
        return new InvalidInputException(file.toString(), line, field, problem);
    }

    private static InvalidInputException unreadable(Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "no such file" : e instanceof CharacterCodingException ? "is not text in UTF-8" : "cannot be read";
        return new InvalidInputException(file.toString(), why);
    }

    @Override
    public void close() {
        closeQuietly(reader);
    }
}
