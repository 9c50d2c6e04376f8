package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Peak;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A generation of chips, and the proportion in which its dense matrix peaks stand. The proportion is fixed by the silicon: it does not change with
 * the number of cores or the clock, so one peak of a profile checks the others.
 */
enum Generation {
    VOLTA("NVIDIA", "V100|Titan V", Unit.VECTOR_FP32, "fp16 8"),
    TURING_DATACENTER("NVIDIA", "\\bT4\\b|Quadro RTX", Unit.VECTOR_FP32, "fp16 8, int8 16, int4 32"),
    TURING_GEFORCE("NVIDIA", "RTX.20\\d\\d", Unit.VECTOR_FP32, "fp16 4, fp16-fp16acc 8, int8 16, int4 32"),
    AMPERE_DATACENTER("NVIDIA", "\\bA(100|800|30)\\b", Unit.VECTOR_FP32, "tf32 8, fp16 16, bf16 16, int8 32, int4 64"),
    AMPERE_PRO("NVIDIA", "\\bA(10G?|16|2|40)\\b|RTX.A\\d000", Unit.VECTOR_FP32, "tf32 2, fp16 4, bf16 4, int8 8, int4 16"),
    AMPERE_GEFORCE("NVIDIA", "RTX.30\\d\\d", Unit.VECTOR_FP32, "tf32 1, fp16 2, fp16-fp16acc 4, bf16 2, int8 8, int4 16"),
    ORIN("NVIDIA", "Orin", Unit.VECTOR_FP32, "tf32 4, fp16 8, bf16 8, int8 16, int4 32"),
    HOPPER_CUT("NVIDIA", "\\bH20\\b", Unit.VECTOR_FP32, "tf32 1.7, fp16 3.4, bf16 3.4, fp8 6.7, int8 6.7"),
    HOPPER("NVIDIA", "\\bG?H[128]00\\b", Unit.VECTOR_FP32, "tf32 7.4, fp16 14.8, bf16 14.8, fp8 29.6, int8 29.6"),
    ADA_L40S("NVIDIA", "\\bL40S\\b", Unit.VECTOR_FP32, "tf32 2, fp16 4, bf16 4, fp8 8, int8 8, int4 8"),
    ADA_PRO("NVIDIA", "\\bL(2|4|20|40)\\b|RTX \\d000 Ada", Unit.VECTOR_FP32, "tf32 2, fp16 4, bf16 4, fp8 8, int8 8, int4 16"),
    ADA_GEFORCE("NVIDIA", "RTX.40\\d\\d", Unit.VECTOR_FP32,
            "tf32 1, fp16 2, fp16-fp16acc 4, bf16 2, fp8 4, fp8-fp16acc 8, int8 8, int4 16"),
    BLACKWELL_ULTRA("NVIDIA", "\\bG?B300\\b", Unit.VECTOR_FP32, "tf32 15, fp16 30, bf16 30, fp8 60, fp6 60, fp4 187, int8 2.05"),
    BLACKWELL_DATACENTER("NVIDIA", "\\bG?B[12]00\\b", Unit.VECTOR_FP32, "tf32 15, fp16 30, bf16 30, fp8 60, fp6 60, fp4 120, int8 60"),
    THOR("NVIDIA", "Thor", Unit.VECTOR_FP32, "tf32 16, fp16 32, bf16 32, fp8 64, fp6 64, fp4 128, int8 64"),
    BLACKWELL_PRO("NVIDIA", "RTX.PRO.\\d000|GB10", Unit.VECTOR_FP32, "tf32 2, fp16 4, bf16 4, fp8 8, fp6 8, fp4 16, int8 8"),
    BLACKWELL_GEFORCE("NVIDIA", "RTX.50\\d\\d", Unit.VECTOR_FP32,
            "tf32 1, fp16 2, fp16-fp16acc 4, bf16 2, fp8 4, fp8-fp16acc 8, fp6 4, fp4 16, int8 8"),
    CDNA2("AMD", "MI2\\d\\d", Unit.VECTOR_FP32, "fp32 2, fp16 8, bf16 8, int8 8"),
    CDNA3("AMD", "MI3[02]\\d", Unit.VECTOR_FP32, "fp32 1, tf32 4, fp16 8, bf16 8, fp8 16, int8 16"),
    CDNA4("AMD", "MI35\\d", Unit.VECTOR_FP32, "fp16 16, bf16 16, fp8 32, fp6 64, fp4 64, int8 32"),
    RDNA3("AMD", "RX.7\\d\\d\\d|\\b[78][4-9]0M|80[56]0S", Unit.VECTOR_FP32, "fp16 2, bf16 2, int8 2, int4 4"),
    RDNA4("AMD", "RX.9\\d\\d\\d", Unit.VECTOR_FP32, "fp16 4, bf16 4, fp8 8, int8 8, int4 16"),
    XE_MATRIX("Intel", "Arc.(A|B|Pro|140)", Unit.VECTOR_FP32, "tf32 4, fp16 8, bf16 8, int8 16, int4 32"),
    SAPPHIRE_RAPIDS("Intel", "Sapphire|Emerald", Unit.VECTOR_FP32, "bf16 16, int8 32"),
    GRANITE_RAPIDS("Intel", "Granite", Unit.VECTOR_FP32, "fp16 16, bf16 16, int8 32"),
    APPLE("Apple", "^(?!.*Neural).*\\bM[1-4]\\b", Unit.VECTOR_FP32, "fp16 1, bf16 1"),
    APPLE_M5("Apple", "^(?!.*Neural).*\\bM5\\b", Unit.VECTOR_FP32, "fp16 3.4, bf16 3.4, int8 6.8"),
    GRAVITON("AWS", "Graviton", Unit.VECTOR_FP32, "bf16 4, int8 8"),
    GAUDI("Intel", "Gaudi(?!.?[23])|HL-20", Unit.MATRIX, "bf16 1"),
    GAUDI2("Intel", "Gaudi.?2", Unit.MATRIX, "tf32 0.5, fp16 1, bf16 1, fp8 2"),
    GAUDI3("Intel", "Gaudi.?3", Unit.MATRIX, "fp32 0.137, tf32 0.274, fp16 0.274, bf16 1, fp8 1"),
    TRAINIUM1("AWS", "Trainium.*trn1|Inferentia2", Unit.MATRIX, "fp32 0.25, tf32 1, fp16 1, bf16 1, fp8 1, int8 2"),
    TRAINIUM2("AWS", "Trainium2", Unit.MATRIX, "fp32 0.27, tf32 1, fp16 1, bf16 1, fp8 1.95"),
    TRAINIUM3("AWS", "Trainium3", Unit.MATRIX, "fp32 0.27, tf32 1, fp16 1, bf16 1, fp8 3.75, fp4 3.75"),
    TPU_V4("Google", "TPU.?v4", Unit.MATRIX, "bf16 1, int8 1"),
    TPU_V5("Google", "TPU.?v5", Unit.MATRIX, "bf16 1, int8 2"),
    TPU_V6("Google", "TPU.?v6", Unit.MATRIX, "bf16 1, fp8 1, int8 2"),
    TPU_V7("Google", "TPU.?v?7", Unit.MATRIX, "bf16 1, fp8 2"),
    ATOM("Rebellions", "ATOM", Unit.MATRIX, "fp16 1, int8 4, int4 8"),
    REBEL("Rebellions", "REBEL", Unit.MATRIX, "fp16 1, bf16 1, fp8 2"),
    ASCEND("Huawei", "Ascend", Unit.MATRIX, "fp16 1, bf16 1, int8 2"),
    GROQ("Groq", "GroqChip1|LPU", Unit.MATRIX, "fp16 1, int8 4"),
    RNGD("FuriosaAI", "RNGD", Unit.MATRIX, "bf16 1, fp8 2, int8 2, int4 4"),
    INTEL_NPU("Intel", "Core Ultra.*NPU", Unit.MATRIX, "fp16 1, int8 2"),
    RK3588("Rockchip", "RK3588 NPU", Unit.MATRIX, "fp16 1, int8 2, int4 4"),
    HEXAGON_X("Qualcomm", "X Elite.*NPU", Unit.MATRIX, "fp16 1, int8 4"),
    HAILO_10("Hailo", "Hailo-10", Unit.MATRIX, "int8 1, int4 2"),
    XDNA("AMD", "XDNA", Unit.MATRIX, "bf16 1, int8 2"),
    NEURAL_ENGINE("Apple", "M[123]\\b.*Neural", Unit.MATRIX, "fp16 1, int8 1"),
    NEURAL_ENGINE_4("Apple", "M4\\b.*Neural", Unit.MATRIX, "fp16 1, int8 2");

