package dev.ridgepoint.hardware;

import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.unit.Dimension;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the {@code calibration} of a hardware profile. */
final class CalibrationReader {

    private static final String OTHER = "other";

    private CalibrationReader() { }

    static Calibration read(YamlMapping m) {
        Map<String, Sourced> overheads = new HashMap<>(byFormat(m, "launch-overhead", Dimension.SECONDS));
        Optional<Sourced> other = Optional.ofNullable(overheads.remove(OTHER));
        Calibration calibration = new Calibration(
                m.text("runtime"), byFormat(m, "streaming", Dimension.BYTES_PER_SECOND), products(m),
                m.findMapping("attention").map(CalibrationReader::byRows).orElseGet(TreeMap::new), within(m, "elementwise", "bytes", Dimension.BYTES_PER_SECOND), overheads, other);
        m.findMapping("elementwise").ifPresent(YamlMapping::rejectUnknownKeys);
        m.rejectUnknownKeys();
        return calibration;
    }

    private static Map<String, Sourced> byFormat(YamlMapping m, String key, Dimension dimension) {
        Map<String, Sourced> values = new HashMap<>();
        m.findMapping(key).ifPresent(formats -> formats.keys().forEach(
                format -> values.put(format, HardwareReader.sourced(formats, format, dimension).orElseThrow())));
        return values;
    }

    private static Map<String, SortedMap<Integer, Sourced>> products(YamlMapping m) {
        Map<String, SortedMap<Integer, Sourced>> products = new HashMap<>();
        m.findMapping("products").ifPresent(formats -> formats.keys().forEach(
                format -> products.put(format, byRows(formats.mapping(format)))));
        return products;
    }

    private static SortedMap<Integer, Sourced> byRows(YamlMapping rates) {
        SortedMap<Integer, Sourced> byRows = new TreeMap<>();
        for (String key : rates.keys()) {
            if (!key.matches("[1-9][0-9]{0,8}")) {
                throw rates.get(key).place().mistake("'" + key + "' is not a number of rows");
            }
            byRows.put(Integer.parseInt(key), HardwareReader.sourced(rates, key, Dimension.OPERATIONS_PER_SECOND).orElseThrow());
        }
        if (byRows.isEmpty()) {
            throw rates.place().mistake("has no rates");
        }
        return byRows;
    }

    private static Optional<Sourced> within(YamlMapping m, String group, String key, Dimension dimension) {
        return m.findMapping(group).flatMap(inner -> HardwareReader.sourced(inner, key, dimension));
    }
}
