package dev.ridgepoint.sweepfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.energy.EnergyModel;
import dev.ridgepoint.energy.PhaseCost;
import dev.ridgepoint.energy.RunningCost;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlNode.Place;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.parallel.Deployment;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.study.ChosenRuntime;
import dev.ridgepoint.sweepfile.ResultTables.Answer;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points under a runtime, on several devices and for money are what the commands of one point say. */
class RunningTest {

    private static final Library LIBRARY = Library.find();
    private static final String HEAD = """
            devices: [h100-sxm, rtx-4090]
            models: [mixtral-8x7b, llama-3.1-8b, deepseek-v2-lite]
            formats: [fp8, q4_k_m]
            scenarios: [{name: chat, prompt: 700, generate: 64}]
            """;
    private static final String SWEEP = """
            runtime: [ideal, vllm, llama.cpp-cuda]
            tp: [1, 2, 4]
            ep: [1, 2]
            sweep:
              - {field: device.memory.main.bandwidth, name: memory, values: [700 GB/s, 2 TB/s]}
              - {field: device.peaks.matrix.int8, name: int8, values: [100 TFLOP/s, 4000 TFLOP/s]}
              - {field: device.tdp, name: power, values: [300 W, 600 W]}
              - {field: request.batch, values: [1, 32]}
            """;

    @TempDir
    private Path folder;

    private SweepFile sweep(String text) throws IOException {
        return SweepFileReader.read(LIBRARY, Files.writeString(folder.resolve("sweep.yaml"), text));
    }

    private SweepRun.Result run(String text, String name, int threads) throws IOException {
        return SweepRun.fresh(sweep(text), "1", folder.resolve(name), threads, (what, share) -> { }).run();
    }

