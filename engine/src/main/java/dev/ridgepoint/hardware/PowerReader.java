package dev.ridgepoint.hardware;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.unit.Dimension;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code power} of a hardware profile. */
final class PowerReader {

    private PowerReader() { }

    static Power read(YamlMapping m) {
        Map<NumberFormat, Sourced> perFlop = new HashMap<>();
        m.findMapping("per-flop").ifPresent(formats -> formats.keys().forEach(id -> perFlop.put(format(formats, id),
                HardwareReader.sourced(formats, id, Dimension.JOULES).orElseThrow())));
        Map<String, Sourced> perByte = new HashMap<>();
        m.findMapping("per-byte").ifPresent(levels -> levels.keys().forEach(
                level -> perByte.put(level, HardwareReader.sourced(levels, level, Dimension.JOULES).orElseThrow())));
        Sourced idle = HardwareReader.sourced(m, "idle", Dimension.WATTS).orElseThrow(() -> m.place().mistake("has no 'idle'"));
        m.rejectUnknownKeys();
        return new Power(idle, perFlop, perByte);
    }

    private static NumberFormat format(YamlMapping formats, String id) {
        List<String> known = Arrays.stream(NumberFormat.values()).map(NumberFormat::id).toList();
        return NumberFormat.fromId(id).filter(f -> f.id().equals(id)).orElseThrow(() -> formats.get(id).place().mistake(
                "is not a number format; known: " + String.join(", ", known) + Nearest.hint(id, known)));
    }
}
