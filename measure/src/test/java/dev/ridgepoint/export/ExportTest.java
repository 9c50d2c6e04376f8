package dev.ridgepoint.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.DocumentedRun;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.result.ResultFile;
import dev.ridgepoint.validate.Implausible;
import dev.ridgepoint.validate.Implausible.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented example, in each format. */
class ExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Metric> ALL = List.of(Metric.values());

    @TempDir
    private Path folder;

    private ExportedRun run(String name, Consumer<ObjectNode> change) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(DocumentedRun.JSON);
            change.accept(tree);
            return ExportedRun.read(Files.writeString(folder.resolve("run.json"), tree.toString()), name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ExportedRun npu() {
        return run("npu", tree -> { });
    }

    /** The CPU of the same documentation. */
    private ExportedRun cpu() {
        return run("cpu", tree -> {
            ((ObjectNode) tree.at("/results/latency/first_token_ms")).put("mean", 945.1).put("median", 945.1);
            ((ObjectNode) tree.get("results")).remove("power");
        });
    }

    private static Export plain(ExportedRun... runs) {
        return new Export(List.of(runs), ALL, Optional.empty(), List.of());
    }

    private static JsonNode json(Export export) throws IOException {
        return JSON.readTree(ExportFormat.JSON.text(export));
    }

    /** {@code 8} and {@code 8.0} mean the same. */
    private static void assertSameMeaning(JsonNode written, JsonNode read) {
        if (read.isNumber()) {
            assertThat(written.doubleValue()).isEqualTo(read.doubleValue());
        } else if (read.isContainerNode()) {
            assertThat(written.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(read::fieldNames);
            assertThat(written.size()).isEqualTo(read.size());
            read.properties().forEach(field -> assertSameMeaning(written.get(field.getKey()), field.getValue()));
            for (int i = 0; read.isArray() && i < read.size(); i++) {
                assertSameMeaning(written.get(i), read.get(i));
            }
        } else {
            assertThat(written).isEqualTo(read);
        }
    }

    private static final Consumer<ObjectNode> UNKNOWN_FIELDS = tree -> {
        tree.put("schema", "v9").putArray("tags").add("a").addNull();
        ((ObjectNode) tree.get("metadata")).putObject("site").put("rack", 7).put("serial", 123456789012345678L);
        ((ObjectNode) tree.at("/results/latency")).putObject("tail_ms").put("p99", 21.5);
        ((ObjectNode) tree.at("/iterations/0")).put("temperature_c", 61.5);
    };

    @Test
    void oneRunAsJsonIsTheFileItself() throws IOException {
        ExportedRun run = run("npu", UNKNOWN_FIELDS);
        ObjectNode read = (ObjectNode) JSON.readTree(DocumentedRun.JSON);
        UNKNOWN_FIELDS.accept(read);
        assertSameMeaning(json(plain(run)), read);
    }

    @Test
    void severalRunsAreFilesInAnObjectOfAVersion() throws IOException {
        JsonNode all = json(plain(npu(), run("other", UNKNOWN_FIELDS)));
        assertThat(all.get("schema").textValue()).isEqualTo("ridgepoint-bench-export");
        assertThat(all.get("version").intValue()).isEqualTo(1);
        assertThat(all.at("/runs/0/run").textValue()).isEqualTo("npu");
        ObjectNode second = (ObjectNode) all.at("/runs/1");
        second.remove("run");
        ObjectNode read = (ObjectNode) JSON.readTree(DocumentedRun.JSON);
        UNKNOWN_FIELDS.accept(read);
        assertSameMeaning(second, read);
    }

    @Test
    void aFilteredRunIsStillAFileOfResults() throws IOException {
        Export export = new Export(List.of(run("npu", UNKNOWN_FIELDS)), List.of(Metric.PEAK_MEMORY, Metric.TOKENS_PER_SECOND), Optional.empty(), List.of());
        JsonNode filtered = json(export);
        assertThat(filtered.get("results").fieldNames()).toIterable().containsExactlyInAnyOrder("latency", "throughput", "memory");
        assertThat(filtered.at("/results/latency").fieldNames()).toIterable().containsExactly("tail_ms");
        assertThat(filtered.at("/results/memory").fieldNames()).toIterable().containsExactly("peak_memory_usage_mb");
        assertThat(filtered.at("/iterations/0").fieldNames()).toIterable()
                .containsExactlyInAnyOrder("iteration", "tokens_per_second", "peak_memory_mb", "temperature_c");
        assertThat(filtered.at("/metadata/site/rack").intValue()).isEqualTo(7);
        ResultFile again = ResultFile.read(Files.writeString(folder.resolve("again.json"), filtered.toString()));
        assertThat(Metric.TOKENS_PER_SECOND.in(again.result().results()).median()).isEqualTo(54.8);
        assertThat(Metric.FIRST_TOKEN.in(again.result().results()).median()).isNull();
    }

    @Test
    void measurementsOfOurOwnBlockGoWithTheirMetric() throws IOException {
        Path own = Path.of(System.getProperty("ridgepoint.home"), "examples/this-machine/results/qwen2.5-0.5b-24l-int8-p128-d0.json");
        ExportedRun run = ExportedRun.read(own, "own");
        assertSameMeaning(json(plain(run)), JSON.readTree(own.toFile()));
        JsonNode filtered = json(new Export(List.of(run), List.of(Metric.FIRST_TOKEN), Optional.empty(), List.of()));
        assertThat(filtered.at("/extension/spread").fieldNames()).toIterable().containsExactly("first_token_ms");
        assertThat(filtered.at("/extension/trials").isMissingNode()).isTrue();
        assertThat(filtered.at("/extension/setup/runtime").textValue()).isEqualTo("onnxruntime");
    }

    /** 123.1 over 945.1, and 8.3 over the same. */
    @Test
    void metricsOverThoseOfAReference() throws IOException {
        ExportedRun cpu = cpu();
        Export export = new Export(List.of(npu(), cpu), ALL, Optional.of(cpu), List.of());
        Measured first = export.value(npu(), Metric.FIRST_TOKEN);
        assertThat(first.summary().median()).isCloseTo(0.130251, within(1e-6));
        assertThat(first.summary().std()).isCloseTo(0.008782, within(1e-6));
        assertThat(first.values()).singleElement().satisfies(v -> assertThat(v).isCloseTo(126.1 / 945.1, within(1e-12)));
        assertThat(export.value(cpu, Metric.FIRST_TOKEN).summary().median()).isEqualTo(1);
        // The CPU's power was not measured.
        assertThat(export.value(npu(), Metric.AVERAGE_POWER).isPresent()).isFalse();
        assertThat(export.measuredMetrics()).doesNotContain(Metric.AVERAGE_POWER, Metric.PEAK_POWER).hasSize(7);
        JsonNode normalized = json(export).at("/runs/0/normalized");
        assertThat(normalized.get("reference").textValue()).isEqualTo("cpu");
        assertThat(normalized.at("/results/first_token_ms/median").doubleValue()).isEqualTo(first.summary().median());
        assertThat(json(export).at("/runs/0/results/latency/first_token_ms/median").doubleValue()).isEqualTo(123.1);
        for (ExportFormat format : List.of(ExportFormat.MARKDOWN, ExportFormat.HTML)) {
            assertThat(format.text(export)).contains("divided by the median of cpu", "above 1 is more", "x cpu", "0.1303");
        }
        assertThat(ExportFormat.CSV.text(export).lines().toList().get(0)).endsWith("median,normalized_by");
        assertThat(ExportFormat.CSV.text(export)).contains("npu,first_token_ms,ratio,1,").contains(",cpu\r\n");
    }

    @Test
    void csvIsTidy() {
        List<String> lines = Arrays.asList(ExportFormat.CSV.text(plain(npu())).split("\r\n"));
        assertThat(lines).hasSize(10).first().isEqualTo("run,metric,unit,n,mean,std,min,max,median");
        assertThat(lines.get(2)).isEqualTo("npu,first_token_ms,ms,1,125.4,8.3,115.2,140.6,123.1");
    }

    @Test
    void metadataComesWhenItIsAskedFor() {
        Export with = new Export(List.of(npu()), ALL, Optional.empty(), List.of(MetadataField.values()));
        assertThat(ExportFormat.MARKDOWN.text(with)).contains("| Device name | Qualcomm Hexagon NPU |", "| Input length | 512 |").doesNotContain("| Java |");
        assertThat(ExportFormat.HTML.text(with)).contains("Qualcomm Hexagon NPU");
        assertThat(ExportFormat.CSV.text(with)).contains(",device_name,").contains("Qualcomm Hexagon NPU");
        for (ExportFormat format : List.of(ExportFormat.MARKDOWN, ExportFormat.HTML, ExportFormat.CSV)) {
            assertThat(format.text(plain(npu()))).doesNotContain("Qualcomm");
        }
    }

    @Test
    void whatIsImplausibleIsMarked() throws IOException {
        ExportedRun doubted = npu().doubted(List.of(
                new Implausible(Limit.MEMORY_BANDWIDTH, Optional.of(Metric.TOKENS_PER_SECOND), 365e9, 76.8e9, "too fast"),
                new Implausible(Limit.MEMORY_CAPACITY, Optional.empty(), 20e9, 16e9, "too large")));
        Export export = plain(doubted, cpu());
        assertThat(ExportFormat.MARKDOWN.text(export)).contains("- npu: too fast\n", "- npu: too large\n",
                "| tokens per second (tokens/s) | npu (implausible) |")
                .doesNotContain("cpu (implausible)", "| first token (ms) | npu (implausible)");
        assertThat(ExportFormat.HTML.text(export)).contains("<li>npu: too fast</li>", "<tr class=\"doubted\">", ">npu (implausible)<");
        assertThat(ExportFormat.CSV.text(export)).contains("median,implausible\r\n", "54.8,too fast; too large\r\n",
                "npu,first_token_ms,ms,1,125.4,8.3,115.2,140.6,123.1,too large");
        JsonNode marks = json(export).at("/runs/0/implausible");
        assertThat(marks.at("/0/limit").textValue()).isEqualTo("memory-bandwidth");
        assertThat(marks.at("/0/metric").textValue()).isEqualTo("tokens_per_second");
        assertThat(marks.at("/1/metric").isNull()).isTrue();
        assertThat(json(export).at("/runs/1").has("implausible")).isFalse();
    }

    @Test
    void thePageHasItsChartsAndNeedsNothingElse() {
        String page = ExportFormat.HTML.text(plain(npu(), cpu()));
        assertThat(page.split("<svg ", -1)).hasSize(4);
        assertThat(page).contains("width=device-width", "prefers-color-scheme: dark", "overflow-x: auto", "Every iteration")
                .doesNotContain("<script", "@import", "url(http");
        assertThat(page.replace("http://www.w3.org/1999/xlink", "").replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "src=");
        String filtered = ExportFormat.HTML.text(new Export(List.of(npu()), List.of(Metric.PEAK_POWER), Optional.empty(), List.of()));
        assertThat(filtered.split("<svg ", -1)).hasSize(2);
    }

    @Test
    void filesOfOneNameAreToldApart() {
        assertThat(Names.of(List.of(Path.of("a/run.json"), Path.of("b/run.json"), Path.of("cpu.JSON"), Path.of("a/run.json"))))
                .containsExactly("a/run", "b/run", "cpu", "a/run (2)");
    }

    @Test
    void infinityIsNoMeasurement() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> {
            Path file = Files.writeString(folder.resolve("inf.json"), DocumentedRun.JSON.replace("125.4", "1e999"));
            ExportedRun.read(file, "inf");
        }).withMessageEndingWith("inf.json: first_token_ms has a value that is not finite");
    }
}
