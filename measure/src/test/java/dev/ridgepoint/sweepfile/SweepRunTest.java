package dev.ridgepoint.sweepfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.sweepfile.ResultTables.Answer;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sweep writes: every point as it is predicted alone, and the same bytes however it is carried out. */
class SweepRunTest {

    private static final String HEAD = """
            devices: [apple-m1-pro, jetson-orin-nano-super-8gb]
            models: [qwen2.5-0.5b]
            formats: [q8_0]
            scenarios: [{name: chat, prompt: 512, generate: 128}]
            """;
    /** 2 x 60 x 61 x 2 = 14,640 points: more than a part of 2,048 for each thread, and odd. */
    private static final String MANY = HEAD + """
            sweep:
              - {field: device.memory.main.bandwidth, name: dram, from: 20 GB/s, to: 500 GB/s, points: 60, scale: log}
              - {field: device.peaks.matrix.fp16, name: fp16, from: 1 TFLOP/s, to: 30 TFLOP/s, points: 61}
              - {field: request.batch, values: [1, 8]}
            where: [ttft <= 2 s]
            keep:
              points: parquet
              columns: [decode_rate, ttft, decode_bound, fits]
              fronts:
                - {name: two, of: {decode_rate: max, dram: min}}
                - {name: three, of: {ttft: min, dram: min, fp16: min}}
              best: [{by: decode_rate, order: max, count: 7}]
            """;

    @TempDir
    private Path folder;

    private SweepFile sweep(String text) throws IOException {
        return SweepFileReader.read(Library.find(), Files.writeString(folder.resolve("sweep.yaml"), text));
    }

    private SweepRun.Result run(String text, String name, int threads) throws IOException {
        return SweepRun.fresh(sweep(text), "1", folder.resolve(name), threads, (what, share) -> { }).run();
    }

    /** Every file by its name, as one character a byte. */
    private Map<String, String> bytes(String name) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(folder.resolve(name).relativize(file).toString(), Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return bytes;
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

    /** Two bandwidths and two batches, each point as {@code predict} has it. */
    @Test
    void everyPointIsAPredictionOfItsOwn() throws IOException {
        String text = HEAD.replace("[apple-m1-pro, ", "[") + """
                sweep:
                  - {field: device.memory.dram.bandwidth, name: dram, values: [50 GB/s, 102.4 GB/s]}
                  - {field: request.batch, values: [1, 3]}
                keep: {points: csv}
                """;
        assertThat(run(text, "out", 1).rows()).isEqualTo(4);
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named("q8_0").orElseThrow());
        Predictor predictor = new Predictor(Workload.of(library.architecture("qwen2.5-0.5b"), numerics));
        // The profile's own bandwidth, at batches 1 and 3: points 1 and 3.
        for (int batch : new int[] {1, 3}) {
            Roofline roofline = Roofline.of(library.hardware("jetson-orin-nano-super-8gb"), numerics);
            Prediction alone = predictor.predict(roofline, new Request(512, 128, 0, batch, 512));
            Object[] point = ask("out", "SELECT prefill_flops, prefill_time_s, decode_rate_tokens_per_s, memory_bytes, tdp_w, decode_bound, fits, point, "
                    + "kv, price_usd, prefill_mfu, request_time_s, parameters FROM points WHERE dram_bytes_per_s = 102.4e9 AND batch = " + batch).get(0);
            assertThat(point[0]).isEqualTo(alone.prefill().orElseThrow().flops());
            assertThat((double) point[1]).isCloseTo(alone.prefill().orElseThrow().seconds(), within(1e-12));
            assertThat((double) point[2]).isCloseTo(alone.decode().orElseThrow().tokensPerSecond(), withinPercentage(1e-9));
            assertThat(point[3]).isEqualTo(alone.memory().totalBytes());
            assertThat(point[4]).isEqualTo(25.0);
            assertThat(point[5]).isEqualTo(alone.decode().orElseThrow().bound().id());
            assertThat(point[6]).isEqualTo(true);
            assertThat(point[7]).isEqualTo(batch == 1 ? 1L : 3L);
            assertThat(point[8]).isEqualTo("f16");
            assertThat(point[9]).isEqualTo(249.0);
            assertThat((double) point[10]).isCloseTo(alone.prefill().orElseThrow().mfu(), withinPercentage(1e-9));
            assertThat((double) point[11]).isCloseTo(alone.totalSeconds(), withinPercentage(1e-9));
            assertThat(((Number) point[12]).longValue()).isEqualTo(library.architecture("qwen2.5-0.5b").parameters());
        }
        assertThat(Files.readString(folder.resolve("out/points.csv")).lines()).hasSize(5);
    }

