package dev.ridgepoint.trial;

import java.util.OptionalDouble;

/**
 * What a stretch of time used; empty where it cannot be known.
 *
 * @param peakBytes    the most resident memory
 * @param averageBytes resident memory, averaged over samples
 * @param averageWatts energy over time
 * @param peakWatts    the most power between two samples
 */
public record Usage(OptionalDouble peakBytes, OptionalDouble averageBytes, OptionalDouble averageWatts, OptionalDouble peakWatts) {

    /** Nothing known. */
    public static final Usage UNKNOWN = new Usage(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
