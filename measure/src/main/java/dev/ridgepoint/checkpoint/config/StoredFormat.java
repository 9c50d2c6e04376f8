package dev.ridgepoint.checkpoint.config;

import java.util.Locale;
import java.util.Optional;

/** The weights format that a configuration says its checkpoint is stored in. */
final class StoredFormat {

    private StoredFormat() { }

    static String of(ConfigFields c) {
        Optional<ConfigFields> quantised = c.inner("quantization_config").or(() -> c.inner("compression_config"));
        if (quantised.isPresent()) {
            Optional<String> format = quantised(quantised.get());
            if (format.isPresent()) {
                return format.get();
            }
            c.remarks().unknown("quantization_config, whose method is none that is known; choose a format with --weights");
        }
        String type = c.text("torch_dtype").or(() -> c.text("dtype")).orElse("").replace("torch.", "");
        return switch (type) {
            case "bfloat16" -> "bf16";
            case "float16", "half" -> "f16";
            case "float32", "float" -> "f32";
            default -> {
                c.remarks().assume("torch_dtype", "bfloat16");
                yield "bf16";
            }
        };
    }

    private static Optional<String> quantised(ConfigFields q) {
        String method = q.text("quant_method").orElse("").toLowerCase(Locale.ROOT);
        return switch (method) {
            case "fp8", "fbgemm_fp8" -> Optional.of("fp8");
            case "mxfp4" -> Optional.of("mxfp4");
            case "awq", "gptq" -> integers(q.findPositive("bits").or(() -> q.findPositive("w_bit")).orElse(4));
            case "modelopt" -> modelOpt(q.text("quant_algo").orElse(""));
            case "compressed-tensors" -> compressed(q.text("format").orElse(""), q);
            default -> Optional.empty();
        };
    }

    private static Optional<String> integers(int bits) {
        return bits == 4 ? Optional.of("int4") : bits == 8 ? Optional.of("int8") : Optional.empty();
    }

    private static Optional<String> modelOpt(String algorithm) {
        return switch (algorithm) {
            case "NVFP4" -> Optional.of("nvfp4");
            case "FP8" -> Optional.of("fp8");
            default -> Optional.empty();
        };
    }

    private static Optional<String> compressed(String format, ConfigFields q) {
        return switch (format) {
            case "float-quantized" -> Optional.of("fp8");
            case "int-quantized" -> Optional.of("w8a8");
            case "nvfp4-pack-quantized" -> Optional.of("nvfp4");
            case "pack-quantized" -> q.inner("config_groups").flatMap(groups -> groups.inner("group_0")).flatMap(group -> group.inner("weights"))
                    .flatMap(weights -> weights.findPositive("num_bits")).flatMap(StoredFormat::integers);
            default -> Optional.empty();
        };
    }
}
