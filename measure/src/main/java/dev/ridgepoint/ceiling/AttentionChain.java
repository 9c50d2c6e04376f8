package dev.ridgepoint.ceiling;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Attention cores one after the other, each with a cache of its own, as the layers of a decoder have. */
final class AttentionChain implements AutoCloseable {

    /**
     * Sizes of an attention core.
     *
     * @param heads        query heads
     * @param cacheHeads   heads of keys and values
     * @param headSize     numbers of a head
     */
    record Shape(int heads, int cacheHeads, int headSize) {

        /** {@code 14/2/64}. */
        String text() {
            return heads + "/" + cacheHeads + "/" + headSize;
        }

        /** Bytes of keys and values of so many tokens. */
        double cacheBytes(double tokens) {
            return 2.0 * tokens * cacheHeads * headSize * Float.BYTES;
        }

        /** Operations of scores and weighted sums for so many pairs of a query and a token. */
        double operations(double pairs) {
            return 4.0 * pairs * heads * headSize;
        }
    }

    private final Shape shape;
    private final int cores;
    private final OnnxGraph graph = new OnnxGraph();
    private final OrtSession session;
    private final List<OnnxTensor> caches = new ArrayList<>();
    private final Map<Long, OnnxRun> runs = new HashMap<>();

    AttentionChain(Shape shape, int cores, int mostTokens, int threads) {
        this.shape = shape;
        this.cores = cores;
        try {
            long width = (long) shape.cacheHeads * shape.headSize;
            graph.input("x", OnnxGraph.FLOAT, 1, -1, (long) shape.heads * shape.headSize);
            graph.input("k", OnnxGraph.FLOAT, 1, -1, width).input("v", OnnxGraph.FLOAT, 1, -1, width);
            graph.input("last", OnnxGraph.INT32, 1).input("total", OnnxGraph.INT32);
            String in = "x";
            for (int i = 0; i < cores; i++) {
                String out = i == cores - 1 ? "y" : "h" + i;
                graph.node(OnnxGraph.CONTRIBUTED, "GroupQueryAttention", List.of(in, "k", "v", "pk" + i, "pv" + i, "last", "total"), out, "nk" + i, "nv" + i)
                        .addAttribute(OnnxGraph.attribute("num_heads", shape.heads)).addAttribute(OnnxGraph.attribute("kv_num_heads", shape.cacheHeads));
                for (String side : List.of("k", "v")) {
                    graph.input("p" + side + i, OnnxGraph.FLOAT, 1, shape.cacheHeads, mostTokens, shape.headSize);
                    graph.output("n" + side + i, OnnxGraph.FLOAT, 1, shape.cacheHeads, mostTokens, shape.headSize);
                    caches.add(OnnxRun.tensor(1, shape.cacheHeads, mostTokens, shape.headSize));
                }
                in = out;
            }
            graph.output("y", OnnxGraph.FLOAT, 1, -1, (long) shape.heads * shape.headSize);
            this.session = graph.session(threads);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    Shape shape() {
        return shape;
    }

    /**
     * Seconds of one core, the mean over the chain.
     *
     * @param tokens queries
     * @param total  tokens that the last query sees, the queries among them
     */
    double trial(int tokens, int total, double least) {
        return runs.computeIfAbsent((long) tokens << 32 | total, key -> prepare(tokens, total)).trial(least) / cores;
    }

    private OnnxRun prepare(int tokens, int total) {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            long queries = (long) shape.heads * shape.headSize;
            long width = (long) shape.cacheHeads * shape.headSize;
            OnnxRun run = new OnnxRun(session).in("x", OnnxRun.tensor(1, tokens, queries)).out("y", OnnxRun.tensor(1, tokens, queries))
                    .in("k", OnnxRun.tensor(1, tokens, width)).in("v", OnnxRun.tensor(1, tokens, width))
                    .in("last", OnnxTensor.createTensor(environment, new int[] {total - 1}))
                    .in("total", OnnxTensor.createTensor(environment, OnnxGraph.direct(Integer.BYTES).asIntBuffer().put(0, total), new long[0]));
            for (int i = 0; i < cores; i++) {
                // One tensor as past and present: the new token is written in place, and nothing is copied.
                run.in("pk" + i, caches.get(2 * i)).out("nk" + i, caches.get(2 * i));
                run.in("pv" + i, caches.get(2 * i + 1)).out("nv" + i, caches.get(2 * i + 1));
            }
            return run;
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
        caches.forEach(OnnxTensor::close);
        graph.close();
    }
}
