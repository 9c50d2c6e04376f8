package dev.ridgepoint.graph;

import java.nio.ByteBuffer;

/**
 * A matrix in signed 8 bits with a scale an output: {@code DynamicQuantizeMatMul} by {@code [inputs, outputs]}. Inputs become unsigned 8 bits with one scale
 * for all of a pass's tokens; of the sign combinations this is the one that ONNX Runtime has fast kernels for.
 */
final class Int8Matrix implements MatrixFormat {

    private static final int LARGEST = 127;

    @Override
    public Value multiply(NodeGroup at, Value x, Matrix matrix, Value bias) {
        Value weights = at.graph().external(matrix.name(), ElementType.INT8, new long[] {matrix.columns(), matrix.rows()}, out -> fill(matrix, out));
        Value scales = at.graph().external(matrix.name() + "/scale", ElementType.FLOAT, new long[] {matrix.rows()}, out -> fillScales(matrix, out));
        return at.node(Op.contrib("DynamicQuantizeMatMul"), x, weights, scales, null, bias);
    }

    @Override
    public int mostRows(int columns) {
        return (int) (ExternalTensor.MOST_BYTES / columns);
    }

    private static void fill(Matrix matrix, ByteBuffer out) {
        byte[] piece = new byte[64];
        float[] inverse = new float[64];
        Transposing.forEachBand(matrix, (first, count, rows) -> {
            for (int i = 0; i < count; i++) {
                inverse[i] = 1 / scale(rows[i]);
            }
            for (int column = 0; column < matrix.columns(); column++) {
                for (int i = 0; i < count; i++) {
                    piece[i] = (byte) Math.round(rows[i][column] * inverse[i]);
                }
                out.put(column * matrix.rows() + first, piece, 0, count);
            }
        });
    }

    private static void fillScales(Matrix matrix, ByteBuffer out) {
        Transposing.forEachBand(matrix, (first, count, rows) -> {
            for (int i = 0; i < count; i++) {
                out.putFloat(scale(rows[i]));
            }
        });
    }

    private static float scale(float[] row) {
        float largest = Float.MIN_NORMAL;
        for (float weight : row) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest / LARGEST;
    }
}
