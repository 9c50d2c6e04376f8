package dev.ridgepoint.trial;

/**
 * One run of the reference kernel.
 *
 * @param seconds            of all of it
 * @param readBytesPerSecond what its reads took from memory, on as many threads as what is timed; NaN where it reads nothing
 */
public record Probe(double seconds, double readBytesPerSecond) { }
