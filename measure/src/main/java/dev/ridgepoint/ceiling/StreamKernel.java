package dev.ridgepoint.ceiling;

import java.util.Locale;

/** What moves over memory in a bandwidth trial, after STREAM (McCalpin 1995) and with a plain read beside it. */
public enum StreamKernel {
    /** {@code s += a[i]}: the ceiling of decode, which reads weights and writes next to nothing. */
    READ(1, 0),
    /** {@code b[i] = a[i]}. */
    COPY(2, 1),
    /** {@code a[i] = b[i] + 3 c[i]}. */
    TRIAD(3, 1);

    private final int streams;
    private final int allocated;

    StreamKernel(int streams, int allocated) {
        this.streams = streams;
        this.allocated = allocated;
    }

    /** Arrays that the program reads or writes: what STREAM counts. */
    public int streams() {
        return streams;
    }

    /**
     * Streams that move. An ordinary store first reads the line that it writes into (write-allocate), so beyond the nearest cache a written stream moves twice;
     * in the nearest cache the line is there already.
     *
     * @param beyondNearest whether the working set is larger than the nearest cache
     */
    public int moving(boolean beyondNearest) {
        return streams + (beyondNearest ? allocated : 0);
    }

    /** {@code read}, {@code copy}, {@code triad}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
