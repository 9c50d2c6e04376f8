package dev.ridgepoint.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ridgepoint.graph.DecoderGraph;
import dev.ridgepoint.graph.ExternalTensor;
import dev.ridgepoint.graph.GraphSpec;
import dev.ridgepoint.graph.MatrixFormat;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import dev.ridgepoint.graph.WeightSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A decoder on ONNX Runtime's CPU kernels.
 *
 * <p>Its threads do not spin while they wait: a spinning thread takes the core of whatever is measured in turn with it. Cache, logits and weights are allocated
 * once; a pass is given the cache as input and as output, so that only its new tokens are written.
 */
public final class OnnxDecoder implements Decoder {

    private final DecoderSpec spec;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> inputs;
    private final OnnxCache cache;
    private final FloatBuffer logits;
    private final OnnxTensor logitsTensor;
    /** Used by the session where they lie, so they must live as long as it. */
    private final List<OnnxTensor> weights;
    private final Loading loading;
    private int cached;

    /**
     * Builds the graph, makes the weights and loads both.
     *
     * @throws UnsupportedArchitectureException if there is a part that no graph is written for
     */
    public OnnxDecoder(DecoderSpec spec) {
        this(spec, random(spec.seed()), Optional.empty());
    }

    /** The same, writing a profile to a file that begins with {@code profile}. */
    OnnxDecoder(DecoderSpec spec, Optional<Path> profile) {
        this(spec, random(spec.seed()), profile);
    }

    /** The same with weights of another source than the spec's seed. */
    OnnxDecoder(DecoderSpec spec, WeightSource numbers, Optional<Path> profile) {
        this.spec = spec;
        long begun = System.nanoTime();
        DecoderGraph graph = DecoderGraph.of(
                new GraphSpec(spec.architecture(), format(spec.weights()), spec.latentExecution(), spec.maxTokens(), spec.batch()), numbers);
        try {
            environment = OnnxEnvironment.get();
            long described = System.nanoTime();
            Map<String, OnnxTensor> tensors = materialise(graph);
            weights = List.copyOf(tensors.values());
            long made = System.nanoTime();
            try (OrtSession.SessionOptions options = options(spec.threads(), profile)) {
                options.addExternalInitializers(new HashMap<>(tensors));
                session = environment.createSession(graph.model(), options);
            }
            loading = new Loading((described - begun) * 1e-9, (made - described) * 1e-9, (System.nanoTime() - made) * 1e-9);
            inputs = session.getInputNames();
            cache = new OnnxCache(environment, graph.caches(), spec.batch(), spec.maxTokens());
            logits = direct(4L * spec.batch() * spec.architecture().vocabulary()).asFloatBuffer();
            logitsTensor = OnnxTensor.createTensor(environment, logits, new long[] {spec.batch(), spec.architecture().vocabulary()});
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot load " + spec.architecture().id() + ": " + e.getMessage(), e);
        }
    }

    static WeightSource random(long seed) {
        RandomWeights random = new RandomWeights(seed);
        return (name, columns) -> random.rows(name, columns)::next;
    }

    private static MatrixFormat format(StoredWeights weights) {
        return switch (weights) {
            case FP32 -> MatrixFormat.FP32;
            case INT8 -> MatrixFormat.INT8;
            case INT4 -> MatrixFormat.INT4;
        };
    }

    private static OrtSession.SessionOptions options(int threads, Optional<Path> profile) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // They would join a product's bias to the operator after it, under a name of their own that no profile can map back.
        options.addConfigEntry("optimization.disable_specified_optimizers", "BiasGeluFusion;BiasSkipLayerNormFusion");
        if (profile.isPresent()) {
            options.enableProfiling(profile.get().toString());
        }
        return options;
    }

    private Map<String, OnnxTensor> materialise(DecoderGraph graph) throws OrtException {
        Map<String, ByteBuffer> made;
        try {
            // Making the numbers takes as long as loading them, and each tensor is made alone.
            made = graph.externals().parallelStream().collect(Collectors.toMap(ExternalTensor::name, ExternalTensor::materialise));
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException(String.format(Locale.ROOT, "%s needs %.1f GB of weights beside the heap; raise -XX:MaxDirectMemorySize",
                    spec.architecture().id(), graph.weightBytes() / 1e9), e);
        }
        Map<String, OnnxTensor> tensors = new HashMap<>();
        for (ExternalTensor external : graph.externals()) {
            OnnxJavaType type = OnnxJavaType.valueOf(external.type().name());
            tensors.put(external.name(), OnnxTensor.createTensor(environment, made.get(external.name()), external.shape(), type));
        }
        return tensors;
    }

    static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    /** What it took to have it. */
    public Loading loading() {
        return loading;
    }

    @Override
    public String runtime() {
        return "onnxruntime " + environment.getVersion() + " cpu";
    }

    @Override
    public DecoderSpec spec() {
        return spec;
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
            session.run(pass.given, pass.taken).close();
            long nanoseconds = System.nanoTime() - start;
            cached += count;
            return nanoseconds;
        } catch (OrtException e) {
            throw new IllegalStateException(runtime() + " failed on " + spec.architecture().id() + ": " + e.getMessage(), e);
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
            LongBuffer ids = direct(8L * tokens.length * count).asLongBuffer();
            for (int[] row : tokens) {
                for (int token : row) {
                    ids.put(token);
                }
            }
            give(DecoderGraph.TOKENS, OnnxTensor.createTensor(environment, ids.flip(), new long[] {tokens.length, count}));
            if (inputs.contains(DecoderGraph.POSITIONS)) {
                LongBuffer positions = direct(8L * count).asLongBuffer();
                for (int position = cached; position < total; position++) {
                    positions.put(position);
                }
                give(DecoderGraph.POSITIONS, OnnxTensor.createTensor(environment, positions.flip(), new long[] {count}));
            }
            if (inputs.contains(DecoderGraph.TOTAL_TOKENS)) {
                IntBuffer last = direct(4L * tokens.length).asIntBuffer();
                for (int i = 0; i < tokens.length; i++) {
                    last.put(total - 1);
                }
                give(DecoderGraph.LAST_POSITIONS, OnnxTensor.createTensor(environment, last.flip(), new long[] {tokens.length}));
                give(DecoderGraph.TOTAL_TOKENS, OnnxTensor.createTensor(environment, direct(4).asIntBuffer().put(0, total), new long[] {1}));
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
            return Path.of(session.endProfiling());
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime wrote no profile: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close its session: " + e.getMessage(), e);
        }
        cache.close();
        logitsTensor.close();
        weights.forEach(OnnxTensor::close);
    }
}
