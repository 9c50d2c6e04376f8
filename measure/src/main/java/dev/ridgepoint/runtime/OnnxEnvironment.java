package dev.ridgepoint.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts ONNX Runtime. Its start matches the process's command line against a regular expression by recursion, character by character: a class path of four
 * thousand characters, as Maven's is, overflows a thread's usual stack and takes the process with it (1.29.0). So it starts on a thread with room.
 */
public final class OnnxEnvironment {

    private static final long STACK_BYTES = 256L << 20;
    private static final String MESSAGE = " - message:";

    private OnnxEnvironment() { }

    private static final class Started {
        private static final OrtEnvironment ENVIRONMENT = start();
    }

    /** The one environment of this process. */
    public static OrtEnvironment get() {
        return Started.ENVIRONMENT;
    }

    /** The execution providers that this build of ONNX Runtime has. */
    static Set<OrtProvider> providers() {
        get();
        return OrtEnvironment.getAvailableProviders();
    }

    /** {@code onnxruntime 1.29.0 cpu}. */
    static String name(ExecutionProvider provider) {
        return "onnxruntime " + get().getVersion() + " " + provider.id().toLowerCase(Locale.ROOT);
    }

    /**
     * What all sessions have in common. Their threads do not spin while they wait: a spinning thread takes the core of whatever is measured in turn with it.
     */
    static OrtSession.SessionOptions options(int threads, ExecutionProvider provider) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        provider.addTo(options);
        return options;
    }

    /** What ONNX Runtime says went wrong, without the code before it. */
    public static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage());
        int text = message.indexOf(MESSAGE);
        return (text < 0 ? message : message.substring(text + MESSAGE.length())).strip();
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
