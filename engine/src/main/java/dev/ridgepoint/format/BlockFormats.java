package dev.ridgepoint.format;

import java.util.List;
import java.util.Optional;

/** The block formats that a file's tensors may be stored in, one by one. */
public final class BlockFormats {

    private static final List<BlockFormat> ALL = List.of(
            BlockFormat.F64, BlockFormat.F32, BlockFormat.F16, BlockFormat.BF16, BlockFormat.FP8, BlockFormat.FP8_128X128,
            BlockFormat.I64, BlockFormat.I32, BlockFormat.I16, BlockFormat.I8,
            BlockFormat.Q8_K, BlockFormat.Q8_1, BlockFormat.Q8_0, BlockFormat.Q6_K, BlockFormat.Q5_K, BlockFormat.Q5_1, BlockFormat.Q5_0,
            BlockFormat.Q4_K, BlockFormat.Q4_1, BlockFormat.Q4_0, BlockFormat.Q3_K, BlockFormat.Q2_K,
            BlockFormat.IQ4_NL, BlockFormat.IQ4_XS, BlockFormat.IQ3_S, BlockFormat.IQ3_XXS, BlockFormat.IQ2_S, BlockFormat.IQ2_XS, BlockFormat.IQ2_XXS,
            BlockFormat.IQ1_M, BlockFormat.IQ1_S, BlockFormat.TQ2_0, BlockFormat.TQ1_0, BlockFormat.MXFP4, BlockFormat.NVFP4);

    private BlockFormats() { }

    /** All of them, from wide to narrow. */
    public static List<BlockFormat> all() {
        return ALL;
    }

    /** The format of that id. */
    public static Optional<BlockFormat> named(String id) {
        return ALL.stream().filter(format -> format.id().equals(id)).findFirst();
    }
}
