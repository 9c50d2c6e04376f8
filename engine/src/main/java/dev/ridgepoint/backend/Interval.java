package dev.ridgepoint.backend;

import dev.ridgepoint.hardware.Hardware;
import java.util.Optional;

/**
 * Prediction intervals around a rate, as the ratios of their ends to it.
 *
 * @param spread the ratios
 */
public record Interval(Spread spread) {

    /** The ends of an interval. */
    public record Range(double low, double high) { }

    /** The intervals that a backend states for a device and a kind of phase: narrower for one that was measured under it. */
    public static Optional<Interval> of(Backend backend, Hardware hardware, Spread.Kind kind) {
        boolean known = backend.knows(hardware.id());
        return backend.spreads().stream().filter(s -> s.kind() == kind && s.known() == known).findFirst()
                .or(() -> backend.spreads().stream().filter(s -> s.kind() == kind && !s.known()).findFirst()).map(Interval::new);
    }

    /** Four in five measured rates lie in it. */
    public Range eighty(double rate) {
        return new Range(rate * spread.low80(), rate * spread.high80());
    }

    /** Nineteen in twenty measured rates lie in it. */
    public Range ninetyFive(double rate) {
        return new Range(rate * spread.low95(), rate * spread.high95());
    }
}
