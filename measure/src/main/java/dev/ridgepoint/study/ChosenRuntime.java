package dev.ridgepoint.study;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.workload.AttentionKernel;
import java.util.Optional;

/**
 * A runtime that a file chooses.
 *
 * @param name    as the file has it
 * @param backend empty for an ideal one, which reaches every ceiling
 */
public record ChosenRuntime(String name, Optional<Backend> backend) {

    /** What an ideal runtime is called. */
    public static final String NONE = "ideal";
    /** One that reaches every ceiling. */
    public static final ChosenRuntime IDEAL = new ChosenRuntime(NONE, Optional.empty());

    /** How it runs attention: fused, unless its name says otherwise. */
    public AttentionKernel attention() {
        return backend.filter(b -> !b.alwaysFused()).map(b -> Backend.attention(name)).orElse(AttentionKernel.FUSED);
    }
}
