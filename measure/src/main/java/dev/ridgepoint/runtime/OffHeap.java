package dev.ridgepoint.runtime;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays of one owner, freed together rather than when the collector comes round. All are of 32-bit floats in C order. */
final class OffHeap implements AutoCloseable {

    private final List<INDArray> arrays = new ArrayList<>();

    INDArray zeros(long... shape) {
        return owned(Nd4j.create(DataType.FLOAT, shape));
    }

    INDArray ones(long... shape) {
        return owned(Nd4j.ones(DataType.FLOAT, shape));
    }

    /** Floats of arbitrary contents, to be viewed in whatever shape. */
    INDArray room(long floats) {
        return owned(Nd4j.createUninitialized(DataType.FLOAT, floats));
    }

    private INDArray owned(INDArray array) {
        arrays.add(array);
        return array;
    }

    /** A matrix over part of an array, rows contiguous: {@code rows x columns} from element {@code offset}. */
    static INDArray rows(INDArray array, long offset, long rows, long columns) {
        return Nd4j.create(array.data(), new long[] {rows, columns}, new long[] {columns, 1}, offset, 'c');
    }

    /** The same memory as {@link #rows} of {@code columns x rows}, seen the other way: columns contiguous, as BLAS wants its operands. */
    static INDArray columns(INDArray array, long offset, long rows, long columns) {
        return Nd4j.create(array.data(), new long[] {rows, columns}, new long[] {1, rows}, offset, 'f');
    }

    @Override
    public void close() {
        arrays.forEach(INDArray::close);
        arrays.clear();
    }
}
