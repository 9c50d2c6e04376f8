package dev.ridgepoint.ceiling;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Operators that do little with each number, one after the other. */
final class ElementwiseChain implements AutoCloseable {

    /** What stands between the products of a decoder. */
    enum Kind {
        /** A residual sum: two streams in, one out. */
        ADD(3),
        /** A normalisation over the row: one in, one out. */
        NORM(2),
        /** A logistic function: one in, one out. */
        SIGMOID(2);

        private final int streams;

        Kind(int streams) {
            this.streams = streams;
        }

        /** {@code add}, {@code norm}, {@code sigmoid}. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Bytes in and out. */
        double bytes(long rows, long width) {
            return (double) streams * Float.BYTES * rows * width;
        }
    }

    private static final int OPERATORS = 24;

    private final int width;
    private final OnnxGraph graph = new OnnxGraph();
    private final OrtSession session;
    private final Map<Integer, OnnxRun> runs = new HashMap<>();

    ElementwiseChain(Kind kind, int width, int threads) {
        this.width = width;
        try {
            graph.input("x", OnnxGraph.FLOAT, -1, width).input("other", OnnxGraph.FLOAT, -1, width);
            if (kind == Kind.NORM) {
                FloatBuffer ones = OnnxGraph.direct(4L * width).asFloatBuffer();
                for (int i = 0; i < width; i++) {
                    ones.put(i, 1);
                }
                graph.weights("gain", ones, width);
            }
            String in = "x";
            for (int i = 0; i < OPERATORS; i++) {
                String out = i == OPERATORS - 1 ? "y" : "h" + i;
                switch (kind) {
                    case ADD -> graph.node("", "Add", List.of(in, "other"), out);
                    case NORM -> graph.node("", "SimplifiedLayerNormalization", List.of(in, "gain"), out).addAttribute(OnnxGraph.attribute("axis", -1));
                    case SIGMOID -> graph.node("", "Sigmoid", List.of(in), out);
                }
                in = out;
            }
            graph.output("y", OnnxGraph.FLOAT, -1, width);
            this.session = graph.session(threads);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seconds of one operator on so many rows, the mean over the chain. */
    double trial(int rows, double least) {
        return runs.computeIfAbsent(rows, this::prepare).trial(least) / OPERATORS;
    }

    private OnnxRun prepare(int rows) {
        try {
            return new OnnxRun(session).in("x", OnnxRun.tensor(rows, width)).in("other", OnnxRun.tensor(rows, width)).out("y", OnnxRun.tensor(rows, width));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
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
