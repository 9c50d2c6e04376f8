package dev.ridgepoint.trialset;

import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A statistic, or why these trials have none.
 *
 * @param value     empty where it is undefined
 * @param undefined one line; empty where there is a value
 * @param <T>       the statistic
 */
public record Outcome<T>(Optional<T> value, String undefined) {

    /** What is computed, or the reason that it gives for being undefined. */
    public static <T> Outcome<T> of(Supplier<T> computed) {
        try {
            return new Outcome<>(Optional.of(computed.get()), "");
        } catch (UndefinedStatisticException e) {
            return without(e.getMessage());
        }
    }

    /** Nothing, and why. */
    public static <T> Outcome<T> without(String reason) {
        return new Outcome<>(Optional.empty(), reason);
    }

    /** One number of it, NaN where it is undefined. */
    public double number(Function<T, Double> of) {
        return value.map(of).orElse(Double.NaN);
    }

    /** The value. @throws UndefinedStatisticException with the reason if there is none */
    T orUndefined() {
        return value.orElseThrow(() -> new UndefinedStatisticException(undefined));
    }
}
