package dev.ridgepoint.backend;

import java.util.Optional;

/**
 * Prediction intervals around a rate, as the ratios of their ends to it.
 *
 * @param spread the ratios
 */
public record Interval(Spread spread) {

    /** The ends of an interval. */
    public record Range(double low, double high) { }

    /**
     * The intervals that a backend states for a kind of phase. They depend on whether the device and the model were measured under it; where it states none for
     * that, those of a device that was not.
     *
     * @param device its id
     * @param model  its id
     */
    public static Optional<Interval> of(Backend backend, String device, String model, Spread.Kind kind) {
        Spread.Unseen unseen = backend.devices().contains(device) ? Spread.Unseen.MODEL
                : backend.models().contains(model) ? Spread.Unseen.DEVICE : Spread.Unseen.BOTH;
        return spread(backend, kind, unseen).or(() -> spread(backend, kind, Spread.Unseen.DEVICE)).map(Interval::new);
    }

    private static Optional<Spread> spread(Backend backend, Spread.Kind kind, Spread.Unseen unseen) {
        return backend.spreads().stream().filter(s -> s.kind() == kind && s.unseen() == unseen).findFirst();
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
