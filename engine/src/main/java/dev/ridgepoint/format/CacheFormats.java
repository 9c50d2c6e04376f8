package dev.ridgepoint.format;

import java.util.List;
import java.util.Optional;

/** The block formats that a KV cache is kept in. */
public final class CacheFormats {

    private static final List<BlockFormat> ALL = List.of(
            BlockFormat.F32, BlockFormat.F16, BlockFormat.BF16, BlockFormat.Q8_0, BlockFormat.FP8, BlockFormat.INT8,
            BlockFormat.Q5_1, BlockFormat.Q5_0, BlockFormat.Q4_1, BlockFormat.Q4_0);

    private CacheFormats() { }

    /** All of them, from wide to narrow. */
    public static List<BlockFormat> all() {
        return ALL;
    }

    /** The format of that id, in upper or lower case. */
    public static Optional<BlockFormat> named(String id) {
        return ALL.stream().filter(format -> format.id().equalsIgnoreCase(id)).findFirst();
    }
}
