package dev.ridgepoint.architecture;

/**
 * One weight tensor of a checkpoint: {@code copies} matrices of {@code rows} outputs by {@code columns} inputs. A row is contiguous, so a block
 * format groups weights along the columns; experts are copies of one another in shape.
 *
 * @param role    what it does
 * @param layer   index of its layer, from 0; -1 outside the layers
 * @param ordinal its index among the tensors of its role, from 0, in layer order
 * @param total   how many tensors of its role the model has
 * @param rows    outputs of one copy
 * @param columns inputs of one copy; 1-dimensional tensors have one row
 * @param copies  1, or the number of experts
 */
public record Tensor(TensorRole role, int layer, int ordinal, int total, long rows, long columns, long copies) {

    /** Number of weights. */
    public long weights() {
        return rows * columns * copies;
    }
}
