package dev.ridgepoint.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A weight matrix of {@code rows} outputs by {@code columns} inputs, or some rows of one.
 *
 * @param name     in the source of weights
 * @param firstRow index of the first of its rows in the source's matrix
 * @param source   of its numbers
 */
record Matrix(String name, int firstRow, int rows, int columns, WeightSource source) {

    /** Its numbers, from its first row on. */
    WeightSource.Rows read() {
        WeightSource.Rows read = source.rows(name, columns);
        float[] skipped = new float[firstRow == 0 ? 0 : columns];
        for (int i = 0; i < firstRow; i++) {
            read.next(skipped);
        }
        return read;
    }

    /** The matrix cut into as few pieces of about one size as have {@code most} rows each at the most. */
    List<Matrix> pieces(int most) {
        int count = (rows - 1) / most + 1;
        List<Matrix> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = Math.toIntExact((long) rows * i / count);
            int end = Math.toIntExact((long) rows * (i + 1) / count);
            pieces.add(new Matrix(name, firstRow + first, end - first, columns, source));
        }
        return pieces;
    }
}
