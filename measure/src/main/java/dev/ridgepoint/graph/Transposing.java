package dev.ridgepoint.graph;

/** Reads a matrix in bands of rows and hands out its columns, since ONNX multiplies by {@code [inputs, outputs]} and weights are made an output at a time. */
final class Transposing {

    /** Rows of a band: their elements of one column fill whole cache lines. */
    private static final int BAND = 64;

    /** Takes {@code count} rows from {@code first} on. */
    @FunctionalInterface
    interface Band {
        void accept(int first, int count, float[][] rows);
    }

    private Transposing() { }

    static void forEachBand(Matrix matrix, Band band) {
        WeightSource.Rows source = matrix.read();
        float[][] rows = new float[BAND][matrix.columns()];
        for (int first = 0; first < matrix.rows(); first += BAND) {
            int count = Math.min(BAND, matrix.rows() - first);
            for (int i = 0; i < count; i++) {
                source.next(rows[i]);
            }
            band.accept(first, count, rows);
        }
    }
}
