package dev.ridgepoint.backend;

import dev.ridgepoint.backend.ProductKernel.Way;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * A backend's formulas ({@link Parameter}) with one device's numbers in them. Immutable, but for those that a {@link TunableRates} lends; no method
 * allocates.
 */
public final class BackendRates {

    /** Hertz of the chip that {@link Parameter#OVERHEAD} is stated for. */
    public static final double REFERENCE_CLOCK = 1.8e9;
    /** Weights of more bytes than this are not quantised. */
    private static final double QUANTISED_BYTES = 1.5;
    private static final double MICRO = 1e-6;
    private static final double MILLI = 1e-3;
    private static final double GIGA = 1e9;
    /** Scores are multiplied, turned into weights and multiplied again: three kernels, where fused attention is one. */
    private static final double UNFUSED_KERNELS = 3;
    private static final int NONE = -1;

    private final Backend backend;
    private final Hardware hardware;
    private final Numerics numerics;
    private final double[] values;
    private final boolean fused;
    private final ProductKernel[] kernels;
    private final double activationScale;
    private final double coreClocks;
    private final double share;
    private final int vector;
    private final int half;
    private final int plainHalf;
    private final int integer;
    private final int[] matrix;
    private final int[] products;
    private double secondsPerByte;
    private double secondsPerExpandedByte;
    private double secondsPerVectorFlop;
    private double secondsPerPlainVectorFlop;
    private double secondsPerIntegerFlop;
    private double secondsPerHalfFlop;
    private double secondsPerNativeFlop;
    private double secondsPerNativeHalfFlop;
    private double secondsPerAttentionFlop;
    private final double overhead;
    private final int mostVectorRows;

    private BackendRates(Backend backend, Hardware hardware, Numerics numerics, AttentionKernel attention, Circumstances circumstances) {
        this.backend = backend;
        this.hardware = hardware;
        this.numerics = numerics;
        this.values = values(backend, hardware, numerics, circumstances);
        this.fused = attention == AttentionKernel.FUSED;
        this.kernels = backend.kernels(circumstances).toArray(ProductKernel[]::new);
        this.activationScale = backend.activations().bytes() / numerics.activations().bytes();
        this.coreClocks = coreClocks(hardware);
        this.share = circumstances.threads().map(t -> Math.min(1, t / (double) hardware.cores().map(Hardware.Cores::count).orElse(t))).orElse(1.0);
        this.plainHalf = half(false);
        this.half = half(backend.halfAccumulate());
        this.vector = hardware.peak(ComputeUnit.VECTOR, NumberFormat.FP32).map(this::place).orElse(plainHalf);
        this.integer = hardware.peak(ComputeUnit.MATRIX, NumberFormat.INT8).or(() -> hardware.peak(ComputeUnit.VECTOR, NumberFormat.INT8))
                .map(this::place).orElse(NONE);
        this.matrix = hardware.matrixPeaks(numerics.weights().compute()).stream().mapToInt(this::place).toArray();
        this.products = ofProducts();
        double clock = hardware.cores().flatMap(Hardware.Cores::clock).map(Sourced::value).orElse(REFERENCE_CLOCK);
        this.overhead = MICRO * of(Parameter.OVERHEAD) * Math.pow(REFERENCE_CLOCK / clock, of(Parameter.OVERHEAD_CLOCK));
        int most = 0;
        for (ProductKernel kernel : kernels) {
            most = kernel.way() == Way.VECTOR ? Math.max(most, kernel.mostRows()) : most;
        }
        this.mostVectorRows = most;
        tune(hardware.bandwidth(), hardware.peaks().stream().mapToDouble(peak -> peak.rate().value()).toArray(),
                hardware.tdp().map(Sourced::value).orElse(0.0));
    }

