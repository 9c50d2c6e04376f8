package dev.ridgepoint.sweepfile;

import dev.ridgepoint.roofline.TunableDevice;
import dev.ridgepoint.study.Sweep;
import dev.ridgepoint.study.Sweep.Subject;
import dev.ridgepoint.sweep.Axis;

/**
 * A swept field.
 *
 * @param sweep as the file gives it
 * @param axis  the values in the base unit; of words their places
 */
record Field(Sweep sweep, Axis axis) {

    /** What a value costs. */
    enum Role {
        /** A number of the device that is set between two points. */
        TUNED,
        /** The profile is interpreted anew. */
        BUILT_DEVICE,
        /** The model is lowered anew. */
        BUILT_MODEL,
        /** A part of the request. */
        REQUEST
    }

    Role role() {
        return switch (sweep.of()) {
            case REQUEST -> Role.REQUEST;
            case MODEL -> Role.BUILT_MODEL;
            case DEVICE -> TunableDevice.isTunable(sweep.path()) ? Role.TUNED : Role.BUILT_DEVICE;
        };
    }

    static boolean isBuilt(Sweep sweep) {
        return sweep.of() == Subject.MODEL || sweep.of() == Subject.DEVICE && !TunableDevice.isTunable(sweep.path());
    }

    int levels() {
        return ((Axis.Levels) axis).count();
    }
}
