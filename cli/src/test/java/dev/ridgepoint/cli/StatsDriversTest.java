package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What drives a throughput that was made for the purpose. */
class StatsDriversTest {

    private static final int ROWS = 180;

    @TempDir
    private Path folder;

    /** The rate falls with size and grows with batch; colour and run have no part in it. */
    private String made() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("id,model,task,size,batch,weight_gb,colour,unit,latency_ms,ttft,tokens,tokens_per_sec\n");
        for (int row = 0; row < ROWS; row++) {
            int model = row % 6;
            int batch = 1 + random.nextInt(8);
            int tokens = 2 + random.nextInt(49);
            double rate = 100.0 / (1 + model) * (1 + 0.05 * batch) * (1 + 0.02 * random.nextGaussian());
            text.append(String.format(Locale.ROOT, "%d,m%d,%s,%d,%d,%d,%s,ms,%.3f,%.3f,%d,%.3f%n", row, model, row % 2 == 0 ? "NLU" : "QA", 1 + model, batch,
                    2 * (1 + model), List.of("red", "blue").get(random.nextInt(2)), 1000 * tokens / rate, 10 + random.nextDouble(), tokens, rate));
        }
        return file("made.csv", text.toString());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static JsonNode drivers(String file, String... more) {
        List<String> args = new ArrayList<>(List.of("stats", file, "--format", "json"));
        args.addAll(List.of(more));
        return Run.json(args.toArray(String[]::new)).get("drivers");
    }

    private static List<String> each(JsonNode rows, String name) {
        return StreamSupport.stream(rows.spliterator(), false).map(row -> row.get(name).asText()).toList();
    }

    @Test
    void whatWasMadeIsFound() throws IOException {
        JsonNode drivers = drivers(made());
        assertThat(each(drivers.get("importances"), "predictor").subList(0, 2)).containsExactlyInAnyOrder("size", "weight_gb");
        assertThat(each(drivers.get("importances"), "predictor")).element(2).isEqualTo("batch");
        assertThat(each(drivers.get("left_out"), "column")).containsExactlyInAnyOrder("id", "model", "unit", "latency_ms", "ttft");
        assertThat(each(drivers.get("forest"), "held_out")).containsExactly("out of bag", "by group", "in sample");
        assertThat(drivers.get("found").asText()).contains("says most about 'tokens_per_sec'", "'size' with 'weight_gb' (rank correlation 1.00) go together",
                "grown on 180 of 180 trials");
    }

    @Test
    void theSameSeedPrintsTheSame() throws IOException {
        String made = made();
        assertThat(drivers(made, "--seed", "5")).isEqualTo(drivers(made, "--seed", "5")).isNotEqualTo(drivers(made, "--seed", "6"));
    }

    @Test
    void whatContainsTheAnswerIsUsedOnlyWhenAskedFor() throws IOException {
        JsonNode drivers = drivers(made(), "--predictors", "latency_ms, tokens,batch", "--repeats", "3");
        assertThat(each(drivers.get("importances"), "predictor")).containsExactlyInAnyOrder("latency_ms", "tokens", "batch");
        assertThat(each(drivers.get("asked_for"), "column")).containsExactly("latency_ms");
        assertThat(drivers.get("found").asText()).contains("'latency_ms' was asked for although it is a time or a rate of the same trial");
        assertThat(drivers.has("left_out")).isFalse();
    }

    @Test
    void withoutAThroughputItIsTokensOverLatency() throws IOException {
        String trials = file("t.csv", Files.readString(Path.of(made())).replace(",tokens_per_sec\n", ",other\n"));
        JsonNode drivers = drivers(trials);
        assertThat(drivers.get("found").asText()).contains("'tokens / latency_ms'");
        // The rate under another name is in the order of tokens / latency.
        assertThat(each(drivers.get("left_out"), "column")).contains("latency_ms", "other");
    }

    @Test
    void anyResponseMayBeAskedFor() throws IOException {
        JsonNode drivers = drivers(made(), "--response", "latency_ms");
        assertThat(each(drivers.get("left_out"), "column")).contains("tokens_per_sec");
        assertThat(each(drivers.get("importances"), "predictor")).contains("tokens", "size");
        assertThat(drivers.get("importances").get(0).get("predictor").asText()).isEqualTo("tokens");
    }

    @Test
    void inSampleSaysThatItIs() throws IOException {
        JsonNode drivers = drivers(made(), "--importance", "in-sample");
        assertThat(drivers.get("found").asText()).contains("importances in sample", "a column of noise would matter too");
    }

    @Test
    void missingCellsAreCounted() throws IOException {
        String text = Files.readString(Path.of(made())).replace("\n0,m0,NLU,1,", "\n0,m0,NLU,NaN,").replace("\n1,m1,QA,2,", "\n1,m1,QA,,");
        assertThat(drivers(file("t.csv", text)).get("found").asText()).contains("178 of 180 trials; 2 miss a predictor");
    }

    @Test
    void whatCannotBeSaidCostsALine() throws IOException {
        assertThat(undefined("model,latency_ms\na,1\na,2\na,3\n")).contains("no column says what the throughput was (--response)");
        assertThat(undefined("model,size,latency_ms,tokens\na,1,1,1\na,2,2,3\n")).contains("needs 20 complete trials, there are 2");
        assertThat(undefined("model,latency_ms,throughput\n" + "a,1,5\nb,2,5\n".repeat(20))).contains("the response is 5.0 in every trial");
        assertThat(undefined("model,latency_ms,throughput\n" + "a,1,5\na,2,6\n".repeat(20))).contains("no column is left to predict from");
        assertThat(undefined("model,latency_ms,throughput\n" + "a,1,fast\na,2,6\n".repeat(20))).contains("throughput: 'fast' is not a number");
        String one = file("one.csv", "model,batch,latency_ms,throughput\n" + "a,1,1,5\na,2,2,6\n".repeat(20));
        assertThat(drivers(one).get("importances")).hasSize(1);
        assertThat(drivers(one).get("found").asText()).contains("too few groups by 'model'");
        assertThat(drivers(one, "--importance", "by-group").at("/undefined/0").asText()).contains("needs 5 groups, there are 1");
    }

    private String undefined(String text) throws IOException {
        return drivers(file("undefined.csv", text)).at("/undefined/0").asText();
    }

    @Test
    void mistakesCostALine() throws IOException {
        String made = made();
        mistake("has no column 'batc'; did you mean 'batch'?", "stats", made, "--predictors", "batc");
        mistake("has no column 'tokens_per_se'; did you mean 'tokens_per_sec'?", "stats", made, "--response", "tokens_per_se");
        mistake("'NLU' is not a number", "stats", made, "--response", "task");
        mistake("--predictors: 'size' is what is to be predicted", "stats", made, "--response", "size", "--predictors", "size,batch");
        mistake("'in-sampel' is not known; did you mean 'in-sample'?", "stats", made, "--importance", "in-sampel");
        mistake("--repeats takes 2 to 1000, not 1", "stats", made, "--repeats", "1");
    }

    private static void mistake(String message, String... args) {
        Run run = Run.of(args);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void importancesAreDrawn() throws IOException {
        Path output = folder.resolve("report");
        Run run = Run.of("stats", made(), "--output", output.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("importance.png");
        assertThat(run.err()).startsWith("not drawn: context").hasLineCount(1);
        assertThat(output.resolve("importance.svg")).content().contains("<svg");
    }
}
