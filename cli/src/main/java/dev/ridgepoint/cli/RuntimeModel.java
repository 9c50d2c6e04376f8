package dev.ridgepoint.cli;

/** What is assumed of the runtime. */
enum RuntimeModel {
    /** It reaches every ceiling. */
    IDEAL,
    /** It reaches what the profile's calibration says. */
    CALIBRATED
}
