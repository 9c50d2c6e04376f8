package dev.ridgepoint.sweepfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.sweepfile.ResultTables.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL over a folder: what is answered, and what is refused. */
class ResultTablesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aStudysFolder() throws IOException {
        Files.writeString(folder.resolve("points.csv"), "model,rate,fits\nsmall,2.5,true\nlarge,1,false\n");
        Files.writeString(folder.resolve("front-quick-one.csv"), "model\nsmall\n");
        Files.writeString(folder.resolve("secret.txt"), "secret\n");
    }

    @Test
    void questionsAreAnswered() {
        try (ResultTables tables = ResultTables.open(folder);
             Answer answer = tables.ask("SELECT model, rate * 2 AS twice, fits, NULL AS n FROM points ORDER BY rate")) {
            assertThat(answer.columns()).containsExactly("model", "twice", "fits", "n");
            assertThat(answer.numbers()).startsWith(false, true, false);
            assertThat(answer.next()).containsExactly("large", 2.0, false, null);
            assertThat(answer.next()).containsExactly("small", 5.0, true, null);
            assertThat(answer.next()).isNull();
        }
    }

    @Test
    void theTablesAreNamed() {
        try (ResultTables tables = ResultTables.open(folder)) {
            assertThat(tables.describe()).containsExactly(new ResultTables.Described("front_quick_one", 1, List.of("model")),
                    new ResultTables.Described("points", 2, List.of("model", "rate", "fits")));
        }
        try (ResultTables tables = ResultTables.open(folder.resolve("points.csv"))) {
            assertThat(tables.describe()).extracting(ResultTables.Described::name).containsExactly("points");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELEC 1                                         | the query is not SQL: syntax error at or near "SELEC"
            SELECT 'a                                       | the query is not SQL: unterminated quoted string
            ``                                              | the query is empty
            SELECT 1; SELECT 2                              | one query at a time
            DROP VIEW points                                | a query begins with SELECT
            CREATE TABLE t AS SELECT 1                      | a query begins with SELECT
            COPY points TO 'FOLDER/x.csv'                   | a query begins with SELECT
            SELECT 1; COPY points TO 'FOLDER/x.csv'         | a query begins with SELECT
            EXPLAIN ANALYZE COPY points TO 'FOLDER/x.csv'   | a query begins with SELECT
            ATTACH 'FOLDER/x.db'                            | a query begins with SELECT
            INSTALL httpfs                                  | a query begins with SELECT
            SET threads = 1                                 | a query begins with SELECT
            SELECT * FROM point                             | no table 'point'; did you mean 'points'?
            SELECT * FROM elsewhere                         | no table 'elsewhere'; there are front_quick_one, points
            SELECT rat FROM points                          | Referenced column "rat" not found; there are "rate"
            SELECT * FROM read_csv('/etc/hostname')         | Cannot access file
            SELECT model::INT FROM points                   | Could not convert string
            SELECT model + 1 FROM points                    | No function matches
            """)
    void whatIsNoQuestionIsRefused(String sql, String message) throws IOException {
        try (ResultTables tables = ResultTables.open(folder)) {
            assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> {
                try (Answer answer = tables.ask((sql == null ? "" : sql).replace("FOLDER", folder.toString()))) {
                    answer.next();
                }
            }).withMessageContaining(message).satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void whatIsNoResultIsRefused() throws IOException {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ResultTables.open(folder.resolve("none")))
                .withMessageContaining("no such folder or file");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ResultTables.open(folder.resolve("secret.txt")))
                .withMessageContaining("is neither a folder nor a .parquet or .csv file");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ResultTables.open(empty)).withMessageContaining("has no points");
        Files.createDirectory(empty.resolve("unfinished"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ResultTables.open(empty)).withMessageContaining("not finished");
        Path broken = Files.writeString(folder.resolve("broken.parquet"), "no parquet");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ResultTables.open(broken)).withMessageContaining("broken.parquet");
    }
}
