package dev.ridgepoint.ceiling;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The second witness of the compute roof: products in 32 bits by ND4J, which hands them to OpenBLAS. */
final class Nd4jProduct {

    private final int size;
    private final INDArray weights;
    private final Map<Integer, INDArray[]> operands = new HashMap<>();

    Nd4jProduct(int size) {
        this.size = size;
        this.weights = Nd4j.rand(size, size).subi(0.5);
    }

    /** Seconds of one product of so many rows. */
    double trial(int rows, double least) {
        INDArray[] both = operands.computeIfAbsent(rows, r -> new INDArray[] {Nd4j.rand(r, size), Nd4j.create(new int[] {r, size}, 'f')});
        if (seconds(both) > 4 * least) {
            return seconds(both);
        }
        double sum = 0;
        int runs = 0;
        while (sum < least) {
            sum += seconds(both);
            runs++;
        }
        return sum / runs;
    }

    private double seconds(INDArray[] both) {
        long start = System.nanoTime();
        both[0].mmuli(weights, both[1]);
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Version of ND4J, with its backend. */
    static String version() {
        String version = Nd4j.class.getPackage().getImplementationVersion();
        return "nd4j " + (version == null ? "1.0.0-M2.1" : version) + " " + Nd4j.getBackend().getClass().getSimpleName() + ", OpenBLAS";
    }
}
