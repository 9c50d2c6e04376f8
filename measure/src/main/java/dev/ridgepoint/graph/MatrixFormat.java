package dev.ridgepoint.graph;

/** How matrices are stored, and which nodes multiply by them. */
public interface MatrixFormat {

    /** 32 bits. */
    MatrixFormat FP32 = new Fp32Matrix();
    /** 8 bits with a scale an output, multiplied in integers after the input is quantised on the fly. */
    MatrixFormat INT8 = new Int8Matrix();
    /** 4 bits in blocks of 32 inputs with a scale each; the input is quantised to 8 bits on the fly. */
    MatrixFormat INT4 = new Int4Matrix();

    /**
     * Adds the product of {@code x [.., columns]} with the matrix's transpose, {@code [.., rows]}.
     *
     * @param bias {@code [rows]}, or {@code null}
     */
    Value multiply(NodeGroup at, Value x, Matrix matrix, Value bias);

    /** Rows of {@code columns} inputs that one tensor may have. */
    int mostRows(int columns);
}
