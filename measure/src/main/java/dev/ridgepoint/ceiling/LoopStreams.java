package dev.ridgepoint.ceiling;

import java.util.Arrays;

/** Plain loops, which the compiler turns into vector instructions where it can. */
final class LoopStreams implements Streams {

    /** A sum of floats has an order and is never vectorised; comparing two halves that are equal reads both with the JDK's own vector code. */
    @Override
    public float read(float[] memory, int from, int count) {
        int half = count / 2;
        return Arrays.mismatch(memory, from, from + half, memory, from + half, from + 2 * half);
    }

    @Override
    public void copy(float[] memory, int from, int to, int count) {
        for (int i = 0; i < count; i++) {
            memory[to + i] = memory[from + i];
        }
    }

    @Override
    public void triad(float[] memory, int to, int b, int c, int count) {
        for (int i = 0; i < count; i++) {
            memory[to + i] = memory[b + i] + 3 * memory[c + i];
        }
    }

    @Override
    public String description() {
        return "Java loops; without the module " + VECTOR_MODULE + " they may stay below what the memory gives";
    }
}
