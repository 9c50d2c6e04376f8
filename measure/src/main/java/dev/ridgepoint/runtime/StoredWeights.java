package dev.ridgepoint.runtime;

import java.util.Locale;

/** How a timed decoder stores its matrices; vectors and everything between operators are in 32 bits. */
public enum StoredWeights {
    /** 32 bits. */
    FP32,
    /** 8 bits with a scale for each column, multiplied in integers after the activations are quantised on the fly. */
    INT8,
    /** 4 bits in blocks of 32 with a scale each. */
    INT4;

    /** {@code fp32}, {@code int8}, {@code int4}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
