package dev.ridgepoint.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Weights that cost what real ones cost: uniform in {@code +-sqrt(3 / columns)}, so that activations keep their size from layer to layer. Every tensor has
 * numbers of its own, as runtimes store equal ones once, and the same numbers for the same name and seed, so that two runtimes can be compared.
 */
public final class RandomWeights {

    private final long seed;

    /** Weights of one seed. */
    public RandomWeights(long seed) {
        this.seed = seed;
    }

    /** A matrix's numbers, row after row. */
    public static final class Rows {

        private final float spread;
        private long state;

        private Rows(long state, long columns) {
            this.state = state;
            this.spread = (float) Math.sqrt(3.0 / columns);
        }

        /** Fills {@code row} with the next numbers. */
        public void next(float[] row) {
            long s = state;
            for (int i = 0; i < row.length; i++) {
                s = RandomWeights.next(s);
                row[i] = number(s) * spread;
            }
            state = s;
        }
    }

    /** The rows of a matrix, for a reader that stores them in a way of its own: the same numbers in the same order as {@link #fill}. */
    public Rows rows(String name, long columns) {
        return new Rows(start(name), columns);
    }

    /**
     * Fills {@code out} from its position to its limit with a matrix's numbers.
     *
     * @param name    the tensor's name in the model
     * @param columns inputs of a row, which decide the spread
     */
    public void fill(String name, long columns, FloatBuffer out) {
        long state = start(name);
        float spread = (float) Math.sqrt(3.0 / columns);
        while (out.hasRemaining()) {
            state = next(state);
            out.put(number(state) * spread);
        }
    }

    /** A matrix's numbers in a direct buffer of native order. */
    public FloatBuffer matrix(String name, long rows, long columns) {
        FloatBuffer numbers = ByteBuffer.allocateDirect(Math.toIntExact(4 * rows * columns)).order(ByteOrder.nativeOrder()).asFloatBuffer();
        fill(name, columns, numbers);
        return numbers.rewind();
    }

    private long start(String name) {
        long state = seed * 0x9E3779B97F4A7C15L ^ name.hashCode() * 0xBF58476D1CE4E5B9L;
        return next(next(state == 0 ? 1 : state));
    }

    /** Uniform between -1 and 1: the high bits of the state times a constant. */
    private static float number(long state) {
        return (int) (state * 0x2545F4914F6CDD1DL >>> 40) * 0x1p-23f - 1;
    }

    /** One step of xorshift64* (Vigna 2016); its output is the state times a constant, of which the high bits are used. */
    private static long next(long state) {
        long s = state;
        s ^= s >>> 12;
        s ^= s << 25;
        s ^= s >>> 27;
        return s;
    }
}
