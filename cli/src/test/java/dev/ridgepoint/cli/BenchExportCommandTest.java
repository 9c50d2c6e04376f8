package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bench export} as a person types it. */
class BenchExportCommandTest {

    private static final Path SAMPLE = Path.of("src/test/resources/bench/npu.json");
    private static final String OWN = System.getProperty("ridgepoint.home") + "/examples/this-machine/";

    @TempDir
    private Path folder;
    private String npu;

    @BeforeEach
    void copy() throws IOException {
        npu = Files.copy(SAMPLE, folder.resolve("npu.json")).toString();
    }

    private String cpu() throws IOException {
        return write("cpu.json", Files.readString(SAMPLE).replace("123.1", "945.1").replace("\"device\": \"npu\"", "\"device\": \"cpu\""));
    }

    @Test
    void jsonIsTheFile() throws IOException {
        JsonNode exported = Run.json("bench", "export", npu);
        assertThat(exported.at("/metadata/site/rack").intValue()).isEqualTo(7);
        assertThat(exported.at("/iterations/0/temperature_c").doubleValue()).isEqualTo(61.5);
        // Exporting what was exported changes nothing.
        Path once = folder.resolve("once.json");
        Run.output("bench", "export", npu, "--output", once.toString());
        assertThat(Run.output("bench", "export", once.toString())).isEqualTo(Files.readString(once));
        assertThat(new ObjectMapper().readTree(once.toFile())).isEqualTo(exported);
    }

    @Test
    void severalFilesOverAReference() throws IOException {
        String csv = Run.output("bench", "export", npu, cpu(), "--normalize", folder + "/./cpu.json", "--format", "csv", "--filter", "first_token_ms");
        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).startsWith("cpu,first_token_ms,ratio,1,").endsWith(",1.0,cpu");
        // The reference need not be among them.
        assertThat(Run.output("bench", "export", npu, "--normalize", cpu(), "--format", "markdown")).contains("divided by the median of cpu");
    }

    @Test
    void aPageIsWrittenWhole() throws IOException {
        Path page = folder.resolve("page.html");
        assertThat(Run.output("bench", "export", npu, cpu(), "--format", "html", "--include-metadata", "--output", page.toString())).isEmpty();
        assertThat(page).content().startsWith("<!doctype html>").endsWith("</html>\n").contains("Qualcomm Hexagon NPU");
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    void whatAPhoneCannotGiveIsRefused() throws IOException {
        Run refused = Run.of("bench", "export", npu, cpu(), "--hardware", "snapdragon-8-gen3-npu");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        // One line for each result.
        assertThat(refused.err().lines()).hasSize(2).first().asString().startsWith("ridgepoint: " + npu + ": implausible: ")
                .contains(" GB a token x ", "the memory bandwidth of snapdragon-8-gen3-npu is 76.8 GB/s", "--include-implausible");
        JsonNode marked = Run.json("bench", "export", npu, "--hardware", "snapdragon-8-gen3-npu", "--model", "llama-2-7b", "--include-implausible");
        assertThat(marked.at("/implausible")).isNotEmpty();
        assertThat(Run.output("bench", "export", npu, "--hardware", "h100-sxm", "--format", "csv")).doesNotContain("implausible");
        // A device for each file.
        Run one = Run.of("bench", "export", npu, cpu(), "--hardware", "h100-sxm", "--hardware", "snapdragon-8-gen3-npu");
        assertThat(one.err().lines()).singleElement().asString().contains("cpu.json");
    }

    @Test
    void whatThisMachineGaveIsNot() {
        assertThat(Run.output("bench", "export", OWN + "results/qwen2.5-0.5b-24l-fp32-p128-d0.json", "--hardware", OWN + "this-machine.yaml", "--format", "csv",
                "--include-metadata")).contains("onnxruntime");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bench export                                              | 'FILE'
            bench export none.json                                    | none.json: no such file
            bench export NPU --format pdf                             | none of json, csv, markdown, html
            bench export NPU --format htlm                            | did you mean 'html'?
            bench export NPU --filter first_token                     | did you mean 'first_token_ms'?
            bench export NPU --filter speed                           | none of cold_start_ms, first_token_ms
            bench export NPU --normalize none.json                    | none.json: no such file
            bench export NPU --hardware snapdragon-8-gen3             | did you mean 'snapdragon-8-gen3-
            bench export NPU --hardware h100-sxm --model llama-2-7    | did you mean 'llama-2-7b'?
            bench export NPU --hardware t4 --hardware l4              | --hardware is given 2 times for 1 files
            bench export NPU --model llama-2-7b                       | --model is for the check of --hardware
            bench export NPU --output no/such/folder/page.html        | no such folder
            """)
    void mistakesCostOneLine(String args, String told) {
        assertMistake(told, args.replace("NPU", npu).split(" +"));
    }

    @Test
    void filesThatAreNoResults() throws IOException {
        String text = Files.readString(SAMPLE);
        assertMistake("cut.json:", "bench", "export", write("cut.json", text.substring(0, 700)));
        assertMistake("is empty", "bench", "export", write("empty.json", ""));
        assertMistake("is not JSON", "bench", "export", write("words.json", "hello, world"));
        assertMistake("extension.version: 9 is not known here", "bench", "export",
                write("new.json", text.replaceFirst("\\{", "{\"extension\": {\"version\": 9},")));
        assertMistake("is not a benchmark run", "bench", "export", write("other.json", "{\"builds\": []}"));
        assertMistake("first_token_ms has a value that is not finite", "bench", "export", write("inf.json", text.replace("125.4", "1e999")));
        assertMistake("no file has measured average_power_w", "bench", "export", "--filter", "average_power_w",
                write("nopower.json", text.replace("\"power\"", "\"other\"").replace("\"average_power_w\": 4.1,", "")));
        Path huge = folder.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertMistake("has 100 MiB, and a benchmark run 64 at most", "bench", "export", huge.toString());
        assertMistake("name the model with --model", "bench", "export", "--hardware", "h100-sxm",
                write("unknown.json", text.replace("llama-7b", "falcon-9000")));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static void assertMistake(String told, String... args) {
        Run run = Run.of(args);
        assertThat(run.err()).startsWith("ridgepoint: ").contains(told);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }
}
