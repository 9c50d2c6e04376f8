package dev.ridgepoint.require;

import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.hardware.Sourced;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.MemoryFootprint;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Totals;
import dev.ridgepoint.require.Target.Rates;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * All devices that are nothing but a bandwidth and a peak, and what they do with one request to one model: no caches, no launch overhead, one peak for every
 * arithmetic. Rates only grow with bandwidth and peak, so that the devices that just meet a target lie on a curve, which bisection of {@link Predictor}'s
 * answers finds.
 *
 * <p>Not for sharing between threads.
 */
public final class DesignSpace {

    /** More than any device will have, in bytes or FLOPs a second; and less. */
    private static final double MOST = 1e24;
    private static final double LEAST = 1;
    /** A ceiling that is never in the way. */
    private static final double UNLIMITED = 1e40;
    /** Halvings of a range of 24 decades, down to the last bits of a double. */
    private static final int HALVINGS = 110;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int NARROWINGS = 60;
    /** How close to its corner a curve has its first point, as a share of its length. */
    private static final double CLOSEST = 1e-12;

    private final Predictor predictor;
    private final Request request;
    private final Efficiency efficiency;
    private final Totals totals = new Totals();

    /**
     * @param predictor  the model in its formats
     * @param request    what is asked of it
     * @param efficiency what software reaches of a device's rates
     */
    public DesignSpace(Predictor predictor, Request request, Efficiency efficiency) {
        this.predictor = predictor;
        this.request = request;
        this.efficiency = efficiency;
    }

    /** What software reaches of a device's rates. */
    public Efficiency efficiency() {
        return efficiency;
    }

    /** What a device of these rates reaches. */
    public Rates rates(DesignPoint point) {
        Hardware device = efficiency.of(imagined(point.bandwidth(), point.peak()));
        predictor.predict(Roofline.of(device, predictor.workload().numerics()), request, totals);
        return Rates.of(totals, request);
    }

    private boolean meets(Target target, double bandwidth, double peak) {
        return target.reached(rates(new DesignPoint(bandwidth, peak))) >= 1;
    }

    /**
     * The least that a target needs.
     *
     * @throws InvalidInputException if no device could meet it, or the request leaves out a phase that it names
     */
    public Requirement requirement(Target target) {
        Rates unlimited = rates(new DesignPoint(UNLIMITED, UNLIMITED));
        if (target.decode().isPresent() && unlimited.decode() == 0) {
            throw new InvalidInputException("a rate of decode is asked for, but nothing is generated");
        }
        if (target.prefill().isPresent() && unlimited.prefill() == 0) {
            throw new InvalidInputException("a rate of prefill is asked for, but there is no prompt");
        }
        double bandwidth = leastBandwidth(target, UNLIMITED).orElseThrow(() -> beyond("bandwidth", "B/s"));
        double peak = leastPeak(target, UNLIMITED).orElseThrow(() -> beyond("peak", "FLOP/s"));
        DesignPoint narrow = new DesignPoint(bandwidth, leastPeak(target, bandwidth).orElseThrow(() -> beyond("peak", "FLOP/s")));
        double corner = Requirement.MARGIN * peak;
        DesignPoint slow = new DesignPoint(leastBandwidth(target, corner).orElseThrow(() -> beyond("bandwidth", "B/s")), corner);
        return new Requirement(target, bandwidth, peak, narrow, balanced(target, narrow, slow), slow, memory());
    }

    private static InvalidInputException beyond(String what, String unit) {
        return new InvalidInputException("impossible: the target needs a " + what + " of more than 10^24 " + unit);
    }

    private MemoryFootprint memory() {
        Roofline roofline = Roofline.of(imagined(1, 1), predictor.workload().numerics());
        return predictor.predict(roofline, request).memory();
    }

    /** The least bandwidth with which a device of that peak meets the target, bytes a second; empty if none does. */
    public OptionalDouble leastBandwidth(Target target, double peak) {
        return least(bandwidth -> meets(target, bandwidth, peak));
    }

    /** The least peak with which a device of that bandwidth meets the target, FLOP/s; empty if none does. */
    public OptionalDouble leastPeak(Target target, double bandwidth) {
        return least(peak -> meets(target, bandwidth, peak));
    }

