package dev.ridgepoint.ceiling;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;

/**
 * Products of one activation with one square matrix after the other, as a decoder makes them. With many distinct matrices the weights come from main memory; with
 * one matrix for all of them they stay near.
 */
final class ProductChain implements AutoCloseable {

    private final int size;
    private final int products;
    private final OnnxGraph graph = new OnnxGraph();
    private final OrtSession session;
    private final Map<Integer, OnnxRun> runs = new HashMap<>();

    private ProductChain(ProductFormat format, int size, int products, boolean distinct, Noise noise, int threads) {
        this.size = size;
        this.products = products;
        try {
            graph.input("x", OnnxGraph.FLOAT, -1, size);
            String in = "x";
            for (int i = 0; i < products; i++) {
                String weights = format.id() + "_" + size + "_" + (distinct ? i : 0);
                if (distinct || i == 0) {
                    format.addWeights(graph, weights, size, noise);
                }
                String out = i == products - 1 ? "y" : "h" + i;
                format.addProduct(graph, in, weights, out, size);
                in = out;
            }
            graph.output("y", OnnxGraph.FLOAT, -1, size);
            this.session = graph.session(threads);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many matrices, each used once. */
    static ProductChain streamed(ProductFormat format, int size, int matrices, Noise noise, int threads) {
        return new ProductChain(format, size, matrices, true, noise.again(), threads);
    }

    /** One matrix, used so many times. */
    static ProductChain near(ProductFormat format, int size, int products, Noise noise, int threads) {
        return new ProductChain(format, size, products, false, noise.again(), threads);
    }

    /** Seconds of one product of so many rows, the mean over the chain. */
    double trial(int rows, double least) {
        return runs.computeIfAbsent(rows, this::prepare).trial(least) / products;
    }

    private OnnxRun prepare(int rows) {
        try {
            return new OnnxRun(session).in("x", OnnxRun.tensor(rows, size)).out("y", OnnxRun.tensor(rows, size));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    static double operations(long rows, long size) {
        return 2.0 * rows * size * size;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        graph.close();
    }
}
