package dev.ridgepoint.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One vector for each token of a pass, seen both ways without a copy.
 *
 * @param rows    {@code tokens x width}, as element-wise operators see it
 * @param columns {@code width x tokens}, as BLAS sees it
 */
record Activation(INDArray rows, INDArray columns) {

    static Activation of(OffHeap memory, long tokens, long width) {
        INDArray room = memory.room(tokens * width);
        return new Activation(OffHeap.rows(room, 0, tokens, width), OffHeap.columns(room, 0, width, tokens));
    }

    long width() {
        return rows.size(1);
    }

    /** Copies the elements of each row from {@code from} on to {@code out}, as many as it is wide. */
    void copyPart(long from, Activation out) {
        long[] shape = {rows.size(0), out.width()};
        out.rows.assign(Nd4j.create(rows.data(), shape, new long[] {width(), 1}, from, 'c'));
    }
}
