package dev.ridgepoint.sweepfile;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a sweep's or a study's folder, or of one Parquet or CSV file, for questions in SQL. Nothing is changed: whatever is no question is
 * refused, and no other file can be reached.
 */
public final class ResultTables implements AutoCloseable {

    private static final String POINTS = "points";
    private static final String CSV = ".csv";
    private static final Pattern MISSING_TABLE = Pattern.compile("Table with name (\\S+) does not exist");

    private final Map<String, String> sources;
    private final Connection connection;

    private ResultTables(Map<String, String> sources, Connection connection) {
        this.sources = sources;
        this.connection = connection;
    }

    /**
     * Opens a result.
     *
     * @throws InvalidInputException if there is none, or it is not finished
     */
    public static ResultTables open(Path result) {
        Map<String, String> sources = sources(result);
        try {
            Properties streamed = new Properties();
            streamed.setProperty("jdbc_stream_results", "true");
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", streamed);
            ResultTables tables = new ResultTables(sources, connection);
            for (Map.Entry<String, String> source : sources.entrySet()) {
                tables.create("CREATE VIEW \"" + source.getKey() + "\" AS SELECT * FROM " + source.getValue(), source.getKey());
            }
            Path folder = result.toAbsolutePath().normalize();
            tables.create("SET allowed_directories = [" + text((Files.isDirectory(folder) ? folder : folder.getParent()) + "/") + "]", "");
            tables.create("SET temp_directory = " + text(System.getProperty("java.io.tmpdir")), "");
            tables.create("SET enable_external_access = false", "");
            tables.create("SET lock_configuration = true", "");
            return tables;
        } catch (SQLException e) {
            throw new InvalidInputException(result.toString(), "cannot be opened: " + oneLine(e));
        }
    }

