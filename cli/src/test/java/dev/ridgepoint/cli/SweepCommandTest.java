package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep and questions about it, as somebody asks at the terminal. */
class SweepCommandTest {

    private static final Path EXAMPLES = Path.of(System.getProperty("ridgepoint.home"), "examples/sweep");

    @TempDir
    private Path folder;

    private String out() {
        return folder.resolve("out").toString();
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("[0-9.]+ m?s on", "1 s on").replaceAll("threads?, .* a second", "threads");
    }

    /** The sweep that comes with Ridgepoint, printed and written as it is kept beside it. */
    @Test
    void whatIsOnSaleIsAsItIsKept() throws IOException {
        String printed = Run.output("sweep", EXAMPLES.resolve("on-sale.yaml").toString(), "--out", out(), "--threads", "2");
        Path kept = EXAMPLES.resolve("on-sale");
        assertThat(withoutTimes(printed.replace(out(), "on-sale"))).isEqualTo(withoutTimes(Files.readString(kept.resolve("printed.txt"))));
        assertThat(printed.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120 + out().length()));
        for (String file : new String[] {"front-money.csv", "front-power.csv", "best-most.csv"}) {
            assertThat(folder.resolve("out").resolve(file)).hasSameTextualContentAs(kept.resolve(file));
        }
        assertThat(Run.output("sweep", EXAMPLES.resolve("on-sale.yaml").toString(), "--out", out(), "--resume")).contains("; all done before");
        assertThat(Run.output("query", out())).startsWith("best_most: 5 rows\nfront_money: 7 rows\nfront_power: 8 rows\npoints: 750 rows\npoint, device, ");
        assertThat(Run.output("query", out(), "SELECT device, price_usd FROM front_money WHERE price_usd < 300 ORDER BY 2")).isEqualTo("""
                device                      price_usd
                jetson-orin-nano-super-8gb        249
                arc-b580                          250
                """);
        JsonNode json = Run.json("query", out(), "SELECT device, batch FROM front_money LIMIT 1", "--format", "json");
        assertThat(json.at("/rows/0/device").asText()).isEqualTo("rtx-4090");
        assertThat(json.at("/rows/0/batch").asInt()).isEqualTo(52);
        assertThat(Run.output("query", out(), "SELECT 'a,b' AS \"x,y\", NULL AS z", "--format", "csv")).isEqualTo("\"x,y\",z\n\"a,b\",\n");
        assertThat(Run.output("query", out(), "FROM points", "--format", "csv").lines()).hasSize(751);
        assertThat(Run.output("query", out(), "SELECT point FROM points")).endsWith("and 650 more rows; --format csv prints all\n");
        assertThat(Run.output("query", out(), "SELECT count(*) AS n FROM points", "--format", "markdown")).isEqualTo("| n |\n|---:|\n| 750 |\n");
    }

    @Test
    void whatServesCheapestIsAsItIsKept() throws IOException {
        String printed = Run.output("sweep", EXAMPLES.resolve("serving-70b.yaml").toString(), "--out", out(), "--threads", "2");
        Path kept = EXAMPLES.resolve("serving-70b");
        assertThat(withoutTimes(printed.replace(out(), "serving-70b"))).isEqualTo(withoutTimes(Files.readString(kept.resolve("printed.txt"))));
        for (String file : new String[] {"front-money.csv", "best-cheapest.csv"}) {
            assertThat(folder.resolve("out").resolve(file)).hasSameTextualContentAs(kept.resolve(file));
        }
        // The cheapest of all, asked alone.
        JsonNode alone = Run.json("cost", "--hardware", "rtx-5090", "--model", "llama-3.1-70b", "--weights", "fp8", "--tp", "4", "--batch", "35",
                "--prompt", "1024", "--generate", "256", "--runtime", "vllm", "--format", "json");
        double cost = 4 * alone.at("/phases/0/usd_per_million_tokens").asDouble() + alone.at("/phases/1/usd_per_million_tokens").asDouble();
        JsonNode swept = Run.json("query", out(), "SELECT cost_per_mtok_usd AS cost FROM best_cheapest LIMIT 1", "--format", "json");
        assertThat(swept.at("/rows/0/cost").asDouble()).isCloseTo(cost, withPercentage(0.01));
    }

    @Test
    void theFileIsOverruled() throws IOException {
        Path file = Files.writeString(folder.resolve("small.yaml"), """
                devices: [apple-m1-pro]
                models: [qwen2.5-0.5b]
                formats: [q8_0]
                scenarios: [SISO]
                sweep: [{field: request.batch, values: [1, 2]}]
                keep: {best: [{by: decode_rate, order: max}]}
                """);
        assertThat(Run.output("sweep", file.toString(), "--out", out())).contains("2 points; ")
                .contains("The highest decode_rate: 2 points").doesNotContain("parquet");
        assertThat(Run.output("sweep", file.toString(), "--out", out(), "--keep", "all")).contains("part-00001.parquet");
        Run best = Run.of("sweep", Files.writeString(file, Files.readString(file).replaceAll("keep.*", "")).toString(), "--out", out(), "--keep", "best");
        assertThat(best.status()).isEqualTo(2);
        assertThat(best.err()).contains("has no fronts and no best to keep");
    }

    @Test
    void aMistakeCostsOneLineAndLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), Files.readString(EXAMPLES.resolve("on-sale.yaml")).replace("fits, tdp", "fits, tpd"));
        Run run = Run.of("sweep", file.toString(), "--out", out());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("ridgepoint: " + file + ":10: where.[1]: no column 'tpd'; did you mean 'tdp'?");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(Run.of("sweep", file.toString(), "--threads", "0").err()).contains("is not a whole number of 1 or more");
        assertThat(Run.of("sweep", file.toString(), "--keep", "most").err()).contains("'most' is not known; did you mean 'best'?");
        Run query = Run.of("query", EXAMPLES.resolve("on-sale").toString(), "SELECT nope FROM front_money");
        assertThat(query.status()).isEqualTo(2);
        assertThat(query.err().lines()).hasSize(1).first().asString().contains("\"nope\" not found");
        assertThat(Run.of("query", out(), "SELECT 1").err()).contains("no such folder or file");
    }
}
