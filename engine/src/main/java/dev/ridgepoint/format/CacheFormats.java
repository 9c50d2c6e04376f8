package dev.ridgepoint.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The block formats that a KV cache is kept in. */
public final class CacheFormats {

    private static final List<BlockFormat> ALL = List.of(
            BlockFormat.F32, BlockFormat.F16, BlockFormat.BF16, BlockFormat.Q8_0, BlockFormat.FP8, BlockFormat.INT8,
            BlockFormat.Q5_1, BlockFormat.Q5_0, BlockFormat.Q4_1, BlockFormat.Q4_0);

    private static final Map<String, String> ALIASES = Map.of("fp16", "f16", "fp32", "f32");

    private CacheFormats() { }

    /** All of them, from wide to narrow. */
    public static List<BlockFormat> all() {
        return ALL;
    }

    /** The format of that id, in upper or lower case; {@code fp16} is {@code f16} and {@code fp32} is {@code f32}. */
    public static Optional<BlockFormat> named(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        String wanted = ALIASES.getOrDefault(lower, lower);
        return ALL.stream().filter(format -> format.id().equals(wanted)).findFirst();
    }
}
