package dev.ridgepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.study.PointTable.Row;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study yields, and that it yields it again. */
class StudyRunTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path folder;

    private Study study(String text) throws IOException {
        return StudyReader.read(Library.find(), Files.writeString(folder.resolve("study.yaml"), text));
    }

    private StudyRun.Result run(String text, String output) throws IOException {
        return StudyRun.fresh(study(text), "1", folder.resolve(output), (what, share) -> { }).run();
    }

    private StudyRun.Result resume(String text, String output) throws IOException {
        return StudyRun.resumed(study(text), "1", folder.resolve(output), (what, share) -> { }).run();
    }

    private Map<String, String> contents(String output) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.resolve(output).relativize(file).toString(), Fingerprint.of(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private PointTable points(String output) {
        return PointTable.read(folder.resolve(output).resolve("points.csv"));
    }

    private static Column column(Study study, String name) {
        return study.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void thePointsAreWhatIsPredictedOneByOne() throws IOException {
        StudyRun.Result result = run(StudyReaderTest.SMALL, "out");
        assertThat(result.points()).isEqualTo(32);
        assertThat(result.skipped()).isZero();
        Study study = study(StudyReaderTest.SMALL);
        // The last: slow, q8_0, chat, 4 layers, depth 100.
        Row row = points("out").rows().get(31);
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named("q8_0").orElseThrow());
        Predictor predictor = new Predictor(Workload.of(library.architecture("qwen2.5-0.5b").withLayers(4), numerics));
        Prediction expected = predictor.predict(Roofline.of(study.devices().get(1).with(List.of()), numerics), new Request(512, 128, 100, 2, 512));
        assertThat(row.text(column(study, "device"))).isEqualTo("slow");
        assertThat(row.number(column(study, "bandwidth"))).isEqualTo(100e9);
        assertThat(row.number(column(study, "decode_rate"))).isCloseTo(expected.decode().orElseThrow().tokensPerSecond(), within(1e-6));
        assertThat(row.number(column(study, "prefill_oi"))).isCloseTo(expected.prefill().orElseThrow().operationalIntensity(), within(1e-6));
        assertThat(row.number(column(study, "request_time"))).isCloseTo(expected.totalSeconds(), within(1e-9));
        double flops = expected.prefill().orElseThrow().flops() + 128 * expected.decode().orElseThrow().flops();
        double bytes = expected.prefill().orElseThrow().bytes() + 128 * expected.decode().orElseThrow().bytes();
        assertThat(row.number(column(study, "request_oi"))).isCloseTo(flops / bytes, within(1e-6));
    }

    /** PLM's latents: expanded, every cached token is projected up again, and the report says which it was. */
    @Test
    void latentAttentionIsExecutedAsAsked() throws IOException {
        String latent = "title: t\ndevices: [apple-m1-pro]\nmodels: [plm-1.8b]\nformats: [f16]\nscenarios: [{name: deep, prompt: 8, generate: 8, depth: 4096}]\n";
        Column flops = column(study(latent), "decode_flops");
        run(latent + "mla: absorbed\n", "absorbed");
        run(latent + "mla: expanded\n", "expanded");
        run(latent, "cheaper");
        double absorbed = points("absorbed").rows().get(0).number(flops);
        assertThat(points("expanded").rows().get(0).number(flops)).isGreaterThan(5 * absorbed);
        assertThat(points("cheaper").rows().get(0).number(flops)).isEqualTo(absorbed);
        assertThat(Files.readString(folder.resolve("expanded/report.md"))).contains("Latent attention: expanded.");
        assertThat(Files.readString(folder.resolve("cheaper/report.md"))).doesNotContain("Latent attention");
    }

    @Test
    void theOrderIsThatOfTheStudy() throws IOException {
        run(StudyReaderTest.SMALL, "out");
        Study study = study(StudyReaderTest.SMALL);
        List<String> seen = points("out").rows().stream().limit(9)
                .map(row -> String.join(" ", study.factors().stream().map(f -> row.text(f.column())).toList())).toList();
        assertThat(seen).containsExactly("apple-m1-pro qwen2.5-0.5b f16 f16 SISO 2 0", "apple-m1-pro qwen2.5-0.5b f16 f16 SISO 2 100",
                "apple-m1-pro qwen2.5-0.5b f16 f16 SISO 4 0", "apple-m1-pro qwen2.5-0.5b f16 f16 SISO 4 100",
                "apple-m1-pro qwen2.5-0.5b f16 f16 chat 2 0", "apple-m1-pro qwen2.5-0.5b f16 f16 chat 2 100",
                "apple-m1-pro qwen2.5-0.5b f16 f16 chat 4 0", "apple-m1-pro qwen2.5-0.5b f16 f16 chat 4 100",
                "apple-m1-pro qwen2.5-0.5b q8_0 f16 SISO 2 0");
    }

    @Test
    void theSameStudyGivesTheSameBytesAndNothingOfThisMachine() throws IOException {
        run(StudyReaderTest.SMALL, "one");
        run(StudyReaderTest.SMALL, "other/place");
        assertThat(contents("one")).isEqualTo(contents("other/place"));
        assertThat(contents("one").keySet()).containsExactly("manifest.json", "oi.pdf", "oi.png", "oi.svg", "points.csv", "report.md",
                "roof.pdf", "roof.png", "roof.svg");
        for (String text : List.of("report.md", "points.csv", "manifest.json")) {
            assertThat(Files.readString(folder.resolve("one").resolve(text))).doesNotContain(folder.toString()).doesNotContain("one/");
        }
    }

    @Test
    void whatIsMissingOrSpoiltIsMadeAgainAndNothingElse() throws IOException {
        run(StudyReaderTest.SMALL, "out");
        Map<String, String> whole = contents("out");
        Path out = folder.resolve("out");
        for (String lost : List.of("oi.svg", "report.md", "points.csv")) {
            Files.delete(out.resolve(lost));
            for (String kept : List.of("roof.png", "roof.pdf")) {
                Files.setLastModifiedTime(out.resolve(kept), LONG_AGO);
            }
            resume(StudyReaderTest.SMALL, "out");
            assertThat(contents("out")).as(lost).isEqualTo(whole);
            assertThat(Files.getLastModifiedTime(out.resolve("roof.png"))).as(lost).isEqualTo(LONG_AGO);
        }
        Files.writeString(out.resolve("points.csv"), "spoilt");
        resume(StudyReaderTest.SMALL, "out");
        assertThat(contents("out")).isEqualTo(whole);
        assertThat(resume(StudyReaderTest.SMALL, "out").reused()).isEqualTo(8);
    }

    /** Killed while it evaluated: the first block is there and in the manifest, and the second is not. */
    @Test
    void anInterruptedEvaluationGoesOn() throws IOException {
        run(StudyReaderTest.SMALL, "whole");
        Study study = study(StudyReaderTest.SMALL);
        List<String> told = new ArrayList<>();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> StudyRun.fresh(study, "1", folder.resolve("out"), (what, share) -> {
            told.add(what);
            if (told.size() == 2) {
                throw new IllegalStateException("interrupted");
            }
        }).run());
        assertThat(contents("out").keySet()).containsExactly("manifest.json", "parts/1.csv");
        assertThat(resume(StudyReaderTest.SMALL, "out").reused()).isEqualTo(1);
        assertThat(contents("out")).isEqualTo(contents("whole"));
    }

    @Test
    void anotherStudyOrVersionMakesEverythingAnew() throws IOException {
        run(StudyReaderTest.SMALL, "out");
        assertThat(StudyRun.resumed(study(StudyReaderTest.SMALL), "2", folder.resolve("out"), (what, share) -> { }).run().reused()).isZero();
        assertThat(resume(StudyReaderTest.SMALL.replace("values: [2, 4]", "values: [2, 6]"), "out").reused()).isZero();
    }

    @Test
    void whatCannotBePredictedIsSkippedAndTheReportSaysWhy() throws IOException {
        String text = """
                title: Some cannot be had
                devices: [apple-m1-pro, raspberry-pi-5-8gb]
                models: [qwen2.5-0.5b, whisper-tiny, bert-base, llama-3.1-70b, mamba2-130m]
                formats: [f16]
                scenarios: [SISO]
                sweep: [{field: model.groups.block.mixer.kv-heads, name: kv_heads, values: [2, 7]}]
                """;
        StudyRun.Result result = run(text, "out");
        assertThat(result.points()).isEqualTo(20);
        String report = Files.readString(folder.resolve("out/report.md"));
        assertThat(report).contains("## Points without a prediction", "whisper-tiny is not modelled: It is an encoder-decoder",
                "study.yaml:6: model.groups.block.mixer.kv-heads: ", "an encoder, which does not decode");
        assertThat(report).contains("## Points that do not fit in the device's memory").doesNotContain(folder.toString());
        assertThat(points("out").rows().stream().filter(row -> !row.reason().isEmpty()).count()).isEqualTo(result.skipped()).isPositive();
    }

    @Test
    void aFieldThatNoModelHasIsAMistake() {
        String text = StudyReaderTest.SMALL.replace("model.layers.count, name: layers", "model.groups.moe.mixer.heads, name: layers");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> run(text, "out")).withMessageContaining("no 'moe' in groups");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void valuesMayBeDividedByThoseOfABaseline() throws IOException {
        String text = StudyReaderTest.SMALL.replace("value: decode_rate}", "value: decode_rate, relative-to: {format: f16}}");
        run(text, "out");
        Study study = study(text);
        ResultTable table = study.tables().get(0);
        List<String> line = table.lines(points("out")).get(0);
        assertThat(table.headings(points("out"))).hasSize(9).element(1).isEqualTo("f16 / SISO / 0");
        assertThat(line.subList(1, 5)).containsOnly("1x");
        Column rate = column(study, "decode_rate");
        List<Row> rows = points("out").rows();
        assertThat(line.get(5)).isEqualTo(Quantity.significant(rows.get(8).number(rate) / rows.get(0).number(rate)) + "x");
    }

    @Test
    void aFolderThatCannotBeIsAMistake() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> run(StudyReaderTest.SMALL, "file"))
                .withMessageContaining("is not a folder that can be written to");
    }
}
