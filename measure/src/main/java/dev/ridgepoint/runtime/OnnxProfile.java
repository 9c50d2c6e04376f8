package dev.ridgepoint.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ridgepoint.runtime.OperatorTime.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of the model's operators on ONNX Runtime, from its own profiler. Profiling costs some microseconds a kernel: these times are compared with one another,
 * never with a pass that was not profiled.
 */
public final class OnnxProfile {

    /** A product that the runtime fused with the non-linearity after it is named after the product, with a word in front. */
    private static final Pattern NODE = Pattern.compile("(?:fused )?(?:L(\\d+)|model)/([^/]+).*_kernel_time");

    private OnnxProfile() { }

    private record Key(int layer, String operator) { }

    private static final class Sum {
        private double microseconds;
        private int kernels;
    }

    /** Builds the decoder, runs the plan and reads what the runtime wrote. */
    public static List<OperatorTime> of(DecoderSpec spec, ProfilePlan plan) {
        try {
            Path folder = Files.createTempDirectory("ridgepoint-profile");
            try {
                return read(record(spec, plan, folder), plan);
            } finally {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the runtime's profile cannot be read", e);
        }
    }

    private static Path record(DecoderSpec spec, ProfilePlan plan, Path folder) {
        try (OnnxDecoder decoder = new OnnxDecoder(spec, Optional.of(folder.resolve("profile")))) {
            int[][] prompt = tokens(spec, plan.promptTokens());
            for (int i = 0; i <= plan.prompts(); i++) {
                decoder.setCached(0);
                decoder.run(prompt);
            }
            decoder.setCached(plan.depth());
            for (int i = 0; i <= plan.steps(); i++) {
                decoder.run(tokens(spec, 1));
            }
            return decoder.endProfiling();
        }
    }

    private static int[][] tokens(DecoderSpec spec, int count) {
        int[][] tokens = new int[spec.batch()][count];
        for (int b = 0; b < tokens.length; b++) {
            for (int i = 0; i < count; i++) {
                tokens[b][i] = Math.floorMod(7919 * (i + 1) + 104_729 * b, spec.architecture().vocabulary());
            }
        }
        return tokens;
    }

    private static List<OperatorTime> read(Path file, ProfilePlan plan) throws IOException {
        List<Map<Key, Sum>> passes = new ArrayList<>();
        Map<Key, Sum> pass = new LinkedHashMap<>();
        // One event at a time: a mixture of experts writes hundreds of megabytes.
        try (MappingIterator<JsonNode> events = new ObjectMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
            while (events.hasNextValue()) {
                JsonNode event = events.nextValue();
                String name = event.path("name").asText();
                if (name.equals("model_run")) {
                    passes.add(pass);
                    pass = new LinkedHashMap<>();
                } else if (name.endsWith("_kernel_time") && !event.path("args").path("op_name").asText().equals("If")) {
                    // The time of an If is that of the nodes in it, which are written as well.
                    Sum sum = pass.computeIfAbsent(key(name), k -> new Sum());
                    sum.microseconds += event.path("dur").asDouble();
                    sum.kernels++;
                }
            }
        }
        List<OperatorTime> times = new ArrayList<>(medians(Phase.PREFILL, passes.subList(1, 1 + plan.prompts())));
        int firstStep = plan.prompts() + 2;
        times.addAll(medians(Phase.DECODE, passes.subList(firstStep, firstStep + plan.steps())));
        return times;
    }

    private static Key key(String node) {
        Matcher matcher = NODE.matcher(node);
        if (!matcher.matches()) {
            return new Key(-1, OperatorTime.UNNAMED);
        }
        return new Key(matcher.group(1) == null ? -1 : Integer.parseInt(matcher.group(1)), matcher.group(2));
    }

    private static List<OperatorTime> medians(Phase phase, List<Map<Key, Sum>> passes) {
        return passes.get(0).entrySet().stream().map(first -> {
            Key key = first.getKey();
            double[] sums = passes.stream().mapToDouble(pass -> pass.containsKey(key) ? pass.get(key).microseconds : 0).toArray();
            Arrays.sort(sums);
            double median = (sums[(sums.length - 1) / 2] + sums[sums.length / 2]) / 2;
            return new OperatorTime(phase, key.layer(), key.operator(), median, first.getValue().kernels);
        }).toList();
    }
}
