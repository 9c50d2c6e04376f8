package dev.ridgepoint.trial;

/**
 * One pass of a decoder.
 *
 * @param seconds        as its caller sees it
 * @param runtimeSeconds inside the runtime's own call; the rest is the harness
 * @param before         the reference kernel just before
 * @param after          and just after
 * @param interfered     whether either probe was slow
 */
public record TimedPass(double seconds, double runtimeSeconds, Probe before, Probe after, boolean interfered) { }
