package dev.ridgepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ridgepoint.Library;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a study may say, and how each mistake in it is named. */
class StudyReaderTest {

    static final String SMALL = """
            title: A small study
            devices: [apple-m1-pro, {profile: apple-m1-pro, name: slow, with: {memory.dram.bandwidth: 100 GB/s}}]
            models: [qwen2.5-0.5b]
            formats: [f16, q8_0]
            kv: f16
            scenarios: [SISO, {name: chat, prompt: 512, generate: 128, batch: 2}]
            sweep:
              - {field: model.layers.count, name: layers, values: [2, 4]}
              - {field: request.depth, from: 0, to: 100, points: 2}
            figures:
              - {name: oi, kind: lines, x: layers, y: decode_oi, series: format, panels: [scenario, depth], where: {device: slow}}
              - {name: roof, kind: roofline, series: format, where: {depth: 0}}
            tables:
              - {title: Rates, rows: [device, layers], columns: [format, scenario, depth], value: decode_rate}
            """;

    @TempDir
    private Path folder;

    private Study read(String text) throws IOException {
        return StudyReader.read(Library.find(), Files.writeString(folder.resolve("study.yaml"), text));
    }

    private static List<String> values(Sweep sweep) {
        return sweep.values().stream().map(YamlScalar::text).toList();
    }

    @Test
    void everyPartIsUnderstood() throws IOException {
        Study study = read(SMALL);
        assertThat(study.size()).isEqualTo(2 * 2 * 2 * 2 * 2);
        assertThat(study.devices()).extracting(Device::name).containsExactly("apple-m1-pro", "slow");
        assertThat(study.devices().get(1).with(List.of()).bandwidth()).isEqualTo(100e9);
        assertThat(study.loads()).extracting(Load::name).containsExactly("SISO", "chat");
        assertThat(study.loads().get(1).request().batch()).isEqualTo(2);
        assertThat(values(study.sweeps().get(1))).containsExactly("0", "100");
        assertThat(study.factors()).extracting(Factor::name).containsExactly("device", "model", "format", "kv", "scenario", "layers", "depth");
        assertThat(study.figures()).hasSize(2).first().isInstanceOf(LinesFigure.class);
    }

    @Test
    void aVariantWithoutANameIsCalledByWhatWasChanged() throws IOException {
        Study study = read(SMALL.replace("name: slow, ", "").replace("device: slow", "device: apple-m1-pro"));
        assertThat(study.devices().get(1).name()).isEqualTo("apple-m1-pro, memory.dram.bandwidth 100 GB/s");
    }

