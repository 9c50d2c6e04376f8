package dev.ridgepoint.architecture;

/** A tensor as one layer of a group declares it, before it is known which layer that is: see {@link Tensor}. */
public record TensorShape(TensorRole role, long rows, long columns, long copies) {

    static TensorShape matrix(TensorRole role, long rows, long columns) {
        return new TensorShape(role, rows, columns, 1);
    }

    static TensorShape vector(TensorRole role, long length) {
        return new TensorShape(role, 1, length, 1);
    }

    /** Number of weights. */
    public long weights() {
        return rows * columns * copies;
    }
}
