package dev.ridgepoint.graph;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** A matrix in 32 bits: {@code MatMul} by {@code [inputs, outputs]}. */
final class Fp32Matrix implements MatrixFormat {

    @Override
    public Value multiply(NodeGroup at, Value x, Matrix matrix, Value bias) {
        Value weights = at.graph().external(matrix.name(), ElementType.FLOAT, new long[] {matrix.columns(), matrix.rows()}, out -> fill(matrix, out));
        Value product = at.node("MatMul", x, weights);
        return bias == null ? product : at.node("Add", product, bias);
    }

    @Override
    public int mostRows(int columns) {
        return (int) (ExternalTensor.MOST_BYTES / ((long) Float.BYTES * columns));
    }

    private static void fill(Matrix matrix, ByteBuffer out) {
        FloatBuffer floats = out.asFloatBuffer();
        float[] piece = new float[64];
        Transposing.forEachBand(matrix, (first, count, rows) -> {
            for (int column = 0; column < matrix.columns(); column++) {
                for (int i = 0; i < count; i++) {
                    piece[i] = rows[i][column];
                }
                floats.put(column * matrix.rows() + first, piece, 0, count);
            }
        });
    }
}
