package dev.ridgepoint.backend;

import dev.ridgepoint.hardware.Hardware;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is different under some conditions: a maker's driver, a variant of the build, a family of weights formats, a device of its own.
 *
 * @param when    the conditions; all must hold
 * @param factors what parameters are multiplied by
 */
public record Adjustment(When when, Map<Parameter, Double> factors) {

    /** Copies its map. */
    public Adjustment {
        EnumMap<Parameter, Double> sorted = new EnumMap<>(Parameter.class);
        sorted.putAll(factors);
        factors = Collections.unmodifiableMap(sorted);
    }

    /**
     * Conditions; one that is empty always holds.
     *
     * @param vendor      the device's maker
     * @param kind        the device's class
     * @param device      the device's id
     * @param variant     part of the variant's name
     * @param format      weights format; {@code *} stands for any letters
     * @param builtBefore the build is known to be older
     */
    public record When(
            Optional<String> vendor, Optional<Hardware.Kind> kind, Optional<String> device, Optional<String> variant, Optional<String> format,
            Optional<Month> builtBefore) {

        /** A device of its own. */
        public static When device(String id) {
            return new When(Optional.empty(), Optional.empty(), Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
        }

        boolean holds(Hardware hardware, String weights, Circumstances circumstances) {
            return vendor.filter(v -> !v.equals(hardware.vendor())).isEmpty()
                    && kind.filter(k -> k != hardware.kind()).isEmpty()
                    && device.filter(d -> !d.equals(hardware.id())).isEmpty()
                    && variant.filter(v -> !circumstances.variant().contains(v)).isEmpty()
                    && format.filter(f -> !weights.matches(pattern(f))).isEmpty()
                    && builtBefore.filter(before -> circumstances.built().filter(b -> b.isBefore(before)).isEmpty()).isEmpty();
        }

        private static String pattern(String glob) {
            return Pattern.quote(glob).replace("*", "\\E.*\\Q");
        }
    }
}
