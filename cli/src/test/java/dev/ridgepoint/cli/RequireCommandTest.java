package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code require} and {@code sensitivity} as a person uses them. The golden file is written anew with {@code -Dridgepoint.golden=write}. */
class RequireCommandTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/sensitivity.txt");
    private static final String[] ASKED = {
        "require", "--model", "qwen2.5-1.5b", "--weights", "q8_0", "--decode", "100tok/s", "--prefill", "1280 tok/s", "--prompt", "128", "--hardware",
        "raspberry-pi-5-8gb,apple-m1-pro,rtx-3090,h100-sxm"};

    @TempDir
    private Path folder;

    private static String[] asked(String... more) {
        return Stream.concat(Arrays.stream(ASKED), Arrays.stream(more)).toArray(String[]::new);
    }

    /** 1.651 GB a step a hundred times a second, 337.5 GFLOP ten times a second: the README's figures. */
    @Test
    void theLeastIsRatesTimesBytesAndFlops() {
        JsonNode json = Run.json(asked("--format", "json", "--memory", "2GB"));
        assertThat(json.get("least_bandwidth_bytes_per_s").doubleValue()).isCloseTo(165.1e9, within(0.1e9));
        assertThat(json.get("least_peak_flops_per_s").doubleValue()).isCloseTo(3.375e12, within(0.002e12));
        assertThat(json.at("/memory/fits").booleanValue()).isTrue();
        assertThat(json.at("/requirements/0/requirement").asText()).isEqualTo("least_bandwidth");
        assertThat(json.at("/requirements/0/decode_tokens_per_second").doubleValue()).isCloseTo(100, within(1e-6));
    }

    /** An M1 Pro predicts 124.3 and 1957 tokens a second; a Raspberry Pi has a tenth of the bandwidth. */
    @Test
    void devicesThatMeetItComeBeforeThoseThatMissIt() {
        List<String> order = new ArrayList<>();
        for (JsonNode device : Run.json(asked("--format", "json")).get("devices")) {
            order.add(device.get("hardware").asText() + " " + device.get("meets").asBoolean());
        }
        assertThat(order).containsExactlyInAnyOrder("apple-m1-pro true", "rtx-3090 true", "h100-sxm true", "raspberry-pi-5-8gb false")
                .last().isEqualTo("raspberry-pi-5-8gb false");
        List<String> byBandwidth = new ArrayList<>();
        Run.json(asked("--format", "json", "--sort", "bandwidth")).get("devices").forEach(device -> byBandwidth.add(device.get("hardware").asText()));
        assertThat(byBandwidth).containsExactly("apple-m1-pro", "rtx-3090", "h100-sxm", "raspberry-pi-5-8gb");
        String table = Run.output(asked("--top", "1", "--sort", "bandwidth"));
        assertThat(table).contains("3 of 4 devices meet it; the first 1").contains("apple-m1-pro").doesNotContain("h100-sxm")
                .contains("decode 10.36 tok/s of 100 tok/s");
    }

    @Test
    void tooLittleMemoryIsSaid() {
        assertThat(Run.output(asked("--memory", "1GB"))).contains("of 1 GB: does NOT fit, by 65");
        assertThat(Run.output(asked("--memory", "8GiB"))).contains("of 8.59 GB: fits");
    }

    @Test
    void nothingMeetsWhatIsTooMuch() {
        assertThat(Run.output("require", "--model", "gpt2", "--decode", "1e9tok/s", "--hardware", "apple-m1-pro"))
                .contains("No device of 1 meets it.", "Decode at 1000 Mtok/s").doesNotContain("e+");
        assertThat(Run.output("require", "--model", "gpt2", "--decode", "1e9tok/s", "--hardware", "apple-m1-pro", "--format", "csv"))
                .startsWith("hardware,price_usd,tdp_w,bandwidth_bytes_per_s,peak_flops_per_s,").contains(",false,");
    }

    @Test
    void bothDrawTheirFigures() throws IOException {
        Path space = folder.resolve("space");
        assertThat(Run.output(asked("--format", "markdown", "--chart", space.toString(), "--size", "column")))
                .contains("(space.png)").contains("### 3 of 4 devices meet it");
        assertThat(Files.readString(folder.resolve("space.svg"))).contains("decode at 100 tok/s", "prefill at 1280 tok/s", "RTX 3090", "device that misses it");
        String out = Run.output("sensitivity", "--hardware", "apple-m1-pro", "--model", "qwen2.5-1.5b", "--weights", "q8_0", "--chart",
                folder.resolve("t").toString());
        assertThat(out).contains("Wrote " + folder.resolve("t.pdf"));
        assertThat(Files.readString(folder.resolve("t.svg"))).contains("memory bandwidth", "feed-forward width", "102.4 GB/s: +100 %").doesNotContain("NaN");
    }

    @Test
    void sensitivityIsAsItWas() throws IOException {
        String now = Run.output("sensitivity", "--hardware", "apple-m1-pro", "--model", "qwen2.5-1.5b", "--weights", "q8_0", "--depth", "4096");
        if ("write".equals(System.getProperty("ridgepoint.golden"))) {
            Files.writeString(GOLDEN, now);
        }
        assertThat(now).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void programsGetNumbers() {
        JsonNode rows = Run.json("sensitivity", "--hardware", "rtx-3090", "--model", "gemma-3-1b", "--change", "10%", "--format", "json").get("sensitivity");
        for (JsonNode row : rows) {
            if (row.get("parameter").asText().equals("memory bandwidth") && row.get("phase").asText().equals("decode")) {
                assertThat(row.get("elasticity").doubleValue()).isBetween(-1.0, -0.5);
                assertThat(row.get("smaller_time_change").doubleValue()).isBetween(0.05, 1 / 0.9 - 1 + 1e-9);
                assertThat(row.get("elasticity_over").isNull()).isTrue();
            }
            if (row.get("parameter").asText().equals("KV heads")) {
                assertThat(row.get("smaller").isNull()).isTrue();
                assertThat(row.get("smaller_time_change").isNull()).isTrue();
            }
        }
        assertThat(rows).hasSizeGreaterThan(15);
        assertThat(Run.output("sensitivity", "--hardware", "rtx-3090", "--model", "gemma-3-1b", "--format", "csv"))
                .startsWith("phase,parameter,kind,value,elasticity,elasticity_over,smaller,smaller_time_change,larger,larger_time_change");
    }
}
