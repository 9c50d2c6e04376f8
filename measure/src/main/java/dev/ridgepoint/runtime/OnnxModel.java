package dev.ridgepoint.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ridgepoint.graph.ExternalTensor;
import dev.ridgepoint.graph.MatrixFormat;
import dev.ridgepoint.graph.WeightSource;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A graph of ours in a session of ONNX Runtime, with its weights, which the session uses where they lie: they live as long as it. */
final class OnnxModel implements AutoCloseable {

    private final OrtSession session;
    private final List<OnnxTensor> weights;
    private final double weightsSeconds;
    private final double sessionSeconds;

    private OnnxModel(OrtSession session, List<OnnxTensor> weights, double weightsSeconds, double sessionSeconds) {
        this.session = session;
        this.weights = weights;
        this.weightsSeconds = weightsSeconds;
        this.sessionSeconds = sessionSeconds;
    }

    /**
     * Makes a graph's weights and loads both.
     *
     * @param name    of the model, for messages
     * @param profile what the file of a profile is to begin with; empty for none
     * @throws InvalidInputException if the provider cannot run it
     */
    static OnnxModel load(String name, byte[] graph, List<ExternalTensor> externals, int threads, ExecutionProvider provider, Optional<Path> profile) {
        OrtEnvironment environment = OnnxEnvironment.get();
        try (OrtSession.SessionOptions options = OnnxEnvironment.options(threads, provider)) {
            // They would join a product's bias to the operator after it, under a name of their own that no profile can map back.
            options.addConfigEntry("optimization.disable_specified_optimizers", "BiasGeluFusion;BiasSkipLayerNormFusion");
            if (profile.isPresent()) {
                options.enableProfiling(profile.get().toString());
            }
            long begun = System.nanoTime();
            Map<String, OnnxTensor> tensors = materialise(name, externals);
            long made = System.nanoTime();
            options.addExternalInitializers(new HashMap<>(tensors));
            OrtSession session = environment.createSession(graph, options);
            return new OnnxModel(session, List.copyOf(tensors.values()), (made - begun) * 1e-9, (System.nanoTime() - made) * 1e-9);
        } catch (OrtException e) {
            if (provider != ExecutionProvider.CPU) {
                throw new InvalidInputException("ONNX Runtime's " + provider.id() + " provider cannot load " + name + ": " + OnnxEnvironment.reason(e));
            }
            throw new IllegalStateException("ONNX Runtime cannot load " + name + ": " + OnnxEnvironment.reason(e), e);
        }
    }

    private static Map<String, OnnxTensor> materialise(String name, List<ExternalTensor> externals) throws OrtException {
        Map<String, ByteBuffer> made;
        try {
            // Making the numbers takes as long as loading them, and each tensor is made alone.
            made = externals.parallelStream().collect(Collectors.toMap(ExternalTensor::name, ExternalTensor::materialise));
        } catch (OutOfMemoryError e) {
            double bytes = externals.stream().mapToDouble(ExternalTensor::bytes).sum();
            throw new IllegalStateException(String.format(Locale.ROOT, "%s needs %.1f GB of weights beside the heap; raise -XX:MaxDirectMemorySize",
                    name, bytes / 1e9), e);
        }
        Map<String, OnnxTensor> tensors = new HashMap<>();
        for (ExternalTensor external : externals) {
            OnnxJavaType type = OnnxJavaType.valueOf(external.type().name());
            tensors.put(external.name(), OnnxTensor.createTensor(OnnxEnvironment.get(), made.get(external.name()), external.shape(), type));
        }
        return tensors;
    }

    static WeightSource random(long seed) {
        RandomWeights random = new RandomWeights(seed);
        return (name, columns) -> random.rows(name, columns)::next;
    }

    static MatrixFormat format(StoredWeights weights) {
        return switch (weights) {
            case FP32 -> MatrixFormat.FP32;
            case INT8 -> MatrixFormat.INT8;
            case INT4 -> MatrixFormat.INT4;
        };
    }

    static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    /** Rows of one length as a tensor of 64-bit integers, {@code rows x tokens}. */
    static OnnxTensor ids(int[][] rows) throws OrtException {
        int count = rows[0].length;
        LongBuffer ids = direct(8L * rows.length * count).asLongBuffer();
        for (int[] row : rows) {
            for (int token : row) {
                ids.put(token);
            }
        }
        return OnnxTensor.createTensor(OnnxEnvironment.get(), ids.flip(), new long[] {rows.length, count});
    }

    OrtSession session() {
        return session;
    }

    /** Seconds that making the weights took. */
    double weightsSeconds() {
        return weightsSeconds;
    }

    /** Seconds that the runtime took to optimise the graph and to pack the weights. */
    double sessionSeconds() {
        return sessionSeconds;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close its session: " + e.getMessage(), e);
        }
        weights.forEach(OnnxTensor::close);
    }
}
