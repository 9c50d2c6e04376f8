package dev.ridgepoint.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.graph.DecoderGraph;
import dev.ridgepoint.graph.EncoderGraph;
import dev.ridgepoint.graph.GraphSpec;
import dev.ridgepoint.graph.UnsupportedArchitectureException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An encoder of a descriptor on ONNX Runtime. Weights and embeddings are allocated once. */
public final class OnnxEncoder implements Encoder {

    private final DecoderSpec spec;
    private final ExecutionProvider provider;
    private final OnnxModel model;
    private final Set<String> inputs;
    private final FloatBuffer embeddings;
    private final OnnxTensor embeddingsTensor;

    /**
     * Builds the graph, makes the weights and loads both.
     *
     * @param spec of the model; its room is the most tokens of a sequence
     * @throws UnsupportedArchitectureException if there is a part that no graph is written for
     */
    public OnnxEncoder(DecoderSpec spec, ExecutionProvider provider) {
        this.spec = spec;
        this.provider = provider;
        Architecture architecture = spec.architecture();
        EncoderGraph graph = EncoderGraph.of(
                new GraphSpec(architecture, OnnxModel.format(spec.weights()), spec.latentExecution(), spec.maxTokens(), spec.batch()),
                OnnxModel.random(spec.seed()));
        OrtEnvironment environment = OnnxEnvironment.get();
        model = OnnxModel.load(architecture.id(), graph.model(), graph.externals(), spec.threads(), provider, Optional.empty());
        inputs = model.session().getInputNames();
        embeddings = OnnxModel.direct(4L * spec.batch() * architecture.hidden()).asFloatBuffer();
        try {
            embeddingsTensor = OnnxTensor.createTensor(environment, embeddings, new long[] {spec.batch(), architecture.hidden()});
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot take the embeddings of " + architecture.id() + ": " + OnnxEnvironment.reason(e), e);
        }
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
    public long run(int[][] tokens) {
        int count = tokens[0].length;
        int positions = spec.architecture().embeddings().positions();
        if (tokens.length != spec.batch() || count == 0 || Stream.of(tokens).anyMatch(row -> row.length != count)) {
            throw new IllegalArgumentException("a pass takes " + spec.batch() + " rows of one length");
        }
        if (positions > 0 && count > positions) {
            throw new IllegalArgumentException(spec.architecture().id() + " knows " + positions + " positions, not " + count);
        }
        Map<String, OnnxTensor> given = new HashMap<>();
        try {
            given.put(DecoderGraph.TOKENS, OnnxModel.ids(tokens));
            if (inputs.contains(EncoderGraph.TOKEN_TYPES)) {
                given.put(EncoderGraph.TOKEN_TYPES, OnnxModel.ids(new int[tokens.length][count]));
            }
            if (inputs.contains(DecoderGraph.POSITIONS)) {
                LongBuffer each = OnnxModel.direct(8L * count).asLongBuffer();
                for (int position = 0; position < count; position++) {
                    each.put(position);
                }
                given.put(DecoderGraph.POSITIONS, OnnxTensor.createTensor(OnnxEnvironment.get(), each.flip(), new long[] {count}));
            }
            long start = System.nanoTime();
            model.session().run(given, Map.of(EncoderGraph.EMBEDDINGS, embeddingsTensor)).close();
            return System.nanoTime() - start;
        } catch (OrtException e) {
            throw new IllegalStateException(runtime() + " failed on " + spec.architecture().id() + ": " + OnnxEnvironment.reason(e), e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public float[][] embeddings() {
        float[][] copy = new float[spec.batch()][spec.architecture().hidden()];
        for (int i = 0; i < copy.length; i++) {
            embeddings.get(i * copy[i].length, copy[i]);
        }
        return copy;
    }

    @Override
    public void close() {
        model.close();
        embeddingsTensor.close();
    }
}
