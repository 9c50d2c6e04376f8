package dev.ridgepoint.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TableTest {

    private record Row(String name, double value) { }

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);

    private static Table<Row> table(Row... rows) {
        return new Table<>(List.of(
                Column.words("Name", "name", Row::name),
                Column.number("Value", "value", Row::value, Written::number)), List.of(rows));
    }

    @Test
    void columnsLineUp() {
        table(new Row("a", 1), new Row("long name", 123.456), new Row("", Double.NaN)).print(new Page(out, Ansi.OFF));
        assertThat(text.toString().lines()).containsExactly("Name       Value", "a              1", "long name  123.5", "-              -");
    }

    @Test
    void wordsBreakWhereATableIsTooWide() {
        Table<Row> wide = new Table<>(List.of(
                Column.number("Value", "value", Row::value, Written::number), Column.words("Name", "name", Row::name)),
                List.of(new Row("word ".repeat(50).strip(), 1)));
        wide.print(new Page(out, Ansi.OFF));
        assertThat(text.toString().lines()).hasSize(4).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        assertThat(text.toString().split("word", -1)).hasSize(51);
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        table(new Row("plain", 1), new Row("a,b", 0.5), new Row("say \"x\"", 1e20), new Row("two\nlines", Double.POSITIVE_INFINITY)).printCsv(out);
        assertThat(text.toString().replace(System.lineSeparator(), "\n"))
                .isEqualTo("name,value\nplain,1\n\"a,b\",0.5\n\"say \"\"x\"\"\",1.0E20\n\"two\nlines\",\n");
    }

    @Test
    void markdownKeepsItsCells() {
        table(new Row("a|b", 1)).printMarkdown(out);
        assertThat(text.toString().lines()).containsExactly("| Name | Value |", "|---|---:|", "| a\\|b | 1 |");
    }

    @Test
    void jsonHasNoWordForWhatIsNoNumber() {
        Table<Row> rows = table(new Row("a \"quoted\" name", 1), new Row(null, Double.NaN));
        JsonDocument.print(out, json -> rows.write(json, "rows"));
        assertThat(text.toString()).contains("\"a \\\"quoted\\\" name\"").contains("\"name\" : null").contains("\"value\" : null");
    }
}
