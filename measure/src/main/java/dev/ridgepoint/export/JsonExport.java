package dev.ridgepoint.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.validate.Implausible;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs as JSON. A run is always a file of results, with every field that it was read with, so whatever reads those reads these: one that is filtered lacks the
 * other metrics, one that is normalised has {@code normalized} beside its results. Several are the {@code runs} of an object that names its schema and version.
 */
final class JsonExport {

    private static final String SCHEMA = "ridgepoint-bench-export";
    private static final int VERSION = 1;
    /** Of what Ridgepoint adds, all that is not a measurement. */
    private static final List<String> UNMEASURED = List.of("version", "setup", "environment", "spread");
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonExport() { }

    static String text(Export export) {
        try {
            if (export.runs().size() == 1) {
                return written(document(export, export.runs().get(0)));
            }
            ObjectNode all = JSON.createObjectNode().put("schema", SCHEMA).put("version", VERSION);
            ArrayNode runs = all.putArray("runs");
            for (ExportedRun run : export.runs()) {
                runs.add(JSON.createObjectNode().put("run", run.name()).setAll(document(export, run)));
            }
            return written(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as such", e);
        }
    }

    /** Half of a surrogate pair may stand in JSON as an escape, and in no file as a letter. */
    private static String written(ObjectNode all) throws JsonProcessingException {
        return Names.HALF_PAIR.matcher(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all))
                .replaceAll(half -> String.format(Locale.ROOT, "\\\\u%04x", (int) half.group().charAt(0))) + "\n";
    }

    private static ObjectNode document(Export export, ExportedRun run) throws JsonProcessingException {
        ObjectNode document = (ObjectNode) JSON.readTree(run.file().text());
        if (!export.isUnfiltered()) {
            filter(document, export.metrics());
        }
        export.reference().ifPresent(reference -> document.set("normalized", normalized(export, run, reference)));
        if (!run.implausible().isEmpty()) {
            ArrayNode found = document.putArray("implausible");
            run.implausible().forEach(one -> found.add(implausible(one)));
        }
        return document;
    }

    private static void filter(ObjectNode document, List<Metric> kept) {
        Set<String> others = Stream.of(Metric.values()).filter(metric -> !kept.contains(metric)).map(Metric::key).collect(Collectors.toSet());
        ObjectNode results = (ObjectNode) document.get("results");
        results.forEach(group -> remove(group, others));
        results.properties().removeIf(group -> group.getValue().isEmpty());
        Set<String> ofIterations = others.stream().map(key -> key.replace("_usage", "")).collect(Collectors.toSet());
        document.get("iterations").forEach(iteration -> remove(iteration, ofIterations));
        if (document.get("extension") instanceof ObjectNode extension) {
            extension.retain(UNMEASURED);
            if (extension.get("spread") instanceof ObjectNode spread) {
                spread.retain(kept.stream().map(Metric::key).toList());
            }
        }
    }

    private static void remove(JsonNode node, Set<String> names) {
        if (node instanceof ObjectNode object) {
            object.remove(names);
        }
    }

    private static ObjectNode normalized(Export export, ExportedRun run, ExportedRun reference) {
        ObjectNode normalized = JSON.createObjectNode().put("reference", reference.name())
                .put("meaning", "each statistic over the median of the reference; above 1 is more");
        ObjectNode results = normalized.putObject("results");
        for (Metric metric : export.metrics()) {
            Measured value = export.value(run, metric);
            if (value.isPresent()) {
                Summary all = value.summary();
                results.putObject(metric.key()).put("mean", all.mean()).put("std", all.std()).put("min", all.min()).put("max", all.max())
                        .put("median", all.median());
            }
        }
        return normalized;
    }

    private static ObjectNode implausible(Implausible found) {
        return JSON.createObjectNode().put("limit", found.limit().id()).put("metric", found.metric().map(Metric::key).orElse(null))
                .put("needed", found.needed()).put("available", found.available()).put("reason", found.reason());
    }
}
