package dev.ridgepoint.validate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.hardware.Hardware;
import java.util.Optional;

/** Which runtime a row is predicted under. */
public sealed interface RuntimeChoice {

    /** Each row under the runtime that it names; an ideal one where the library has none of that name. */
    RuntimeChoice AS_NAMED = new AsNamed();
    /** One that reaches every ceiling. */
    RuntimeChoice IDEAL = new Ideal();
    /** What the profiles' calibrations say. */
    RuntimeChoice CALIBRATED = new Calibrated();

    /**
     * Each row under the runtime that it names. One that names {@value #WITHOUT_BACKEND} and not what it ran on is taken to have run on the usual back end of its
     * device: a processor's and a Raspberry Pi's own, Metal on Apple's chips, CUDA on NVIDIA's. AMD's and Intel's GPUs have more than one that is usual.
     */
    record AsNamed() implements RuntimeChoice {

        private static final String WITHOUT_BACKEND = "llama.cpp";

        private static String withBackend(String runtime, Hardware hardware) {
            return Backend.idOf(runtime).equals(WITHOUT_BACKEND)
                    ? usual(hardware).map(backend -> runtime.replaceFirst(WITHOUT_BACKEND, "$0-" + backend)).orElse(runtime) : runtime;
        }

        private static Optional<String> usual(Hardware hardware) {
            if (hardware.kind() == Hardware.Kind.CPU || hardware.vendor().equals("Raspberry Pi")) {
                return Optional.of("cpu");
            }
            return switch (hardware.vendor()) {
                case "Apple" -> Optional.of("metal");
                case "NVIDIA" -> Optional.of("cuda");
                default -> Optional.empty();
            };
        }
    }

    /** Every ceiling is reached. */
    record Ideal() implements RuntimeChoice { }

    /** What the profiles were measured to reach. */
    record Calibrated() implements RuntimeChoice { }

    /**
     * One runtime for all rows.
     *
     * @param backend the runtime
     * @param name    under which it is known: with {@link Backend#FUSED} or without
     */
    record Given(Backend backend, String name) implements RuntimeChoice { }

    /** The name of the runtime that a row is predicted under, if it is one of the library. */
    default Optional<String> nameFor(MeasuredRow row, Hardware hardware) {
        if (this instanceof Given given) {
            return Optional.of(given.name());
        }
        return this instanceof AsNamed ? Optional.of(AsNamed.withBackend(row.runtime(), hardware)) : Optional.empty();
    }
}
