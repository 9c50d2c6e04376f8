package dev.ridgepoint.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The graph being assembled and what its blocks share: the pass's inputs, rotary tables, caches. An input is declared when a block first needs it. */
final class Assembly {

    private static final double ROTARY_BASE = 10_000;

    private final GraphSpec spec;
    private final WeightSource weights;
    private final Graph graph;
    private final List<CacheTensor> caches = new ArrayList<>();
    private final Map<Integer, Rotary> rotaries = new HashMap<>();
    private final Map<String, Value> shared = new HashMap<>();

    /** Cosines and sines, {@code [maxTokens, size / 2]}. */
    record Rotary(Value cos, Value sin) { }

    Assembly(GraphSpec spec, WeightSource weights) {
        this.spec = spec;
        this.weights = weights;
        this.graph = new Graph(spec.architecture().id());
    }

    GraphSpec spec() {
        return spec;
    }

    Graph graph() {
        return graph;
    }

    WeightSource weights() {
        return weights;
    }

    List<CacheTensor> caches() {
        return caches;
    }

    Section model() {
        return new Section(this, graph, "model");
    }

    Section layer(int index) {
        return new Section(this, graph, "L" + index);
    }

    /** Token ids, {@code [batch, tokens]}. */
    Value tokens() {
        return shared.computeIfAbsent(DecoderGraph.TOKENS, name ->
                graph.input(name, ElementType.INT64, Dimension.of(spec.batch()), Dimension.named("tokens")));
    }

    /** Types of the pass's tokens, {@code [batch, tokens]}. */
    Value tokenTypes() {
        return shared.computeIfAbsent(EncoderGraph.TOKEN_TYPES, name ->
                graph.input(name, ElementType.INT64, Dimension.of(spec.batch()), Dimension.named("tokens")));
    }

    /** Positions of the pass's tokens, {@code [tokens]}. */
    Value positions() {
        return shared.computeIfAbsent(DecoderGraph.POSITIONS, name -> graph.input(name, ElementType.INT64, Dimension.named("tokens")));
    }

    /** Index of each sequence's last token, {@code [batch]}, as GroupQueryAttention wants it. */
    Value lastPositions() {
        return shared.computeIfAbsent(DecoderGraph.LAST_POSITIONS, name -> graph.input(name, ElementType.INT32, Dimension.of(spec.batch())));
    }

    /** Tokens in the cache when the pass is done, {@code [1]}, as GroupQueryAttention wants it. */
    Value totalTokens() {
        return shared.computeIfAbsent(DecoderGraph.TOTAL_TOKENS, name -> graph.input(name, ElementType.INT32, Dimension.of(1)));
    }

    /** Something that all layers share: made at first use. */
    Value shared(String name, java.util.function.Supplier<Value> make) {
        Value found = shared.get(name);
        if (found == null) {
            found = make.get();
            shared.put(name, found);
        }
        return found;
    }

    Rotary rotary(int size) {
        return rotaries.computeIfAbsent(size, s -> {
            long[] shape = {spec.maxTokens(), s / 2};
            return new Rotary(
                    graph.external("model/rope/cos" + s, ElementType.FLOAT, shape, out -> angles(s, true, out)),
                    graph.external("model/rope/sin" + s, ElementType.FLOAT, shape, out -> angles(s, false, out)));
        });
    }

    private void angles(int size, boolean cosine, ByteBuffer out) {
        for (int position = 0; position < spec.maxTokens(); position++) {
            for (int i = 0; i < size / 2; i++) {
                double angle = position * Math.pow(ROTARY_BASE, -2.0 * i / size);
                out.putFloat((float) (cosine ? Math.cos(angle) : Math.sin(angle)));
            }
        }
    }

    /** A cache by head: its input. The output is the node's that is given {@link CacheTensor#output}. */
    Value cache(CacheTensor cache) {
        caches.add(cache);
        return graph.input(cache.input(), ElementType.FLOAT, dimensions(cache));
    }

    /** Declares the updated cache, under the name that it promised. */
    void cached(CacheTensor cache, Value updated) {
        graph.output(updated, ElementType.FLOAT, dimensions(cache));
    }

    private Dimension[] dimensions(CacheTensor cache) {
        if (cache instanceof CacheTensor.Heads heads) {
            return new Dimension[] {
                Dimension.of(spec.batch()), Dimension.of(heads.heads()), Dimension.of(spec.maxTokens()), Dimension.of(heads.size())};
        }
        return new Dimension[] {Dimension.named("total"), Dimension.of(spec.batch()), Dimension.of(cache.width())};
    }

    UnsupportedArchitectureException unsupported(String part) {
        return new UnsupportedArchitectureException(spec.architecture().id(), part);
    }
}
