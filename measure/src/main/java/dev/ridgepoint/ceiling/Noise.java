package dev.ridgepoint.ceiling;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * Random numbers for weights, handed out piece by piece. No two matrices of a graph may be equal: the runtime would store them once, and they would come from a
 * cache. Different graphs may use the same numbers, as each session arranges its own copy.
 */
final class Noise {

    /**
     * Weights of 32 bits are uniform in this range; it keeps activations of matrices of some 512 columns at their size and lets those of larger ones grow, in the few
     * products that a chain of large matrices has. What shrank from product to product would end in denormal numbers, which take longer.
     */
    private static final double SPREAD = Math.sqrt(3.0 / 512);

    private final ByteBuffer numbers;
    private int next;

    Noise(long bytes) {
        numbers = OnnxGraph.direct(bytes);
        SplittableRandom random = new SplittableRandom(1);
        float step = (float) (SPREAD * 0x1p-31);
        while (numbers.remaining() >= Float.BYTES) {
            numbers.putFloat(random.nextInt() * step);
        }
        numbers.clear();
    }

    /** Starts again, for another graph. */
    Noise again() {
        next = 0;
        return this;
    }

    ByteBuffer next(long bytes) {
        ByteBuffer piece = numbers.slice(next, Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
        next += Math.toIntExact(bytes);
        return piece;
    }
}
