package dev.ridgepoint.study;

import dev.ridgepoint.unit.Dimension;
import java.util.Arrays;
import java.util.Optional;

/** The unit of a column: always the base unit, so that nobody multiplies by a thousand in their head. */
public enum Unit {
    /** No number. */
    WORDS("", "", null),
    /** A count or a ratio of equal things. */
    NONE("", "", null),
    /** A part of something: a fraction in the CSV, percent where people read it. */
    SHARE("", "%", null),
    TOKENS("_tokens", "tokens", null),
    FLOP("", "FLOP", Dimension.OPERATIONS),
    BYTES("", "B", Dimension.BYTES),
    SECONDS("_s", "s", Dimension.SECONDS),
    FLOP_PER_BYTE("_flop_per_byte", "FLOP/byte", null),
    FLOP_PER_SECOND("_flop_per_s", "FLOP/s", Dimension.OPERATIONS_PER_SECOND),
    /** What is held times how long, which some call traffic. */
    BYTE_SECONDS("_byte_s", "byte s", null),
    PER_BYTE_SECOND("_per_byte_s", "1/(byte s)", null),
    PER_SECOND("_per_s", "1/s", null),
    BYTES_PER_SECOND("_bytes_per_s", "B/s", Dimension.BYTES_PER_SECOND),
    TOKENS_PER_SECOND("_tokens_per_s", "tokens/s", null),
    DECADES("", "decades", null),
    SQUARE_DECADES("_decades2", "decades²", null),
    HERTZ("_hz", "Hz", Dimension.HERTZ),
    WATTS("_w", "W", Dimension.WATTS),
    DOLLARS("_usd", "USD", Dimension.DOLLARS);

    private final String suffix;
    private final String symbol;
    private final Dimension dimension;

    Unit(String suffix, String symbol, Dimension dimension) {
        this.suffix = suffix;
        this.symbol = symbol;
        this.dimension = dimension;
    }

    /** What the heading of a column ends with, so that its unit can be read there; nothing where its name says it. */
    public String suffix() {
        return suffix;
    }

    /** As axes write it; empty where there is none. */
    String symbol() {
        return symbol;
    }

    /** What it measures, where prefixes are written. */
    public Optional<Dimension> dimension() {
        return Optional.ofNullable(dimension);
    }

    static Unit of(Dimension dimension) {
        return Arrays.stream(values()).filter(unit -> unit.dimension == dimension).findFirst().orElseThrow();
    }
}
