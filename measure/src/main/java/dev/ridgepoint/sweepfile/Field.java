package dev.ridgepoint.sweepfile;

import dev.ridgepoint.roofline.TunableDevice;
import dev.ridgepoint.study.Sweep;
import dev.ridgepoint.sweep.Axis;

/**
 * A swept field.
 *
 * @param sweep as the file gives it
 * @param axis  the values in the base unit; of words their places
 */
public record Field(Sweep sweep, Axis axis) {

    /** What it takes to change a value, the dearest first. */
    public enum Role {
        /** The model is lowered anew. */
        BUILT_MODEL,
        /** The profile is interpreted anew. */
        BUILT_DEVICE,
        /** A part of the request. */
        REQUEST,
        /** A number of the device that is set between two points. */
        TUNED
    }

    Role role() {
        return switch (sweep.of()) {
            case REQUEST -> Role.REQUEST;
            case MODEL -> Role.BUILT_MODEL;
            case DEVICE -> TunableDevice.isTunable(sweep.path()) ? Role.TUNED : Role.BUILT_DEVICE;
        };
    }

    int levels() {
        return ((Axis.Levels) axis).count();
    }
}
