package dev.ridgepoint.ceiling;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Kernels in the widest vectors of the processor; loaded by name only, as the module that they need may be absent. */
final class VectorStreams implements Streams {

    private static final VectorSpecies<Float> WIDEST = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = WIDEST.length();

    VectorStreams() { }

    /** Eight sums, as an addition takes several cycles and two reads start in each. */
    @Override
    public float read(float[] memory, int from, int count) {
        FloatVector s0 = FloatVector.zero(WIDEST);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        int end = from + count;
        int i = from;
        for (; i + 8 * LANES <= end; i += 8 * LANES) {
            s0 = s0.add(FloatVector.fromArray(WIDEST, memory, i));
            s1 = s1.add(FloatVector.fromArray(WIDEST, memory, i + LANES));
            s2 = s2.add(FloatVector.fromArray(WIDEST, memory, i + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(WIDEST, memory, i + 3 * LANES));
            s4 = s4.add(FloatVector.fromArray(WIDEST, memory, i + 4 * LANES));
            s5 = s5.add(FloatVector.fromArray(WIDEST, memory, i + 5 * LANES));
            s6 = s6.add(FloatVector.fromArray(WIDEST, memory, i + 6 * LANES));
            s7 = s7.add(FloatVector.fromArray(WIDEST, memory, i + 7 * LANES));
        }
        for (; i + LANES <= end; i += LANES) {
            s0 = s0.add(FloatVector.fromArray(WIDEST, memory, i));
        }
        return s0.add(s1).add(s2.add(s3)).add(s4.add(s5)).add(s6.add(s7)).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void copy(float[] memory, int from, int to, int count) {
        int i = 0;
        for (; i + 4 * LANES <= count; i += 4 * LANES) {
            FloatVector v0 = FloatVector.fromArray(WIDEST, memory, from + i);
            FloatVector v1 = FloatVector.fromArray(WIDEST, memory, from + i + LANES);
            FloatVector v2 = FloatVector.fromArray(WIDEST, memory, from + i + 2 * LANES);
            FloatVector v3 = FloatVector.fromArray(WIDEST, memory, from + i + 3 * LANES);
            v0.intoArray(memory, to + i);
            v1.intoArray(memory, to + i + LANES);
            v2.intoArray(memory, to + i + 2 * LANES);
            v3.intoArray(memory, to + i + 3 * LANES);
        }
        for (; i + LANES <= count; i += LANES) {
            FloatVector.fromArray(WIDEST, memory, from + i).intoArray(memory, to + i);
        }
    }

    @Override
    public void triad(float[] memory, int to, int b, int c, int count) {
        int i = 0;
        for (; i + 4 * LANES <= count; i += 4 * LANES) {
            FloatVector v0 = scaledSum(memory, b + i, c + i);
            FloatVector v1 = scaledSum(memory, b + i + LANES, c + i + LANES);
            FloatVector v2 = scaledSum(memory, b + i + 2 * LANES, c + i + 2 * LANES);
            FloatVector v3 = scaledSum(memory, b + i + 3 * LANES, c + i + 3 * LANES);
            v0.intoArray(memory, to + i);
            v1.intoArray(memory, to + i + LANES);
            v2.intoArray(memory, to + i + 2 * LANES);
            v3.intoArray(memory, to + i + 3 * LANES);
        }
        for (; i + LANES <= count; i += LANES) {
            scaledSum(memory, b + i, c + i).intoArray(memory, to + i);
        }
    }

    private static FloatVector scaledSum(float[] memory, int b, int c) {
        return FloatVector.fromArray(WIDEST, memory, b).add(FloatVector.fromArray(WIDEST, memory, c).mul(3));
    }

    @Override
    public String description() {
        return "Java vectors of " + WIDEST.vectorBitSize() + " bits";
    }
}
