package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code validate} on twelve published rows, as it was last looked at under ideal runtimes; others move with every fit. After a change that is meant, write the file anew with
 * {@code -Dridgepoint.golden=write}, and look at the difference.
 */
class ValidateCommandTest {

    private static final String MEASURED = "src/test/resources/validate/measured.csv";
    private static final String TABLE = "src/test/resources/validate/llama-bench.md";
    private static final Path GOLDEN = Path.of("src/test/resources/golden/validate.json");

    @TempDir
    private Path folder;

    @Test
    void jsonIsAsItWas() throws IOException {
        String now = Run.output("validate", MEASURED, "--runtime", "ideal", "--format", "json");
        if ("write".equals(System.getProperty("ridgepoint.golden"))) {
            Files.writeString(GOLDEN, now);
        }
        ObjectMapper json = new ObjectMapper();
        assertSame("", json.readTree(now), json.readTree(Files.readString(GOLDEN)));
    }

    private static void assertSame(String path, JsonNode now, JsonNode golden) {
        assertThat(now.getNodeType()).as(path).isEqualTo(golden.getNodeType());
        if (golden.isNumber()) {
            assertThat(now.doubleValue()).as(path).isEqualTo(golden.doubleValue(), within(1e-9 * Math.abs(golden.doubleValue())));
        } else if (golden.isContainerNode()) {
            assertThat(now.size()).as(path).isEqualTo(golden.size());
            assertThat(now.fieldNames()).as(path).toIterable().containsExactlyElementsOf(golden::fieldNames);
            Iterator<JsonNode> others = golden.iterator();
            int i = 0;
            for (JsonNode node : now) {
                assertSame(path + "/" + i++, node, others.next());
            }
        } else {
            assertThat(now).as(path).isEqualTo(golden);
        }
    }

    @Test
    void jsonHasTheKeysThatProgramsRelyOn() {
        JsonNode json = Run.json("validate", MEASURED, TABLE, "--format", "json");
        assertThat(json.get("summary").get(0).fieldNames()).toIterable()
                .containsExactly("group", "key", "phase", "rows", "mape", "median_ape", "bias");
        assertThat(json.get("rows").get(0).fieldNames()).toIterable().containsExactly("hardware", "model", "weights", "runtime", "phase", "prompt_tokens",
                "generated_tokens", "depth_tokens", "batch", "measured", "predicted", "ratio", "interval_80", "interval_95", "predicted_under");
        assertThat(json.get("violations").get(0).fieldNames()).toIterable().contains("row", "roof", "reason");
        assertThat(json.get("skipped").get(0).fieldNames()).toIterable().containsExactly("row", "reason");
        JsonNode row = json.get("rows").get(0);
        assertThat(row.get("ratio").doubleValue()).isEqualTo(row.get("measured").doubleValue() / row.get("predicted").doubleValue());
    }

    @Test
    void rowsArePredictedUnderTheRuntimesThatTheyName() {
        JsonNode named = Run.json("validate", MEASURED, "--format", "json");
        JsonNode ideal = Run.json("validate", MEASURED, "--runtime", "ideal", "--format", "json");
        for (int i = 0; i < named.get("rows").size(); i++) {
            JsonNode row = named.get("rows").get(i);
            assertThat(row.get("predicted_under").textValue()).isEqualTo(row.get("runtime").textValue());
            assertThat(row.at("/interval_95/low").doubleValue()).isPositive().isLessThanOrEqualTo(row.at("/interval_80/low").doubleValue());
            assertThat(row.at("/interval_80/low").doubleValue()).isLessThan(row.at("/interval_80/high").doubleValue());
            assertThat(row.at("/interval_80/high").doubleValue()).isLessThanOrEqualTo(row.at("/interval_95/high").doubleValue());
            assertThat(ideal.get("rows").get(i).get("predicted_under").textValue()).isEqualTo("ideal");
            assertThat(ideal.get("rows").get(i).get("interval_80").isNull()).isTrue();
        }
        assertThat(named.get("violations")).as("whatever a row is predicted under, its roof is ideal").hasSameSizeAs(ideal.get("violations"));
        JsonNode one = Run.json("validate", MEASURED, "--runtime", "llama.cpp-metal-fa", "--format", "json");
        assertThat(one.get("rows").get(0).get("predicted_under").textValue()).isEqualTo("llama.cpp-metal-fa");
    }

    @Test
    void rowsWithoutABackEndRanOnTheUsualOneOfTheirDevice() {
        String published = Path.of(System.getProperty("ridgepoint.home"), "examples", "rooflinebench", "published.csv").toString();
        JsonNode json = Run.json("validate", published, "--format", "json");
        for (JsonNode row : json.get("rows")) {
            String device = row.get("hardware").textValue();
            assertThat(row.get("predicted_under").textValue())
                    .isEqualTo(device.startsWith("raspberry") ? "llama.cpp-cpu" : device.startsWith("apple") ? "llama.cpp-metal" : "llama.cpp-cuda");
        }
    }

