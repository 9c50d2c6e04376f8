package dev.ridgepoint.graph;

/** Where the numbers of a graph's weights come from. */
@FunctionalInterface
public interface WeightSource {

    /**
     * The rows of a matrix.
     *
     * @param name    of the matrix: {@code L3/q_proj}; its bias is {@code L3/q_proj/bias}
     * @param columns inputs of a row
     */
    Rows rows(String name, long columns);

    /** A matrix's rows, first to last. */
    @FunctionalInterface
    interface Rows {

        /** Fills {@code row} with the next numbers. */
        void next(float[] row);
    }
}