    /** What the proportions are relative to: the vector unit's FP32 peak, or the other matrix peaks of a chip without one. */
    private enum Unit { VECTOR_FP32, MATRIX }

    private final String vendor;
    private final Pattern names;
    private final Unit anchor;
    private final Map<String, Double> proportions;

    Generation(String vendor, String names, Unit anchor, String proportions) {
        this.vendor = vendor;
        this.names = Pattern.compile(names, Pattern.CASE_INSENSITIVE);
        this.anchor = anchor;
        this.proportions = byFormat(proportions);
    }

    /** Reads {@code fp16 2, fp8 4}. */
    static Map<String, Double> byFormat(String written) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String entry : written.split(", ")) {
            String[] formatAndNumber = entry.split(" ");
            numbers.put(formatAndNumber[0], Double.valueOf(formatAndNumber[1]));
        }
        return numbers;
    }

    /** The generation of a vendor's device with such names, if it is one of those known. */
    static Optional<Generation> of(String vendor, String names) {
        return Arrays.stream(values())
                .filter(generation -> generation.vendor.equalsIgnoreCase(vendor) && generation.names.matcher(names).find())
                .findFirst();
    }

    /** Whether the generation's matrix unit multiplies the format. */
    boolean has(Peak peak) {
        return proportions.containsKey(peak.key());
    }

    /** The rate that the device's other peaks imply for one of its matrix peaks; empty where nothing does. */
    OptionalDouble implied(Peak peak, Hardware hardware) {
        Optional<Peak> vector = hardware.peak(ComputeUnit.VECTOR, NumberFormat.FP32);
        if (!has(peak)) {
            return OptionalDouble.empty();
        }
        if (anchor == Unit.VECTOR_FP32 && vector.isPresent()) {
            return OptionalDouble.of(vector.get().rate().value() * proportions.get(peak.key()));
        }
        List<Double> units = hardware.peaks().stream()
                .filter(other -> other != peak && other.unit() == ComputeUnit.MATRIX && has(other))
                .map(other -> other.rate().value() / proportions.get(other.key()))
                .sorted()
                .toList();
        // The median, so that one wrong sibling does not accuse the others.
        return units.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(units.get((units.size() - 1) / 2) * proportions.get(peak.key()));
    }
}
