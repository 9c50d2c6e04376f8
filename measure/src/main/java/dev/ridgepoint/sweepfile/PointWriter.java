package dev.ridgepoint.sweepfile;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.sweep.Evaluation;
import dev.ridgepoint.sweepfile.Keep.PointFormat;
import dev.ridgepoint.sweepfile.PointColumn.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/**
 * Writes points through a database of its own, on the calling thread: a table function hands them over two thousand at a time as they are predicted, so
 * that a file of any length takes the memory of a row group. One a thread; the same points give the same bytes.
 */
final class PointWriter implements AutoCloseable {

    private static final String FUNCTION = "points";

    private final List<PointColumn> columns;
    private final Evaluation evaluation;
    private Connection connection;
    private PointSource source;
    private RuntimeException failure;
    private long rows;

    PointWriter(List<PointColumn> columns, PointWalk walk) {
        this.columns = columns;
        this.evaluation = walk.evaluation();
    }

    /** Opened when there is something to write: a database takes longer to load than a million predictions. */
    private Connection connection() throws SQLException {
        if (connection == null) {
            Properties one = new Properties();
            one.setProperty("threads", "1");
            connection = DriverManager.getConnection("jdbc:duckdb:", one);
            DuckDBFunctions.tableFunction().withName(FUNCTION).withFunction(new Handover()).register(connection);
        }
        return connection;
    }

    /**
     * Writes a file beside its place and renames it.
     *
     * @return how many rows it has
     */
    long write(Path file, PointFormat format, PointSource points) {
        source = points;
        rows = 0;
        failure = null;
        Path beside = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        String options = format == PointFormat.CSV ? "FORMAT csv, HEADER true" : "FORMAT parquet, COMPRESSION zstd";
        try (Statement statement = connection().createStatement()) {
            statement.execute("COPY (SELECT " + columns.stream().map(PointWriter::selected).collect(Collectors.joining(", ")) + " FROM " + FUNCTION + "()) TO "
                    + quoted(beside.toString(), '\'') + " (" + options + ")");
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException | IOException e) {
            beside.toFile().delete();
            throw failure != null ? failure : new InvalidInputException(file.toString(), "cannot be written: " + e.getMessage().lines().findFirst().orElse(""));
        }
        return rows;
    }

    /** Words are handed over as their places. */
    private static String selected(PointColumn column) {
        String name = quoted(column.heading(), '"');
        return column.kind() != Kind.WORD ? name
                : column.words().stream().map(word -> quoted(word, '\'')).collect(Collectors.joining(", ", "[", "]")) + "[" + name + " + 1] AS " + name;
    }

    private static String quoted(String text, char quote) {
        return quote + text.replace("" + quote, "" + quote + quote) + quote;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Handover implements DuckDBTableFunction<Object, Object, Object> {

        @Override
        public Object bind(DuckDBTableFunctionBindInfo info) {
            for (PointColumn column : columns) {
                info.addResultColumn(column.heading(), switch (column.kind()) {
                    case WORD -> DuckDBColumnType.INTEGER;
                    case COUNT -> DuckDBColumnType.BIGINT;
                    case TRUTH -> DuckDBColumnType.BOOLEAN;
                    case NUMBER -> DuckDBColumnType.DOUBLE;
                });
            }
            return this;
        }

        @Override
        public Object init(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(1);
            return this;
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
            try {
                return fill(chunk);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        private long fill(DuckDBDataChunkWriter chunk) {
            int capacity = (int) chunk.capacity();
            DuckDBWritableVector[] vectors = new DuckDBWritableVector[columns.size()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = chunk.vector(i);
            }
            int size = 0;
            while (size < capacity && source.next()) {
                for (int i = 0; i < vectors.length; i++) {
                    PointColumn column = columns.get(i);
                    put(vectors[i], size, column.kind(), column.figure().of(evaluation));
                }
                size++;
            }
            rows += size;
            return size;
        }

        private static void put(DuckDBWritableVector vector, int row, Kind kind, double value) {
            if (Double.isNaN(value)) {
                vector.setNull(row);
                return;
            }
            switch (kind) {
                case WORD -> vector.setInt(row, (int) value);
                case COUNT -> vector.setLong(row, (long) value);
                case TRUTH -> vector.setBoolean(row, value != 0);
                case NUMBER -> vector.setDouble(row, value);
            }
        }
    }
}