    /**
     * Sets what follows from a device's rates.
     *
     * @param bandwidth of main memory
     * @param peaks     of the profile's, in its order
     * @param watts     the TDP; not above 0 where it is not known
     */
    void tune(double bandwidth, double[] peaks, double watts) {
        double streaming = 1 / (bandwidth * of(Parameter.STREAMING));
        double issuing = coreClocks > 0 && has(Parameter.CORE_STREAMING) ? 1 / (coreClocks * share * of(Parameter.CORE_STREAMING)) : 0;
        secondsPerByte = Math.hypot(streaming, issuing);
        secondsPerExpandedByte = has(Parameter.EXPANSION) ? 1 / (bandwidth * of(Parameter.EXPANSION)) : streaming;
        double vectorPeak = peaks[vector] * share;
        secondsPerVectorFlop = 1 / (vectorPeak * of(Parameter.VECTOR));
        secondsPerPlainVectorFlop = 1 / vectorPeak;
        secondsPerHalfFlop = 1 / (peaks[half] * share * of(Parameter.HALF)) + issue(coreClocks * share, Parameter.CORE_HALF)
                + power(watts, Parameter.HALVES_PER_JOULE);
        double integerPeak = integer == NONE ? 0 : peaks[integer] * share;
        double slowest = integerPeak > 0 ? 1 / (integerPeak * of(Parameter.INTEGER)) + issue(coreClocks * share, Parameter.CORE_INTEGER)
                : 1 / (peaks[plainHalf] * share * of(Parameter.INTEGER_FALLBACK));
        secondsPerIntegerFlop = slowest + power(watts, Parameter.INTEGERS_PER_JOULE);
        secondsPerNativeFlop = matrix.length == 0 ? secondsPerHalfFlop : 1 / (highest(peaks, matrix) * share);
        secondsPerNativeHalfFlop = 1 / (peaks[plainHalf] * share);
        secondsPerAttentionFlop = secondsPerNativeHalfFlop;
    }

    private static double highest(double[] peaks, int[] places) {
        double highest = 0;
        for (int place : places) {
            highest = Math.max(highest, peaks[place]);
        }
        return highest;
    }

    private int place(Peak peak) {
        return hardware.peaks().indexOf(peak);
    }

    /**
     * The formulas for a device, number formats, a way of attention and circumstances.
     */
    public static BackendRates of(Backend backend, Hardware hardware, Numerics numerics, AttentionKernel attention, Circumstances circumstances) {
        return new BackendRates(backend, hardware, numerics, attention, circumstances);
    }

    /** The name that it goes by: the backend's id, and whether attention is fused. */
    public String name() {
        return backend.id() + (fused && !backend.alwaysFused() ? Backend.FUSED : "");
    }

    /** How far rates of a kind of phase may lie from the predicted ones, for a model by its id. */
    public Optional<Interval> interval(Spread.Kind kind, String model) {
        return Interval.of(backend, hardware.id(), model, kind);
    }

    private static double[] values(Backend backend, Hardware hardware, Numerics numerics, Circumstances circumstances) {
        double[] values = new double[Parameter.values().length];
        for (Map.Entry<Parameter, Double> entry : backend.parameters().entrySet()) {
            values[entry.getKey().ordinal()] = entry.getValue();
        }
        for (Adjustment adjustment : backend.adjustments()) {
            if (adjustment.when().holds(hardware, numerics.weights().id(), circumstances)) {
                adjustment.factors().forEach((parameter, factor) -> values[parameter.ordinal()] *= factor);
            }
        }
        for (Parameter parameter : Parameter.values()) {
            int i = parameter.ordinal();
            values[i] = values[i] == 0 ? 0 : Math.max(parameter.least(), Math.min(parameter.most(), values[i]));
        }
        return values;
    }

    private boolean has(Parameter parameter) {
        return values[parameter.ordinal()] > 0;
    }

    private double of(Parameter parameter) {
        double value = values[parameter.ordinal()];
        return value > 0 ? value : parameter.expected();
    }

    private double issue(double coreClocks, Parameter perCoreClock) {
        return coreClocks > 0 && has(perCoreClock) ? 1 / (coreClocks * of(perCoreClock)) : 0;
    }

