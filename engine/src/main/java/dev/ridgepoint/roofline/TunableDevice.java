package dev.ridgepoint.roofline;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.TunableRates;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * A device whose rates are set anew from point to point of a sweep, without building anything: its ceilings are those of {@link Roofline#of} for a profile that
 * states the same. Mutable and not for sharing between threads, and so is the {@link #roofline()} that it lends.
 */
public final class TunableDevice {

    private static final String MAIN = "main";

    private final Hardware hardware;
    private final Roofline roofline;
    /** A runtime's; null for an ideal one. */
    private final TunableRates rates;
    private final double[] peaks;
    private final int[] weights;
    private final int[] activations;
    private final int[] elementwise;
    private final boolean elementwiseAtLeast;
    private final double[] bandwidths;
    private final double[] capacities;
    private double mainCapacity;
    private double tdp;
    private double price;

    private TunableDevice(Hardware hardware, Numerics numerics, TunableRates rates) {
        this.hardware = hardware;
        this.rates = rates;
        this.roofline = Roofline.tunable(hardware, numerics, rates == null ? null : rates.rates());
        this.peaks = hardware.peaks().stream().mapToDouble(peak -> peak.rate().value()).toArray();
        int[] own = places(hardware.matrixPeaks(numerics.weights().compute()));
        this.weights = rates == null ? own : IntStream.concat(Arrays.stream(own), Arrays.stream(rates.productPeaks())).toArray();
        List<Peak> ofActivations = hardware.matrixPeaks(numerics.activations());
        this.activations = ofActivations.isEmpty() ? weights : places(ofActivations);
        Optional<Peak> vector = hardware.vectorUnitPeak(numerics.activations());
        this.elementwiseAtLeast = vector.isEmpty() && ofActivations.isEmpty();
        this.elementwise = vector.map(peak -> places(List.of(peak))).orElseGet(() -> elementwiseAtLeast
                ? places(hardware.peaks().stream().filter(peak -> !peak.halfAccumulate()).toList()) : activations);
        List<MemoryLevel> levels = roofline.levels();
        this.bandwidths = levels.stream().mapToDouble(level -> level.bandwidth().orElseThrow().value()).toArray();
        this.capacities = levels.stream().mapToDouble(level -> level.capacity().map(Sourced::value).orElse(Double.POSITIVE_INFINITY)).toArray();
        this.mainCapacity = value(hardware.mainMemory().capacity());
        this.tdp = value(hardware.tdp());
        this.price = value(hardware.price());
        retuneLevels();
    }

    /**
     * A device as its profile has it.
     *
     * @throws dev.ridgepoint.input.InvalidInputException if it has no unit that multiplies in the weights' compute format or a wider one
     */
    public static TunableDevice of(Hardware hardware, Numerics numerics) {
        return new TunableDevice(hardware, numerics, null);
    }

    /**
     * A device as its profile has it, with what a runtime takes on it: its ceilings are those of {@link Roofline#under}.
     *
     * @param attention how the runtime runs attention
     * @throws dev.ridgepoint.input.InvalidInputException if it has no unit that multiplies in the weights' compute format or a wider one
     */
    public static TunableDevice under(Hardware hardware, Numerics numerics, Backend backend, AttentionKernel attention) {
        return new TunableDevice(hardware, numerics, TunableRates.of(backend, hardware, numerics, attention));
    }

    private static double value(Optional<Sourced> stated) {
        return stated.map(Sourced::value).orElse(Double.NaN);
    }

    private int[] places(List<Peak> of) {
        return of.stream().mapToInt(hardware.peaks()::indexOf).toArray();
    }

    /** The ceilings as they are set now. */
    public Roofline roofline() {
        return roofline;
    }

    /** Its profile, without what was set since. */
    public Hardware profile() {
        return hardware;
    }

    /** Bytes of main memory; not a number when not stated. */
    public double capacity() {
        return mainCapacity;
    }

    /** Watts; not a number when not stated. */
    public double tdp() {
        return tdp;
    }

    /** US dollars; not a number when not stated. */
    public double price() {
        return price;
    }

    /** Whether a field of a profile is one that can be set without reading the profile anew. */
    public static boolean isTunable(String path) {
        return path.matches("tdp|price|launch-overhead|memory\\.[^.]+\\.(bandwidth|capacity)|peaks\\.(vector|matrix)\\.[^.]+");
    }

    /**
     * What sets a field, in its base unit.
     *
     * @param path of a field that {@link #isTunable(String)}, and that the profile has
     */
    public DoubleConsumer knob(String path) {
        String[] keys = path.split("\\.");
        return switch (keys[0]) {
            case "tdp" -> value -> {
                tdp = value;
                retuneRates();
            };
            case "price" -> value -> price = value;
            case "launch-overhead" -> roofline::tuneLaunchOverhead;
            case "memory" -> keys[2].equals("bandwidth") ? bandwidth(keys[1]) : capacity(keys[1]);
            default -> peak(path);
        };
    }

    private DoubleConsumer bandwidth(String name) {
        int level = level(name);
        return level < 0 ? value -> { } : value -> {
            bandwidths[level] = value;
            retuneLevels();
        };
    }

    private DoubleConsumer capacity(String name) {
        int level = level(name);
        if (level == bandwidths.length - 1) {
            return value -> mainCapacity = value;
        }
        return level < 0 ? value -> { } : value -> {
            capacities[level] = value;
            retuneLevels();
        };
    }

    /** Of a level's own name, or {@code main} where no level is called so; -1 for one that gives no ceiling. */
    private int level(String name) {
        List<String> names = roofline.levels().stream().map(MemoryLevel::name).toList();
        boolean ofTheProfile = hardware.memory().stream().anyMatch(level -> level.name().equals(name));
        return name.equals(MAIN) && !ofTheProfile ? names.size() - 1 : names.indexOf(name);
    }

    private DoubleConsumer peak(String path) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < peaks.length; i++) {
            if (String.join(".", hardware.peaks().get(i).path()).equals(path)) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return value -> { };
        }
        int place = places.get(0);
        return value -> {
            peaks[place] = value;
            retunePeaks();
        };
    }

    private void retunePeaks() {
        int product = placeOfHighest(weights);
        roofline.tuneProducts(hardware.peaks().get(product), peaks[product]);
        roofline.tunePeak(Arithmetic.ACTIVATIONS, highest(activations));
        roofline.tunePeak(Arithmetic.ELEMENTWISE, elementwiseAtLeast ? lowest(elementwise) : highest(elementwise));
        retuneRates();
    }

    private void retuneRates() {
        if (rates != null) {
            rates.tune(bandwidths[bandwidths.length - 1], peaks, tdp);
        }
    }

    /** A level no faster than main memory spares it nothing, and holds nothing. */
    private void retuneLevels() {
        int main = bandwidths.length - 1;
        for (int i = 0; i < main; i++) {
            roofline.tuneLevel(i, bandwidths[i], bandwidths[i] > bandwidths[main] ? capacities[i] : Double.NEGATIVE_INFINITY);
        }
        roofline.tuneLevel(main, bandwidths[main], Double.POSITIVE_INFINITY);
        retuneRates();
    }

    private double highest(int[] places) {
        return peaks[placeOfHighest(places)];
    }

    /** Of equal ones the first. */
    private int placeOfHighest(int[] places) {
        int highest = places[0];
        for (int place : places) {
            highest = peaks[place] > peaks[highest] ? place : highest;
        }
        return highest;
    }

    private double lowest(int[] places) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int place : places) {
            lowest = Math.min(lowest, peaks[place]);
        }
        return lowest;
    }
}
