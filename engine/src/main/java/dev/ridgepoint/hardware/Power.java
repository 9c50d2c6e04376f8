package dev.ridgepoint.hardware;

import dev.ridgepoint.format.NumberFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What a device draws: at rest, and for each thing that it does.
 *
 * @param idle    watts when it does nothing
 * @param perFlop joules of a FLOP by the format multiplied
 * @param perByte joules of a byte by the memory level, or the link, that it passes
 */
public record Power(Sourced idle, Map<NumberFormat, Sourced> perFlop, Map<String, Sourced> perByte) {

    /** Copies its maps. */
    public Power {
        perFlop = Map.copyOf(perFlop);
        perByte = Map.copyOf(perByte);
    }

    /** Joules of a FLOP in a format, or in the narrowest one stated that is as wide; empty where there is none. */
    public Optional<Sourced> flop(NumberFormat format) {
        return Optional.ofNullable(perFlop.get(format)).or(() -> perFlop.entrySet().stream().filter(e -> e.getKey().bytes() >= format.bytes())
                .min((a, b) -> Double.compare(a.getKey().bytes(), b.getKey().bytes())).map(Map.Entry::getValue));
    }
}
