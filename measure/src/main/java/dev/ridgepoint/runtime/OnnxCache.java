package dev.ridgepoint.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.ridgepoint.graph.CacheTensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The memory of a decoder's caches: allocated once, given to every pass as input and as output, so that a pass writes its new tokens and copies none. */
final class OnnxCache implements AutoCloseable {

    private static final float SMALL = 0.1f;

    private final OrtEnvironment environment;
    private final int batch;
    private final int room;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(CacheTensor cache, FloatBuffer memory) { }

    OnnxCache(OrtEnvironment environment, List<CacheTensor> caches, int batch, int room) {
        this.environment = environment;
        this.batch = batch;
        this.room = room;
        // Written once here, or its first use would pay for the pages; and finite, so that a timed run may begin at any depth.
        float[] numbers = new float[1 << 14];
        new RandomWeights(0).rows("cache", 3).next(numbers);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= SMALL;
        }
        for (CacheTensor cache : caches) {
            FloatBuffer memory = OnnxModel.direct(4L * batch * room * cache.width()).asFloatBuffer();
            while (memory.hasRemaining()) {
                memory.put(numbers, 0, Math.min(numbers.length, memory.remaining()));
            }
            entries.add(new Entry(cache, memory.rewind()));
        }
    }

    /** Whether GroupQueryAttention keeps a cache here. */
    boolean byHead() {
        return entries.stream().anyMatch(entry -> entry.cache() instanceof CacheTensor.Heads);
    }

    /** Puts every cache, as long as it is after the pass, among the pass's inputs and outputs; the tensors are to be closed when it is done. */
    List<OnnxTensor> view(int tokens, Map<String, OnnxTensor> given, Map<String, OnnxTensor> taken) throws OrtException {
        List<OnnxTensor> views = new ArrayList<>();
        for (Entry entry : entries) {
            long[] shape = entry.cache().shape(batch, room, tokens);
            int elements = 1;
            for (long extent : shape) {
                elements *= (int) extent;
            }
            OnnxTensor view = OnnxTensor.createTensor(environment, entry.memory().slice(0, elements), shape);
            views.add(view);
            given.put(entry.cache().input(), view);
            taken.put(entry.cache().output(), view);
        }
        return views;
    }

    @Override
    public void close() {
        entries.clear();
    }
}
