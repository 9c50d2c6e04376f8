package dev.ridgepoint.roofline;

import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.Calibration;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Link;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.workload.Exchange;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ceilings of one device for one choice of number formats: a peak for each kind of arithmetic and a bandwidth for each memory level that holds
 * something between operators.
 *
 * <p>An operator of {@code W} FLOPs and {@code Q} bytes takes at least {@code max(W / peak, Q / bandwidth)} (Williams, Waterman and Patterson 2009). With
 * several levels, bytes are charged at the nearest level that still holds them when they are used again: weights and cache come round once a pass, so they
 * live where all of them fit together, in practice main memory; activations come round at the next operator, so they live in the nearest level shared by
 * all cores that holds the operator's own.
 */
public final class Roofline {

    private final Hardware hardware;
    private final Numerics numerics;
    private final Peak weightsPeak;
    private final Peak activationsPeak;
    private final Peak elementwisePeak;
    private final List<MemoryLevel> levels;
    /** Of products with weights. */
    private NumberFormat productFormat;
    private final double[] peaks;
    private final double[] capacities;
    private final double[] bandwidths;
    /** Reciprocals, since a sweep multiplies by them far more often than it builds a roofline. */
    private final double[] secondsPerFlop;
    private final double[][] secondsPerByte;
    private final double[] launchOverhead;
    private final double[] linkLatency = new double[Link.Kind.values().length];
    private final double[] linkBandwidth = new double[Link.Kind.values().length];
    /** Of products with weights, where they were measured by rows. */
    private final Optional<ProductRates> productRates;
    /** Of products of activations with one another, by queries of a sequence. */
    private final Optional<ProductRates> attentionRates;
    /** What a runtime takes for each operator; null for an ideal one. */
    private final BackendRates backend;

    private Roofline(Hardware hardware, Numerics numerics, Optional<Calibration> calibration, List<MemoryLevel> levels, BackendRates backend) {
        this.hardware = hardware;
        this.numerics = numerics;
        this.backend = backend;
        Peak own = required(hardware.matrixPeak(numerics.weights().compute()), numerics.weights().compute());
        this.weightsPeak = backend == null ? own : backend.productPeak(own);
        this.productFormat = weightsPeak.format();
        this.activationsPeak = hardware.matrixPeak(numerics.activations()).orElse(weightsPeak);
        this.elementwisePeak = hardware.vectorPeak(numerics.activations()).orElse(weightsPeak);
        this.peaks = new double[Arithmetic.values().length];
        peaks[Arithmetic.WEIGHTS.ordinal()] = weightsPeak.rate().value();
        peaks[Arithmetic.ACTIVATIONS.ordinal()] = activationsPeak.rate().value();
        peaks[Arithmetic.ELEMENTWISE.ordinal()] = elementwisePeak.rate().value();
        this.levels = List.copyOf(levels);
        this.capacities = new double[levels.size()];
        this.bandwidths = new double[levels.size()];
        for (int i = 0; i < capacities.length; i++) {
            boolean main = i == capacities.length - 1;
            capacities[i] = main ? Double.POSITIVE_INFINITY : levels.get(i).capacity().orElseThrow().value();
            bandwidths[i] = levels.get(i).bandwidth().orElseThrow().value();
        }
        this.secondsPerFlop = reciprocals(peaks);
        this.secondsPerByte = new double[peaks.length][];
        this.launchOverhead = new double[peaks.length];
        for (int i = 0; i < peaks.length; i++) {
            secondsPerByte[i] = reciprocals(bandwidths);
            launchOverhead[i] = hardware.launchOverhead().map(Sourced::value).orElse(0.0);
        }
        for (Link.Kind kind : Link.Kind.values()) {
            hardware.link(kind).ifPresent(link -> {
                linkLatency[kind.ordinal()] = link.seconds();
                linkBandwidth[kind.ordinal()] = link.bandwidth().value();
            });
        }
        this.productRates = calibration.map(c -> new ProductRates(c.products().get(numerics.weights().id()), peak(Arithmetic.WEIGHTS)));
        this.attentionRates = calibration.filter(c -> !c.attention().isEmpty())
                .map(c -> new ProductRates(c.attention(), peak(Arithmetic.ACTIVATIONS)));
        calibration.ifPresent(this::calibrate);
    }

    /**
     * The ceilings of a device for the given formats.
     *
     * @throws InvalidInputException if the device has no unit that multiplies in the weights' compute format or a wider one
     */
    public static Roofline of(Hardware hardware, Numerics numerics) {
        return new Roofline(hardware, numerics, Optional.empty(), levelsOf(hardware), null);
    }

