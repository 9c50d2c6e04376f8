package dev.ridgepoint.hardware;

import dev.ridgepoint.format.NumberFormat;
import java.util.Locale;

/**
 * A dense peak rate.
 *
 * @param unit         which arithmetic unit
 * @param format       the format multiplied
 * @param halfAccumulate whether sums are kept in 16 bits, which GeForce does at twice the rate; never used unless asked for
 * @param rate         operations a second, a multiply-accumulate counting two
 * @param perCoreCycle operations a core does in a cycle; 0 when not stated
 */
public record Peak(ComputeUnit unit, NumberFormat format, boolean halfAccumulate, Sourced rate, double perCoreCycle) {

    /** What a profile adds to a format's name when sums are kept in 16 bits. */
    public static final String HALF_ACCUMULATE = "-fp16acc";

    /** The format as profiles name it: {@code fp16}, or {@code fp16-fp16acc} for sums kept in 16 bits. */
    public String key() {
        return format.id() + (halfAccumulate ? HALF_ACCUMULATE : "");
    }

    /** Where a profile states it, key by key. */
    public String[] path() {
        return new String[] {"peaks", unit.name().toLowerCase(Locale.ROOT), key()};
    }
}
