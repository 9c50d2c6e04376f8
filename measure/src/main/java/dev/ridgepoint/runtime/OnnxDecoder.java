package dev.ridgepoint.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.ridgepoint.graph.DecoderGraph;
import dev.ridgepoint.graph.GraphSpec;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.graph.WeightSource;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A decoder of a descriptor on ONNX Runtime. Cache, logits and weights are allocated once; a pass is given the cache as input and as output, so that only its
 * new tokens are written.
 */
public final class OnnxDecoder implements Decoder {

    private final DecoderSpec spec;
    private final ExecutionProvider provider;
    private final OrtEnvironment environment;
    private final OnnxModel model;
    private final Set<String> inputs;
    private final OnnxCache cache;
    private final FloatBuffer logits;
    private final OnnxTensor logitsTensor;
    private final Loading loading;
    private int cached;

    /**
     * Builds the graph, makes the weights and loads both, for the processor.
     *
     * @throws UnsupportedArchitectureException if there is a part that no graph is written for
     */
    public OnnxDecoder(DecoderSpec spec) {
        this(spec, ExecutionProvider.CPU);
    }

    /** The same for another device. */
    public OnnxDecoder(DecoderSpec spec, ExecutionProvider provider) {
        this(spec, provider, OnnxModel.random(spec.seed()), Optional.empty());
    }

    /** The same, writing a profile to a file that begins with {@code profile}. */
    OnnxDecoder(DecoderSpec spec, Optional<Path> profile) {
        this(spec, ExecutionProvider.CPU, OnnxModel.random(spec.seed()), profile);
    }

    /** The same with weights of another source than the spec's seed. */
    OnnxDecoder(DecoderSpec spec, ExecutionProvider provider, WeightSource numbers, Optional<Path> profile) {
        this.spec = spec;
        this.provider = provider;
        long begun = System.nanoTime();
        DecoderGraph graph = DecoderGraph.of(
                new GraphSpec(spec.architecture(), OnnxModel.format(spec.weights()), spec.latentExecution(), spec.maxTokens(), spec.batch()), numbers);
        environment = OnnxEnvironment.get();
        double described = (System.nanoTime() - begun) * 1e-9;
        model = OnnxModel.load(spec.architecture().id(), graph.model(), graph.externals(), spec.threads(), provider, profile);
        loading = new Loading(described, model.weightsSeconds(), model.sessionSeconds());
        inputs = model.session().getInputNames();
        cache = new OnnxCache(environment, graph.caches(), spec.batch(), spec.maxTokens());
        logits = OnnxModel.direct(4L * spec.batch() * spec.architecture().vocabulary()).asFloatBuffer();
        try {
            logitsTensor = OnnxTensor.createTensor(environment, logits, new long[] {spec.batch(), spec.architecture().vocabulary()});
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot take the logits of " + spec.architecture().id() + ": " + OnnxEnvironment.reason(e), e);
        }
    }

    /** What it took to have it. */
    public Loading loading() {
        return loading;
    }

    @Override
    public String runtime() {
        return OnnxEnvironment.name(provider);
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

    /** {@inheritDoc} The contents are what the cache held before: random numbers at first, earlier passes' tokens later. */
    @Override
    public void setCached(int tokens) {
        if (tokens < 0 || tokens > spec.maxTokens()) {
            throw new IllegalArgumentException("cannot hold " + tokens + " tokens in a cache of " + spec.maxTokens());
        }
        cached = tokens;
    }

    @Override
    public long run(int[][] tokens) {
        int count = tokens[0].length;
        requireRoom(tokens, count);
        try (PassTensors pass = new PassTensors(tokens, count)) {
            long start = System.nanoTime();
            model.session().run(pass.given, pass.taken).close();
            long nanoseconds = System.nanoTime() - start;
            cached += count;
            return nanoseconds;
        } catch (OrtException e) {
            throw new IllegalStateException(runtime() + " failed on " + spec.architecture().id() + ": " + OnnxEnvironment.reason(e), e);
        }
    }

    private void requireRoom(int[][] tokens, int count) {
        if (tokens.length != spec.batch() || IntStream.range(0, tokens.length).anyMatch(i -> tokens[i].length != count) || count == 0) {
            throw new IllegalArgumentException("a pass takes " + spec.batch() + " rows of one length");
        }
        if (cached + count > spec.maxTokens()) {
            throw new IllegalArgumentException(count + " tokens after " + cached + " do not fit a cache of " + spec.maxTokens());
        }
        if (spec.batch() > 1 && cached > 0 && count > 1 && cache.byHead()) {
            throw new IllegalArgumentException("ONNX Runtime's GroupQueryAttention continues a prompt for one sequence only, not for " + spec.batch());
        }
    }

    /** The tensors of one pass: small ones of its own, and views of the cache. */
    private final class PassTensors implements AutoCloseable {

        private final List<OnnxTensor> own = new ArrayList<>();
        private final Map<String, OnnxTensor> given = new HashMap<>();
        private final Map<String, OnnxTensor> taken = new HashMap<>();

        PassTensors(int[][] tokens, int count) throws OrtException {
            int total = cached + count;
            give(DecoderGraph.TOKENS, OnnxModel.ids(tokens));
            if (inputs.contains(DecoderGraph.POSITIONS)) {
                LongBuffer positions = OnnxModel.direct(8L * count).asLongBuffer();
                for (int position = cached; position < total; position++) {
                    positions.put(position);
                }
                give(DecoderGraph.POSITIONS, OnnxTensor.createTensor(environment, positions.flip(), new long[] {count}));
            }
            if (inputs.contains(DecoderGraph.TOTAL_TOKENS)) {
                IntBuffer last = OnnxModel.direct(4L * tokens.length).asIntBuffer();
                for (int i = 0; i < tokens.length; i++) {
                    last.put(total - 1);
                }
                give(DecoderGraph.LAST_POSITIONS, OnnxTensor.createTensor(environment, last.flip(), new long[] {tokens.length}));
                give(DecoderGraph.TOTAL_TOKENS, OnnxTensor.createTensor(environment, OnnxModel.direct(4).asIntBuffer().put(0, total), new long[] {1}));
            }
            own.addAll(cache.view(total, given, taken));
            taken.put(DecoderGraph.LOGITS, logitsTensor);
        }

        private void give(String name, OnnxTensor tensor) {
            own.add(tensor);
            given.put(name, tensor);
        }

        @Override
        public void close() {
            own.forEach(OnnxTensor::close);
        }
    }

    @Override
    public float[][] logits() {
        int vocabulary = spec.architecture().vocabulary();
        float[][] copy = new float[spec.batch()][vocabulary];
        for (int i = 0; i < copy.length; i++) {
            logits.get(i * vocabulary, copy[i]);
        }
        return copy;
    }

    /** Ends profiling: the file written. */
    Path endProfiling() {
        try {
            return Path.of(model.session().endProfiling());
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime wrote no profile: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        model.close();
        cache.close();
        logitsTensor.close();
    }
}
