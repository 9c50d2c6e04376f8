package dev.ridgepoint.hardware;

/** The two kinds of arithmetic unit of an accelerator, whose peaks are never mixed. */
public enum ComputeUnit {
    /** Tensor cores, matrix cores, simdgroup matrices, AMX: multiplies blocks. */
    MATRIX,
    /** The general-purpose lanes: norms, activations, softmax, and what the matrix unit cannot do. */
    VECTOR
}