    @Test
    void theBytesDoNotDependOnTheThreads() throws IOException {
        for (String text : List.of(MANY, MANY.replace("points: parquet", "points: csv"), MANY.replace(", points: 60", "").replace(", points: 61", "")
                + "sample: {kind: latin-hypercube, points: 5000, seed: 3}\n")) {
            run(text, "one", 1);
            run(text, "two", 2);
            run(text, "five", 5);
            assertThat(bytes("two")).isEqualTo(bytes("one"));
            assertThat(bytes("five")).isEqualTo(bytes("one"));
        }
    }

    /** Killed when three parts were done and a fourth half written. */
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "csv", "none"})
    void aSweepThatWasCutOffGoesOn(String points) throws IOException {
        String text = MANY.replace("points: parquet", "points: " + points);
        SweepRun.Result whole = run(text, "whole", 2);
        SweepFile sweep = sweep(text);
        Path cut = folder.resolve("cut");
        SweepRun.fresh(sweep, "1", cut, 2, (what, share) -> { }).evaluate(3);
        Files.writeString(cut.resolve("unfinished/.part-00004.json.12.part"), "{");
        if (points.equals("parquet")) {
            Files.writeString(cut.resolve("points/.part-00004.parquet.12.part"), "PAR");
        }
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ResultTables.open(cut)).withMessageContaining("not finished");
        SweepRun.Result resumed = SweepRun.resumed(sweep, "1", cut, 2, (what, share) -> { }).run();
        assertThat(resumed.resumed()).isEqualTo(3 * 2048);
        assertThat(resumed.rows()).isEqualTo(whole.rows());
        assertThat(bytes("cut")).isEqualTo(bytes("whole"));
        SweepRun.Result again = SweepRun.resumed(sweep, "1", cut, 1, (what, share) -> { }).run();
        assertThat(again.resumed()).isEqualTo(again.points());
        assertThat(again.lists().get(1).points()).isEqualTo(whole.lists().get(1).points());
        assertThat(bytes("cut")).isEqualTo(bytes("whole"));
    }

    @Test
    void aSweepEndsWithWhoeverWatchesIt() throws IOException {
        SweepFile sweep = sweep(MANY.replace("points: 60", "points: 6000").replace("points: 61", "points: 6100"));
        SweepRun run = SweepRun.fresh(sweep, "1", folder.resolve("out"), 2, (what, share) -> {
            throw new IllegalStateException(what);
        });
        assertThatThrownBy(run::run).hasMessageContaining(" of 146.4 M points");
        assertThat(folder.resolve("out/manifest.json")).doesNotExist();
    }

    @Test
    void aPartIsDoneWhileItsFileIsThere() throws IOException {
        SweepFile sweep = sweep(MANY);
        Path path = folder.resolve("noted");
        SweepFolder noted = SweepFolder.fresh(path, "x");
        assertThat(noted.done(0, sweep.keep().points())).isEmpty();
        noted.createPartFolders(sweep.keep().points());
        Files.writeString(noted.part(0, Keep.PointFormat.PARQUET), "12345");
        Tally tally = new Tally(3, Map.of("why", 2L), List.of(new long[] {1, 2}), List.of());
        noted.done(0, sweep.keep().points(), tally);
        assertThat(SweepFolder.resumed(path, "x").done(0, sweep.keep().points()).orElseThrow()).usingRecursiveComparison().isEqualTo(tally);
        Files.writeString(noted.part(0, Keep.PointFormat.PARQUET), "1234");
        assertThat(noted.done(0, sweep.keep().points())).isEmpty();
    }

    @Test
    void anotherSweepIsNotGoneOnWith() throws IOException {
        run(MANY, "out", 1);
        SweepFile other = sweep(MANY.replace("2 s]", "3 s]"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> SweepRun.resumed(other, "1", folder.resolve("out"), 1, (what, share) -> { }))
                .withMessageContaining("is of another sweep");
        assertThat(folder.resolve("out/points/part-00001.parquet")).exists();
        SweepRun.fresh(sweep(MANY.replace("points: parquet", "points: csv")), "1", folder.resolve("out"), 1, (what, share) -> { }).run();
        assertThat(folder.resolve("out/points")).doesNotExist();
    }

    @Test
    void frontsAndListsAreThoseOfAllPoints() throws IOException {
        SweepRun.Result result = run(MANY.replace("points: 60", "points: 30").replace("points: 61", "points: 40"), "out", 2);
        String front = """
                SELECT a.point FROM points a WHERE NOT EXISTS (FROM points b WHERE b.decode_rate_tokens_per_s >= a.decode_rate_tokens_per_s
                AND b.dram_bytes_per_s <= a.dram_bytes_per_s AND (b.decode_rate_tokens_per_s > a.decode_rate_tokens_per_s
                OR b.dram_bytes_per_s < a.dram_bytes_per_s OR b.point < a.point)) ORDER BY a.decode_rate_tokens_per_s DESC""";
        assertThat(numbers(ask("out", front))).isEqualTo(result.lists().get(0).points()).hasSizeGreaterThan(10);
        assertThat(numbers(ask("out", "SELECT point FROM front_two"))).isEqualTo(result.lists().get(0).points());
        String three = """
                SELECT a.point FROM points a WHERE NOT EXISTS (FROM points b WHERE b.ttft_s <= a.ttft_s AND b.dram_bytes_per_s <= a.dram_bytes_per_s
                AND b.fp16_flop_per_s <= a.fp16_flop_per_s AND (b.ttft_s < a.ttft_s OR b.dram_bytes_per_s < a.dram_bytes_per_s
                OR b.fp16_flop_per_s < a.fp16_flop_per_s OR b.point < a.point)) ORDER BY a.ttft_s, a.dram_bytes_per_s, a.fp16_flop_per_s""";
        assertThat(numbers(ask("out", three))).isEqualTo(result.lists().get(1).points());
        assertThat(numbers(ask("out", "SELECT point FROM points ORDER BY decode_rate_tokens_per_s DESC, point LIMIT 7")))
                .isEqualTo(result.lists().get(2).points());
    }

    private static long[] numbers(List<Object[]> rows) {
        return rows.stream().mapToLong(row -> ((Number) row[0]).longValue()).toArray();
    }

    /** The rate rises with the bandwidth: every point of a sample is on the front, unless few digits tell them apart. */
    @Test
    void aFrontOfAllPointsIsRefused() throws IOException {
        String text = HEAD + """
                sweep: [{field: device.memory.main.bandwidth, name: dram, from: 20 GB/s, to: 40 GB/s}]
                sample: {kind: sobol, points: 120000}
                keep: {fronts: [{of: {decode_rate: max, dram: min}}]}
                """;
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> run(text, "out", 2))
                .withMessageContaining("front 'decode_rate-dram' has more than 100000");
        assertThat(run(text.replace("dram: min}", "dram: min}, digits: 2"), "out", 2).lists().get(0).points()).hasSizeBetween(15, 42);
    }

    /** Of 4 bandwidths x 2 formats only what satisfies each condition is left. */
    @ParameterizedTest
    @ValueSource(strings = {"bw <= 200 GB/s:6", "bw < 200 GB/s:4", "bw = 200 GB/s:2", "format = q8_0:4", "fits:8", "memory_bytes > capacity_bytes:0",
        "price <= 250 USD:8", "price < 249 USD:0", "decode_bound = memory:8", "decode_bound = compute:0", "tdp >= 25 W:8", "batch > 1:0",
        "prefill_time > decode_time:8", "fits = false:0"})
    void onlyWhatIsAskedForIsLeft(String condition) throws IOException {
        String[] parts = condition.split(":");
        String text = HEAD.replace("[apple-m1-pro, ", "[").replace("[q8_0]", "[q8_0, f16]")
                + "sweep: [{field: device.memory.dram.bandwidth, name: bw, values: [50 GB/s, 100 GB/s, 200 GB/s, 300 GB/s]}]\nwhere: " + parts[0] + "\n";
        assertThat(run(text, "out", 1).rows()).isEqualTo(Long.parseLong(parts[1]));
        assertThat(((Number) ask("out", "SELECT count(*) FROM points").get(0)[0]).longValue()).isEqualTo(Long.parseLong(parts[1]));
    }

    /** An encoder does not decode, and one of the two devices has no such peak to change. */
    @Test
    void whatHasNoPredictionIsCounted() throws IOException {
        String text = HEAD.replace("[qwen2.5-0.5b]", "[qwen2.5-0.5b, bert-base]") + """
                sweep: [{field: device.memory.l2.capacity, values: [1 MiB, 2 MiB]}, {field: request.prompt, values: [0, 8]}]
                """;
        SweepRun.Result result = run(text, "out", 2);
        assertThat(result.points()).isEqualTo(2 * 2 * 2 * 2);
        assertThat(result.rows() + result.skipped().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(16);
        assertThat(result.skipped()).containsEntry("bert-base is an encoder, which does not decode", 8L);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsAMistake() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> run(MANY, "file", 1))
                .withMessageContaining("is not a folder that can be written to");
        assertThat(file).hasContent("");
    }
}
