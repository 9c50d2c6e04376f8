package dev.ridgepoint.require;

import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Totals;
import java.util.OptionalDouble;

/**
 * Rates that are asked for, in tokens a second over all sequences; one may be left open.
 *
 * @param decode  tokens generated
 * @param prefill tokens of the prompt processed
 */
public record Target(OptionalDouble decode, OptionalDouble prefill) {

    /** @throws IllegalArgumentException if nothing is asked for, or a rate is not positive and finite */
    public Target {
        if (decode.isEmpty() && prefill.isEmpty()) {
            throw new IllegalArgumentException("a target needs a rate of decode or of prefill");
        }
        for (double rate : new double[] {decode.orElse(1), prefill.orElse(1)}) {
            if (!(rate > 0) || Double.isInfinite(rate)) {
                throw new IllegalArgumentException("a rate is positive and finite, not " + rate);
            }
        }
    }

    /** A rate of decode alone. */
    public static Target decodeOnly(double tokensPerSecond) {
        return new Target(OptionalDouble.of(tokensPerSecond), OptionalDouble.empty());
    }

    /** A rate of prefill alone. */
    public static Target prefillOnly(double tokensPerSecond) {
        return new Target(OptionalDouble.empty(), OptionalDouble.of(tokensPerSecond));
    }

    /** The lesser of the shares of the rates that are reached; 1 or more where the target is met. */
    double reached(Rates rates) {
        double share = Double.POSITIVE_INFINITY;
        if (decode.isPresent()) {
            share = rates.decode() / decode.getAsDouble();
        }
        return prefill.isPresent() ? Math.min(share, rates.prefill() / prefill.getAsDouble()) : share;
    }

    /**
     * Rates that something reaches, tokens a second over all sequences; 0 for a phase that was not asked for.
     *
     * @param decode  tokens generated
     * @param prefill tokens of the prompt processed
     */
    public record Rates(double decode, double prefill) {

        static Rates of(Totals totals, Request request) {
            double batch = request.batch();
            double generated = totals.decode().seconds() == 0 ? 0 : batch * request.generate() / totals.decode().seconds();
            double processed = totals.prefill().seconds() == 0 ? 0 : batch * request.prompt() / totals.prefill().seconds();
            return new Rates(generated, processed);
        }
    }
}