    private double power(double watts, Parameter perJoule) {
        return has(perJoule) && watts > 0 ? 1 / (watts * of(perJoule) * GIGA) : 0;
    }

    private static double coreClocks(Hardware hardware) {
        return hardware.cores().flatMap(c -> c.clock().map(clock -> c.count() * clock.value())).orElse(0.0);
    }

    private int half(boolean accumulatedInHalf) {
        Optional<Peak> doubled = !accumulatedInHalf ? Optional.empty() : hardware.peaks().stream()
                .filter(p -> p.unit() == ComputeUnit.MATRIX && p.format() == NumberFormat.FP16 && p.halfAccumulate()).findFirst();
        return doubled.or(() -> hardware.peak(ComputeUnit.MATRIX, NumberFormat.FP16)).or(() -> hardware.peak(ComputeUnit.VECTOR, NumberFormat.FP32))
                .or(() -> hardware.matrixPeak(NumberFormat.FP16)).map(this::place).orElse(0);
    }

    private int[] ofProducts() {
        boolean quantised = NumberFormat.fromId(numerics.weights().id()).isEmpty();
        boolean integers = quantised && Arrays.stream(kernels).anyMatch(kernel -> kernel.way() == Way.INTEGER);
        return hardware.peaks().stream()
                .filter(p -> integers && p.format() == NumberFormat.INT8 || backend.halfAccumulate() && p.format() == NumberFormat.FP16 && p.halfAccumulate())
                .mapToInt(this::place).toArray();
    }

    /** Places, among the profile's, of the peaks of units that products with weights may run on beside the one for the format that they are stored in. */
    int[] products() {
        return products.clone();
    }

    /**
     * The peak over products with weights: that of the unit that multiplies them, which need not be the one for the format that they are stored in.
     *
     * @param own the peak for that format
     */
    public Peak productPeak(Peak own) {
        return Arrays.stream(products).mapToObj(hardware.peaks()::get)
                .filter(p -> p.rate().value() > own.rate().value()).max(Comparator.comparingDouble(p -> p.rate().value())).orElse(own);
    }

    /** Seconds that an operator costs beside its work, {@code tokens} of each sequence and {@code rows} in all; the embedding begins a pass and pays for it. */
    public double overhead(Operator operator, double tokens, double rows) {
        double seconds = tokens > 1 && has(Parameter.PROMPT_OVERHEAD) ? MICRO * of(Parameter.PROMPT_OVERHEAD) : overhead;
        if (operator.arithmetic() == Arithmetic.ACTIVATIONS && !fused) {
            seconds *= UNFUSED_KERNELS;
        }
        if (operator.expertBytes() > 0) {
            seconds += MICRO * of(rows > 1 ? Parameter.EXPERTS_SORTED : Parameter.EXPERTS);
        }
        if (operator.weightBytesPerToken() > 0) {
            seconds += MICRO * of(Parameter.PASS);
        }
        return seconds * factor(tokens);
    }

    /** What is left of a device of its own: a factor on every time. */
    public double factor(double tokens) {
        return of(tokens > 1 ? Parameter.PREFILL_TIME : Parameter.DECODE_TIME);
    }