    @Test
    void tableShowsWhatIsWorst() {
        assertThat(Run.output("validate", MEASURED, TABLE)).contains(
                "15 rows compared, 3 skipped", "Farthest off", "Above the roof:", "llama.cpp multiplies quantised", "Measured more than once",
                "prompt and generation share one rate", "only 12 of 32 layers ran on the device");
        assertThat(Run.output("validate", MEASURED, "--format", "markdown")).contains("### Above the roof", "| all | all | prefill |");
        assertThat(Run.output("validate", MEASURED, "--format", "csv").lines()).hasSize(13).first().asString().startsWith("hardware,model,weights,runtime,");
    }

    @Test
    void optionsStandInPlaceOfWhatFilesSay() {
        JsonNode json = Run.json("validate", TABLE, "--hardware", "rtx-4090", "--model", "llama-3.2-1b", "--format", "json");
        for (JsonNode row : json.get("rows")) {
            assertThat(row.get("hardware").textValue()).isEqualTo("rtx-4090");
            assertThat(row.get("model").textValue()).isEqualTo("llama-3.2-1b");
        }
    }

    @Test
    void profilesWithoutACalibrationAreSkippedWhenOneIsAskedFor() {
        JsonNode json = Run.json("validate", TABLE, "--runtime", "calibrated", "--format", "json");
        assertThat(json.get("rows")).isEmpty();
        assertThat(json.get("skipped").get(1).get("reason").textValue()).isEqualTo("rtx-3090 has no calibration");
    }

    @Test
    void chartsAreDrawn() {
        String out = Run.output("validate", TABLE, "--charts", folder.resolve("figures").toString());
        for (String file : new String[] {"predicted-against-measured.png", "predicted-against-measured.svg", "roofline-rtx-3090.pdf"}) {
            assertThat(folder.resolve("figures").resolve(file)).isNotEmptyFile();
            assertThat(out).contains("Wrote " + folder.resolve("figures").resolve(file));
        }
    }

    @Test
    void mistakesCostOneLine() throws IOException {
        assertMistake("no such file", "validate", "none.csv");
        assertMistake("is a folder", "validate", folder.toString());
        assertMistake("did you mean 'apple-m1-pro'?", "validate", MEASURED, "--hardware", "apple-m1-por");
        assertMistake("did you mean 'gpt2'?", "validate", MEASURED, "--model", "gpt3");
        assertMistake("'FILE'", "validate");
        Path broken = Files.writeString(folder.resolve("broken.csv"),
                "hardware,architecture,weights,phase,prompt_tokens,generated_tokens,tokens_per_second\napple-m1,gpt2,f16,decode,0,16,x\n");
        assertMistake("broken.csv:2: tokens_per_second: 'x' is not a number", "validate", MEASURED, broken.toString());
        Path profile = Files.writeString(folder.resolve("mine.yaml"), "id: mine\nextends: rtx-2080\n");
        assertMistake("rtx-2080", "validate", MEASURED, "--profile", profile.toString());
        Files.writeString(profile, "id: mine\nextends: t4\n");
        assertMistake("is of no device in the files", "validate", MEASURED, "--profile", profile.toString());
        assertMistake("cannot write", "validate", TABLE, "--charts", broken.resolve("charts").toString());
    }

    private static void assertMistake(String told, String... args) {
        Run run = Run.of(args);
        assertThat(run.err()).startsWith("ridgepoint: ").contains(told);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    /** Tables 3 to 5 of RooflineBench: the M1 Pro and the Raspberry Pi have models enough, the other two devices one each. */
    @Test
    void fitTellsErrorsOnModelsThatWereNotFitted() {
        String published = Path.of(System.getProperty("ridgepoint.home"), "examples", "rooflinebench", "published.csv").toString();
        JsonNode fit = Run.json("validate", published, "--fit", "--format", "json").get("fit");
        assertThat(fit).hasSize(18);
        assertThat(fit.get(0).fieldNames()).toIterable().containsExactly("hardware", "phase", "fitted", "half", "tested_on", "cells", "fitted_median_ape",
                "median_ape", "mape", "worst_ape", "bias");
        assertThat(fit.get(2).get("half").textValue()).isEqualTo("both");
        assertThat(fit.get(2).get("median_ape").doubleValue()).isCloseTo(0.0884, within(0.0001));
        assertThat(Run.output("validate", published, "--fit")).contains("Errors on models that were not fitted", "both halves");
        assertThat(Run.output("validate", published, "--fit", "--format", "markdown")).contains("### What was fitted", "to launch an operator",
                "### RooflineBench v3 Table 5, decode: tokens/s measured / predicted", "| Apple M1 Pro | Qwen3-0.6B | Q4_K_M | 100 / ");
    }

    @Test
    void fitNeedsSomethingToTest() {
        Run run = Run.of("validate", TABLE, "--fit");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip()).endsWith("--fit needs two models on one device in one weights format, to fit on one and test on the other")
                .doesNotContain("\n");
    }

    /** The example's report, as {@code validate --fit} writes it. */
    @Test
    void theShippedReportIsWhatIsPrinted() throws IOException {
        Path folder = Path.of(System.getProperty("ridgepoint.home"), "examples", "rooflinebench");
        String now = Run.output("validate", folder.resolve("published.csv").toString(), "--fit", "--format", "markdown");
        if ("write".equals(System.getProperty("ridgepoint.golden"))) {
            Files.writeString(folder.resolve("predicted.md"), now);
        }
        assertThat(now).isEqualTo(Files.readString(folder.resolve("predicted.md")));
    }
}
