package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trials as people have them: whatever is wrong, there is an answer or one line. */
class StatsInputTest {

    private static final String HEADER = "task,model,parameters_b,tokens_generated,context_length,latency_ms,power_w\n";
    private static final String TRIALS = """
            q,a,1,4,512,20,5
            r,a,1,5,512,24,6
            q,b,2,4,1024,41,7
            r,b,2,6,1024,60,8
            q,c,3,5,2048,77,9
            r,c,3,4,2048,62,9
            q,a,1,7,512,37,5
            r,a,1,3,512,14,6
            q,b,2,2,1024,22,7
            r,b,2,5,1024,52,8
            q,c,3,6,2048,91,9
            r,c,3,1,2048,17,9
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** Tables from which something can be computed, and something cannot. */
    static List<String> answered() {
        return List.of(HEADER + TRIALS, HEADER + TRIALS.substring(0, TRIALS.indexOf("q,b")), HEADER + "q,a,1,4,512,20,5\nr,b,1,5,512,24,6\n",
                HEADER + TRIALS.replaceAll("(?m)^.,", "q,"), HEADER + TRIALS.replaceAll(",[abc],", ",a,"), HEADER + TRIALS.replaceAll(",\\d+,(\\d)$", ",7,$1"),
                HEADER + TRIALS.replaceAll("(?m),\\d+,(\\d)$", ",7,$1"), HEADER + TRIALS.replaceAll("(?m),\\d+,(\\d)$", ",0,$1"),
                HEADER + TRIALS.replaceAll("(?m),(\\d+,\\d)$", ",-$1"), HEADER + TRIALS.replaceAll("(?m),\\d+,(\\d)$", ",1e308,$1"),
                HEADER + TRIALS.replace(",20,", ",1e308,"), HEADER + TRIALS.replace(",20,", ",,").replace(",41,", ",NaN,"),
                HEADER + TRIALS.replace("a,1,4", "a,,4"), HEADER + TRIALS.replace("a,1,4", "a,1e200,4"), HEADER + TRIALS.replace("q,", ","),
                HEADER + TRIALS.replace(",4,", ",1e308,"), HEADER + TRIALS.replace(",4,", ",-1e308,"), HEADER + TRIALS.replace(",4,", ",0,"),
                HEADER + TRIALS.replaceAll(",(512|1024|2048),", ",,"), HEADER + TRIALS.replaceAll(",(512|1024|2048),", ",0,"),
                HEADER + TRIALS.replaceAll(",(512|1024|2048),", ",1e308,"), "model,latency_ms\n" + "a,1\nb,2\n".repeat(8), "\"mo\"\"del\",model,latency_ms\n1,\"a|b\nc\",2\n2,b,3\n");
    }

    @ParameterizedTest
    @MethodSource
    void answered(String table) throws IOException {
        String trials = file("t.csv", table);
        for (String format : List.of("table", "json", "csv", "markdown")) {
            Run run = Run.of("stats", trials, "--format", format);
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
            assertThat(run.out()).isNotBlank().doesNotContain("NaN", "Infinity", "Exception", "null %");
        }
    }

    @Test
    void whatCannotBeReadCostsALine() throws IOException {
        mistake("has a header and no rows", HEADER);
        mistake("1 of 1 rows are left, and statistics need two", HEADER + "q,a,1,4,512,20,5\n");
        mistake("t.csv: is empty", "\n \n");
        mistake("t.csv:1: model: two columns have this name", "model,model,latency_ms\na,b,1\na,b,2\n");
        mistake("t.csv:3: 2 cells under 3 columns", "task,model,latency_ms\nq,a,1\nq,a\n");
        mistake("t.csv:4: latency_ms: 'fast' is not a number; --drop 'latency_ms=fast' leaves such rows out", "model,latency_ms\na,1\n\na,fast\n");
        mistake("t.csv:2: latency_ms: 'inf' is not a number", "model,latency_ms\na,inf\na,2\n");
        mistake("t.csv:2: latency_ms: '1e400' is not a number", "model,latency_ms\na,1e400\na,2\n");
        mistake("t.csv:2: latency_ms: '1,5' has a comma; write numbers with a decimal point", "model;latency_ms\na;1,5\na;2\n");
        mistake("is a folder", folder.toString(), List.of());
    }

    private void mistake(String message, String table) throws IOException {
        mistake(message, file("t.csv", table), List.of());
    }

    private static void mistake(String message, String file, List<String> more) {
        List<String> args = new ArrayList<>(List.of("stats", file));
        args.addAll(more);
        Run run = Run.of(args.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    /** Mean times of a, b and c are 23.75, 43.75 and 61.75, their mean powers 5.5, 7.5 and 9: a is the best in both, c if more power is better. */
    @Test
    void groupsAreChosenByColumnsInEitherDirection() throws IOException {
        String trials = file("t.csv", HEADER + TRIALS);
        JsonNode less = Run.json("stats", trials, "--pareto", "latency,power_w", "--format", "json");
        assertThat(less.at("/pareto/front")).hasSize(1);
        assertThat(less.at("/pareto/front/0/mean_power_w").asDouble()).isEqualTo(5.5);
        JsonNode more = Run.json("stats", trials, "--pareto", "min:latency, max:power_w", "--format", "json");
        assertThat(more.at("/pareto/front")).hasSize(3);
        assertThat(more.at("/pareto/found").asText()).contains("power_w (more is better)");
        String scored = file("s.csv", (HEADER + TRIALS).replace("power_w", "Accuracy"));
        assertThat(Run.output("stats", scored, "--pareto", "median,cv,Accuracy")).contains("Accuracy (more is better)");
        mistake("and no column; did you mean 'power_w'?", trials, List.of("--pareto", "cv,powr_w"));
        mistake("task: 'q' is not a number, and no cell of this column is", trials, List.of("--pareto", "cv,task"));
        mistake("two or three different names", trials, List.of("--pareto", "min:cv,max:cv"));
    }

    @Test
    void groupsWithoutANumberAreNotCompared() throws IOException {
        String trials = file("t.csv", "model,latency_ms,power_w\na,1,5\na,2,6\nb,2,\nb,4,\n");
        assertThat(Run.json("stats", trials, "--pareto", "latency,power_w", "--format", "json").at("/pareto/found").asText())
                .isEqualTo("There is only a to choose. Without one of these numbers, and not compared: b.");
    }

    @Test
    void reasonsOfManyGroupsAreToldOnce() throws IOException {
        StringBuilder trials = new StringBuilder("model,latency_ms\n");
        for (int i = 0; i < 14; i++) {
            trials.append("g").append(i).append(",1\ng").append(i).append(",2\n");
        }
        JsonNode undefined = Run.json("stats", file("t.csv", trials.toString()), "--format", "json").at("/distributions/undefined");
        assertThat(undefined).hasSizeLessThan(5);
        assertThat(undefined.toString()).contains("of 14 groups (g0, g1, g2, g3, g4, g5, g6, g7, g8 and 5 more): fewer than 3 trials");
    }

    @Test
    void aValueToDropThatNoRowHasIsSeen() throws IOException {
        JsonNode left = Run.json("stats", file("t.csv", HEADER + TRIALS), "--drop", "task=Q", "--format", "json").at("/read/left_out");
        assertThat(left.get(0).get("reason").asText()).isEqualTo("'task' is 'Q'");
        assertThat(left.get(0).get("rows").asInt()).isZero();
    }

    @Test
    void aFormatIsNotForAFolder() throws IOException {
        Path output = folder.resolve("report");
        mistake("give one of them", file("t.csv", HEADER + TRIALS), List.of("--format", "json", "--output", output.toString()));
        assertThat(output).doesNotExist();
    }
}
