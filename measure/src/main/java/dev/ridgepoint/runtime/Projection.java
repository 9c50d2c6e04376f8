package dev.ridgepoint.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix product with weights.
 *
 * @param matrix {@code outputs x inputs}, rows contiguous
 * @param bias   {@code outputs}, or null
 */
record Projection(INDArray matrix, INDArray bias) {

    long outputs() {
        return matrix.size(0);
    }

    /** Writes the product, or adds it to what {@code y} holds: the residual stream then takes no operator of its own. */
    void apply(Activation x, Activation y, boolean add) {
        Blas.multiply(matrix, x.columns(), y.columns(), 1, add ? 1 : 0);
        if (bias != null) {
            Elementwise.add(y.rows(), bias, y.rows());
        }
    }
}
