package dev.ridgepoint.trial;

/**
 * One pass of a decoder.
 *
 * @param seconds        as its caller sees it
 * @param runtimeSeconds inside the runtime's own call; the rest is the harness
 * @param probeBefore    seconds of the reference kernel just before
 * @param probeAfter     and just after
 * @param interfered     whether either probe was slow
 */
public record TimedPass(double seconds, double runtimeSeconds, double probeBefore, double probeAfter, boolean interfered) { }
