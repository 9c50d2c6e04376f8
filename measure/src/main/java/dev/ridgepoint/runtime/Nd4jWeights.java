package dev.ridgepoint.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes a decoder's matrices and biases by tensor name from {@link RandomWeights}; norms scale by one and shift by nothing. */
final class Nd4jWeights {

    private final RandomWeights random;
    private final OffHeap memory;

    Nd4jWeights(long seed, OffHeap memory) {
        this.random = new RandomWeights(seed);
        this.memory = memory;
    }

    OffHeap memory() {
        return memory;
    }

    /** The matrix of that name, {@code rows x columns}: {@code L3/q_proj}, {@code model/embedding}. */
    INDArray matrix(String name, long rows, long columns) {
        if (Float.BYTES * rows * columns > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("nd4j decoder: " + name + " is larger than 2 GiB");
        }
        INDArray matrix = OffHeap.rows(memory.room(rows * columns), 0, rows, columns);
        // Filled where it lies: a copy of the largest would double what a model needs.
        random.fill(name, columns, matrix.data().asNioFloat());
        return matrix;
    }

    /** A projection with the matrix of that name, and a bias if it has one. */
    Projection projection(String name, long rows, long columns, boolean bias) {
        return projection(name, matrix(name, rows, columns), bias);
    }

    /** A projection with a matrix that exists. */
    Projection projection(String name, INDArray matrix, boolean bias) {
        INDArray offsets = bias ? memory.room(matrix.size(0)) : null;
        if (bias) {
            // As large as one product: a row of the weights' spread.
            random.fill(name + "/bias", matrix.size(1), offsets.data().asNioFloat());
        }
        return new Projection(matrix, offsets);
    }
}
