package dev.ridgepoint.validate;

import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import java.util.Locale;
import java.util.Map;

/** Weights formats by the names that runtimes print. */
final class FormatNames {

    /** llama.cpp calls some of its mixes otherwise than their files are called. */
    private static final Map<String, String> PRINTED = Map.of(
            "q2_k - medium", "q2_k", "q3_k - medium", "q3_k_m", "q4_k - small", "q4_k_s", "q4_k - medium", "q4_k_m", "q5_k - medium", "q5_k_m",
            "mxfp4 moe", "mxfp4");

    private FormatNames() { }

    /** The format that a row's name stands for. */
    static WeightsFormat find(MeasuredRow row) {
        String name = row.weights().toLowerCase(Locale.ROOT).replace(" (guessed)", "");
        if (name.isEmpty()) {
            throw new UnmappedNameException("no weights format is given");
        }
        return WeightsFormats.named(ofRuntime(row.runtime(), PRINTED.getOrDefault(name, name)))
                .orElseThrow(() -> new UnmappedNameException("weights format '" + row.weights() + "' is not modelled"));
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