    private List<Object[]> ask(String name, String sql) {
        List<Object[]> rows = new ArrayList<>();
        try (ResultTables tables = ResultTables.open(folder.resolve(name)); Answer answer = tables.ask(sql)) {
            for (Object[] row = answer.next(); row != null; row = answer.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static Hardware device(String id, double bandwidth, double int8, double tdp) {
        Path file = Path.of(LIBRARY.hardwareCatalog().find(id).toString());
        return HardwareReader.read(new HardwareReader(LIBRARY.hardwareCatalog()).layered(file).with(List.of(
                change("memory.main.bandwidth", bandwidth / 1e9 + " GB/s"), change("peaks.matrix.int8", int8 / 1e12 + " TFLOP/s"), change("tdp", tdp + " W"))));
    }

    private static YamlChange change(String path, String value) {
        return new YamlChange(path, new YamlScalar(value, new Place("test", 1, path)));
    }

    private static ChosenRuntime runtime(String name) {
        return name.equals("ideal") ? ChosenRuntime.IDEAL : new ChosenRuntime(name, Optional.of(LIBRARY.runtime(name)));
    }

    private static Deployment deployment(Hardware hardware, String model, String format, String runtime, int tp, int ep, int batch) {
        Numerics numerics = Numerics.of(WeightsFormats.named(format).orElseThrow());
        ChosenRuntime chosen = runtime(runtime);
        Roofline roofline = chosen.backend().isEmpty() ? Roofline.of(hardware, numerics) : Roofline.under(hardware, numerics,
                BackendRates.of(chosen.backend().get(), hardware, numerics, chosen.attention(), Circumstances.USUAL));
        return Deployment.of(Workload.of(LIBRARY.architecture(model), numerics, chosen.attention()), LatentExecution.CHEAPER,
                Parallelism.of(tp, 1, 1, ep), 0, roofline, new Request(700, 64, 0, batch, 512));
    }

    @Test
    void everyPointIsWhatTheCommandsSay() throws IOException {
        SweepRun.Result result = run(HEAD + SWEEP + "cost: {rent: {rtx-4090: 0.5 USD}, years: 3, busy: 0.5, electricity: 0.2 USD, pue: 1.1}\n", "out", 2);
        // 2 devices, 3 models, 2 formats, 3 runtimes, 3 x 2 numbers of devices and 16 values. One device does not share experts.
        assertThat(result.points()).isEqualTo(2 * 3 * 2 * 3 * 6 * 16);
        assertThat(result.rows()).isEqualTo(2 * 3 * 2 * 3 * 5 * 16);
        assertThat(result.skipped()).containsExactly(Map.entry("experts in 2 parts do not divide 1 x 1 devices", 2L * 3 * 2 * 3 * 16));
        List<Object[]> points = ask("out", """
                SELECT device, model, format, runtime, tp, ep, batch, memory_bytes_per_s, int8_flop_per_s, tdp_w, ttft_s, tpot_s, memory_bytes, fits, peak_flop_per_s,
                prefill_energy_per_token_j, decode_energy_per_token_j, request_energy_j, prefill_cost_per_mtok_usd, decode_cost_per_mtok_usd, request_cost_usd,
                energy_per_token_j, cost_per_mtok_usd
                FROM points""");
        for (Object[] point : points) {
            Hardware hardware = device((String) point[0], (double) point[7], (double) point[8], (double) point[9]);
            int tp = ((Number) point[4]).intValue();
            Deployment alone = deployment(hardware, (String) point[1], (String) point[2], (String) point[3], tp, ((Number) point[5]).intValue(),
                    ((Number) point[6]).intValue());
            RunningCost cost = hardware.id().equals("h100-sxm") ? RunningCost.owned(30_000, 3, 0.5, 0.2, 1.1) : RunningCost.rented(0.5);
            EnergyModel energy = EnergyModel.of(hardware).orElseThrow();
            Phase decode = alone.device().decode().orElseThrow();
            PhaseCost prompt = PhaseCost.of(alone, alone.device().prefill().orElseThrow(), energy, cost);
            PhaseCost step = PhaseCost.of(alone, decode, energy, cost);
            assertThat(point[12]).isEqualTo(alone.device().memory().totalBytes());
            assertThat(point[13]).isEqualTo(alone.device().memory().totalBytes() <= hardware.mainMemory().capacity().orElseThrow().value());
            assertThat(point[14]).isEqualTo(alone.device().roofline().peak());
            double[] expected = {alone.timeToFirstToken(), alone.timePerToken()};
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) point[10 + i]).as("%s", List.of(point)).isCloseTo(expected[i], withPercentage(1e-9));
            }
            double[] spent = {prompt.joulesPerToken(), step.joulesPerToken(), tp * (prompt.each().joules() + 64 * step.each().joules()),
                prompt.dollarsPerMillion(), step.dollarsPerMillion(), prompt.dollars() + 64 * step.dollars(),
                tp * (prompt.each().joules() + 64 * step.each().joules()) / step.tokens() / 64,
                (prompt.dollars() + 64 * step.dollars()) / step.tokens() / 64 * 1e6};
            for (int i = 0; i < spent.length; i++) {
                assertThat((double) point[15 + i]).as("%s", List.of(point)).isCloseTo(spent[i], withPercentage(1e-9));
            }
        }
    }

    @Test
    void theBytesDoNotDependOnTheThreads() throws IOException {
        String text = HEAD + SWEEP + """
                where: [fits, tp <= 2, decode_cost_per_mtok <= 20 USD, decode_energy_per_token <= 20 J]
                keep:
                  points: csv
                  columns: [decode_rate, decode_cost_per_mtok]
                  fronts: [{name: cheap, of: {tp: min, decode_cost_per_mtok: min}}]
                  best: [{by: request_energy, order: min}]
                """;
        run(text, "one", 1);
        run(text, "three", 3);
        assertThat(bytes("three")).isEqualTo(bytes("one"));
        assertThat(Files.readString(folder.resolve("one/points.csv")))
                .startsWith("point,device,model,format,kv,scenario,runtime,tp,ep,batch,memory_bytes_per_s,");
        // The wants, then what the points differ in.
        assertThat(run(text, "one", 1).lists().get(0).columns()).extracting(PointColumn::name).startsWith("tp", "decode_cost_per_mtok", "device", "model",
                "format").contains("runtime", "ep");
    }

