package dev.ridgepoint.sweepfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ridgepoint.Library;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.sweep.Axis.Levels;
import dev.ridgepoint.sweep.Axis.Range;
import dev.ridgepoint.sweep.Axis.Scale;
import dev.ridgepoint.sweep.Grid;
import dev.ridgepoint.sweep.LatinHypercube;
import dev.ridgepoint.sweep.Sobol;
import dev.ridgepoint.sweepfile.Keep.PointFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sweep may say, and how each mistake in it is named. */
class SweepFileReaderTest {

    static final String SMALL = """
            devices: [apple-m1-pro]
            models: [qwen2.5-0.5b]
            formats: [f16, q8_0]
            scenarios: [{name: chat, prompt: 512, generate: 128}]
            sweep:
              - {field: device.memory.dram.bandwidth, name: dram, from: 100 GB/s, to: 400 GB/s, points: 3, scale: log}
              - {field: request.batch, values: [1, 4]}
              - {field: model.layers.count, name: layers, values: [2, 4]}
            where: [fits, tdp <= 350 W]
            keep:
              points: csv
              columns: [decode_rate, ttft]
              fronts: [{name: cheap, of: {decode_rate: max, dram: min}}]
              best: [{by: ttft, order: min, count: 3}]
            """;

    @TempDir
    private Path folder;

    private SweepFile read(String text) throws IOException {
        return SweepFileReader.read(Library.find(), Files.writeString(folder.resolve("sweep.yaml"), text));
    }

    @Test
    void everyPartIsUnderstood() throws IOException {
        SweepFile sweep = read(SMALL);
        assertThat(sweep.points()).isEqualTo(2 * 3 * 2 * 2);
        assertThat(sweep.title()).isEqualTo("sweep.yaml");
        // What is dear to change changes slowest: the model, then the request, then a rate of the device.
        assertThat(sweep.fields()).extracting(field -> field.sweep().name()).containsExactly("layers", "batch", "dram");
        assertThat(((Levels) sweep.fields().get(2).axis()).values()).containsExactly(100e9, 200e9, 400e9);
        assertThat(sweep.design()).isInstanceOf(Grid.class);
        assertThat(sweep.where()).hasSize(2);
        assertThat(sweep.columns()).extracting(PointColumn::heading).containsExactly("point", "device", "model", "format", "kv", "scenario", "layers",
                "batch", "dram_bytes_per_s", "decode_rate_tokens_per_s", "ttft_s");
        assertThat(sweep.keep().points()).contains(PointFormat.CSV);
        assertThat(sweep.keep().fronts().get(0).of()).hasSize(2);
        assertThat(sweep.keep().best().get(0).name()).isEqualTo("ttft");
    }

    @Test
    void withoutAKeepAllPointsAreParquet() throws IOException {
        assertThat(read(SMALL.replaceAll("(?s)keep:.*", "")).keep().points()).contains(PointFormat.PARQUET);
        assertThat(read(SMALL.replace("  points: csv\n", "")).keep().points()).isEmpty();
    }

    @Test
    void aSampleHasRanges() throws IOException {
        String ranges = SMALL.replace(", points: 3, scale: log", ", scale: log").replace("values: [1, 4]", "from: 1, to: 64");
        SweepFile sobol = read(ranges + "sample: {kind: sobol, points: 1_000}\n");
        assertThat(sobol.points()).isEqualTo(2 * 1000);
        assertThat(sobol.design()).isInstanceOf(Sobol.class);
        assertThat(sobol.fields().get(1).axis()).isEqualTo(new Range(1, 64, Scale.WHOLE));
        assertThat(sobol.fields().get(2).axis()).isEqualTo(new Range(100e9, 400e9, Scale.LOG));
        LatinHypercube hypercube = (LatinHypercube) read(ranges + "sample: {kind: latin-hypercube, points: 10, seed: 7}\n").design();
        assertThat(hypercube.points()).isEqualTo(10);
        assertThat(hypercube.seed()).isEqualTo(7);
    }

