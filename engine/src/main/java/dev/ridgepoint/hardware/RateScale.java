package dev.ridgepoint.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rates of a device are multiplied by, to ask what if it were faster or slower. The calibration is left as it was measured.
 *
 * @param mainBandwidth  of the bandwidth of main memory
 * @param cacheBandwidth of the bandwidths of all nearer levels
 * @param peaks          of all peaks
 * @param launchOverhead of what each operator costs beside its work
 */
public record RateScale(double mainBandwidth, double cacheBandwidth, double peaks, double launchOverhead) {

    /** Everything as it is. */
    public static final RateScale NONE = new RateScale(1, 1, 1, 1);

    /** @throws IllegalArgumentException unless all factors are positive and finite */
    public RateScale {
        for (double factor : new double[] {mainBandwidth, cacheBandwidth, peaks, launchOverhead}) {
            if (!(factor > 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException("rates are multiplied by positive numbers, not by " + factor);
            }
        }
    }

    /** The device with these rates. */
    public Hardware of(Hardware device) {
        List<Peak> scaledPeaks = device.peaks().stream()
                .map(peak -> new Peak(peak.unit(), peak.format(), peak.halfAccumulate(), scaled(peak.rate(), peaks), peak.perCoreCycle() * peaks)).toList();
        List<MemoryLevel> levels = new ArrayList<>();
        for (MemoryLevel level : device.memory()) {
            double factor = level == device.mainMemory() ? mainBandwidth : cacheBandwidth;
            Optional<Sourced> bandwidth = level.bandwidth().map(rate -> scaled(rate, factor));
            levels.add(new MemoryLevel(level.name(), level.technology(), level.capacity(), bandwidth, level.perCore()));
        }
        return new Hardware(
                device.id(), device.name(), device.vendor(), device.kind(), device.year(), device.cores(), scaledPeaks, levels,
                device.launchOverhead().map(overhead -> scaled(overhead, launchOverhead)), device.tdp(), device.price(), device.links(),
                device.power(), device.sustained(), device.calibration(),
                device.sources(), device.notes());
    }

    private static Sourced scaled(Sourced rate, double factor) {
        return factor == 1 ? rate : rate.times(factor, "the profile's times " + factor);
    }
}
