package dev.ridgepoint.graph;

import java.nio.ByteBuffer;

/**
 * A matrix in 4 bits, in blocks of 32 inputs with a 32-bit scale each: {@code MatMulNBits}. Elements are offset by 8, the first of a pair in the low bits;
 * shapes {@code [outputs, blocks, 16]} and {@code [outputs, blocks]}.
 */
final class Int4Matrix implements MatrixFormat {

    private static final int BLOCK = 32;
    private static final int ZERO = 8;
    private static final int LARGEST = 7;
    /** Inputs quantised to 8 bits, products in integers: ONNX Runtime's fastest. */
    private static final int ACCURACY_LEVEL = 4;

    @Override
    public Value multiply(NodeGroup at, Value x, Matrix matrix, Value bias) {
        int blocks = (matrix.columns() + BLOCK - 1) / BLOCK;
        Value weights = at.graph().external(
                matrix.name(), ElementType.UINT8, new long[] {matrix.rows(), blocks, BLOCK / 2}, out -> fill(matrix, blocks, out));
        Value scales = at.graph().external(
                matrix.name() + "/scale", ElementType.FLOAT, new long[] {(long) matrix.rows() * blocks}, out -> fillScales(matrix, blocks, out));
        Op product = Op.contrib("MatMulNBits").with("K", matrix.columns()).with("N", matrix.rows())
                .with("bits", 4).with("block_size", BLOCK).with("accuracy_level", ACCURACY_LEVEL);
        return bias == null ? at.node(product, x, weights, scales) : at.node(product, x, weights, scales, null, null, bias);
    }

    @Override
    public int mostRows(int columns) {
        return (int) (ExternalTensor.MOST_BYTES / ((columns + BLOCK - 1) / BLOCK * (BLOCK / 2)));
    }

    private static void fill(Matrix matrix, int blocks, ByteBuffer out) {
        WeightSource.Rows source = matrix.read();
        float[] row = new float[matrix.columns()];
        byte[] packed = new byte[blocks * BLOCK / 2];
        for (int r = 0; r < matrix.rows(); r++) {
            source.next(row);
            for (int block = 0; block < blocks; block++) {
                float inverse = 1 / scale(row, block);
                for (int i = 0; i < BLOCK; i += 2) {
                    int at = block * BLOCK + i;
                    packed[at / 2] = (byte) (quantised(row, at, inverse) | quantised(row, at + 1, inverse) << 4);
                }
            }
            out.put(packed);
        }
    }

    private static int quantised(float[] row, int at, float inverse) {
        return at < row.length ? Math.round(row[at] * inverse) + ZERO : ZERO;
    }

    private static void fillScales(Matrix matrix, int blocks, ByteBuffer out) {
        WeightSource.Rows source = matrix.read();
        float[] row = new float[matrix.columns()];
        for (int r = 0; r < matrix.rows(); r++) {
            source.next(row);
            for (int block = 0; block < blocks; block++) {
                out.putFloat(scale(row, block));
            }
        }
    }

    private static float scale(float[] row, int block) {
        float largest = Float.MIN_NORMAL;
        for (int i = block * BLOCK; i < Math.min(row.length, (block + 1) * BLOCK); i++) {
            largest = Math.max(largest, Math.abs(row[i]));
        }
        return largest / LARGEST;
    }
}
