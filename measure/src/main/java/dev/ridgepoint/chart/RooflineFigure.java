package dev.ridgepoint.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a roofline figure shows, complete and in base units; how it looks is the business of {@link RooflineChart}.
 *
 * @param title     the heading; blank or null for none, as papers have captions instead
 * @param subtitle  a second, smaller line under the heading, or null
 * @param machines  the machines whose roofs are drawn, one to six
 * @param points    operating points, each on one of the machines
 * @param regions   shaded areas, usually the inference potential of an operating point
 */
public record RooflineFigure(
        String title, String subtitle, List<Machine> machines, List<OperatingPoint> points, List<PotentialRegion> regions) {

    /** As many machines as there are colours that a colour-blind reader can tell apart. */
    static final int MOST_MACHINES = 6;

    /** @throws IllegalArgumentException if there is no machine, too many, two of a name, or a point on a machine not shown */
    public RooflineFigure {
        title = title == null ? "" : title.strip();
        subtitle = subtitle == null || subtitle.isBlank() ? null : subtitle.strip();
        machines = List.copyOf(machines);
        points = List.copyOf(points);
        regions = List.copyOf(regions);
        if (machines.isEmpty() || machines.size() > MOST_MACHINES) {
            throw new IllegalArgumentException(
                    "a figure shows one to " + MOST_MACHINES + " machines, but is given " + machines.size());
        }
        Set<String> names = new HashSet<>();
        for (Machine machine : machines) {
            if (!names.add(machine.name())) {
                throw new IllegalArgumentException("two machines are called '" + machine.name() + "'");
            }
        }
        for (OperatingPoint point : points) {
            if (!names.contains(point.machine())) {
                throw new IllegalArgumentException("operating point '" + point.label() + "' is on machine '" + point.machine()
                        + "', which is not in the figure: " + names.stream().sorted().toList());
            }
        }
    }

    /**
     * A machine's roofline.
     *
     * @param name     as the legend and the labels give it
     * @param compute  peaks by number format; exactly one is primary
     * @param memory   bandwidths by memory level; exactly one is primary
     */
    public record Machine(String name, List<Ceiling.Compute> compute, List<Ceiling.Memory> memory) {
        /** @throws IllegalArgumentException if the name is blank, or not exactly one ceiling of each kind is primary */
        public Machine {
            Check.named("a machine's name", name);
            compute = List.copyOf(compute);
            memory = List.copyOf(memory);
            onePrimary(name, "compute", compute);
            onePrimary(name, "memory", memory);
        }

        private static void onePrimary(String machine, String kind, List<? extends Ceiling> ceilings) {
            long primaries = ceilings.stream().filter(Ceiling::primary).count();
            if (primaries != 1) {
                throw new IllegalArgumentException("machine '" + machine + "' must have exactly one primary " + kind
                        + " ceiling, but has " + primaries);
            }
        }

        /** The compute ceiling that makes the ridge point. */
        public Ceiling.Compute primaryCompute() {
            return compute.stream().filter(Ceiling::primary).findFirst().orElseThrow();
        }

        /** The memory ceiling that makes the ridge point. */
        public Ceiling.Memory primaryMemory() {
            return memory.stream().filter(Ceiling::primary).findFirst().orElseThrow();
        }

        /** The operational intensity, in FLOP/byte, at which the two primary ceilings meet. */
        public double ridge() {
            return primaryCompute().flopsPerSecond() / primaryMemory().bytesPerSecond();
        }

        /** The highest compute ceiling, in FLOP/s: where every memory ceiling ends. */
        double highestFlops() {
            return compute.stream().mapToDouble(Ceiling.Compute::flopsPerSecond).max().orElseThrow();
        }

        /** The fastest memory ceiling, in byte/s: where every compute ceiling begins. */
        double fastestBytes() {
            return memory.stream().mapToDouble(Ceiling.Memory::bytesPerSecond).max().orElseThrow();
        }
    }

    /** What an operating point stands for. */
    public enum Kind {
        /** A whole phase of inference, such as prefill or decode: drawn large and labelled before all operators. */
        PHASE,
        /** One operator within a phase: drawn with an area in proportion to its share of the phase's time. */
        OPERATOR
    }

    /**
     * A point at which a machine works, or was measured to work.
     *
     * @param machine               the name of the machine it is on
     * @param series                what it belongs to, such as {@code "decode"} or the name of a model
     * @param label                 what is written beside it
     * @param kind                  a phase, or an operator within one
     * @param operationalIntensity  in FLOP/byte
     * @param flopsPerSecond        the performance in FLOP/s
     * @param share                 the fraction of the phase's time, above 0 and at most 1
     * @param interval              the uncertainty of the performance, or null where none is known
     */
    public record OperatingPoint(
            String machine,
            String series,
            String label,
            Kind kind,
            double operationalIntensity,
            double flopsPerSecond,
            double share,
            Interval interval) {
        /** @throws IllegalArgumentException if a name is blank, a value is not positive and finite, or the share is above 1 */
        public OperatingPoint {
            Check.named("an operating point's machine", machine);
            Check.named("an operating point's series", series);
            Check.named("an operating point's label", label);
            Check.positive("operational intensity of '" + label + "' (FLOP/byte)", operationalIntensity);
            Check.positive("performance of '" + label + "' (FLOP/s)", flopsPerSecond);
            Check.positive("share of time of '" + label + "'", share);
            if (share > 1) {
                throw new IllegalArgumentException("share of time of '" + label + "' must be at most 1, but is " + share);
            }
        }

        /** A whole phase, without uncertainty. */
        public static OperatingPoint phase(
                String machine, String series, String label, double operationalIntensity, double flopsPerSecond) {
            return new OperatingPoint(machine, series, label, Kind.PHASE, operationalIntensity, flopsPerSecond, 1, null);
        }

        /** An operator that takes the given share of its phase's time. */
        public static OperatingPoint operator(
                String machine, String series, String label, double operationalIntensity, double flopsPerSecond, double share) {
            return new OperatingPoint(machine, series, label, Kind.OPERATOR, operationalIntensity, flopsPerSecond, share, null);
        }

        /** The same point with an error bar from {@code lower} to {@code upper}, in FLOP/s. */
        public OperatingPoint between(double lower, double upper) {
            return new OperatingPoint(machine, series, label, kind, operationalIntensity, flopsPerSecond, share,
                    new Interval(lower, upper));
        }
    }

    /**
     * The uncertainty of a performance, in FLOP/s.
     *
     * @param lower  lower end
     * @param upper  upper end
     */
    public record Interval(double lower, double upper) {
        /** @throws IllegalArgumentException if an end is not positive and finite, or they are the wrong way round */
        public Interval {
            Check.positive("lower end of an interval (FLOP/s)", lower);
            Check.positive("upper end of an interval (FLOP/s)", upper);
            if (lower > upper) {
                throw new IllegalArgumentException("an interval's lower end " + lower + " is above its upper end " + upper);
            }
        }
    }

    /**
     * A shaded area, a polygon whose corners are joined by straight lines on the log-log plane.
     *
     * @param label                what is written within it
     * @param operationalIntensity the corners' operational intensities, in FLOP/byte
     * @param flopsPerSecond       the corners' performances, in FLOP/s, as many
     */
    public record PotentialRegion(String label, List<Double> operationalIntensity, List<Double> flopsPerSecond) {
        /** @throws IllegalArgumentException if there are fewer than three corners, or one is not positive and finite */
        public PotentialRegion {
            Check.named("a region's label", label);
            operationalIntensity = List.copyOf(operationalIntensity);
            flopsPerSecond = List.copyOf(flopsPerSecond);
            if (operationalIntensity.size() != flopsPerSecond.size() || flopsPerSecond.size() < 3) {
                throw new IllegalArgumentException("region '" + label + "' needs three corners or more, but has "
                        + operationalIntensity.size() + " intensities and " + flopsPerSecond.size() + " performances");
            }
            operationalIntensity.forEach(v -> Check.positive("a corner's intensity in region '" + label + "' (FLOP/byte)", v));
            flopsPerSecond.forEach(v -> Check.positive("a corner's performance in region '" + label + "' (FLOP/s)", v));
        }

        /**
         * What a machine could still give an operating point, as RooflineBench shades it: the area between the point and the
         * primary ceilings, up to the ridge. For a point right of the ridge it would be a line and not an area.
         *
         * @throws IllegalArgumentException if the point is not left of the ridge and below the memory ceiling
         */
        public static PotentialRegion of(String label, Machine machine, OperatingPoint point) {
            double oi = point.operationalIntensity();
            double flops = point.flopsPerSecond();
            double bound = oi * machine.primaryMemory().bytesPerSecond();
            double peak = machine.primaryCompute().flopsPerSecond();
            if (!(oi < machine.ridge()) || !(flops < bound)) {
                throw new IllegalArgumentException("operating point '" + point.label() + "' is not below the memory ceiling of '"
                        + machine.name() + "', left of its ridge");
            }
            double ridge = machine.ridge();
            return new PotentialRegion(label, List.of(oi, oi, ridge, ridge), List.of(flops, bound, peak, flops));
        }
    }
}