    /** Five devices do not share 32 heads, and nothing links two laptops. */
    @Test
    void whatCannotBeSpreadIsCounted() throws IOException {
        String text = HEAD.replace("rtx-4090", "apple-m1-pro").replace("mixtral-8x7b, ", "").replace(", deepseek-v2-lite", "").replace("fp8, ", "") + "tp: [1, 2, 5]\n";
        assertThat(run(text, "out", 1).skipped()).containsOnly(
                Map.entry("llama-3.1-8b has 32 heads, which 5 devices do not share evenly", 2L),
                Map.entry("apple-m1-pro's profile states no links to other devices; add 'links' to it", 1L));
    }

    private Map<String, String> bytes(String name) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(folder.resolve(name).relativize(file).toString(), Files.readString(file));
            }
        }
        return bytes;
    }

    /** A chip that is not sold has no price: nothing is known of its cost, and it is not among the cheap. */
    @Test
    void whatIsNotKnownIsNotCheap() throws IOException {
        String text = HEAD.replace("h100-sxm, rtx-4090", "a100-80gb-sxm, tpu-v5e") .replace("formats: [fp8, q4_k_m]", "formats: [bf16]");
        run(text, "all", 1);
        assertThat(ask("all", "SELECT count(*), count(decode_cost_per_mtok_usd), count(decode_energy_per_token_j) FROM points").get(0))
                .containsExactly(6L, 3L, 3L);
        run(text + "where: decode_cost_per_mtok <= 100000 USD\n", "cheap", 1);
        assertThat(ask("cheap", "SELECT DISTINCT device FROM points").get(0)).containsExactly("a100-80gb-sxm");
        run(text + "cost: {price: 100 USD}\n", "priced", 1);
        assertThat((double) ask("priced", "SELECT max(decode_cost_per_mtok_usd) FROM points").get(0)[0])
                .isLessThan((double) ask("all", "SELECT min(decode_cost_per_mtok_usd) FROM points").get(0)[0]);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            runtime: vlm                            | sweep.yaml:5: runtime: no runtime 'vlm'; did you mean 'vllm'?
            runtime: [ideal, idael]                 | sweep.yaml:5: runtime.[1]: no runtime 'idael'; did you mean 'ideal'?
            runtime: [vllm, vllm]                   | sweep.yaml:5: runtime.[1]: a second 'vllm'
            runtime: calibrated                     | sweep.yaml:5: runtime: 'calibrated' is what one device was measured to reach
            runtime: mine.yaml                      | sweep.yaml:5: runtime: 'mine.yaml': no such file
            runtime: []                             | sweep.yaml:5: runtime: names none
            tp: 0                                   | sweep.yaml:5: tp: 0 is out of range; it must be from 1 to 65536
            tp: [1, two]                            | sweep.yaml:5: tp.[1]: 'two' is not a whole number from 1 to 65536
            tp: [2, 2]                              | sweep.yaml:5: tp.[1]: a second '2'
            ep: 1.5                                 | sweep.yaml:5: ep: '1.5' is not a whole number from 1 to 65536
            cost: {rent: 2.50}                      | sweep.yaml:5: cost.rent: '2.50' has no unit
            cost: {rent: {h100: 2 USD}}             | sweep.yaml:5: cost.rent.h100: no device 'h100'; did you mean 'h100-sxm'?
            cost: {busy: 60}                        | sweep.yaml:5: cost.busy: 60 is out of range; it must be from
            cost: {pue: 0.9}                        | sweep.yaml:5: cost.pue: 0.9 is out of range; it must be from 1 to
            cost: {lifetime: 4}                     | sweep.yaml:5: cost.lifetime: unknown key
            where: decode_energy_per_token <= 3 W   | 'W' is not a unit here; write it as in 12 pJ
            where: tp <= 4                          | sweep.yaml:5: where: no column 'tp'
            sweep: [{field: device.tdp, name: tp, values: [1 W]}] | there is a column 'tp' already
            """)
    void aMistakeIsNamed(String line, String message) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> sweep(HEAD + line + "\n")).withMessageContaining(message);
    }
}
