package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runtimes as a person meets them: in {@code predict}, {@code validate}, {@code calibrate} and {@code audit}. */
class RuntimesTest {

    private static final String HEADING = "hardware,runtime,architecture,weights,phase,prompt_tokens,generated_tokens,depth_tokens,batch,tokens_per_second\n";
    private static final String[] PREDICT = {"predict", "--hardware", "rtx-4090", "--model", "llama-3.1-8b", "--weights", "q4_k_m", "--runtime", "llama.cpp-cuda-fa"};

    @TempDir
    private Path folder;

    private String csv(String... rows) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), HEADING + String.join("\n", rows) + "\n").toString();
    }

    private static void assertOrdered(JsonNode phase, String prefix, double predicted) {
        JsonNode eighty = phase.get(prefix + "interval_80");
        JsonNode ninetyFive = phase.get(prefix + "interval_95");
        assertThat(List.of(ninetyFive.get("low").doubleValue(), eighty.get("low").doubleValue(), predicted, eighty.get("high").doubleValue(),
                ninetyFive.get("high").doubleValue())).isSorted().allMatch(value -> value > 0 && Double.isFinite(value));
    }

    @Test
    void predictSaysHowFarARateMayLie() {
        assertThat(Run.output(PREDICT)).contains("under llama.cpp-cuda-fa", "Tokens/s in 80 %", "Time in 80 %")
                .containsPattern("decode, per step +[\\d.]+ to [\\d.]+ +[\\d.]+ to [\\d.]+ +[\\d.]+ ms to [\\d.]+ ms");
        String[] args = List.of(PREDICT).toArray(new String[PREDICT.length + 2]);
        args[PREDICT.length] = "--format";
        args[PREDICT.length + 1] = "json";
        JsonNode json = Run.json(args);
        for (String name : List.of("prefill", "decode")) {
            JsonNode phase = json.get(name);
            assertOrdered(phase, "", phase.get("tokens_per_second").doubleValue());
            assertOrdered(phase, "time_", phase.get("time_s").doubleValue());
        }
    }

    @Test
    void anIdealRooflineHasNoIntervals() {
        assertThat(Run.output("predict", "--hardware", "rtx-4090", "--model", "llama-3.1-8b", "--weights", "q4_k_m")).doesNotContain("in 80 %");
    }

    @ParameterizedTest
    @CsvSource({
        "llama.cpp-metal, apple-m2-pro, gemma-2-9b", "llama.cpp-cuda, l4, qwen3-30b-a3b", "llama.cpp-rocm, rx-7900-xtx, mamba2-2.7b",
        "llama.cpp-vulkan, arc-b580, deepseek-v2-lite", "llama.cpp-cpu, epyc-9654, falcon-h1-3b"})
    void devicesAndModelsThatWereNeverMeasuredArePredicted(String runtime, String device, String model) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String name : List.of(runtime, runtime + "-fa")) {
            for (String weights : List.of("f16", "q8_0", "q6_k", "q5_k_m", "q4_k_m", "q4_0", "q3_k_m", "q2_k", "mxfp4")) {
                rows.append(String.join(",", device, name, model, weights, "prefill,512,0,0,1,100\n"));
                rows.append(String.join(",", device, name, model, weights, "prefill,16,0,4096,1,100\n"));
                rows.append(String.join(",", device, name, model, weights, "decode,0,128,4096,4,100\n"));
            }
        }
        JsonNode json = Run.json("validate", csv(rows.toString()), "--format", "json");
        assertThat(json.get("rows")).hasSize(54);
        for (JsonNode row : json.get("rows")) {
            assertThat(row.get("predicted_under").textValue()).isEqualTo(row.get("runtime").textValue());
            assertOrdered(row, "", row.get("predicted").doubleValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict --hardware rtx-4090 --model gpt2", "validate ROWS", "calibrate ROWS"})
    void anUnknownRuntimeCostsOneLine(String command) throws IOException {
        String rows = csv("rtx-4090,llama.cpp-cuda,llama-2-7b,q4_0,decode,0,128,0,1,180");
        Run run = Run.of((command.replace("ROWS", rows) + " --runtime llama.cpp-cudda").split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("ridgepoint: no runtime 'llama.cpp-cudda'; did you mean 'llama.cpp-cuda'?; 'ridgepoint list runtimes' lists them");
    }

    @Test
    void aFewMeasurementsOfOneDeviceAddWhatItHasOfItsOwn() throws IOException {
        String rows = csv("rtx-4090,llama.cpp-cuda,llama-2-7b,q4_0,decode,0,128,0,1,150", "rtx-4090,llama.cpp-cuda,llama-3.1-8b,q8_0,decode,0,128,0,1,75");
        String mine = folder.resolve("mine").toString();
        assertThat(Run.output("calibrate", rows, "--only-devices", "--write", mine)).contains("1 runtime fitted to 2 measurements", "Nothing was left out");
        String file = Path.of(mine, "llama.cpp-cuda.yaml").toString();
        assertThat(Files.readString(Path.of(file))).contains("{when: {device: rtx-4090}, times: {decode-time: 1.");
        assertThat(rate(file)).isLessThan(rate("llama.cpp-cuda"));
    }

    private static double rate(String runtime) {
        return Run.json("predict", "--hardware", "rtx-4090", "--model", "llama-2-7b", "--weights", "q4_0", "--runtime", runtime, "--format", "json")
                .at("/decode/tokens_per_second").doubleValue();
    }

    @Test
    void anAuditSaysWhatIsDoubtfulAndWhere() throws IOException {
        String start = "rtx-4090,llama.cpp-cuda,qwen2.5-7b,q4_k_m,decode,0,128,0,1,";
        String rows = csv("rtx-4090,llama.cpp-cuda,llama-2-7b,q4_0,decode,0,128,0,1,180", "rtx-4090,llama.cpp-cuda,llama-2-7b,q4_0,decode,0,128,0,1,180",
                "rtx-4090,llama.cpp-cuda,llama-2-7b,q8_0,decode,0,128,0,1,0.11", "rtx-4090,llama.cpp-cuda,llama-3.1-8b,q4_k_m,decode,0,128,0,1,900",
                start + 140, start + 130, start + 120, start + 110);
        assertThat(Run.output("audit", rows)).contains("Audit of 8 measurements", "above the roof          1", "unit slip               1", "duplicate               1",
                "two answers             1", "slower each time        1", "as if thousands of tokens", "2 rows of the same test say 180 tokens/s", "140, 130, 120, 110");
        assertThat(Run.json("audit", rows, "--format", "json").toString()).contains("rows.csv:5");
    }
}
