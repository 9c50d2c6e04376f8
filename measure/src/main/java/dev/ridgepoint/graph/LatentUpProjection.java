package dev.ridgepoint.graph;

import dev.ridgepoint.architecture.LatentAttention;
import java.nio.FloatBuffer;

/**
 * The latent's up-projection as absorbed attention uses it: a matrix a head for the keys, {@code [h, d_nope, r]}, and one for the values, {@code [h, r, d_v]}.
 * In 32 bits whatever the model's format, as ONNX Runtime has no batched product of narrow matrices.
 */
record LatentUpProjection(Matrix matrix, LatentAttention mla) {

    Value keys(NodeGroup at) {
        long[] shape = {mla.heads(), mla.nopeSize(), mla.kvRank()};
        return at.graph().external(at.name(), ElementType.FLOAT, shape, out -> {
            FloatBuffer floats = out.asFloatBuffer();
            forEachRow((head, row, numbers) -> {
                if (row < mla.nopeSize()) {
                    floats.put((head * mla.nopeSize() + row) * mla.kvRank(), numbers);
                }
            });
        });
    }

    Value values(NodeGroup at) {
        long[] shape = {mla.heads(), mla.kvRank(), mla.valueSize()};
        return at.graph().external(at.name(), ElementType.FLOAT, shape, out -> {
            FloatBuffer floats = out.asFloatBuffer();
            forEachRow((head, row, numbers) -> {
                for (int i = 0; row >= mla.nopeSize() && i < mla.kvRank(); i++) {
                    floats.put((head * mla.kvRank() + i) * mla.valueSize() + row - mla.nopeSize(), numbers[i]);
                }
            });
        });
    }

    @FunctionalInterface
    private interface HeadRow {
        void accept(int head, int row, float[] numbers);
    }

    private void forEachRow(HeadRow use) {
        WeightSource.Rows rows = matrix.read();
        float[] numbers = new float[mla.kvRank()];
        for (int head = 0; head < mla.heads(); head++) {
            for (int row = 0; row < mla.nopeSize() + mla.valueSize(); row++) {
                rows.next(numbers);
                use.accept(head, row, numbers);
            }
        }
    }
}
