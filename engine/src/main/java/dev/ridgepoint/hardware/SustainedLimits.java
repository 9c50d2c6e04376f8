package dev.ridgepoint.hardware;

import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.unit.Dimension;

/**
 * What is left of a device's ceilings when it has been busy for a while: it gets warm, or its power limit for bursts runs out. The profile's own
 * ceilings are those of a burst.
 *
 * @param after     seconds of work before the limits hold
 * @param peaks     share of the peaks that is left
 * @param bandwidth share of main memory's bandwidth that is left
 */
public record SustainedLimits(Sourced after, double peaks, double bandwidth) {

    private static final double LEAST = 0.01;

    /** @throws IllegalArgumentException unless the shares are above 0 and at most 1 */
    public SustainedLimits {
        if (!(peaks > 0 && peaks <= 1 && bandwidth > 0 && bandwidth <= 1)) {
            throw new IllegalArgumentException("sustained limits are shares of the burst's, above 0 and at most 1");
        }
    }

    static SustainedLimits read(YamlMapping m) {
        SustainedLimits limits = new SustainedLimits(
                HardwareReader.sourced(m, "after", Dimension.SECONDS).orElseThrow(() -> m.place().mistake("has no 'after'")),
                share(m, "peaks"), share(m, "bandwidth"));
        m.rejectUnknownKeys();
        return limits;
    }

    private static double share(YamlMapping m, String key) {
        return m.find(key).map(node -> YamlMapping.scalar(node).number(LEAST, 1)).orElse(1.0);
    }

    /** The device with its sustained ceilings. */
    public Hardware of(Hardware device) {
        return new RateScale(bandwidth, 1, peaks, 1).of(device);
    }
}
