package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The shipped trials of "Beyond Accuracy", and tables that a person might bring. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatsCommandTest {

    private static final Path SHIPPED = Path.of(System.getProperty("ridgepoint.home"), "examples", "beyond-accuracy");
    private final JsonNode all = shipped();
    private final JsonNode counted = shipped("--exclude-above-iqr", "1.5");

    @TempDir
    private Path folder;

    private static JsonNode shipped(String... more) {
        List<String> args = new ArrayList<>(List.of("stats", SHIPPED.resolve("trials.csv").toString(), "--join",
                SHIPPED.resolve("models.csv").toString(), "--format", "json"));
        args.addAll(List.of(more));
        return Run.json(args.toArray(String[]::new));
    }

    private static JsonNode row(JsonNode rows, String name, String value) {
        return StreamSupport.stream(rows.spliterator(), false).filter(row -> row.path(name).asText().equals(value)).findFirst().orElseThrow();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void whatIsLeftOutIsThatOfThePaper() {
        assertThat(all.at("/read/found").asText()).startsWith("2696 of 2700 rows");
        assertThat(counted.at("/read/found").asText()).startsWith("2692 of 2700 rows");
        assertThat(counted.at("/read/left_out/1/reason").asText()).contains("3412.37");
    }

    /** Published: W = 5.82, p = .003. */
    @Test
    void leveneIsThatOfThePaper() {
        JsonNode levene = row(counted.at("/variances/tests"), "test", "Levene's test (median)");
        assertThat(levene.get("statistic").asDouble()).isCloseTo(5.82, within(0.005));
        assertThat(levene.get("p").asDouble()).isCloseTo(0.003, within(0.0005));
        assertThat(row(all.at("/variances/tests"), "test", "Levene's test (median)").get("statistic").asDouble()).isCloseTo(6.04, within(0.005));
    }

    /** statsmodels, {@code anova_lm(ols("latency_ms ~ C(task)*parameter_b"), typ=2)}. */
    @Test
    void theInteractionIsThatOfStatsmodels() {
        JsonNode table = all.at("/effects/anova");
        JsonNode interaction = StreamSupport.stream(table.spliterator(), false)
                .filter(row -> row.get("type").asText().equals("II") && row.get("effect").asText().equals("task:parameters_b")).findFirst().orElseThrow();
        assertThat(interaction.get("f").asDouble()).isCloseTo(38.05, within(0.005));
        assertThat(interaction.get("residual_df").asInt()).isEqualTo(2690);
        assertThat(interaction.get("partial_eta_squared_low").asDouble()).isLessThan(interaction.get("partial_eta_squared").asDouble());
        assertThat(table).hasSize(9);
    }

    /** Published: 1.203, .455, .353. */
    @Test
    void variationOfTasksIsThatOfThePaper() {
        JsonNode tasks = all.at("/distributions/tasks");
        assertThat(row(tasks, "label", "NLU").get("cv").asDouble()).isCloseTo(1.203, within(0.0005));
        assertThat(row(tasks, "label", "QA").get("cv").asDouble()).isCloseTo(0.455, within(0.0005));
        assertThat(row(tasks, "label", "Summarization").get("cv").asDouble()).isCloseTo(0.353, within(0.0005));
    }

    /** statsmodels with patsy's {@code cr(x, df=4)} and {@code bs(x, df=4, degree=3)}. */
    @Test
    void curvesAreThoseOfPatsy() {
        JsonNode fits = all.at("/curves/fits");
        assertThat(fits.get(0).get("aic").asDouble()).isCloseTo(131.93, within(0.005));
        assertThat(fits.get(1).get("aic").asDouble()).isCloseTo(123.38, within(0.005));
        assertThat(fits.get(2).get("aic").asDouble()).isCloseTo(125.36, within(0.005));
        assertThat(fits.get(2).get("leave_one_out_error").isNull()).isTrue();
        assertThat(all.at("/curves/found").asText()).contains("no evidence of its shape", "5 different contexts");
    }

    /** The golden report is the one that is shipped; {@code study.sh} writes it anew. */
    @Test
    void theShippedReportIsWhatIsPrinted() throws IOException {
        String printed = Run.output("stats", SHIPPED.resolve("trials.csv").toString(), "--join", SHIPPED.resolve("models.csv").toString(), "--format", "markdown");
        assertThat(printed).isEqualTo(Files.readString(SHIPPED.resolve("all-trials/report.md")));
    }

    @Test
    void aMixtureOfLengthsIsCalledOne() {
        assertThat(all.at("/mixture/found").asText()).contains("mostly a mixture of output lengths and not unsteadiness");
        assertThat(all.at("/mixture/lines")).hasSize(9);
    }

    @Test
    void bothScoresAreThereUnderTheirNames() {
        JsonNode first = all.at("/priority/scores/0");
        assertThat(first.get("label").asText()).isEqualTo("Midm-2.0-Mini-Instruct");
        assertThat(first.get("intervention").asBoolean()).isTrue();
        assertThat(first.get("equation_11").asDouble()).isBetween(0.6, 1.0);
        assertThat(first.get("script").asDouble()).isNotEqualTo(first.get("equation_11").asDouble());
        assertThat(all.at("/priority/sensitivity")).hasSize(8);
    }

    @Test
    void aFewTrialsSayWhatTheyCannot() throws IOException {
        String few = Run.output("stats", file("few.csv", "model,latency_ms\na,1\na,2\na,4\nb,3\nb,3\nb,3\n"));
        assertThat(few).contains("Shapiro-Wilk test and Jarque-Bera test of b: all 3 values are 3.0", "Anderson-Darling test of 2 groups (a and b): fewer than 8 trials",
                "no column says how many tokens", "no column says what the task was (--task)", "Whether every model varies alike");
        String one = Run.output("stats", file("one.csv", "model,latency_ms\na,1\na,2\n"), "--format", "markdown");
        assertThat(one).startsWith("# Statistics of trials\n").contains("| a | 2 | 1.5 |", "there is only a");
    }

    /** Of cell means 1 and 11 about 6, sums of squares are 100 between and 4 x 0.25 within: 100 of 101 in group a, and the same in b. */
    @Test
    void tasksOfDifferentMeansAreAMixture() throws IOException {
        String trials = file("mixed.csv", """
                model,task,latency_ms
                a,x,0.5
                a,x,1.5
                a,y,10.5
                a,y,11.5
                b,x,0.5
                b,x,1.5
                b,y,10.5
                b,y,11.5
                """);
        assertThat(Run.json("stats", trials, "--format", "json").at("/mixture/found").asText()).contains("means of each task explain 99.0 %", "--drop");
    }

    /** A row a token: 5 iterations of 33 tokens. */
    @Test
    void runsAreReadTokenByToken() {
        Path run = Path.of(System.getProperty("ridgepoint.home"), "examples", "this-machine", "results", "gpt2-12l-fp32-p256-d0.json");
        JsonNode read = Run.json("stats", run.toString(), "--drop", "phase=prefill", "--format", "json");
        assertThat(read.at("/read/found").asText()).startsWith("160 of 165 rows");
        assertThat(read.at("/distributions/groups/0/label").asText()).isEqualTo("gpt2");
    }

    @Test
    void namesOfAnyLanguageAndRowsToDrop() throws IOException {
        String trials = file("t.csv", "모델,지연시간\na,1\na,Error\na,2\n");
        String names = file("n.yaml", "latency_ms: 지연시간\nmodel: 모델\n");
        assertThat(Run.output("stats", trials, "--columns", names, "--drop", "latency_ms=Error")).contains("2 of 3 rows");
        assertThat(Run.of("stats", trials, "--columns", names).err()).contains("t.csv:3: latency_ms: 'Error' is not a number").hasLineCount(1);
        assertThat(Run.output("stats", trials, "--latency", "지연시간", "--group", "모델", "--drop", "지연시간=Error")).contains("By 모델");
    }

    @Test
    void mistakesCostALine() throws IOException {
        String trials = file("t.csv", "name of it,ms\na,1\na,2\n");
        mistake("t.csv: has no column called latency_ms", "stats", trials);
        mistake("has no column 'mss'; did you mean 'ms'?", "stats", trials, "--latency", "mss", "--group", "name of it");
        String good = file("g.csv", "model,latency_ms\na,1\na,2\n");
        mistake("--pareto: 'latncy' is not one of latency, median, cv, tail, outliers, and no column; did you mean 'latency'?", "stats", good, "--pareto", "latncy,cv");
        mistake("two or three different names, not cv,cv", "stats", good, "--pareto", "cv,cv");
        mistake("0 or more, not -1.0", "stats", good, "--exclude-above-iqr", "-1");
        mistake("--drop takes COLUMN=VALUE", "stats", good, "--drop", "model");
        mistake("0 of 2 rows are left", "stats", good, "--drop", "model=a");
        mistake("is not a folder that can be written to", "stats", good, "--output", good);
    }

    private static void mistake(String message, String... args) {
        Run run = Run.of(args);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFolderHoldsReportNumbersAndCharts() throws IOException {
        Path output = folder.resolve("a/report");
        String trials = file("t.csv", "model,latency_ms\na,1\na,2\na,4\na,9\nb,3\nb,5\nb,6\nb,7\n");
        Run run = Run.of("stats", trials, "--output", output.toString());
        assertThat(run.out().lines()).hasSize(7).allMatch(line -> Files.isRegularFile(Path.of(line)));
        assertThat(run.out()).contains("report.md", "report.html", "stats.json", "distributions.png", "densities.png", "cost-map.png", "pareto.png");
        assertThat(run.err().lines()).hasSize(3).allMatch(line -> line.startsWith("not drawn: "));
        assertThat(output.resolve("cost-map.svg")).isRegularFile();
        assertThat(output.resolve("pareto.pdf")).isRegularFile();
    }

    /** Each word and cell of the report in Markdown is in the page, which asks for nothing, and a name is never markup. */
    @Test
    void thePageSaysWhatTheReportSays() throws IOException {
        Path output = folder.resolve("page");
        String evil = "<script>alert(1)</script>";
        String trials = file("e.csv", "model,latency_ms\n" + evil + ",1\n" + evil + ",2\n" + evil + ",4\n" + evil + ",9\nb,3\nb,5\nb,6\nb,7\n");
        assertThat(Run.of("stats", trials, "--output", output.toString()).status()).isZero();
        String page = Files.readString(output.resolve("report.html"));
        assertThat(page).startsWith("<!doctype html>").doesNotContain("<script", "http-equiv=\"refresh", " src=", " href=")
                .contains("&lt;script&gt;", "default-src 'none'");
        assertThat(page.split("<svg ", -1)).hasSize(5);
        assertThat(page).contains("Charts that are not drawn", "no column says what the task was (--task)");
        for (String line : Files.readAllLines(output.resolve("report.md"))) {
            boolean ruled = line.matches("[|:-]+");
            for (String cell : ruled ? new String[0] : line.split("\\|")) {
                String words = cell.strip().replaceFirst("^(#+|-) ", "").replaceAll("^\\*\\*|\\*\\*$", "");
                assertThat(page).contains(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;"));
            }
        }
    }
}