    private void create(String statement, String table) {
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
        } catch (SQLException e) {
            throw new InvalidInputException(table, "cannot be read: " + oneLine(e));
        }
    }

    /** What reads each table, by its name. */
    private static Map<String, String> sources(Path result) {
        Map<String, String> sources = new TreeMap<>();
        if (Files.isRegularFile(result)) {
            sources.put(POINTS, source(result));
        } else if (!Files.isDirectory(result)) {
            throw new InvalidInputException(result.toString(), "no such folder or file");
        } else if (Files.exists(result.resolve("unfinished"))) {
            throw new InvalidInputException(result.toString(), "is of a sweep that is not finished; 'ridgepoint sweep' with --resume goes on");
        } else {
            if (Files.isDirectory(result.resolve(POINTS))) {
                sources.put(POINTS, "read_parquet(" + text(result.toAbsolutePath().normalize() + "/" + POINTS + "/part-*.parquet") + ")");
            }
            try (Stream<Path> files = Files.list(result)) {
                files.filter(file -> file.getFileName().toString().matches("(points|(front|best)-[a-z0-9_-]+)\\.csv"))
                        .forEach(file -> sources.put(table(file), source(file)));
            } catch (IOException e) {
                throw new InvalidInputException(result.toString(), "cannot be read");
            }
        }
        if (sources.isEmpty()) {
            throw new InvalidInputException(result.toString(), "has no points, fronts or lists; 'ridgepoint sweep' or 'ridgepoint study' makes such a folder");
        }
        return sources;
    }

    private static String table(Path file) {
        return file.getFileName().toString().replaceFirst("\\.csv$", "").replace('-', '_');
    }

    private static String source(Path file) {
        String path = text(file.toAbsolutePath().normalize().toString());
        String name = file.getFileName().toString();
        if (name.endsWith(CSV)) {
            return "read_csv(" + path + ", header = true, sample_size = -1)";
        }
        if (name.endsWith(".parquet")) {
            return "read_parquet(" + path + ")";
        }
        throw new InvalidInputException(file.toString(), "is neither a folder nor a .parquet or .csv file");
    }

    /** A literal. */
    private static String text(String words) {
        return "'" + words.replace("'", "''") + "'";
    }

    /**
     * A table.
     *
     * @param name    in SQL
     * @param rows    how many
     * @param columns their names
     */
    public record Described(String name, long rows, List<String> columns) { }

    /** What tables there are. */
    public List<Described> describe() {
        return sources.keySet().stream().map(name -> {
            long rows;
            try (Answer count = ask("SELECT count(*) FROM \"" + name + "\"")) {
                rows = ((Number) count.next()[0]).longValue();
            }
            try (Answer none = ask("SELECT * FROM \"" + name + "\" LIMIT 0")) {
                return new Described(name, rows, none.columns());
            }
        }).toList();
    }

    /**
     * Answers a question.
     *
     * @throws InvalidInputException if it is not SQL, asks for a table or column that is not there, or would change something
     */
    public Answer ask(String sql) {
        requireQuestion(sql);
        try {
            Statement statement = connection.createStatement();
            return new Answer(statement, statement.executeQuery(sql));
        } catch (SQLException e) {
            throw new InvalidInputException(problem(e));
        }
    }

    /** The parser's own opinion: only what asks can be written out as JSON. */
    private void requireQuestion(String sql) {
        String parsed = "SELECT j ->> 'error_message', json_array_length(j -> 'statements') "
                + "FROM (SELECT json_serialize_sql(" + text(sql) + ") AS j)";
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(parsed)) {
            result.next();
            String problem = result.getString(1);
            if (problem != null) {
                throw new InvalidInputException(problem.startsWith("Only SELECT")
                        ? "a query begins with SELECT, FROM, WITH, DESCRIBE or SUMMARIZE, and changes nothing" : "the query is not SQL: " + problem);
            }
            if (result.getInt(2) != 1) {
                throw new InvalidInputException(result.getInt(2) == 0 ? "the query is empty" : "one query at a time");
            }
        } catch (SQLException e) {
            throw new InvalidInputException("the query is not SQL: " + oneLine(e));
        }
    }

    /** The message without the line of the query and the mark under it, and without whose opinion it is. */
    private static String oneLine(SQLException e) {
        String whole = e.getMessage().lines().map(String::strip).takeWhile(line -> !line.startsWith("LINE ")).collect(Collectors.joining(" "));
        return whole.replaceFirst("^Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result Error: ", "")
                .replaceFirst("^(?:[A-Z]\\w+ )*Error: ", "").replaceFirst(" Candidate functions:.*", "")
                .replace("! Candidate bindings:", "; there are").replace(" in FROM clause", "").strip();
    }

    /** The database offers catalogues of its own where a table is not there. */
    private String problem(SQLException e) {
        Matcher missing = MISSING_TABLE.matcher(e.getMessage());
        if (!missing.find()) {
            return oneLine(e);
        }
        String hint = Nearest.hint(missing.group(1), sources.keySet());
        return "no table '" + missing.group(1) + "'" + (hint.isEmpty() ? "; there are " + String.join(", ", sources.keySet()) : hint);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows one after the other, as the database finds them. */
    public static final class Answer implements AutoCloseable {

        private final Statement statement;
        private final ResultSet result;
        private final List<String> columns;
        private final List<Boolean> numbers;

        private Answer(Statement statement, ResultSet result) throws SQLException {
            this.statement = statement;
            this.result = result;
            List<String> names = new ArrayList<>();
            List<Boolean> numeric = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnLabel(i));
                numeric.add(result.getMetaData().getColumnTypeName(i).matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*"));
            }
            this.columns = List.copyOf(names);
            this.numbers = List.copyOf(numeric);
        }

        /** Their headings. */
        public List<String> columns() {
            return columns;
        }

        /** Which of them are of numbers. */
        public List<Boolean> numbers() {
            return numbers;
        }

        /** The next row, a number, a truth value, a text or null a column; null after the last. */
        public Object[] next() {
            try {
                if (!result.next()) {
                    return null;
                }
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    Object value = result.getObject(i + 1);
                    row[i] = value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
                }
                return row;
            } catch (SQLException e) {
                throw new InvalidInputException(oneLine(e));
            }
        }

        @Override
        public void close() {
            try {
                result.close();
                statement.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
