package dev.ridgepoint.hardware;

import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the peaks of a profile are to be multiplied by, where they are those of a chip with more cores.
 *
 * @param factor for all but those that have their own
 * @param how    how it came about
 * @param own    scales of peaks that a profile stated over scaled ones, by unit and format: {@code vector.fp32}
 */
public record PeakScale(double factor, String how, Map<String, PeakScale> own) {

    /** Peaks as they are written. */
    static final PeakScale NONE = new PeakScale(1, "", Map.of());

    /** Copies its map. */
    public PeakScale {
        own = Map.copyOf(own);
    }

    /** All of it, and once more. */
    PeakScale times(double more, String why) {
        Map<String, PeakScale> scaled = new HashMap<>();
        own.forEach((key, scale) -> scaled.put(key, scale.times(more, why)));
        return new PeakScale(factor * more, why, scaled);
    }

    /** The same but for the peaks whose values a profile states itself. */
    PeakScale without(YamlMapping profile) {
        if (this == NONE || !(profile.find("peaks").orElse(null) instanceof YamlMapping units)) {
            return this;
        }
        Map<String, PeakScale> stated = new HashMap<>(own);
        for (String unit : units.keys()) {
            if (units.get(unit) instanceof YamlMapping formats) {
                formats.keys().stream().filter(format -> hasValue(formats.get(format))).forEach(format -> stated.put(unit + "." + format, NONE));
            }
        }
        return new PeakScale(factor, how, stated);
    }

    private static boolean hasValue(YamlNode peak) {
        return peak instanceof YamlScalar || peak instanceof YamlMapping fields && fields.find("value").isPresent();
    }

    /** Why a field of a profile is another chip's, multiplied: {@code peaks.vector.fp32}; empty if it is not. */
    Optional<String> why(String path) {
        if (this == NONE || !(path.equals("peaks") || path.startsWith("peaks."))) {
            return Optional.empty();
        }
        boolean stated = own.entrySet().stream().anyMatch(e -> e.getValue() == NONE && (path + ".").startsWith("peaks." + e.getKey() + "."));
        return stated ? Optional.empty() : Optional.of(how);
    }

    /** A peak under its scale. */
    Sourced applied(String peak, Sourced rate) {
        PeakScale scale = own.getOrDefault(peak, this);
        return scale == NONE ? rate : rate.times(scale.factor, scale.how);
    }
}
