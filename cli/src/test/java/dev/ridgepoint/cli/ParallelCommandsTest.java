package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code predict}, {@code cost}, {@code validate} and {@code calibrate} for several devices and servers. */
class ParallelCommandsTest {

    private static final String HEADER = "hardware,runtime,architecture,weights,tp,input_tokens,output_tokens,concurrency,ttft_ms,tpot_ms\n";
    private static final String ROWS = HEADER
            + "h100-sxm,vllm,llama-3.1-70b,fp8,4,1024,512,8,120,12.5\n"
            + "h100-sxm,vllm-0.18,llama-3.1-70b,fp8,4,1024,512,64,300,25\n"
            + "b200-sxm,vllm,llama-3.1-70b,fp8,4,1024,512,8,80,8\n"
            + "b200-sxm,nobody,llama-3.1-8b,,1,1024,512,8,80,8\n"
            + "nowhere,vllm,llama-3.1-8b,,1,1024,512,8,80,8\n";

    @TempDir
    private Path folder;

    private String tests() throws IOException {
        return Files.writeString(folder.resolve("tests.csv"), ROWS).toString();
    }

    private static void assertMistake(Run run, String told) {
        assertThat(run.err()).startsWith("ridgepoint: ").contains(told);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void aModelIsSpreadOverDevices() {
        JsonNode one = Run.json("predict", "--hardware", "h100-sxm", "--model", "llama-3.1-70b", "--batch", "8", "--format", "json");
        JsonNode four = Run.json("predict", "--hardware", "h100-sxm", "--model", "llama-3.1-70b", "--batch", "8", "--tp", "4", "--dp", "2", "--format", "json");
        assertThat(one.has("deployment")).isFalse();
        assertThat(four.get("deployment").get("devices").intValue()).isEqualTo(8);
        assertThat(four.get("deployment").get("tp").intValue()).isEqualTo(4);
        double step = four.get("decode").get("time_per_token_s").doubleValue();
        assertThat(four.get("deployment").get("tokens_per_second").doubleValue()).isCloseTo(2 * 8 / step, withPercentage(1e-6));
        assertThat(four.get("memory").get("weights_bytes").doubleValue())
                .isCloseTo(one.get("memory").get("weights_bytes").doubleValue() / 4, withPercentage(0.1));
        String text = Run.output("predict", "--hardware", "h100-sxm", "--model", "llama-3.1-70b", "--tp", "4");
        assertThat(text).contains("on 4 x H100 SXM5 80GB").contains("spread tp4").contains("Memory of each device").contains("all_reduce").contains("  link");
        assertThat(Run.output("predict", "--hardware", "h100-sxm", "--model", "llama-3.1-8b", "--runtime", "vllm")).contains("under vllm");
    }

    @Test
    void aLongGenerationShowsTheDrop() {
        String text = Run.output("predict", "--hardware", "apple-a18-pro", "--model", "llama-3.2-1b", "--weights", "q4_k_m", "--generate", "8000");
        assertThat(text).contains("at the rates of a burst").contains("tokens come at");
        JsonNode json = Run.json("predict", "--hardware", "apple-a18-pro", "--model", "llama-3.2-1b", "--weights", "q4_k_m", "--generate", "8000", "--format",
                "json").get("sustained");
        // 58 % of the bandwidth is left: a token takes 1/0.58 of the time, and more for its longer context.
        assertThat(json.get("sustained_time_per_token_s").doubleValue() / json.get("burst_time_per_token_s").doubleValue()).isBetween(1.72, 2.2);
        assertThat(json.get("burst_tokens").intValue() + json.get("sustained_tokens").intValue()).isEqualTo(8000);
        assertThat(Run.output("predict", "--hardware", "apple-a18-pro", "--model", "llama-3.2-1b", "--weights", "q4_k_m")).doesNotContain("burst");
    }

    @Test
    void aModelIsServedByDevicesThatShareIt() {
        JsonNode one = Run.json("serve", "--hardware", "h200-sxm", "--model", "llama-3.1-70b", "--weights", "fp8", "--rate", "1/s", "--requests", "200",
                "--format", "json");
        JsonNode four = Run.json("serve", "--hardware", "h200-sxm", "--model", "llama-3.1-70b", "--weights", "fp8", "--rate", "1/s", "--requests", "200",
                "--tp", "4", "--format", "json");
        assertThat(medianStep(four)).isBetween(medianStep(one) / 4, medianStep(one) / 2);
        assertThat(Run.output("serve", "--hardware", "h200-sxm", "--model", "llama-3.1-70b", "--weights", "fp8", "--rate", "1/s", "--requests", "50", "--tp",
                "4")).contains("Spread tp4, sizes of each device; batch 256");
    }

    private static double medianStep(JsonNode served) {
        return served.get("latencies").get(1).get("p50_s").doubleValue();
    }

    @Test
    void tokensHaveEnergyAndCost() {
        JsonNode rented = Run.json("cost", "--hardware", "h100-sxm", "--model", "llama-3.1-8b", "--batch", "32", "--rent", "3.6USD", "--format", "json");
        JsonNode decode = rented.get("phases").get(1);
        // 3.6 USD an hour are 0.001 a second.
        assertThat(decode.get("usd_per_million_tokens").doubleValue())
                .isCloseTo(0.001 * 1e6 / decode.get("tokens_per_second").doubleValue(), withPercentage(1e-6));
        assertThat(rented.get("energy_from").textValue()).isEqualTo("power");
        assertThat(decode.get("watts_per_device").doubleValue()).isBetween(70.0, 700.0);
        double shares = 0;
        for (String share : new String[] {"idle_share", "compute_share", "memory_share", "link_share"}) {
            shares += decode.get(share).doubleValue();
        }
        assertThat(shares).isCloseTo(1, withPercentage(1e-6));
        assertThat(Run.output("cost", "--hardware", "rtx-4090", "--model", "llama-3.1-8b", "--weights", "q4_k_m")).contains("Energy from the TDP")
                .doesNotContain("slow down");
        assertThat(Run.output("cost", "--hardware", "h100-sxm", "--model", "llama-3.1-70b", "--tp", "2", "--format", "markdown")).contains("| decode |");
        assertThat(Run.output("cost", "--hardware", "h100-sxm", "--model", "llama-3.1-70b", "--tp", "2", "--format", "csv").lines()).hasSize(3);
    }

    @Test
    void loadTestsAreValidated() throws IOException {
        JsonNode json = Run.json("validate", tests(), "--format", "json");
        assertThat(json.get("rows")).hasSize(4);
        assertThat(json.get("skipped")).hasSize(1);
        assertThat(json.get("skipped").get(0).get("reason").textValue()).contains("no hardware profile 'nowhere'");
        assertThat(json.get("rows").get(0).get("predicted_under").textValue()).isEqualTo("vllm");
        assertThat(json.get("rows").get(3).get("predicted_under").textValue()).isEqualTo("ideal");
        assertThat(json.get("summary").get(0).fieldNames()).toIterable().containsExactly(
                "group", "key", "rows", "saturated", "tpot_median_ape", "tpot_bias", "ttft_median_ape", "ttft_bias");
        assertThat(Run.output("validate", tests())).contains("4 load tests of servers compared, 1 skipped").contains("Farthest off");
        assertThat(Run.json("validate", tests(), "--runtime", "sglang", "--format", "json").get("rows").get(3).get("predicted_under").textValue())
                .isEqualTo("sglang");
        assertThat(Run.output("validate", tests(), "--format", "csv").lines()).hasSize(5);
    }

    @Test
    void serversAreCalibrated() throws IOException {
        Run run = Run.of("calibrate", tests(), "--runtime", "vllm", "--write", folder.resolve("fitted").toString());
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("1 rows were left out");
        assertThat(run.out()).contains("what was fitted").contains("devices left out").contains("models left out");
        assertThat(Files.readString(folder.resolve("fitted/vllm.yaml"))).contains("way: native").contains("native-experts:");
        assertThat(Run.output("predict", "--hardware", "h100-sxm", "--model", "llama-3.1-8b", "--runtime", folder.resolve("fitted/vllm.yaml").toString()))
                .contains("under vllm");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            predict --hardware h100-sxm --model llama-3.1-70b --tp 3               | 64 heads, which 3 devices do not share evenly
            predict --hardware apple-m1 --model llama-3.1-8b --tp 2                | states no links to other devices
            predict --hardware h100-sxm --model llama-3.1-8b --tp 0                | '0' is not a whole number
            predict --hardware h100-sxm --model llama-3.1-8b --pp 64               | too few for 64 stages
            predict --hardware h100-sxm --model deepseek-v3 --tp 4 --ep 3          | 3 parts do not divide 4 x 1 devices
            predict --hardware h100-sxm --model llama-3.1-8b --offload-layers 33   | has 32 layers
            predict --hardware apple-m1 --model llama-3.1-8b --offload-layers 3    | unified memory
            cost --hardware mi300x --model llama-3.1-8b                            | states no price; give --price, or --rent
            cost --hardware h100-sxm --model llama-3.1-8b --pue 0.5                | uses at least the energy of its devices
            cost --hardware h100-sxm --model llama-3.1-8b --rent 2.5               | has no unit; write it as in
            cost --hardware h100-sxm --model llama-3.1-8b --busy 2                 | '2' is not a share
            """)
    void mistakesCostOneLine(String line, String told) {
        assertMistake(Run.of(line.split(" +")), told);
    }

    @Test
    void loadTestsAreNotMixedWithOtherResults() throws IOException {
        Path rates = Files.writeString(folder.resolve("rates.csv"), "hardware,architecture,weights,phase,prompt_tokens,generated_tokens,tokens_per_second\n");
        assertMistake(Run.of("validate", tests(), rates.toString()), "not compared together with other results");
        assertMistake(Run.of("validate", tests(), "--hardware", "h100-sxm"), "only --runtime can be chosen");
        assertMistake(Run.of("validate", tests(), "--runtime", "vlm"), "did you mean 'vllm'?");
        assertMistake(Run.of("calibrate", tests(), "--only-devices"), "leave --hardware and --only-devices out");
        Path only = Files.writeString(folder.resolve("only.csv"), HEADER + "nowhere,vllm,llama-3.1-8b,,1,1024,512,8,80,8\n");
        assertMistake(Run.of("validate", only.toString()), "no hardware profile 'nowhere'");
    }
}