    /** Ceilings of its own for a {@link TunableDevice}, with every level that holds something between operators at some rate of main memory. */
    static Roofline tunable(Hardware hardware, Numerics numerics, BackendRates backend) {
        List<MemoryLevel> levels = hardware.memory().stream()
                .filter(level -> level == hardware.mainMemory() || !level.perCore() && level.capacity().isPresent() && level.bandwidth().isPresent())
                .toList();
        return new Roofline(hardware, numerics, Optional.empty(), levels, backend);
    }

    /**
     * The same ceilings, with what a runtime reaches under them: operators take the time that the profile's calibration gives, while the roof, the
     * ridge and what is attainable stay the device's.
     *
     * @throws InvalidInputException if the profile has no calibration for the weights format
     */
    public static Roofline calibrated(Hardware hardware, Numerics numerics) {
        Calibration calibration = hardware.calibration().orElseThrow(() -> new InvalidInputException(hardware.id() + " has no calibration"));
        if (!calibration.products().containsKey(numerics.weights().id())) {
            throw new InvalidInputException("the calibration of " + hardware.id() + " has no products in " + numerics.weights().id() + "; it has "
                    + calibration.products().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return new Roofline(hardware, numerics, Optional.of(calibration), levelsOf(hardware), null);
    }

    /**
     * The same ceilings, with what a runtime takes under them; no operator is faster than its roof.
     *
     * @param rates the runtime on this device, in these formats
     * @throws InvalidInputException if the device has no unit that multiplies in the weights' compute format or a wider one
     */
    public static Roofline under(Hardware hardware, Numerics numerics, BackendRates rates) {
        return new Roofline(hardware, numerics, Optional.empty(), levelsOf(hardware), rates);
    }

    /** What a runtime takes for each operator, or null for one that reaches every ceiling. */
    public BackendRates backend() {
        return backend;
    }

    private void calibrate(Calibration calibration) {
        String weights = numerics.weights().id();
        Optional<Sourced> streaming = Optional.ofNullable(calibration.streaming().get(weights));
        streaming.ifPresent(rate -> slow(secondsPerByte[Arithmetic.WEIGHTS.ordinal()], mainLevel(), rate));
        calibration.elementwise().ifPresent(rate -> slow(secondsPerByte[Arithmetic.ELEMENTWISE.ordinal()], 0, rate));
        double other = calibration.otherOverhead().map(Sourced::value).orElse(0.0);
        Arrays.fill(launchOverhead, other);
        launchOverhead[Arithmetic.WEIGHTS.ordinal()] = Optional.ofNullable(calibration.launchOverhead().get(weights)).map(Sourced::value).orElse(other);
    }

    /** From a level on, nothing is faster than was measured. */
    private static void slow(double[] seconds, int from, Sourced rate) {
        for (int i = from; i < seconds.length; i++) {
            seconds[i] = Math.max(seconds[i], 1 / rate.value());
        }
    }

    /** A level no faster than main memory, as an imagined chip may have, spares it nothing. */
    private static List<MemoryLevel> levelsOf(Hardware hardware) {
        List<MemoryLevel> shared = new ArrayList<>();
        for (MemoryLevel level : hardware.memory()) {
            boolean faster = level.bandwidth().filter(b -> b.value() > hardware.bandwidth()).isPresent();
            if (level == hardware.mainMemory() || !level.perCore() && level.capacity().isPresent() && faster) {
                shared.add(level);
            }
        }
        return shared;
    }

    void tunePeak(Arithmetic arithmetic, double rate) {
        peaks[arithmetic.ordinal()] = rate;
        secondsPerFlop[arithmetic.ordinal()] = 1 / rate;
    }

    void tuneProducts(Peak like, double rate) {
        productFormat = like.format();
        tunePeak(Arithmetic.WEIGHTS, rate);
    }

    /** A level of negative capacity holds nothing. */
    void tuneLevel(int level, double bandwidth, double capacity) {
        bandwidths[level] = bandwidth;
        capacities[level] = capacity;
        double seconds = 1 / bandwidth;
        for (double[] ofArithmetic : secondsPerByte) {
            ofArithmetic[level] = seconds;
        }
    }

    void tuneLaunchOverhead(double seconds) {
        Arrays.fill(launchOverhead, seconds);
    }

    private static double[] reciprocals(double[] rates) {
        double[] reciprocals = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            reciprocals[i] = 1 / rates[i];
        }
        return reciprocals;
    }

    private Peak required(Optional<Peak> peak, NumberFormat format) {
        return peak.orElseThrow(() -> new InvalidInputException(
                hardware.id() + " has no " + format.id() + " peak for weights in " + numerics.weights().id() + "; it has "
                        + hardware.peaks().stream().filter(p -> !p.halfAccumulate()).map(p -> p.format().id()).distinct()
                                .collect(Collectors.joining(", "))));
    }

    /** The device. */
    public Hardware hardware() {
        return hardware;
    }

    /** The number formats. */
    public Numerics numerics() {
        return numerics;
    }

    /** The peak that bounds products with weights. */
    public Peak weightsPeak() {
        return weightsPeak;
    }

    /** The format that weights are multiplied in: that of the {@link #weightsPeak()}, or of the one that is the higher as the device is set now. */
    public NumberFormat productFormat() {
        return productFormat;
    }

    /**
     * The roof that a model is placed under: the peak of products with weights, or of activations with one another where that is higher, as when FP32
     * weights go with FP16 activations. No phase can pass it.
     */
    public Peak roof() {
        return activationsPeak.rate().value() > weightsPeak.rate().value() ? activationsPeak : weightsPeak;
    }

    /** The peak that bounds an arithmetic, FLOP/s. */
    public double peak(Arithmetic arithmetic) {
        return peaks[arithmetic.ordinal()];
    }

    /** Height of the {@link #roof()}, FLOP/s. */
    public double peak() {
        return Math.max(peak(Arithmetic.WEIGHTS), peak(Arithmetic.ACTIVATIONS));
    }

    /** Main memory's bandwidth, bytes a second. */
    public double bandwidth() {
        return bandwidths[bandwidths.length - 1];
    }

    /** Whether operators take the time that a runtime was measured to take. */
    public boolean isCalibrated() {
        return productRates.isPresent();
    }

    /** Whether products with routed experts take the rows of an expert, and not those of the pass. */
    public boolean countsRowsOfExperts() {
        return productRates.isPresent() || backend != null;
    }

    /** What operators take the time of: {@code ideal}, a runtime, or what the profile was measured to reach. */
    public String runtime() {
        return backend != null ? backend.name() : isCalibrated() ? hardware.calibration().orElseThrow().runtime() : "ideal";
    }

    /** Least seconds of a FLOP in an arithmetic, in an operator of so many rows; for products of activations, rows of one sequence. */
    public double secondsPerFlop(Arithmetic arithmetic, double rows) {
        if (arithmetic == Arithmetic.WEIGHTS && productRates.isPresent()) {
            return productRates.get().secondsPerFlop(rows);
        }
        if (arithmetic == Arithmetic.ACTIVATIONS && attentionRates.isPresent()) {
            return attentionRates.get().secondsPerFlop(rows);
        }
        return secondsPerFlop[arithmetic.ordinal()];
    }

    /** Least seconds of a byte at a level, in an operator of that arithmetic. */
    public double secondsPerByte(Arithmetic arithmetic, int level) {
        return secondsPerByte[arithmetic.ordinal()][level];
    }

    /** Levels that bytes are charged at, nearest first; the last is main memory. */
    public List<MemoryLevel> levels() {
        return levels;
    }

    /** Index of main memory. */
    public int mainLevel() {
        return bandwidths.length - 1;
    }

    /** Index of the nearest level that holds that many bytes. */
    public int levelHolding(double bytes) {
        int level = 0;
        while (capacities[level] < bytes) {
            level++;
        }
        return level;
    }

    /** Seconds that each operator of that arithmetic costs beside its work. */
    public double launchOverhead(Arithmetic arithmetic) {
        return launchOverhead[arithmetic.ordinal()];
    }

    /**
     * Seconds that devices take to send one another what an operator says, for a pass over so many tokens. Where the profile states no such link, it
     * takes forever: sharding checks that there is one.
     */
    public double exchangeSeconds(Exchange exchange, double tokens) {
        if (exchange.devices() == 1) {
            return 0;
        }
        int link = exchange.over().ordinal();
        double bandwidth = linkBandwidth[link];
        return backend == null ? exchange.seconds(tokens, linkLatency[link], bandwidth)
                : backend.exchangeOverhead() + exchange.seconds(tokens, linkLatency[link], bandwidth * backend.exchangeShare());
    }

    /** Operational intensity at which main memory's bandwidth meets the peak, FLOP/byte. */
    public double ridgeIntensity() {
        return peak() / bandwidth();
    }

    /** {@code min(peak, OI x bandwidth)}: the roof over an operational intensity, FLOP/s. */
    public double attainable(double operationalIntensity) {
        return Math.min(peak(), operationalIntensity * bandwidth());
    }

    /** Which roof is over an operational intensity. */
    public Bound boundAt(double operationalIntensity) {
        return operationalIntensity < ridgeIntensity() ? Bound.MEMORY : Bound.COMPUTE;
    }
}
