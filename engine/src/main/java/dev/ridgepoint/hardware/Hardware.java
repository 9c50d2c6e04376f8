package dev.ridgepoint.hardware;

import dev.ridgepoint.format.NumberFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A device as its profile describes it.
 *
 * @param id             unique name, and the profile's file name
 * @param name           name for people
 * @param vendor         maker
 * @param kind           class of device
 * @param year           of release; 0 when not stated
 * @param cores          what computes
 * @param peaks          dense peak rates
 * @param memory         levels from nearest to farthest; the last one holds the model and has a bandwidth
 * @param launchOverhead seconds that each operator costs beside its work
 * @param tdp            watts
 * @param price          US dollars
 * @param links          ways to other devices and to the processor's memory
 * @param power          what it draws, piece by piece; empty where only the TDP is known
 * @param sustained      what is left of its ceilings in a long run; empty where it keeps them
 * @param calibration    what a runtime was measured to reach, operator by operator
 * @param sources        what the short names of sources stand for
 * @param notes          what a reader should know
 */
public record Hardware(
        String id, String name, String vendor, Kind kind, int year, Optional<Cores> cores, List<Peak> peaks, List<MemoryLevel> memory,
        Optional<Sourced> launchOverhead, Optional<Sourced> tdp, Optional<Sourced> price, List<Link> links, Optional<Power> power,
        Optional<SustainedLimits> sustained, Optional<Calibration> calibration,
        Map<String, String> sources, String notes) {

    /** Classes of device. */
    public enum Kind { DESKTOP_GPU, LAPTOP_GPU, DATACENTER_GPU, EDGE_SOC, NPU, TPU, CPU, MOBILE }

    /**
     * What computes.
     *
     * @param count number of cores
     * @param kind  what the maker calls one
     * @param clock hertz, that the peaks assume
     */
    public record Cores(int count, String kind, Optional<Sourced> clock) { }

    /** A device that stands alone: without links, and with nothing known of its power but the TDP. */
    public Hardware(
            String id, String name, String vendor, Kind kind, int year, Optional<Cores> cores, List<Peak> peaks, List<MemoryLevel> memory,
            Optional<Sourced> launchOverhead, Optional<Sourced> tdp, Optional<Sourced> price, Optional<Calibration> calibration,
            Map<String, String> sources, String notes) {
        this(id, name, vendor, kind, year, cores, peaks, memory, launchOverhead, tdp, price, List.of(), Optional.empty(), Optional.empty(),
                calibration, sources, notes);
    }

    /** Copies its lists. */
    public Hardware {
        peaks = List.copyOf(peaks);
        memory = List.copyOf(memory);
        links = List.copyOf(links);
        sources = Map.copyOf(sources);
    }

    /** The level that holds the model. */
    public MemoryLevel mainMemory() {
        return memory.get(memory.size() - 1);
    }

    /** The link of a kind; of several the fastest. */
    public Optional<Link> link(Link.Kind kind) {
        return links.stream().filter(link -> link.kind() == kind).max(Comparator.comparingDouble(link -> link.bandwidth().value()));
    }

    /** Bytes a second of main memory. */
    public double bandwidth() {
        return mainMemory().bandwidth().orElseThrow().value();
    }

    /** The peak of one unit in one format, if the chip has it; of several accumulators, the full-width one. */
    public Optional<Peak> peak(ComputeUnit unit, NumberFormat format) {
        return peaks.stream().filter(p -> p.unit() == unit && p.format() == format && !p.halfAccumulate()).findFirst();
    }

    /**
     * The peak that bounds matrix products in a format: the matrix unit's, or what the chip falls back on when it lacks the format. FP32 never falls
     * back on TF32, which is another arithmetic. Formats of 8 bits and fewer can always be widened before the product, so they run in 16 bits where the chip
     * lacks them or is slower in them, as the B300 is in INT8.
     */
    public Optional<Peak> matrixPeak(NumberFormat format) {
        List<Peak> peaks = matrixPeaks(format);
        return peaks.isEmpty() ? Optional.empty()
                : Optional.of(peaks.size() > 1 && peaks.get(1).rate().value() > peaks.get(0).rate().value() ? peaks.get(1) : peaks.get(0));
    }

    /** The peaks of which the higher bounds matrix products in a format; of equal ones the first. Empty where the chip cannot multiply so. */
    public List<Peak> matrixPeaks(NumberFormat format) {
        Optional<Peak> own = preferredPeak(format);
        if (format.bytes() > 1 || own.isEmpty()) {
            return own.stream().toList();
        }
        return Stream.concat(own.stream(), preferredPeak(NumberFormat.FP16).stream()).toList();
    }

    private Optional<Peak> preferredPeak(NumberFormat format) {
        return first(switch (format) {
            case FP64 -> List.of(format);
            case FP32 -> List.of(NumberFormat.FP32);
            case TF32 -> List.of(NumberFormat.TF32, NumberFormat.FP32);
            case FP16 -> List.of(NumberFormat.FP16, NumberFormat.BF16);
            case BF16 -> List.of(NumberFormat.BF16, NumberFormat.FP16);
            case FP8, FP6, FP4 -> List.of(format, NumberFormat.BF16, NumberFormat.FP16);
            case INT8, INT4 -> List.of(format, NumberFormat.FP16, NumberFormat.BF16);
        }, ComputeUnit.MATRIX, ComputeUnit.VECTOR).or(() -> format.bytes() > 2 ? Optional.empty()
                : first(List.of(NumberFormat.FP32), ComputeUnit.VECTOR, ComputeUnit.MATRIX));
    }

    /** The peak that bounds element-wise work in a format: the vector unit's, or the matrix unit's where no other is stated. */
    public Optional<Peak> vectorPeak(NumberFormat format) {
        return vectorUnitPeak(format)
                .or(() -> matrixPeak(format))
                .or(() -> peaks.stream().filter(p -> !p.halfAccumulate()).min(Comparator.comparingDouble(p -> p.rate().value())));
    }

    /** The vector unit's peak for element-wise work in a format, where it has any. */
    public Optional<Peak> vectorUnitPeak(NumberFormat format) {
        return peak(ComputeUnit.VECTOR, format)
                .or(() -> first(List.of(NumberFormat.FP32, NumberFormat.FP16, NumberFormat.BF16), ComputeUnit.VECTOR));
    }

    private Optional<Peak> first(List<NumberFormat> formats, ComputeUnit... units) {
        for (ComputeUnit unit : units) {
            for (NumberFormat format : formats) {
                Optional<Peak> peak = peak(unit, format);
                if (peak.isPresent()) {
                    return peak;
                }
            }
        }
        return Optional.empty();
    }
}
