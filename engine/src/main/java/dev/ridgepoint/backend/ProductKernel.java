package dev.ridgepoint.backend;

/**
 * Which kernel multiplies with quantised weights, up to so many rows.
 *
 * @param way      how it multiplies
 * @param mostRows greatest number of rows that it is taken for
 * @param experts  whether it is for routed experts only
 */
public record ProductKernel(Way way, int mostRows, boolean experts) {

    /** Ways to multiply with quantised weights. */
    public enum Way {
        /** On the vector unit, row by row, weights expanded in registers: {@code T^VECTOR_ROWS flops(1 row) / (VECTOR peak)}. */
        VECTOR,
        /** On the integer unit, activations quantised too: {@code flops (1 + INTEGER_RAMP / T) / rate}. */
        INTEGER,
        /** In 16 bits, weights expanded on the chip: {@code flops (1 + HALF_RAMP / T) / rate}. */
        HALF,
        /** In 16 bits, weights expanded in memory first: the same, and {@code q + 4 n} bytes of traffic before it. */
        EXPANDED,
        /** On the matrix unit in the weights' own compute format, 16 bits included: {@code flops (1 + NATIVE_RAMP / T) / (NATIVE peak)}. */
        NATIVE
    }
}
