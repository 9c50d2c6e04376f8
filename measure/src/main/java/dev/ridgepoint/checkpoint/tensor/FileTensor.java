package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.format.BlockFormat;
import java.util.List;

/**
 * A tensor as a file's header declares it.
 *
 * @param name    what the file calls it
 * @param block   how its elements are stored
 * @param extents columns first, then rows, then copies: the innermost comes first
 */
public record FileTensor(String name, BlockFormat block, List<Long> extents) {

    /** Copies its list. */
    public FileTensor {
        extents = List.copyOf(extents);
    }

    /** Inputs of a matrix, or elements of a vector. */
    public long columns() {
        return extent(0);
    }

    /** Outputs of a matrix. */
    public long rows() {
        return extent(1);
    }

    /** Matrices of that shape. */
    public long copies() {
        long copies = 1;
        for (int i = 2; i < extents.size(); i++) {
            copies *= extents.get(i);
        }
        return copies;
    }

    private long extent(int i) {
        return i < extents.size() ? extents.get(i) : 1;
    }

    /** Number of elements. */
    public long elements() {
        return columns() * rows() * copies();
    }

    /** Bytes of all of them. */
    public long bytes() {
        return block.bytes(rows(), columns(), copies());
    }

    /** So many tensors of this shape, as one. */
    public FileTensor times(long number) {
        return new FileTensor(name, block, List.of(columns(), rows(), number));
    }
}
