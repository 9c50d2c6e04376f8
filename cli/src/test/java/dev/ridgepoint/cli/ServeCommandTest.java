package dev.ridgepoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code serve} and {@code capacity} as a person uses them. The golden files are written anew with {@code -Dridgepoint.golden=write}. */
class ServeCommandTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String DEVICE = "--hardware h100-sxm --model llama-3.1-8b ";

    @TempDir
    private Path folder;

    private static String[] args(String command, String... more) {
        return Stream.concat(Stream.of(command.split(" ")), Arrays.stream(more)).toArray(String[]::new);
    }

    private static void assertGolden(String file, String now) throws IOException {
        if ("write".equals(System.getProperty("ridgepoint.golden"))) {
            Files.writeString(GOLDEN.resolve(file), now);
        }
        assertThat(now).isEqualTo(Files.readString(GOLDEN.resolve(file)));
    }

    @Test
    void theReportsAreAsTheyWere() throws IOException {
        assertGolden("serve.txt", Run.output(args("serve " + DEVICE + "--rate 20/s --requests 2000 --prompt lognormal:1024:0.8 --generate lognormal:256:0.6 "
                + "--prefixes 8 --prefix-tokens 500 --slo-ttft 200ms --slo-tpot 20ms --rent 2.5USD")));
        assertGolden("capacity.txt", Run.output(args("capacity " + DEVICE + "--requests 500 --slo-ttft 100ms --slo-tpot 10ms --rent 2.5USD")));
    }

    /** A request that comes alone takes what {@code predict} says: prompt and first token in one pass, and a step for each token after it. */
    @ParameterizedTest
    @ValueSource(strings = {"--hardware h100-sxm --model llama-3.1-8b", "--hardware h200-sxm --model deepseek-v2-lite --weights fp8",
        "--hardware rtx-4090 --model qwen2.5-7b --weights q4_k_m --runtime llama.cpp-cuda-fa"})
    void aRequestThatComesAloneTakesWhatIsPredicted(String device) throws IOException {
        Path trace = Files.writeString(folder.resolve("one.csv"), "arrival_s,prompt_tokens,output_tokens\n7,512,100\n");
        JsonNode served = Run.json(args("serve " + device + " --format json --trace", trace.toString()));
        JsonNode predicted = Run.json(args("predict " + device + " --prompt 512 --generate 99 --micro-batch 512 --format json"));
        double first = predicted.at("/prefill/time_s").doubleValue();
        assertThat(served.at("/latencies/0/max_s").doubleValue()).isCloseTo(first, within(1e-9 * first));
        assertThat(served.at("/latencies/2/max_s").doubleValue()).isCloseTo(predicted.at("/total_s").doubleValue(), within(1e-9));
        assertThat(served.get("requests").intValue()).isEqualTo(1);
    }

    /** Energy and money of a request that comes alone are those of {@code cost}: a prompt of 512 tokens, and 100 steps after it. */
    @ParameterizedTest
    @ValueSource(strings = {"--hardware h100-sxm --model llama-3.1-8b --tp 2 --years 3 --electricity 0.30USD",
        "--hardware rtx-4090 --model qwen2.5-7b --weights fp8"})
    void aRequestThatComesAloneCostsWhatItsTokensDo(String setting) throws IOException {
        Path trace = Files.writeString(folder.resolve("one.csv"), "arrival_s,prompt_tokens,output_tokens\n0,512,101\n");
        JsonNode served = Run.json(args("serve " + setting + " --format json --trace", trace.toString()));
        JsonNode cost = Run.json(args("cost " + setting + " --prompt 512 --generate 100 --micro-batch 512 --format json"));
        double joules = 512 * cost.at("/phases/0/joules_per_token").doubleValue() + 100 * cost.at("/phases/1/joules_per_token").doubleValue();
        double dollars = 512 * cost.at("/phases/0/usd_per_million_tokens").doubleValue() + 100 * cost.at("/phases/1/usd_per_million_tokens").doubleValue();
        assertThat(served.get("joules").doubleValue()).isCloseTo(joules, withPercentage(0.01));
        assertThat(served.get("joules_per_output_token").doubleValue()).isCloseTo(joules / 101, withPercentage(0.01));
        assertThat(served.get("usd_per_million_output_tokens").doubleValue()).isCloseTo(dollars / 101, withPercentage(0.01));
        assertThat(served.get("energy_from").get(0).asText()).isEqualTo(cost.get("energy_from").asText());
        assertThat(served.get("devices").intValue()).isEqualTo(cost.get("devices").intValue());
    }

    @Test
    void bothDevicesArePaidFor() {
        String two = "serve " + DEVICE + "--prefill-hardware h200-sxm --link 50GB/s --rate 20/s --requests 200 --format json ";
        JsonNode rented = Run.json(args(two + "--rent 3USD"));
        double hours = rented.get("seconds").doubleValue() / 3600;
        assertThat(rented.get("usd_per_million_output_tokens").doubleValue())
                .isCloseTo(2 * 3 * hours / rented.get("output_tokens").doubleValue() * 1e6, withPercentage(1e-6));
        assertThat(rented.get("devices").intValue()).isEqualTo(2);
        assertThat(Run.output(args("serve " + DEVICE + "--rate 20/s --requests 200"))).contains("an output token", "W in the mean",
                "Energy from the profile's power", "Bought at");
    }

    /** Twice the replicas take twice the requests as fast, and each has a row of its own. */
    @Test
    void replicasShareTheRequests() throws IOException {
        String split = "serve " + DEVICE + "--prefill-hardware h100-sxm --link 50GB/s --prompt lognormal:1024:0.8 --requests 2000 ";
        JsonNode one = Run.json(args(split + "--rate 20/s --format json"));
        JsonNode two = Run.json(args(split + "--rate 40/s --prefill-replicas 2 --decode-replicas 2 --format json"));
        assertThat(two.get("devices").intValue()).isEqualTo(4);
        assertThat(two.get("stages")).extracting(stage -> stage.get("stage").asText()).containsExactly("prefill 1", "prefill 2", "decode 1", "decode 2");
        assertThat(two.at("/latencies/0/mean_s").doubleValue()).isLessThan(one.at("/latencies/0/mean_s").doubleValue());
        double passes = two.at("/stages/0/computed_prompt_tokens").doubleValue();
        assertThat(two.at("/stages/1/computed_prompt_tokens").doubleValue()).isCloseTo(passes, withPercentage(20));
        String report = Run.output(args(split + "--rate 200/s --prefill-replicas 2 --decode-replicas 3 --chart", folder.resolve("five").toString()));
        assertThat(report).contains("prefill on 2 x H100", "decode on 3 x H100", "decode 3", "Saturated (prefill 1, prefill 2)");
        assertThat(Files.readString(folder.resolve("five-occupancy.svg"))).contains("waiting, prefill", "running, decode");
    }

    @Test
    void theSameSeedPrintsTheSameAndAnotherDoesNot() {
        String command = "serve " + DEVICE + "--rate 5 --requests 200 --draft 2 --acceptance 70% --format json --seed ";
        assertThat(Run.output(args(command + "3"))).isEqualTo(Run.output(args(command + "3"))).isNotEqualTo(Run.output(args(command + "4")));
    }

    @Test
    void overloadIsSaid() {
        String overloaded = Run.output(args("serve " + DEVICE + "--rate 500/s --requests 2000"));
        assertThat(overloaded).contains("Saturated: requests come at");
        assertThat(Run.output(args("serve " + DEVICE + "--rate 5/s --requests 2000"))).doesNotContain("Saturated");
        assertThat(Run.output(args("serve --hardware h200-sxm --prefill-hardware h100-sxm --model llama-3.1-8b --link 1GB/s --rate 20/s --requests 2000")))
                .contains("Saturated (decode)").contains("prefill on H100");
    }

    /** Two prompts of 2000 tokens that begin alike: the second computes what is left after whole blocks of 16, unless nothing is shared. */
    @Test
    void beginningsAreComputedOnce() throws IOException {
        Path trace = Files.writeString(folder.resolve("chat.csv"), "arrival_s,prompt_tokens,output_tokens,prefix_id,prefix_tokens\n"
                + "0,2000,10,system,1000\n9,2000,10,system,1000\n");
        String command = "serve " + DEVICE + "--format json --trace " + trace;
        assertThat(Run.json(args(command)).at("/stages/0/reused_prompt_tokens").intValue()).isEqualTo(992);
        assertThat(Run.json(args(command)).at("/stages/0/computed_prompt_tokens").intValue()).isEqualTo(3008);
        assertThat(Run.json(args(command + " --no-sharing")).at("/stages/0/computed_prompt_tokens").intValue()).isEqualTo(4000);
    }

    @Test
    void whatDoesNotFitIsCounted() throws IOException {
        Path trace = Files.writeString(folder.resolve("trace.csv"), "arrival_s,prompt_tokens,output_tokens\n0,100,10\n0,9000,10\n");
        assertThat(Run.output(args("serve " + DEVICE + "--kv-capacity 1GB --slo-e2e 1s --trace", trace.toString())))
                .contains("1 of 2 requests were refused: longer than the whole KV cache", "50.0 % stay within end to end 1 s");
    }

    @Test
    void spreadsheetsGetTheTimeSeries() {
        String csv = Run.output(args("serve " + DEVICE + "--rate 5/s --requests 200 --format csv"));
        assertThat(csv).startsWith("stage,time_s,waiting,running,kv_blocks,kv_share" + System.lineSeparator() + "server,");
        assertThat(csv.lines()).hasSizeBetween(200, 520);
    }

    @Test
    void figuresAreDrawn() throws IOException {
        Path base = folder.resolve("day");
        assertThat(Run.output(args("serve " + DEVICE + "--rate 5/s --requests 200 --format markdown --size column --chart", base.toString())))
                .contains("![Serving](day-occupancy.png)", "![Serving](day-latency.png)");
        assertThat(Files.readString(folder.resolve("day-occupancy.svg"))).contains("Blocks used (%)", "waiting", "running");
        assertThat(Files.readString(folder.resolve("day-latency.svg"))).contains("first token (TTFT)", "Requests (%)");
        Path rates = folder.resolve("rates.png");
        Run.output(args("capacity " + DEVICE + "--requests 200 --slo-ttft 100ms --chart", rates.toString()));
        assertThat(Files.readString(folder.resolve("rates.svg"))).contains("TTFT p99", "TTFT limit", "Requests/s");
    }

    /** Every rate that was tried below the answer meets the objective, and the one above does not. */
    @Test
    void capacityLiesBetweenARateThatMeetsAndOneThatFails() {
        JsonNode json = Run.json(args("capacity " + DEVICE + "--requests 500 --slo-ttft 100ms --slo-tpot 10ms --attainment 95% --format json"));
        double capacity = json.get("capacity_requests_per_second").doubleValue();
        assertThat(json.at("/at_capacity/attainment").doubleValue()).isGreaterThanOrEqualTo(0.95);
        double next = Double.POSITIVE_INFINITY;
        for (JsonNode trial : json.get("tried")) {
            double rate = trial.get("requests_per_second").doubleValue();
            assertThat(trial.get("meets").asText()).isEqualTo(rate <= capacity ? "true" : "false");
            next = rate > capacity ? Math.min(next, rate) : next;
        }
        assertThat(next).isBetween(capacity, 1.006 * capacity);
        assertThat(json.get("limit").asText()).contains("exceed the");
    }

    @Test
    void anObjectiveThatCannotBeMetIsAnAnswer() {
        assertThat(Run.output(args("capacity " + DEVICE + "--slo-ttft 1ms")))
                .contains("No rate gives 99.0 % of requests within TTFT 1 ms", "100.0 % exceed the TTFT (p99 9.115 ms)");
        JsonNode json = Run.json(args("capacity " + DEVICE + "--slo-ttft 1ms --format json"));
        assertThat(json.get("capacity_requests_per_second").intValue()).isZero();
        assertThat(json.get("tried")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve                                            | no request comes: give --rate, as in --rate 2/s, or --trace
            serve --rate 0                                   | '0' is not a rate of requests above 0
            serve --rate 2/day                               | write it as in 2/s, 90/min or 500/h
            serve --rate NaN                                 | is not a rate of requests above 0
            serve --trace nowhere.csv                        | nowhere.csv: no such file
            serve --trace nowhere.csv --requests 5           | a trace has its own arrivals
            serve --trace nowhere.csv --prompt 5             | a trace has its own lengths
            serve --rate 2 --prompt gamma:1:2                | 'gamma:1:2' is not a length; write it as in 512, uniform:100:900
            serve --rate 2 --prompt uniform:9:3              | uniform lengths go up, and not from 9 to 3
            serve --rate 2 --generate 0                      | a length is 1 token or more, not 0
            serve --rate 2 --kv-capacity 10MB                | none of 10000 requests fits: the KV cache of 10 MB on h100-sxm holds 64 tokens
            serve --rate 2 --kv-capacity 80GB                | a KV cache of 80 GB and 16.06 GB of weights are more than the 85.9 GB of h100-sxm
            serve --rate 2 --kv-capacity 1MB                 | does not hold one block of 16 tokens
            serve --rate 2 --batch 4096                      | give a larger --token-budget or a smaller --batch
            serve --rate 2 --draft 4                         | --draft needs --acceptance
            serve --rate 2 --draft-time 1ms                  | --draft-time needs --draft
            serve --rate 2 --link 1GB/s                      | --link needs --prefill-hardware
            serve --rate 2 --prefill-hardware h100-sxm       | --prefill-hardware needs --link
            serve --rate 2 --decode-replicas 3               | --decode-replicas needs --prefill-hardware
            serve --rate 2 --prefill-replicas 0              | 0
            serve --rate 2 --prefix-tokens 9                 | --prefix-tokens needs --prefixes
            serve --rate 2 --burst-shape 0                   | '0' is not a number above 0
            serve --rate 2 --slo-ttft 0ms                    | 0
            serve --rate 2 --rent 2.5                        | USD
            serve --rate 2 --pue 0.5                         | a site uses at least the energy of its devices
            capacity                                         | no objective: give --slo-ttft, --slo-tpot or --slo-e2e
            capacity --slo-ttft 1s --attainment 0            | is not a share above 0
            """)
    void aMistakeCostsOneLine(String arguments, String told) {
        String[] words = arguments.split(" ", 2);
        Run run = Run.of(args(words[0] + " " + DEVICE + (words.length > 1 ? words[1] : "")));
        assertThat(run.err()).startsWith("ridgepoint: ").contains(told).hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void whatCannotServeSaysSo() {
        assertThat(Run.of(args("serve --hardware rtx-4090 --model llama-3.1-70b --rate 2")).err())
                .contains("llama-3.1-70b does not fit on rtx-4090: 141.1 GB of weights in 23.19 GB of memory");
        assertThat(Run.of(args("serve --hardware h100-sxm --model bert-base --rate 2")).err()).contains("bert-base is an encoder");
    }

    @Test
    void aTraceIsReadToItsMistakeAndNothingIsWritten() throws IOException {
        Path trace = Files.writeString(folder.resolve("trace.csv"), "arrival_s,prompt_tokens,output_tokens\n0,100,10\n1,100,ten\n");
        Path report = folder.resolve("report.txt");
        Run run = Run.of(args("serve " + DEVICE + "--trace", trace.toString(), "--output", report.toString()));
        assertThat(run.err()).contains("trace.csv:3: output_tokens: 'ten' is not a whole number of tokens").hasLineCount(1);
        assertThat(report).doesNotExist();
        Path empty = Files.writeString(folder.resolve("empty.csv"), "arrival_s,prompt_tokens,output_tokens\n");
        assertThat(Run.of(args("serve " + DEVICE + "--trace", empty.toString())).err()).contains("empty.csv: has no request").hasLineCount(1);
    }
}
