package dev.ridgepoint.sensitivity;

import java.util.Optional;

/**
 * Something that can be made smaller or larger while all else stays as it is.
 *
 * @param name      what it is called
 * @param kind      whose it is
 * @param value     its value, as people write it
 * @param nearBelow the nearest valid value below; for what is continuous, a hair below
 * @param nearAbove the nearest valid value above
 * @param less      the smaller value of the change asked about; empty where there is none
 * @param more      the larger one
 */
public record Parameter(
        String name, Kind kind, String value, Optional<Step> nearBelow, Optional<Step> nearAbove, Optional<Step> less, Optional<Step> more) {

    /** Whose parameter it is. */
    public enum Kind { HARDWARE, MODEL, FORMAT }

    /**
     * Another value of the parameter.
     *
     * @param ratio   to its value as it is
     * @param value   as people write it; empty a hair away from it
     * @param setting with this value and all else as it is
     */
    public record Step(double ratio, String value, Setting setting) { }
}
