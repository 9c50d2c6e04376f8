package dev.ridgepoint.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products without copies: operands must be contiguous by rows or by columns, or ND4J copies them first. */
final class Blas {

    private Blas() { }

    /** {@code y = alpha a x + beta y}; {@code y} is contiguous by columns. */
    static void multiply(INDArray a, INDArray x, INDArray y, double alpha, double beta) {
        if (y.size(1) == 1) {
            // OpenBLAS repacks the matrix for a product, which for one column costs three times the product itself.
            Nd4j.getBlasWrapper().level2().gemv('f', 'N', alpha, a, x, beta, y);
        } else {
            Nd4j.getBlasWrapper().level3().gemm(a, x, y, false, false, alpha, beta);
        }
    }

    /**
     * Sets the threads of this process's OpenBLAS and ND4J. The two have a pool each, and ND4J's goes on spinning after an operator on the cores that the next
     * product wants: on a busy machine a product of 0.1 ms took 3. So ND4J's own operators get one thread, and more only where its pool sleeps when idle.
     */
    static void useThreads(int threads) {
        int elementwise = "passive".equalsIgnoreCase(System.getenv("OMP_WAIT_POLICY")) ? threads : 1;
        // Both are for good, and OpenBLAS takes up to milliseconds to be told what it knows.
        if (Nd4j.factory().blas().getMaxThreads() != threads) {
            Nd4j.factory().blas().setMaxThreads(threads);
        }
        Nd4j.getEnvironment().setMaxThreads(elementwise);
        Nd4j.getEnvironment().setMaxMasterThreads(elementwise);
    }
}
