package dev.ridgepoint.trial;

import java.util.function.LongSupplier;

/**
 * A millisecond or two of work that is always the same: reads a buffer that no private cache holds, and multiplies and adds in registers. Both, as neighbours on the
 * same host slow down either without the other.
 */
final class ReferenceKernel {

    static final int BUFFER_BYTES = 16 << 20;
    private static final int MULTIPLICATIONS = 200_000;
    /** Runs after which the compiler has done with it. */
    private static final int COMPILED = 60;

    private final long[] buffer = new long[BUFFER_BYTES / Long.BYTES];
    private final LongSupplier nanoTime;
    /** What was computed goes here, so that the compiler cannot leave it out. */
    private volatile double sink;

    ReferenceKernel(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        // Pages that were never written all map to one page of zeros, which stays in the cache.
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = i;
        }
        for (int i = 0; i < COMPILED; i++) {
            seconds();
        }
    }

    /** Runs it. */
    double seconds() {
        long start = nanoTime.getAsLong();
        sink = read() + multiply();
        return (nanoTime.getAsLong() - start) * 1e-9;
    }

    private long read() {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        // One number of each half cache line: the memory moves all of it, and the sum does not become the bottleneck.
        for (int i = 0; i < buffer.length; i += 16) {
            a += buffer[i];
            b += buffer[i + 4];
            c += buffer[i + 8];
            d += buffer[i + 12];
        }
        return a + b + c + d;
    }

    private static double multiply() {
        double a = 1;
        double b = 2;
        double c = 3;
        double d = 4;
        for (int i = 0; i < MULTIPLICATIONS; i++) {
            a = a * 0.999 + 0.001;
            b = b * 0.998 + 0.002;
            c = c * 0.997 + 0.003;
            d = d * 0.996 + 0.004;
        }
        return a + b + c + d;
    }
}
