package dev.ridgepoint.validate;

import dev.ridgepoint.backend.Backend;
import java.util.Optional;

/** Which runtime a row is predicted under. */
public sealed interface RuntimeChoice {

    /** Each row under the runtime that it names; an ideal one where the library has none of that name. */
    RuntimeChoice AS_NAMED = new AsNamed();
    /** One that reaches every ceiling. */
    RuntimeChoice IDEAL = new Ideal();
    /** What the profiles' calibrations say. */
    RuntimeChoice CALIBRATED = new Calibrated();

    /** Each row under the runtime that it names. */
    record AsNamed() implements RuntimeChoice { }

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
    default Optional<String> nameFor(MeasuredRow row) {
        return this instanceof Given given ? Optional.of(given.name()) : this instanceof AsNamed ? Optional.of(row.runtime()) : Optional.empty();
    }
}
