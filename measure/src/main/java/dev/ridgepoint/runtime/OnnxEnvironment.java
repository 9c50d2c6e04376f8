package dev.ridgepoint.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts ONNX Runtime. Its start matches the process's command line against a regular expression by recursion, character by character: a class path of four
 * thousand characters, as Maven's is, overflows a thread's usual stack and takes the process with it (1.29.0). So it starts on a thread with room.
 */
final class OnnxEnvironment {

    private static final long STACK_BYTES = 256L << 20;

    private OnnxEnvironment() { }

    private static final class Started {
        private static final OrtEnvironment ENVIRONMENT = start();
    }

    /** The one environment of this process. */
    static OrtEnvironment get() {
        return Started.ENVIRONMENT;
    }

    private static OrtEnvironment start() {
        AtomicReference<OrtEnvironment> started = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null, () -> started.set(OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR)), "onnxruntime start", STACK_BYTES);
        thread.setUncaughtExceptionHandler((t, thrown) -> failure.set(thrown));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ONNX Runtime started", e);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("ONNX Runtime does not start: " + failure.get().getMessage(), failure.get());
        }
        return started.get();
    }
}
