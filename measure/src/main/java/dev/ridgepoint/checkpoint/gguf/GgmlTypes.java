package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.format.BlockFormat;
import java.util.Map;
import java.util.Optional;

/** The numbers that stand for block formats in a GGUF header ({@code enum ggml_type} of {@code ggml.h}); those of types that were withdrawn are missing. */
final class GgmlTypes {

    private static final Map<Integer, BlockFormat> BY_NUMBER = Map.ofEntries(
            Map.entry(0, BlockFormat.F32), Map.entry(1, BlockFormat.F16), Map.entry(2, BlockFormat.Q4_0), Map.entry(3, BlockFormat.Q4_1),
            Map.entry(6, BlockFormat.Q5_0), Map.entry(7, BlockFormat.Q5_1), Map.entry(8, BlockFormat.Q8_0), Map.entry(9, BlockFormat.Q8_1),
            Map.entry(10, BlockFormat.Q2_K), Map.entry(11, BlockFormat.Q3_K), Map.entry(12, BlockFormat.Q4_K), Map.entry(13, BlockFormat.Q5_K),
            Map.entry(14, BlockFormat.Q6_K), Map.entry(15, BlockFormat.Q8_K), Map.entry(16, BlockFormat.IQ2_XXS), Map.entry(17, BlockFormat.IQ2_XS),
            Map.entry(18, BlockFormat.IQ3_XXS), Map.entry(19, BlockFormat.IQ1_S), Map.entry(20, BlockFormat.IQ4_NL), Map.entry(21, BlockFormat.IQ3_S),
            Map.entry(22, BlockFormat.IQ2_S), Map.entry(23, BlockFormat.IQ4_XS), Map.entry(24, BlockFormat.I8), Map.entry(25, BlockFormat.I16),
            Map.entry(26, BlockFormat.I32), Map.entry(27, BlockFormat.I64), Map.entry(28, BlockFormat.F64), Map.entry(29, BlockFormat.IQ1_M),
            Map.entry(30, BlockFormat.BF16), Map.entry(34, BlockFormat.TQ1_0), Map.entry(35, BlockFormat.TQ2_0), Map.entry(39, BlockFormat.MXFP4),
            Map.entry(40, BlockFormat.NVFP4));

    /** What the file as a whole is called ({@code enum llama_ftype} of {@code llama.h}). */
    private static final Map<Integer, String> FILE_TYPES = Map.ofEntries(
            Map.entry(0, "fp32"), Map.entry(1, "f16"), Map.entry(2, "q4_0"), Map.entry(3, "q4_1"), Map.entry(7, "q8_0"), Map.entry(8, "q5_0"),
            Map.entry(9, "q5_1"), Map.entry(10, "q2_k"), Map.entry(11, "q3_k_s"), Map.entry(12, "q3_k_m"), Map.entry(13, "q3_k_l"),
            Map.entry(14, "q4_k_s"), Map.entry(15, "q4_k_m"), Map.entry(16, "q5_k_s"), Map.entry(17, "q5_k_m"), Map.entry(18, "q6_k"),
            Map.entry(19, "iq2_xxs"), Map.entry(20, "iq2_xs"), Map.entry(21, "q2_k_s"), Map.entry(22, "iq3_xs"), Map.entry(23, "iq3_xxs"),
            Map.entry(24, "iq1_s"), Map.entry(25, "iq4_nl"), Map.entry(26, "iq3_s"), Map.entry(27, "iq3_m"), Map.entry(28, "iq2_s"),
            Map.entry(29, "iq2_m"), Map.entry(30, "iq4_xs"), Map.entry(31, "iq1_m"), Map.entry(32, "bf16"), Map.entry(36, "tq1_0"),
            Map.entry(37, "tq2_0"), Map.entry(38, "mxfp4"));

    private GgmlTypes() { }

    static Optional<BlockFormat> block(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    static Optional<String> fileType(int number) {
        return Optional.ofNullable(FILE_TYPES.get(number));
    }
}