    @Test
    void aProfileOfOnesOwnIsSeenFromTheStudy() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "id: mine\nname: Mine\nextends: apple-m1-pro\nmemory: {dram: {bandwidth: 1 TB/s}}\n");
        Study study = read(SMALL.replace("devices: [apple-m1-pro,", "devices: [./mine.yaml,"));
        assertThat(study.devices().get(0).with(List.of()).bandwidth()).isEqualTo(1e12);
    }

    /** From 50 to 2000 in four steps of the same factor, 40^(1/4); and counts are whole. */
    @Test
    void valuesLieEvenlyOrInEqualFactors() throws IOException {
        String bandwidth = "{field: device.memory.dram.bandwidth, from: 50 GB/s, to: 2000 GB/s, points: 5, scale: log}";
        String free = SMALL.replaceAll("(?s)figures:.*", "");
        Sweep sweep = read(free.replace("{field: request.depth, from: 0, to: 100, points: 2}", bandwidth)).sweeps().get(1);
        assertThat(values(sweep)).containsExactly("50 GB/s", "125.7 GB/s", "316.2 GB/s", "795.3 GB/s", "2000 GB/s");
        assertThat(sweep.unit()).isEqualTo(Unit.BYTES_PER_SECOND);
        assertThat(new Column(sweep.name(), sweep.unit(), "", p -> null).heading()).isEqualTo("memory_dram_bandwidth_bytes_per_s");
        assertThat(values(read(free.replace("{field: request.depth, from: 0, to: 100, points: 2}", bandwidth.replace("points: 5, scale: log", "points: 4001"))).sweeps()
                .get(1))).hasSize(4001).startsWith("50 GB/s", "50.4875 GB/s").endsWith("2000 GB/s");
        assertThat(values(read(free.replace("from: 0, to: 100, points: 2", "from: 0, to: 10, points: 4")).sweeps().get(1))).containsExactly("0", "3", "7", "10");
    }

    @Test
    void theFingerprintIsOfWhatFilesSay() throws IOException {
        Path own = folder.resolve("mine.yaml");
        String mine = "id: mine\nname: Mine\nextends: apple-m1-pro\n";
        String text = SMALL.replace("devices: [apple-m1-pro,", "devices: [./mine.yaml,");
        Files.writeString(own, mine);
        String before = read(text).fingerprint();
        assertThat(read("# a comment\n" + text).fingerprint()).isEqualTo(before);
        assertThat(read(text.replace("values: [2, 4]", "values: [2, 5]")).fingerprint()).isNotEqualTo(before);
        Files.writeString(own, mine + "memory: {dram: {bandwidth: 1 TB/s}}\n");
        assertThat(read(text).fingerprint()).isNotEqualTo(before);
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what there is
            devices: [apple-m1-pro      | devices: [apple-m1-por                    | study.yaml:2: devices.[0]: no hardware profile 'apple-m1-por'; did you mean 'apple-m1-pro'?
            devices: [apple-m1-pro      | devices: [slow.yaml                       | slow.yaml: no such file
            models: [qwen2.5-0.5b]      | models: [qwen2.5-0.6b]                    | study.yaml:3: models.[0]: no model 'qwen2.5-0.6b'; did you mean
            models: [qwen2.5-0.5b]      | models: []                                | study.yaml:3: models: names none
            models: [qwen2.5-0.5b]      | model: qwen2.5-0.5b                       | study.yaml:1: 'models' is missing
            title: A small study        | titel: A small study                      | 'title' is missing
            kv: f16                     | kv: f16~extra: 1                          | study.yaml:6: extra: unknown key
            [f16, q8_0]                 | [f16, q80]                                | study.yaml:4: formats.[1]: no weights format 'q80'; did you mean 'q8_0'?
            [f16, q8_0]                 | [q8_0, Q8_0]                              | study.yaml:4: formats.[1]: a second 'q8_0'
            kv: f16                     | kv: q80                                   | study.yaml:5: kv: no KV-cache format 'q80'; did you mean 'q8_0'?
            [SISO,                      | [SISSO,                                   | study.yaml:6: scenarios.[0]: no scenario 'SISSO'; did you mean 'SISO'?
            name: chat, prompt: 512     | name: SISO, prompt: 512                   | study.yaml:6: scenarios.[1]: a second 'SISO'
            generate: 128, batch: 2     | generat: 128, batch: 2                    | study.yaml:6: scenarios.[1].generat: unknown key; did you mean 'generate'?
            batch: 2                    | batch: 0                                  | study.yaml:6: scenarios.[1]: batch and micro-batch are at least 1
            kv: f16                     | `kv: f16~accounting: first-principle`     | study.yaml:6: accounting: no choice 'first-principle'; did you mean 'first-principles'?
            kv: f16                     | kv: f16~mla: absorbd                      | study.yaml:6: mla: no choice 'absorbd'; did you mean 'absorbed'?
            # what is changed
            memory.dram.bandwidth:      | memory.dran.bandwidth:                    | study.yaml:2: devices.[1].with.memory.dran.bandwidth: no 'dran' in memory; did you mean 'dram'?
            memory.dram.bandwidth:      | memory.dram.bandwith:                     | bandwith: unknown key; did you mean 'bandwidth'?
            100 GB/s                    | 100 GB                                    | 'GB' is not a unit here; write it as in 204.8 GB/s
            name: slow,                 | name: apple-m1-pro,                       | study.yaml:2: devices.[1]: a second 'apple-m1-pro'; give it a 'name' of its own
            with: {memory               | whit: {memory                             | whit: unknown key; did you mean 'with'?
            # what is swept
            model.layers.count          | layers.count                              | study.yaml:8: sweep.[0].field: 'layers.count' does not begin with device., model. or request.
            model.layers.count          | model.layers.cuont                        | study.yaml:8: model.layers.cuont: unknown key; did you mean 'count'?
            model.layers.count          | model.groups.blok.mixer.heads             | no 'blok' in groups; did you mean 'block'?
            request.depth               | request.deph                              | study.yaml:9: sweep.[1].field: no part of a request 'deph'; did you mean 'depth'?
            values: [2, 4]              | values: [2, 2]                            | study.yaml:8: sweep.[0].values.[1]: '2' is given twice
            values: [2, 4]              | values: [2, 0]                            | study.yaml:8: model.layers.count: 0 is out of range; it must be from 1 to 10000
            values: [2, 4]              | values: []                                | a sweep has 1 to 10000 values, not 0
            values: [2, 4]              | value: [2, 4]                             | 'from' is missing
            name: layers, values        | name: Layers, values                      | 'Layers' is not a column's name
            name: layers, values        | name: decode_oi, values                   | there is a column 'decode_oi' already
            from: 0, to: 100            | from: 100, to: 0                          | study.yaml:9: sweep.[1].to: a sweep goes up
            from: 0, to: 100            | from: 0 GB, to: 100                       | '100' is in another unit than '0 GB'; write both in one
            from: 0, to: 100            | from: few, to: 100                        | study.yaml:9: sweep.[1].from: is not a number with its unit
            points: 2                   | points: 2, scale: log                     | a logarithmic one begins above 0
            points: 2                   | points: 1                                 | 1 is out of range; it must be from 2
            points: 2                   | points: 2, name: d                        | a part of the request has a column already
            to: 100, points: 2          | to: 9999, points: 10000                   | this is 160000 points; a study has at most 100000
            model.layers.count, name: layers, values: [2, 4] | model.groups.block.mixer.kv-heads, name: layers, values: [2, 1] | study.yaml:8: model.groups.block.mixer.kv-heads: changed so,
            with: {memory.dram.bandwidth: 100 GB/s} | with: {kind: cpus}             | 'cpus' is not one of
            # what is drawn
            kind: lines                 | kind: line                                | study.yaml:11: figures.[0].kind: no choice 'line'; did you mean 'lines'?
            name: roof                  | name: oi                                  | study.yaml:12: figures.[1].name: a second figure 'oi'
            name: roof                  | name: ../roof                             | is not a file's name
            y: decode_oi                | y: decode_io                              | no column 'decode_io'; did you mean 'decode_oi'?
            y: decode_oi                | y: decode_bound                           | 'decode_bound' is no number
            x: layers                   | x: layer                                  | no device, model, format, kv, scenario or sweep 'layer'; did you mean 'layers'?
            x: layers                   | x: scenario                               | 'scenario' is no number; lines run over a swept number, and 'kind: bars' shows names
            series: format, panels      | panels                                    | points of every format fall on one place; tell them apart by it, or choose one as in 'where: {format: f16}'
            where: {device: slow}       | where: {device: slw}                      | no device 'slw'; did you mean 'slow'?
            where: {device: slow}       | where: {devise: slow}                     | 'devise'; did you mean 'device'?
            where: {device: slow}       | x-scale: logs, where: {device: slow}      | x-scale: no choice 'logs'; did you mean 'log'?
            where: {device: slow}       | size: big, where: {device: slow}          | 'big' is not one of screen, column, page
            where: {device: slow}       | relative-to: {format: q4}, where: {device: slow} | no format 'q4'; there are f16, q8_0
            series: format, where       | series: format, gap: slow, where          | study.yaml:12: figures.[1].gap: a gap is between two devices
            rows: [device, layers]      | rows: [device]                            | study.yaml:14: tables.[0]: points of every layers fall on one place
            title: Rates                | titel: Rates                              | 'title' is missing
            """)
    void mistakesAreNamed(String sound, String mistaken, String told) {
        assertThat(SMALL).contains(sound);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(SMALL.replace(sound, mistaken.replace('~', '\n'))))
                .satisfies(e -> assertThat(e.getMessage()).contains(told).doesNotContain("\n"));
    }

    @Test
    void aCacheThatGoesWithTheWeightsIsNotChosen() {
        String text = SMALL.replace("kv: f16\n", "").replace("where: {device: slow}", "where: {device: slow, kv: f16}");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(text))
                .withMessageContaining("figures.[0].where.kv: 'kv' goes with the weights in this study; list some under 'kv'");
    }

    @Test
    void noMoreSeriesThanCanBeToldApart() {
        String many = SMALL.replace("values: [2, 4]", "values: [1, 2, 3, 4]").replace("series: format, where", "series: [format, layers], where");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(many))
                .withMessageContaining("study.yaml:12: figures.[1].series: 8 series in one figure; 6 can be told apart");
    }
}