    /** The least rate that is enough, to the last bit or two: {@code enough} is false below it and true from it on. */
    private static OptionalDouble least(DoublePredicate enough) {
        if (!enough.test(MOST)) {
            return OptionalDouble.empty();
        }
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        if (enough.test(LEAST)) {
            return OptionalDouble.of(LEAST);
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-13; i++) {
            double middle = (low + high) / 2;
            if (enough.test(Math.exp(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalDouble.of(Math.exp(high));
    }

    /**
     * On the curve between its corners, the least product. In seconds a byte and seconds a FLOP the devices that do are a convex set, as times are sums of
     * maxima, so that the product falls and then rises along its edge, and golden sections find where it turns.
     */
    private DesignPoint balanced(Target target, DesignPoint narrow, DesignPoint slow) {
        double low = Math.log(narrow.bandwidth());
        double high = Math.log(Math.max(narrow.bandwidth(), slow.bandwidth()));
        for (int i = 0; i < NARROWINGS && high - low > 1e-9; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (product(target, left) <= product(target, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        double bandwidth = Math.exp((low + high) / 2);
        DesignPoint found = leastPeak(target, bandwidth).isPresent() ? new DesignPoint(bandwidth, leastPeak(target, bandwidth).getAsDouble()) : narrow;
        return product(narrow) <= product(found) ? narrow : product(slow) < product(found) ? slow : found;
    }

    private double product(Target target, double logBandwidth) {
        return logBandwidth + Math.log(leastPeak(target, Math.exp(logBandwidth)).orElse(Double.POSITIVE_INFINITY));
    }

    private static double product(DesignPoint point) {
        return Math.log(point.bandwidth()) + Math.log(point.peak());
    }

    /**
     * The curve of devices that just meet a target, from left to right: for each bandwidth the least peak. It begins at its corner, or at
     * {@code from} if that is to the right of it; empty if it begins beyond {@code to}.
     */
    public List<DesignPoint> curve(Target target, double from, double to, int points) {
        List<DesignPoint> curve = new ArrayList<>();
        double least = leastBandwidth(target, MOST).orElse(Double.POSITIVE_INFINITY);
        double start = Math.max(least, from);
        if (start >= to) {
            return curve;
        }
        leastPeak(target, start).ifPresent(peak -> curve.add(new DesignPoint(start, peak)));
        // The curve bends close to its corner: points are even in the logarithm of what lies between.
        for (int i = 0; i < points; i++) {
            double bandwidth = start + (to - start) * Math.pow(CLOSEST, 1 - i / (points - 1.0));
            leastPeak(target, bandwidth).ifPresent(peak -> curve.add(new DesignPoint(bandwidth, peak)));
        }
        return curve;
    }

    /** One memory level and one peak, in the format that weights are multiplied in. */
    private Hardware imagined(double bandwidth, double peak) {
        Numerics numerics = predictor.workload().numerics();
        NumberFormat format = numerics.weights().compute();
        Peak only = new Peak(ComputeUnit.MATRIX, format, false, imagined(peak), 0);
        MemoryLevel memory = new MemoryLevel("memory", "", Optional.empty(), Optional.of(imagined(bandwidth)), false);
        return new Hardware("imagined", "imagined device", "", Hardware.Kind.DESKTOP_GPU, 0, Optional.empty(), List.of(only), List.of(memory),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), "");
    }

    private static Sourced imagined(double value) {
        return new Sourced(value, "", "", Sourced.Confidence.DERIVED, "imagined");
    }

    /** What a real device does with the request, with its caches and its launch overhead, against a target and a memory of that size. */
    public Candidate candidate(Hardware device, Target target) {
        Roofline roofline;
        try {
            roofline = Roofline.of(efficiency.of(device), predictor.workload().numerics());
        } catch (InvalidInputException e) {
            return Candidate.unable(device, e.getMessage());
        }
        predictor.predict(roofline, request, totals);
        return Candidate.of(device, roofline, Rates.of(totals, request), target, predictor.predict(roofline, request).memory());
    }
}
