package dev.ridgepoint.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.platform.Fp16Conversions;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.runtime.DecoderPorts.Cache;
import dev.ridgepoint.runtime.DecoderPorts.Port;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decoder of the user's own on ONNX Runtime, as its file has it. The caches that a pass gives are given to the next where they lie; whether the graph itself
 * copies them, as one that concatenates does, is its affair. Logits are computed for as many tokens of a prompt as the graph computes them for.
 */
public final class OnnxFileDecoder implements Decoder {

    private static final float SMALL = 0.1f;

    private final String file;
    private final ExecutionProvider provider;
    private final int batch;
    private final OrtSession session;
    private final DecoderPorts ports;
    private final Set<String> wanted;
    private final int vocabulary;
    /** The caches that a generation begins with, and how many tokens they hold. */
    private final List<OnnxTensor> start = new ArrayList<>();
    private int startTokens = -1;
    /** What the last pass gave; owns the caches of the next unless that is the first. */
    private OrtSession.Result last;
    private int cached;

    /**
     * Loads the file.
     *
     * @throws InvalidInputException if ONNX Runtime cannot load it, or it is no decoder of the usual names; in one line
     */
    public OnnxFileDecoder(OnnxFile model, int batch, int threads, ExecutionProvider provider) {
        this.file = model.path().toString();
        this.batch = batch;
        this.provider = provider;
        try (OrtSession.SessionOptions options = OnnxEnvironment.options(threads, provider)) {
            // What goes wrong with a user's file is told once, by us.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            session = OnnxEnvironment.get().createSession(file, options);
        } catch (OrtException e) {
            throw new InvalidInputException(file, "ONNX Runtime cannot load it: " + OnnxEnvironment.reason(e));
        }
        try {
            ports = DecoderPorts.of(file, session.getInputInfo(), session.getOutputInfo(), batch);
            wanted = new LinkedHashSet<>(Set.of(ports.logits().name()));
            ports.caches().forEach(cache -> wanted.add(cache.present()));
            setCached(0);
            vocabulary = findVocabulary();
        } catch (OrtException e) {
            close();
            throw new InvalidInputException(file, "ONNX Runtime cannot tell its inputs: " + OnnxEnvironment.reason(e));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The logits' last extent; where the graph leaves it open, as that of a pass of one token. */
    private int findVocabulary() {
        long[] shape = ports.logits().shape();
        long extent = shape[shape.length - 1];
        if (extent < 1) {
            run(new int[batch][1]);
            shape = logitsTensor().getInfo().getShape();
            extent = shape[shape.length - 1];
            setCached(0);
        }
        return Math.toIntExact(extent);
    }

    @Override
    public String runtime() {
        return OnnxEnvironment.name(provider);
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int vocabulary() {
        return vocabulary;
    }

    @Override
    public int cached() {
        return cached;
    }

    /** {@inheritDoc} The contents are the same small random numbers each time. */
    @Override
    public void setCached(int tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("a cache of " + tokens + " tokens");
        }
        if (tokens != startTokens) {
            start.forEach(OnnxTensor::close);
            start.clear();
            startTokens = -1;
            for (Cache cache : ports.caches()) {
                start.add(filled(cache, tokens));
            }
            startTokens = tokens;
        }
        release();
        cached = tokens;
    }

    private OnnxTensor filled(Cache cache, int tokens) {
        long elements = batch * cache.heads() * tokens * cache.size();
        boolean wide = cache.type() == OnnxJavaType.FLOAT;
        if (elements * (wide ? Float.BYTES : Short.BYTES) > Integer.MAX_VALUE) {
            throw new InvalidInputException(file, "a cache of " + tokens + " tokens is more than 2 GiB for one layer");
        }
        ByteBuffer memory = OnnxModel.direct(elements * (wide ? Float.BYTES : Short.BYTES));
        float[] row = new float[(int) cache.size()];
        RandomWeights.Rows numbers = new RandomWeights(0).rows(cache.past(), 3);
        while (memory.hasRemaining()) {
            numbers.next(row);
            for (float number : row) {
                switch (cache.type()) {
                    case FLOAT16 -> memory.putShort(Fp16Conversions.floatToFp16(SMALL * number));
                    case BFLOAT16 -> memory.putShort(Fp16Conversions.floatToBf16(SMALL * number));
                    default -> memory.putFloat(SMALL * number);
                }
            }
        }
        return tensor(memory.flip(), cache.type(), batch, cache.heads(), tokens, cache.size());
    }

    private OnnxTensor tensor(ByteBuffer memory, OnnxJavaType type, long... shape) {
        try {
            return OnnxTensor.createTensor(OnnxEnvironment.get(), memory, shape, type);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime takes no tensor: " + e.getMessage(), e);
        }
    }

    @Override
    public long run(int[][] tokens) {
        int count = tokens[0].length;
        if (tokens.length != batch || count == 0) {
            throw new IllegalArgumentException("a pass takes " + batch + " rows of one length");
        }
        List<OnnxTensor> own = new ArrayList<>();
        try {
            Map<String, OnnxTensor> given = new HashMap<>();
            own.add(integers(ports.tokens(), count, (row, i) -> tokens[row][i]));
            given.put(ports.tokens().name(), own.get(0));
            ports.mask().ifPresent(port -> {
                own.add(integers(port, cached + count, (row, i) -> 1));
                given.put(port.name(), own.get(own.size() - 1));
            });
            ports.positions().ifPresent(port -> {
                own.add(integers(port, count, (row, i) -> cached + i));
                given.put(port.name(), own.get(own.size() - 1));
            });
            for (int i = 0; i < ports.caches().size(); i++) {
                Cache cache = ports.caches().get(i);
                given.put(cache.past(), last == null ? start.get(i) : (OnnxTensor) last.get(cache.present()).orElseThrow());
            }
            long begin = System.nanoTime();
            OrtSession.Result result = session.run(given, wanted);
            long nanoseconds = System.nanoTime() - begin;
            release();
            last = result;
            cached += count;
            return nanoseconds;
        } catch (OrtException e) {
            throw new InvalidInputException(file, "ONNX Runtime cannot run " + count + " tokens after " + cached + ": " + OnnxEnvironment.reason(e));
        } finally {
            own.forEach(OnnxTensor::close);
        }
    }

    @FunctionalInterface
    private interface Numbers {
        int at(int row, int index);
    }

    private OnnxTensor integers(Port port, int count, Numbers numbers) {
        boolean wide = port.type() == OnnxJavaType.INT64;
        ByteBuffer memory = OnnxModel.direct((wide ? (long) Long.BYTES : Integer.BYTES) * batch * count);
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < count; i++) {
                int number = numbers.at(row, i);
                memory = wide ? memory.putLong(number) : memory.putInt(number);
            }
        }
        return tensor(memory.flip(), port.type(), batch, count);
    }

    private void release() {
        if (last != null) {
            last.close();
            last = null;
        }
    }

    private OnnxTensor logitsTensor() {
        if (last == null) {
            throw new IllegalStateException("there was no pass");
        }
        return (OnnxTensor) last.get(ports.logits().name()).orElseThrow();
    }

    @Override
    public float[][] logits() {
        OnnxTensor tensor = logitsTensor();
        FloatBuffer all = tensor.getFloatBuffer();
        int tokens = all.capacity() / (batch * vocabulary);
        float[][] copy = new float[batch][vocabulary];
        for (int i = 0; i < batch; i++) {
            all.get(((i + 1) * tokens - 1) * vocabulary, copy[i]);
        }
        return copy;
    }

    @Override
    public void close() {
        release();
        start.forEach(OnnxTensor::close);
        start.clear();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close its session: " + e.getMessage(), e);
        }
    }
}
