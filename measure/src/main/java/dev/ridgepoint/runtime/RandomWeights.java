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
            out.put(((int) (state * 0x2545F4914F6CDD1DL >>> 40) * 0x1p-23f - 1) * spread);
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

    /** One step of xorshift64* (Vigna 2016); its output is the state times a constant, of which the high bits are used. */
    private static long next(long state) {
        long s = state;
        s ^= s >>> 12;
        s ^= s << 25;
        s ^= s >>> 27;
        return s;
    }
}
