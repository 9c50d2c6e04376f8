package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A decoder in ND4J's own operators and OpenBLAS, in 32 bits, unfused but for the residual additions, which the matrix products do. What it adds to a
 * roofline is the runtime: some 20 calls a layer from Java, and activations that pass through memory between them.
 *
 * <p>Shapes: activations are {@code (batch tokens) x width}, a row a token; matrices {@code outputs x inputs}; caches {@code batch x kvHeads x maxTokens x
 * headSize}. Weights, cache and activations lie outside the heap, are made once (activations once for each length of pass) and are written in place.
 *
 * <p>Numbers come from {@link RandomWeights} by the names {@code L3/q_proj}, {@code model/embedding}, {@code model/lm_head}, a fused projection's
 * being {@code L3/qkv_proj} and {@code L3/gate_up_proj}, a bias's {@code L3/q_proj/bias}.
 *
 * <p>The spec's threads are OpenBLAS's, set for the whole process before each pass. ND4J's own operators run in one thread, as the two pools disturb each
 * other, unless the environment says {@code OMP_WAIT_POLICY=PASSIVE}.
 */
public final class Nd4jDecoder implements Decoder {

    private static final String VERSION = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";
    private static final String OUTSIDE = "model";

    private final DecoderSpec spec;
    private final OffHeap memory = new OffHeap();
    private final Nd4jModel model;
    /** For passes of one token, for those of the last other length, and for the last tokens. */
    private final Activations step;
    private Activations prompt;
    private final Activations last;
    private final Map<AttentionSpan, QueryBlocks> blocks = new HashMap<>();
    private int blocksAfter = -1;
    private int blocksOf;
    private int cached;
    private OperatorClock clock;

    /**
     * Builds the decoder and its weights.
     *
     * @throws IllegalArgumentException if it has parts that this runtime does not run here, or does not fit into ND4J's memory; in one line
     */
    public Nd4jDecoder(DecoderSpec spec) {
        this.spec = spec;
        try {
            this.model = Nd4jModel.build(spec, memory);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
        this.step = new Activations(spec.batch());
        this.last = new Activations(spec.batch());
    }

    @Override
    public String runtime() {
        try (InputStream in = Nd4j.class.getResourceAsStream(VERSION)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return "nd4j " + properties.getProperty("version", "unknown") + " cpu";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int batch() {
        return spec.batch();
    }

    @Override
    public int vocabulary() {
        return spec.architecture().vocabulary();
    }

    @Override
    public int cached() {
        return cached;
    }

    @Override
    public void setCached(int tokens) {
        if (tokens < 0 || tokens > spec.maxTokens()) {
            throw new IllegalArgumentException(tokens + " tokens in a cache of " + spec.maxTokens());
        }
        // Its memory is zero or holds earlier passes: finite either way.
        cached = tokens;
    }

    /** Has each operator of later passes timed; null for none, which costs nothing. */
    public void listen(OperatorClock listener) {
        clock = listener;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The time is that from the first operator to the last: all of ND4J's calls, and between them the Java that makes views and dispatches, as a program
     * written against ND4J pays for both. Checks and masks come before, the copy of the logits after. The first pass of a length also makes its activations:
     * a warm-up is needed.
     */
    @Override
    public long run(int[][] tokens) {
        int[] ids = check(tokens);
        int count = tokens[0].length;
        Blas.useThreads(spec.threads());
        cutQueries(count);
        Pass pass = new Pass(spec.batch(), count, cached, roomFor(count), blocks, clock);
        long start = System.nanoTime();
        Activation stream = embed(pass, ids);
        for (Nd4jLayer layer : model.layers()) {
            layer.run(pass, stream);
        }
        output(pass, stream);
        long taken = System.nanoTime() - start;
        cached += count;
        return taken;
    }

    @Override
    public float[][] logits() {
        return last.get("logits", spec.architecture().vocabulary()).rows().toFloatMatrix();
    }

    @Override
    public void close() {
        blocks.values().forEach(QueryBlocks::close);
        if (prompt != null) {
            prompt.close();
        }
        step.close();
        last.close();
        memory.close();
    }

    private int[] check(int[][] tokens) {
        if (tokens.length != spec.batch() || tokens[0].length == 0) {
            throw new IllegalArgumentException("a pass needs tokens of " + spec.batch() + " sequences, not " + tokens.length);
        }
        int count = tokens[0].length;
        if (cached + count > spec.maxTokens()) {
            throw new IllegalArgumentException("no room for " + count + " tokens after " + cached + " in a cache of " + spec.maxTokens());
        }
        int[] ids = new int[spec.batch() * count];
        for (int row = 0; row < tokens.length; row++) {
            if (tokens[row].length != count) {
                throw new IllegalArgumentException("rows of " + count + " and of " + tokens[row].length + " tokens in one pass");
            }
            System.arraycopy(tokens[row], 0, ids, row * count, count);
        }
        for (int id : ids) {
            // ND4J would read whatever lies there.
            if (id < 0 || id >= spec.architecture().vocabulary()) {
                throw new IllegalArgumentException("token " + id + " of a vocabulary of " + spec.architecture().vocabulary());
            }
        }
        return ids;
    }

    private void cutQueries(int count) {
        if (blocksAfter == cached && blocksOf == count) {
            return;
        }
        blocks.values().forEach(QueryBlocks::close);
        blocks.clear();
        spec.architecture().groups().stream()
                .flatMap(group -> group.mixers().stream())
                .map(mixer -> ((GroupedQueryAttention) mixer).span())
                .forEach(span -> blocks.computeIfAbsent(span, s -> new QueryBlocks(s, cached, count)));
        blocksAfter = cached;
        blocksOf = count;
    }

    private Activations roomFor(int count) {
        if (count == 1) {
            return step;
        }
        long all = (long) spec.batch() * count;
        if (prompt == null || prompt.tokens() != all) {
            if (prompt != null) {
                prompt.close();
            }
            prompt = new Activations(all);
        }
        return prompt;
    }

    private Activation embed(Pass pass, int[] ids) {
        long hidden = spec.architecture().hidden();
        Activation stream = pass.room().get("stream", hidden);
        pass.operator(OUTSIDE, "embedding", () -> {
            Nd4j.pullRows(model.embedding(), stream.rows(), 1, ids);
            if (model.positions() != null) {
                INDArray positions = pass.room().get("positions", hidden).rows();
                int[] at = IntStream.range(0, ids.length).map(i -> cached + i % pass.tokens()).toArray();
                Nd4j.pullRows(model.positions(), positions, 1, at);
                stream.rows().addi(positions);
            }
        });
        if (model.embeddingNorm() != null) {
            pass.operator(OUTSIDE, "embedding_norm", () -> model.embeddingNorm().apply(stream.rows(), stream.rows(), pass.room()));
        }
        return stream;
    }

    /** Final norm and output projection of each sequence's last token. */
    private void output(Pass pass, Activation stream) {
        long hidden = stream.width();
        long row = pass.tokens() * hidden;
        Activation ends = last.get("stream", hidden);
        INDArray lastRows = Nd4j.create(stream.rows().data(), new long[] {pass.batch(), hidden}, new long[] {row, 1}, row - hidden, 'c');
        if (model.finalNorm() == null) {
            ends.rows().assign(lastRows);
        } else {
            pass.operator(OUTSIDE, "final_norm", () -> model.finalNorm().apply(lastRows, ends.rows(), last));
        }
        Activation logits = last.get("logits", model.output().outputs());
        pass.operator(OUTSIDE, "lm_head", () -> model.output().apply(ends, logits, false));
    }
}
