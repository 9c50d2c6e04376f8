package dev.ridgepoint.ceiling;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A session with the tensors that it reads and writes, timed. Outputs are pinned to tensors of ours, so that nothing is allocated in a run. */
final class OnnxRun {

    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();

    OnnxRun(OrtSession session) {
        this.session = session;
    }

    OnnxRun in(String name, OnnxTensor tensor) {
        inputs.put(name, tensor);
        return this;
    }

    OnnxRun out(String name, OnnxTensor tensor) {
        outputs.put(name, tensor);
        return this;
    }

    /** Seconds of a run. */
    double seconds() {
        long start = System.nanoTime();
        try {
            OrtSession.Result result = session.run(inputs, Set.of(), outputs);
            double seconds = (System.nanoTime() - start) * 1e-9;
            result.close();
            return seconds;
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One trial: a run that warms up, unless it is long enough not to matter, then so many that they last {@code least} seconds. The mean of them.
     */
    double trial(double least) {
        double warming = seconds();
        if (warming > 4 * least) {
            return seconds();
        }
        double sum = 0;
        int runs = 0;
        while (sum < least) {
            sum += seconds();
            runs++;
        }
        return sum / runs;
    }

    /** A tensor of small numbers that are not all equal. */
    static OnnxTensor tensor(long... shape) throws OrtException {
        FloatBuffer values = floats(shape);
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, (i * 31 % 256 - 128) / 128f);
        }
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
    }

    private static FloatBuffer floats(long... shape) {
        long count = 1;
        for (long dimension : shape) {
            count *= dimension;
        }
        return OnnxGraph.direct(Float.BYTES * count).asFloatBuffer();
    }
}
