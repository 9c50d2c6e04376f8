package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of a prediction is relied upon by programs. */
class PredictJsonTest {

    private static JsonNode predicted(String hardware, String model, String... more) {
        String[] args = new String[more.length + 7];
        System.arraycopy(new String[] {"predict", "--hardware", hardware, "--model", model, "--format", "json"}, 0, args, 0, 7);
        System.arraycopy(more, 0, args, 7, more.length);
        return Run.json(args);
    }

    @Test
    void carriesTheNamesOfTheContract() {
        JsonNode json = predicted("apple-m1-pro", "qwen2.5-1.5b", "--weights", "q8_0");

        assertThat(json.fieldNames()).toIterable().contains(
                "hardware", "model", "weights", "prefill", "decode", "ttft_s", "total_s", "memory", "operators", "potential");
        String[] phase = {"tokens", "flops", "bytes", "operational_intensity", "time_s", "tokens_per_second", "bound", "attainable_flops_per_s",
            "mfu", "mbu"};
        assertThat(json.get("prefill").fieldNames()).toIterable().containsExactly(phase);
        assertThat(json.get("decode").fieldNames()).toIterable().contains(phase).contains("time_per_token_s");
        assertThat(json.get("memory").fieldNames()).toIterable().containsExactly(
                "weights_bytes", "kv_cache_bytes", "activations_bytes", "total_bytes", "capacity_bytes", "fits");
        assertThat(json.get("operators").get(0).fieldNames()).toIterable().containsExactly(
                "phase", "name", "layer_group", "count", "flops", "weight_bytes", "activation_bytes", "kv_read_bytes", "kv_write_bytes",
                "operational_intensity", "time_s", "bound");
        for (String name : new String[] {"prefill", "decode"}) {
            assertThat(json.get("potential").get(name).fieldNames()).toIterable().containsExactly(
                    "ridge_oi", "ridge_flops_per_s", "regime", "phi", "headroom", "phi_log10", "area_log10");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apple-m1-pro, qwen2.5-1.5b", "h100-sxm, deepseek-v2-lite", "rtx-3090, gemma-3-4b", "h100-sxm, gpt-oss-20b", "rtx-3090, granite-4.0-h-tiny",
        "a100-80gb-sxm, qwen3-next-80b-a3b", "rtx-3090, bert-base"})
    void operatorsAddUpToTheirPhase(String hardware, String model) {
        String depth = model.equals("bert-base") ? "0" : "100";
        JsonNode json = predicted(hardware, model, "--prompt", "700", "--generate", "50", "--batch", "3", "--depth", depth);

        for (String name : new String[] {"prefill", "decode"}) {
            JsonNode phase = json.get(name);
            double flops = 0;
            double bytes = 0;
            double seconds = 0;
            for (JsonNode operator : json.get("operators")) {
                if (operator.get("phase").textValue().equals(name)) {
                    double count = operator.get("count").doubleValue();
                    flops += count * operator.get("flops").doubleValue();
                    seconds += count * operator.get("time_s").doubleValue();
                    for (String part : new String[] {"weight_bytes", "activation_bytes", "kv_read_bytes", "kv_write_bytes"}) {
                        bytes += count * operator.get(part).doubleValue();
                    }
                }
            }
            if (phase.isNull()) {
                assertThat(flops).isZero();
                continue;
            }
            assertThat(phase.get("flops").doubleValue()).isCloseTo(flops, within(1e-9 * flops));
            assertThat(phase.get("bytes").doubleValue()).isCloseTo(bytes, within(1e-9 * bytes));
            assertThat(phase.get("time_s").doubleValue()).isCloseTo(seconds, within(1e-9 * seconds));
            assertThat(phase.get("operational_intensity").doubleValue()).isCloseTo(flops / bytes, within(1e-9 * flops / bytes));
        }
    }

    @Test
    void wholeRequestIsFirstTokenAndTheRest() {
        JsonNode json = predicted("apple-m1-pro", "qwen2.5-1.5b", "--weights", "q8_0");

        JsonNode decode = json.get("decode");
        double total = json.get("ttft_s").doubleValue() + decode.get("tokens").doubleValue() * decode.get("time_per_token_s").doubleValue();
        assertThat(json.get("total_s").doubleValue()).isCloseTo(total, within(1e-9 * total));
        JsonNode memory = json.get("memory");
        assertThat(memory.get("total_bytes").doubleValue()).isEqualTo(memory.get("weights_bytes").doubleValue()
                + memory.get("kv_cache_bytes").doubleValue() + memory.get("activations_bytes").doubleValue());
    }

    @Test
    void phaseThatIsNotAskedForIsNull() {
        JsonNode decodeAlone = predicted("apple-m1-pro", "qwen2.5-1.5b", "--prompt", "0");
        assertThat(decodeAlone.get("prefill").isNull()).isTrue();
        assertThat(decodeAlone.get("potential").get("prefill").isNull()).isTrue();
        assertThat(decodeAlone.get("ttft_s").doubleValue()).isZero();

        JsonNode prefillAlone = predicted("apple-m1-pro", "qwen2.5-1.5b", "--generate", "0");
        assertThat(prefillAlone.get("decode").isNull()).isTrue();
        assertThat(prefillAlone.get("potential").get("decode").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2147483647"})
    void numbersAreNumbersAtAnySize(String size) {
        String text = Run.output("predict", "--hardware", "apple-ane-m1", "--model", "falcon-mamba-7b", "--prompt", size, "--generate", size,
                "--batch", size, "--depth", size, "--format", "json");
        assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @ParameterizedTest
    @CsvSource({
        "qwen2.5-1.5b, bf16", "gpt2, fp32", "phi-2, fp16", "deepseek-v3, fp8", "gpt-oss-20b, mxfp4"})
    void weightsAreThePublishedOnesUnlessChosen(String model, String weights) {
        assertThat(predicted("h100-sxm", model).get("weights").textValue()).isEqualTo(weights);
    }

    @Test
    void noteSaysByHowMuchAModelDoesNotFit() {
        JsonNode json = predicted("h100-sxm", "deepseek-v3");

        assertThat(json.get("memory").get("fits").booleanValue()).isFalse();
        assertThat(json.get("notes").get(0).textValue()).contains("does NOT fit, by ");
        assertThat(json.get("decode").get("tokens_per_second").doubleValue()).isPositive();
    }

    @Test
    void notesTellWhatAReaderMustKnow() {
        assertThat(predicted("a100-80gb-sxm", "deepseek-v3").get("notes").toString()).contains("no peak");
        assertThat(predicted("apple-m1-pro", "gpt2", "--prompt", "2000").get("notes").toString()).contains("trained for 1024");
        assertThat(predicted("apple-m1-pro", "bert-base").get("notes").toString()).contains("encoder");
    }

    @Test
    void optionsReachTheModel() {
        JsonNode json = predicted("h100-sxm", "deepseek-v2-lite", "--mla", "expanded", "--layers", "3", "--kv", "fp8", "--attention", "unfused",
                "--activations", "fp16");

        assertThat(json.get("mla_execution").get("decode").textValue()).isEqualTo("expanded");
        assertThat(json.get("request").get("layers").intValue()).isEqualTo(3);
        assertThat(json.get("request").get("attention").textValue()).isEqualTo("unfused");
        assertThat(json.get("kv").textValue()).isEqualTo("fp8");
        assertThat(json.get("activations").textValue()).isEqualTo("fp16");
    }
}
