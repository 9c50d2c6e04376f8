package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command does when it is used as it is meant to be. */
class CommandsTest {

    @TempDir
    private Path folder;

    @Test
    void helpExplainsEveryCommand() {
        String help = Run.output("--help");
        assertThat(help).isEqualTo(Run.output()).isEqualTo(Run.output("help"));
        for (String command : new String[] {
            "roofline", "predict", "potential", "require", "sensitivity", "study", "sweep", "query", "serve", "capacity", "list", "show", "lint", "completion"}) {
            assertThat(help).contains(command);
            assertThat(Run.output(command, "--help")).isEqualTo(Run.output("help", command)).contains("Examples:").contains("Exit status:");
        }
        assertThat(Run.output("--version")).startsWith("ridgepoint ");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "predict --hardware h100-sxm --model deepseek-v3", "list hardware", "list models", "list formats", "show apple-m1-pro", "show deepseek-v3.2",
        "potential --hardware h100-sxm --model qwen3-8b,llama-3.1-8b", "predict --help", "roofline --help", "require --help", "sensitivity --help",
        "serve --help", "capacity --help", "sweep --help", "query --help",
        "require --model deepseek-v3 --decode 50tok/s --prefill 5000tok/s --memory 1TB", "sensitivity --hardware h100-sxm --model deepseek-v3"})
    void textFitsOnAScreen(String args) {
        assertThat(Run.output(args.split(" ")).lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void outputGoesIntoAFileInFull() throws IOException {
        Path file = folder.resolve("operators.csv");
        Files.writeString(file, "what was there before");
        String[] args = {"predict", "--hardware", "apple-m1-pro", "--model", "gpt2", "--format", "csv", "--output", file.toString()};
        assertThat(Run.output(args)).isEmpty();
        assertThat(file).content().startsWith("phase,name,layer_group,count,flops,");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void rooflineWritesThreeFilesAndSaysWhere() {
        String out = Run.output("roofline", "--hardware", "apple-m1-pro", "--model", "qwen2.5-1.5b", "--weights", "q8_0", "--out",
                folder.resolve("chart").toString());
        for (String extension : new String[] {"png", "svg", "pdf"}) {
            Path file = folder.resolve("chart." + extension);
            assertThat(file).isNotEmptyFile();
            assertThat(out).contains("Wrote " + file);
        }
        assertThat(out).contains("prefill").contains("Memory:").contains("Ridge point at 25.92 FLOP/byte").contains("gate_proj").contains("lm_head");
    }

    @Test
    void rooflinePrintsWhatPredictPrints() {
        String[] args = {"--hardware", "apple-m1-pro", "--model", "qwen2.5-1.5b", "--weights", "q8_0", "--format", "json"};
        JsonNode drawn = Run.json(with(args, "roofline", "--out", folder.resolve("json").toString()));
        assertThat(drawn.at("/predictions/0")).isEqualTo(Run.json(with(args, "predict")));
        assertThat(drawn.at("/figure/svg").asText()).endsWith("json.svg");
    }

    @Test
    void rooflineComparesInFilesToo() {
        String[] two = {"roofline", "--hardware", "apple-m1-pro,rtx-3090", "--model", "qwen2.5-1.5b", "--out", folder.resolve("two").toString()};
        String[] rows = Run.output(with(new String[] {"--format", "csv"}, two)).split("\n");
        assertThat(rows).hasSize(5);
        assertThat(rows[0]).startsWith("hardware,model,phase,");
        assertThat(Run.output(with(new String[] {"--format", "markdown"}, two))).startsWith("![Roofline](two.png)").contains("| rtx-3090 |");
    }

    private static String[] with(String[] args, String... before) {
        return Stream.concat(Stream.of(before), Stream.of(args)).toArray(String[]::new);
    }

    @Test
    void rooflineComparesModelsAndDevices() {
        String out = Run.output("roofline", "--hardware", "apple-m1-pro,rtx-3090", "--model", "qwen2.5-1.5b", "--model", "gpt2", "--size", "column",
                "--out", folder.toString());
        assertThat(folder.resolve("roofline-apple-m1-pro-qwen2.5-1.5b-and-3-more.svg")).isNotEmptyFile();
        assertThat(out.lines().filter(line -> line.startsWith("rtx-3090"))).hasSize(4);
    }

    @Test
    void potentialRefusesToCompareAcrossTheRidge() {
        String[] args = {
            "potential", "--hardware", "apple-m1-pro", "--model", "qwen2.5-1.5b,granite-4.0-h-tiny", "--prompt", "32", "--weights", "q8_0"};
        assertThat(Run.output(args)).contains("prefill of qwen2.5-1.5b and granite-4.0-h-tiny: not comparable: compute-bound against memory-bound");

        String[] json = Stream.concat(Stream.of(args), Stream.of("--format", "json")).toArray(String[]::new);
        List<String> refusals = new ArrayList<>();
        for (JsonNode row : Run.json(json).get("potential")) {
            refusals.add(row.get("phase").textValue() + " " + row.get("model").textValue() + " " + row.get("refusal").isNull() + " "
                    + row.get("relative_phi").isNull());
        }
        assertThat(refusals).containsExactly(
                "prefill qwen2.5-1.5b true true", "prefill granite-4.0-h-tiny false true",
                "decode qwen2.5-1.5b true true", "decode granite-4.0-h-tiny true false");
    }

    @Test
    void listsHoldEveryFileAndSayWhatIsWrongWithOne() {
        JsonNode models = Run.json("list", "models", "--format", "json").get("models");
        List<String> ids = new ArrayList<>();
        for (JsonNode model : models) {
            ids.add(model.get("id").textValue());
            assertThat(model.get("parameters").isNull()).isEqualTo(!model.get("problem").isNull());
        }
        assertThat(ids).contains("qwen2.5-1.5b", "whisper-tiny").isSorted();
        assertThat(Run.output("list", "models")).contains("whisper-tiny is not modelled:");
        assertThat(Run.output("list", "hardware", "--format", "csv")).startsWith("id,name,kind,fp16_flops_per_s,").contains("apple-m1-pro,");
        assertThat(Run.output("list", "formats", "--format", "markdown")).contains("| q8_0 | 8.501 |");
    }

    @Test
    void brokenFileDoesNotKillTheList() throws IOException {
        String home = System.getProperty("ridgepoint.home");
        Path profiles = Files.createDirectories(folder.resolve("hardware-profiles"));
        Files.createDirectories(folder.resolve("architectures"));
        Files.copy(Path.of(home, "hardware-profiles", "apple-m1-pro.yaml"), profiles.resolve("apple-m1-pro.yaml"));
        Files.writeString(profiles.resolve("broken.yaml"), "id: broken\n");
        System.setProperty("ridgepoint.home", folder.toString());
        try {
            assertThat(Run.output("list", "hardware")).contains("apple-m1-pro").contains("broken.yaml");
            Run lint = Run.of("lint");
            assertThat(lint.status()).isEqualTo(1);
            assertThat(lint.out()).contains("broken.yaml:1: ").contains("(unreadable)");
            assertThat(Run.of("lint", "apple-m1-pro").status()).isZero();
        } finally {
            System.setProperty("ridgepoint.home", home);
        }
    }

    @Test
    void showTellsWhereValuesComeFrom() {
        assertThat(Run.output("show", "apple-m1-pro")).contains("204.8 GB/s").contains("roofline-bench: github:");
        assertThat(Run.output("show", "deepseek-v3")).contains("MoE 8 of 256").contains("37.6 B active").contains("expert-down");
    }

    @Test
    void showTakesAPath() {
        String home = System.getProperty("ridgepoint.home");
        assertThat(Run.output("show", home + "/hardware-profiles/apple-m1-pro.yaml")).isEqualTo(Run.output("show", "apple-m1-pro"));
        assertThat(Run.output("show", home + "/architectures/gpt2.yaml")).isEqualTo(Run.output("show", "gpt2"));
    }

    @Test
    void completionKnowsCommandsAndIds() {
        assertThat(Run.output("completion")).contains("complete -F").contains("--micro-batch").contains("apple-m1-pro").contains("qwen2.5-1.5b");
    }
}
