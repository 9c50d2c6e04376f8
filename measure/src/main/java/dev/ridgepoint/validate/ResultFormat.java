package dev.ridgepoint.validate;

import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The formats of results that are understood. A file's format is known by what it holds, whatever its name. */
public enum ResultFormat {
    /** What {@code bench run} writes. */
    BENCH_RUN("bench run JSON", new BenchRunJson()),
    /** {@code llama-bench -o json} and {@code -o jsonl}. */
    LLAMA_BENCH_JSON("llama-bench JSON", new LlamaBenchJson()),
    /** {@code llama-bench -o csv}. */
    LLAMA_BENCH_CSV("llama-bench CSV", new LlamaBenchCsv()),
    /** {@code llama-bench}, as it prints without being asked. */
    LLAMA_BENCH_MARKDOWN("llama-bench Markdown", new LlamaBenchMarkdown()),
    /** One row a rate, under {@code hardware,runtime,architecture,weights,phase,...,tokens_per_second}. */
    CSV("CSV with a column 'tokens_per_second'", new MeasuredCsv());

    private final String title;
    private final ResultReader reader;

    ResultFormat(String title, ResultReader reader) {
        this.title = title;
        this.reader = reader;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /**
     * Reads a file in whatever format it is.
     *
     * @param given what stands in place of the device and the model that the file names
     * @throws InvalidInputException if it cannot be read, is in no known format, or is malformed
     */
    public static ResultRows read(Path file, GivenNames given) {
        ResultText text = ResultText.read(file);
        for (ResultFormat format : values()) {
            if (format.reader.recognises(text)) {
                ResultRows read = format.reader.read(text, given);
                List<MeasuredRow> rows = new ArrayList<>();
                read.rows().forEach(row -> rows.add(row.with(given)));
                if (rows.isEmpty() && read.skipped().isEmpty()) {
                    throw new InvalidInputException(file.toString(), "holds no measurement");
                }
                return new ResultRows(rows, read.skipped());
            }
        }
        throw new InvalidInputException(file.toString(), "is in no known format of results; there are "
                + Arrays.stream(values()).map(ResultFormat::title).collect(Collectors.joining(", ")));
    }
}