    /**
     * Seconds of an operator whose costs do not depend on what is cached, its overhead left out.
     *
     * @param operator the operator
     * @param tokens   of each sequence in the pass
     * @param rows     of one product: of one expert, where they are routed
     * @param work     FLOPs
     * @param home     bytes of weights, cache and state
     * @param moved    bytes of activations
     */
    public double seconds(Operator operator, double tokens, double rows, double work, double home, double moved) {
        double activations = moved * activationScale * secondsPerByte / of(Parameter.ACTIVATIONS);
        if (operator.arithmetic() != Arithmetic.WEIGHTS || work == 0) {
            return factor(tokens) * (home * secondsPerByte + activations);
        }
        double streaming = home * secondsPerByte;
        double numbers = work / rows / 2;
        double weights = operator.weightBytes() + operator.expertBytes() * operator.touchedExperts(1);
        boolean quantised = weights < QUANTISED_BYTES * operator.flopsPerToken() / 2;
        if (rows <= mostVectorRows) {
            double arithmetic = quantised
                    ? work / rows * Math.pow(rows, of(Parameter.VECTOR_ROWS)) * secondsPerVectorFlop : work * secondsPerPlainVectorFlop;
            return factor(tokens) * overlapped(streaming, arithmetic);
        }
        Way way = way(rows, operator.expertBytes() > 0);
        if (way == Way.NATIVE) {
            double flop = (quantised ? secondsPerNativeFlop : secondsPerNativeHalfFlop)
                    / of(operator.expertBytes() > 0 ? Parameter.NATIVE_EXPERTS : Parameter.NATIVE);
            return factor(tokens) * (activations + overlapped(streaming, work * (1 + of(Parameter.NATIVE_RAMP) / rows) * flop));
        }
        double half = work * (1 + of(Parameter.HALF_RAMP) / rows) * secondsPerHalfFlop;
        way = quantised ? way : Way.HALF;
        return factor(tokens) * (activations + switch (way) {
            case VECTOR, HALF, NATIVE -> overlapped(streaming, half);
            case INTEGER -> streaming + work * (1 + of(Parameter.INTEGER_RAMP) / rows) * secondsPerIntegerFlop;
            case EXPANDED -> half + (home + 2 * 2 * numbers) * secondsPerExpandedByte;
        });
    }

    private Way way(double rows, boolean experts) {
        for (ProductKernel kernel : kernels) {
            if (rows <= kernel.mostRows() && (experts || !kernel.experts())) {
                return kernel.way();
            }
        }
        return Way.HALF;
    }

    /** Neither waits for the other, but where they take equally long they get in each other's way. */
    private static double overlapped(double a, double b) {
        double a2 = a * a;
        double b2 = b * b;
        return Math.sqrt(Math.sqrt(a2 * a2 + b2 * b2));
    }

    /** Seconds of a FLOP in attention: in a generated token the vector unit keeps up with the cache. */
    public double attentionSecondsPerFlop(double tokens) {
        if (tokens == 1 && has(Parameter.TOKEN_ATTENTION)) {
            return factor(tokens) * secondsPerAttentionFlop / of(Parameter.TOKEN_ATTENTION);
        }
        return tokens > 1 ? factor(tokens) * secondsPerAttentionFlop / of(fused ? Parameter.FUSED_ATTENTION : Parameter.ATTENTION)
                : factor(tokens) * secondsPerPlainVectorFlop;
    }

    /** Seconds of a byte of cache or scores in attention. */
    public double attentionSecondsPerByte(double tokens) {
        double share = tokens > 1 ? fused ? 1 : of(Parameter.SCORES) : of(fused ? Parameter.FUSED_CACHE : Parameter.CACHE);
        return factor(tokens) * secondsPerByte / share;
    }

    /** Share of a link's bandwidth that collectives reach. */
    public double exchangeShare() {
        return of(Parameter.EXCHANGE);
    }

    /** Seconds that a collective costs beside what the link takes. */
    public double exchangeOverhead() {
        return MICRO * of(Parameter.EXCHANGE_OVERHEAD);
    }

    /** Whether the backend's parameters say what serving costs; of others it is only expected. */
    public boolean statesServing() {
        return has(Parameter.SEQUENCE);
    }

    /** What it does as a server. */
    public ServerRates server() {
        return new ServerRates(MICRO * of(Parameter.SEQUENCE), MILLI * of(Parameter.REQUEST), of(Parameter.PROMPT_WAIT), of(Parameter.BUNCHING),
                of(Parameter.MEMORY));
    }

    /** How many times the bytes of the number formats the runtime's activations have. */
    public double activationScale() {
        return activationScale;
    }
}
