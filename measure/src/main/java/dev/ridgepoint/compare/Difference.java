package dev.ridgepoint.compare;

import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.BenchmarkResult.Metadata;
import dev.ridgepoint.result.Environment;
import dev.ridgepoint.result.Extension.Setup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something that two runs do not have in common.
 *
 * @param kind     what it means for their comparison
 * @param what     {@code input-length}
 * @param baseline in the first run
 * @param current  in the second
 */
public record Difference(Kind kind, String what, String baseline, String current) {

    /** What a difference means. */
    public enum Kind {
        /** Something else was run: the numbers are not of one thing. */
        THING,
        /** The same was run elsewhere, or on other software: the numbers are comparable, and the difference may be the place's. */
        PLACE
    }

    /** {@code input-length 512 and 64}. */
    public String text() {
        return what + " " + baseline + " and " + current;
    }

    /** All differences. What a file does not say differs from nothing. */
    static List<Difference> between(BenchmarkResult baseline, BenchmarkResult current) {
        Map<String, Object> there = things(baseline);
        Map<String, Object> here = things(current);
        List<Difference> differences = new ArrayList<>(unlike(Kind.THING, there, here));
        differences.addAll(unlike(Kind.PLACE, places(baseline), places(current)));
        return List.copyOf(differences);
    }

    private static List<Difference> unlike(Kind kind, Map<String, Object> there, Map<String, Object> here) {
        return there.entrySet().stream()
                .filter(e -> e.getValue() != null && here.get(e.getKey()) != null && !Objects.equals(e.getValue(), here.get(e.getKey())))
                .map(e -> new Difference(kind, e.getKey(), e.getValue().toString(), here.get(e.getKey()).toString())).toList();
    }

    private static Map<String, Object> things(BenchmarkResult run) {
        Metadata metadata = run.metadata();
        Map<String, Object> things = new LinkedHashMap<>();
        things.put("device", metadata.device());
        if (metadata.model() != null) {
            things.put("model", metadata.model().name());
            things.put("parameters", metadata.model().parameters());
            things.put("weights", metadata.model().quantization());
        }
        BenchmarkConfig config = metadata.benchmarkConfig();
        things.put("batch-size", config.batchSize());
        things.put("input-length", config.inputLength());
        things.put("output-length", config.outputLength());
        Setup setup = run.extension() == null ? null : run.extension().setup();
        if (setup != null) {
            things.put("layers", setup.layers());
            things.put("depth", setup.depth());
            things.put("runtime", setup.runtime());
        }
        return things;
    }

    private static Map<String, Object> places(BenchmarkResult run) {
        Map<String, Object> places = new LinkedHashMap<>();
        if (run.metadata().deviceInfo() != null) {
            places.put("device name", run.metadata().deviceInfo().name());
        }
        if (run.metadata().systemInfo() != null) {
            places.put("cpu", run.metadata().systemInfo().cpu());
            places.put("os", run.metadata().systemInfo().os());
        }
        if (run.extension() != null && run.extension().setup() != null) {
            places.put("threads", run.extension().setup().threads());
        }
        Environment environment = run.extension() == null ? null : run.extension().environment();
        if (environment != null) {
            places.put("runtime version", environment.runtime());
            places.put("java", environment.java());
            places.put("java machine", environment.jvm());
            places.put("ridgepoint", environment.ridgepoint());
        }
        return places;
    }
}
