package dev.ridgepoint.validate;

import dev.ridgepoint.format.CacheFormats;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.workload.Numerics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Weights formats by the names that runtimes print. */
final class FormatNames {

    /** llama.cpp calls some of its mixes otherwise than their files are called. */
    private static final Map<String, String> PRINTED = Map.ofEntries(
            Map.entry("q2_k - small", "q2_k_s"), Map.entry("q2_k - medium", "q2_k"), Map.entry("q3_k - small", "q3_k_s"),
            Map.entry("q3_k - medium", "q3_k_m"), Map.entry("q3_k - large", "q3_k_l"), Map.entry("q4_k - small", "q4_k_s"),
            Map.entry("q4_k - medium", "q4_k_m"), Map.entry("q5_k - small", "q5_k_s"), Map.entry("q5_k - medium", "q5_k_m"),
            Map.entry("iq3_s mix", "iq3_m"), Map.entry("mxfp4 moe", "mxfp4"));

    private FormatNames() { }

    /** The format that a row's name stands for. */
    static WeightsFormat find(MeasuredRow row) {
        String name = row.weights().toLowerCase(Locale.ROOT).replace(" (guessed)", "").replaceAll(" - [0-9.]+ bpw.*", "");
        if (name.isEmpty()) {
            throw new UnmappedNameException("no weights format is given");
        }
        Optional<WeightsFormat> bare = row.source().equals(BenchRunJson.SOURCE) && row.runtime().isEmpty() ? bare(name) : Optional.empty();
        return bare.or(() -> WeightsFormats.named(ofRuntime(row.runtime(), PRINTED.getOrDefault(name, name))))
                .orElseThrow(() -> new UnmappedNameException("weights format '" + row.weights() + "' is not modelled"));
    }

    /** What {@code int8} and {@code int4} stand for at the least, in a result that names no runtime: its scales and what it leaves wide are unknown. */
    private static Optional<WeightsFormat> bare(String name) {
        return switch (name) {
            case "int8" -> Optional.of(WeightsFormats.bare(8));
            case "int4" -> Optional.of(WeightsFormats.bare(4));
            default -> Optional.empty();
        };
    }

    /**
     * The formats of a benchmark run: a runtime's of our own, or the least that the name can stand for.
     *
     * @throws InvalidInputException if it is not one of ours and names no format that is modelled
     */
    static Numerics of(BenchmarkResult result) {
        String name = result.metadata().model() == null || result.metadata().model().quantization() == null ? ""
                : result.metadata().model().quantization().toLowerCase(Locale.ROOT);
        Optional<StoredWeights> own = Arrays.stream(StoredWeights.values()).filter(stored -> stored.id().equals(name)).findFirst();
        if (result.extension() != null && result.extension().setup() != null && own.isPresent()) {
            return PredictionBeside.numerics(own.get());
        }
        WeightsFormat weights = bare(name).or(() -> WeightsFormats.named(name)).orElseThrow(() -> new InvalidInputException(
                name.isEmpty() ? "metadata.model.quantization is not given" : "weights format '" + name + "' is not modelled"
                        + Nearest.hint(name, WeightsFormats.all().stream().map(WeightsFormat::id).toList())));
        return Numerics.of(weights).withCache(CacheFormats.all().get(CacheFormats.all().size() - 1));
    }

    /** One name stands for other formats in other runtimes. */
    private static String ofRuntime(String runtime, String name) {
        // A GGUF file in 16 bits keeps its vectors in 32.
        if (runtime.startsWith("llama.cpp") && name.equals("fp16")) {
            return "f16";
        }
        return runtime.startsWith("onnx") && (name.equals("int8") || name.equals("int4")) ? "onnx-" + name : name;
    }
}
