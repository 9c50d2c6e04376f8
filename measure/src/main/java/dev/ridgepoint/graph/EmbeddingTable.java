package dev.ridgepoint.graph;

import java.nio.FloatBuffer;

/** A table of which a pass reads the rows that its tokens name, in 32 bits. One of more than 2 GiB is cut into pieces of its columns, looked up apart. */
final class EmbeddingTable {

    private EmbeddingTable() { }

    /** The rows of {@code ids [..]}, {@code [.., columns]}. */
    static Value lookUp(NodeGroup at, Matrix table, Value ids) {
        int most = Math.toIntExact(Math.min(table.columns(), ExternalTensor.MOST_BYTES / ((long) Float.BYTES * table.rows())));
        int count = (table.columns() - 1) / most + 1;
        Value[] pieces = new Value[count];
        for (int i = 0; i < count; i++) {
            int first = Math.toIntExact((long) table.columns() * i / count);
            int width = Math.toIntExact((long) table.columns() * (i + 1) / count) - first;
            Value piece = at.graph().external(table.name(), ElementType.FLOAT, new long[] {table.rows(), width}, out -> {
                FloatBuffer floats = out.asFloatBuffer();
                WeightSource.Rows source = table.read();
                float[] row = new float[table.columns()];
                for (int r = 0; r < table.rows(); r++) {
                    source.next(row);
                    floats.put(row, first, width);
                }
            });
            pieces[i] = at.node("Gather", piece, ids);
        }
        return count == 1 ? pieces[0] : at.node(Op.onnx("Concat").with("axis", -1), pieces);
    }
}
