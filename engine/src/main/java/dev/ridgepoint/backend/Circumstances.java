package dev.ridgepoint.backend;

import java.util.Optional;

/**
 * How a runtime was built and run, where that is known.
 *
 * @param variant what its build is called: {@code hip-hipblaslt}; may be empty
 * @param built   when
 * @param threads threads of a runtime on a processor
 */
public record Circumstances(String variant, Optional<Month> built, Optional<Integer> threads) {

    /** A current build of the usual kind, on all cores. */
    public static final Circumstances USUAL = new Circumstances("", Optional.empty(), Optional.empty());
}