    @Test
    void theCacheIsCalledByItsFormat() throws IOException {
        SweepFile sweep = read(SMALL.replace("formats: [f16, q8_0]", "formats: [fp8, f16]"));
        PointColumn kv = sweep.columns().stream().filter(column -> column.name().equals("kv")).findFirst().orElseThrow();
        assertThat(kv.words().get(sweep.cachePlace(1, 0))).isEqualTo("f16");
        assertThat(read(SMALL + "kv: [q8_0, f16]\n").columns().get(4).words()).isEqualTo(List.of("q8_0", "f16"));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what there is
            [apple-m1-pro]              | [apple-m1-por]                | sweep.yaml:1: devices.[0]: no hardware profile 'apple-m1-por'; did you mean 'apple-m1-pro'?
            [f16, q8_0]                 | [f16, q80]                    | sweep.yaml:3: formats.[1]: no weights format 'q80'; did you mean 'q8_0'?
            keep:                       | keeep:                        | sweep.yaml:10: keeep: unknown key; did you mean 'keep'?
            models: [qwen2.5-0.5b]      | models: []                    | sweep.yaml:2: models: names none
            # what is swept
            device.memory.dram          | device.memory.dran            | no 'dran' in memory; did you mean 'dram'?
            model.layers.count          | layers.count                  | sweep.yaml:8: sweep.[2].field: 'layers.count' does not begin with device., model. or request.
            request.batch               | request.bach                  | sweep.yaml:7: sweep.[1].field: no part of a request 'bach'; did you mean 'batch'?
            values: [1, 4]              | values: [1, 0]                | sweep.yaml:7: request.batch: batch and micro-batch are at least 1
            , points: 3                 | ``                            | sweep.yaml:6: sweep.[0]: 'points' is missing
            name: layers                | name: decode_rate             | sweep.yaml:8: sweep.[2]: there is a column 'decode_rate' already; give the field another 'name'
            name: layers                | name: point                   | there is a column 'point' already
            name: layers                | name: dram                    | there is a column 'dram' already
            # how it is sampled
            where: [fits                | `sample: {kind: sobel, points: 9}~where: [fits`   | sweep.yaml:9: sample.kind: 'sobel' is not one of grid, latin-hypercube, sobol
            where: [fits                | `sample: {kind: sobol}~where: [fits`              | sweep.yaml:9: sample: 'points' is missing
            where: [fits                | `sample: {kind: sobol, points: 3000000000}~where: [fits` | sample.points: 3000000000 is out of range; it must be from 1 to 2147483647
            where: [fits                | `sample: {kind: sobol, points: 9, sed: 1}~where: [fits`  | sample.sed: unknown key; did you mean 'seed'?
            where: [fits                | `sample: {kind: grid, points: 9}~where: [fits`    | sweep.yaml:9: sample.points: unknown key
            values: [2, 4]}             | `from: 2, to: 4}~sample: {kind: sobol, points: 9}`| sweep.yaml:8: sweep.[2]: each value of model.layers.count is built anew; give it 'points' or 'values'
            # what is asked of points
            tdp <= 350 W                | tpd <= 350 W                  | sweep.yaml:9: where.[1]: no column 'tpd'; did you mean 'tdp'?
            tdp <= 350 W                | tdp <= 350 GB                 | sweep.yaml:9: where.[1]: 'GB' is not a unit here; write it as in 350 W
            tdp <= 350 W                | tdp <= 350                    | sweep.yaml:9: where.[1]: '350' has no unit
            tdp <= 350 W                | tdp != 350 W                  | sweep.yaml:9: where.[1]: '!=' is not one of <, <=, =, >=, >
            tdp <= 350 W                | tdp                           | sweep.yaml:9: where.[1]: 'tdp' is neither true nor false; compare it, as in tdp <= 350 W
            tdp <= 350 W                | tdp <= ttft                   | sweep.yaml:9: where.[1]: 'tdp' and 'ttft' are in different units
            tdp <= 350 W                | decode_mfu >= much            | sweep.yaml:9: where.[1]: no column 'much'
            tdp <= 350 W                | decode_mfu >= 5 W             | '5 W' is not a number
            tdp <= 350 W                | less than 350 W               | sweep.yaml:9: where.[1]: 'less than 350 W' is no condition; write it as in 'fits' or 'tdp <= 350 W'
            tdp <= 350 W                | format = q80                  | sweep.yaml:9: where.[1]: no format 'q80'; did you mean 'q8_0'?
            tdp <= 350 W                | format > q8_0                 | 'format' is of words, which are compared by '=' alone
            tdp <= 350 W                | fits = maybe                  | 'maybe' is neither true nor false
            # what is kept
            points: csv                 | points: xlsx                  | sweep.yaml:11: keep.points: 'xlsx' is not one of parquet, csv, none
            [decode_rate, ttft]         | [decode_rat, ttft]            | sweep.yaml:12: keep.columns.[0]: no column 'decode_rat'; did you mean 'decode_rate'?
            dram: min                   | dram: least                   | sweep.yaml:13: keep.fronts.[0].of.dram: 'least' is not one of min, max
            dram: min                   | drum: min                     | sweep.yaml:13: keep.fronts.[0].of.drum: no column 'drum'; did you mean 'dram'?
            , dram: min                 | ``                            | sweep.yaml:13: keep.fronts.[0].of: a front weighs two or more; the best by one are a list under 'best'
            dram: min                   | format: min                   | 'format' is no number
            name: cheap                 | name: ../cheap                | sweep.yaml:13: keep.fronts.[0].name: '../cheap' is not a file's name
            order: min, count: 3        | count: 3                      | sweep.yaml:14: keep.best.[0]: 'order' is missing
            count: 3                    | count: 0                      | keep.best.[0].count: 0 is out of range; it must be from 1 to 10000
            by: ttft                    | by: decode_bound              | 'decode_bound' is no number
            """)
    void aMistakeIsNamed(String written, String mistaken, String message) {
        String text = SMALL.replace(written, mistaken == null ? "" : mistaken.replace('~', '\n'));
        assertThat(text).isNotEqualTo(SMALL);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(text)).withMessageContaining(message);
    }

    @Test
    void aSweepMustKeepSomething() {
        String nothing = SMALL.replaceAll("(?s)keep:.*", "keep: {points: none}\n");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(nothing)).withMessageContaining("keeps nothing");
    }

    @Test
    void thereIsAnEndToCounting() {
        String endless = SMALL.replace("points: 3", "points: 10000").replace("values: [1, 4]", "from: 1, to: 10000, points: 10000")
                .replace("values: [2, 4]}", "from: 1, to: 9999, points: 9999}\n  - {field: request.depth, from: 0, to: 9999, points: 10000}");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(endless)).withMessageContaining("these are more than");
    }
}
