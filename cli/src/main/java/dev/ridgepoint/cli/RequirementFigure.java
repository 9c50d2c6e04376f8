package dev.ridgepoint.cli;

import dev.ridgepoint.chart.DesignSpaceFigure;
import dev.ridgepoint.chart.DesignSpaceFigure.Curve;
import dev.ridgepoint.chart.DesignSpaceFigure.Device;
import dev.ridgepoint.chart.DesignSpaceFigure.Rates;
import dev.ridgepoint.chart.DesignSpaceFigure.Standing;
import dev.ridgepoint.require.Candidate;
import dev.ridgepoint.require.DesignPoint;
import dev.ridgepoint.require.DesignSpace;
import dev.ridgepoint.require.Requirement;
import dev.ridgepoint.require.Target;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws a requirement: a curve for each rate that is asked for, and the devices that meet it and miss it, the first of either with their names. */
final class RequirementFigure {

    private static final int POINTS = 240;
    /** How far curves go beyond what else is shown. */
    private static final double BEYOND = 100;

    private RequirementFigure() { }

    static DesignSpaceFigure of(String title, String subtitle, DesignSpace space, Requirement requirement, List<Candidate> candidates, int named) {
        List<Candidate> placed = candidates.stream().filter(candidate -> candidate.peak() > 0).toList();
        double[] bandwidths = DoubleStream.concat(placed.stream().mapToDouble(Candidate::bandwidth),
                DoubleStream.of(requirement.leastBandwidth().bandwidth(), requirement.leastPeak().bandwidth())).sorted().toArray();
        double from = bandwidths[0] / BEYOND;
        double to = bandwidths[bandwidths.length - 1] * BEYOND;
        Target target = requirement.target();
        List<Curve> curves = new ArrayList<>();
        target.decode().ifPresent(rate -> curves.add(new Curve("decode at " + Quantity.format(rate, Dimension.TOKENS_PER_SECOND),
                rates(space.curve(Target.decodeOnly(rate), from, to, POINTS)))));
        target.prefill().ifPresent(rate -> curves.add(new Curve("prefill at " + Quantity.format(rate, Dimension.TOKENS_PER_SECOND),
                rates(space.curve(Target.prefillOnly(rate), from, to, POINTS)))));
        List<Device> devices = new ArrayList<>();
        int meeting = 0;
        int missing = 0;
        for (Candidate candidate : placed) {
            boolean first = (candidate.meets() ? meeting++ : missing++) < named;
            devices.add(new Device(first ? shortName(candidate.device().name()) : "", new Rates(candidate.bandwidth(), candidate.peak()),
                    candidate.meets() ? Standing.MEETS : Standing.MISSES));
        }
        return new DesignSpaceFigure(title, subtitle, curves, rates(space.curve(target, from, to, POINTS)), devices);
    }

    private static List<Rates> rates(List<DesignPoint> points) {
        return points.stream().map(point -> new Rates(point.bandwidth(), point.peak())).toList();
    }

    private static String shortName(String name) {
        int bracket = name.indexOf(" (");
        return (bracket > 0 ? name.substring(0, bracket) : name).replaceFirst("^((NVIDIA|AMD|Intel|Apple|Qualcomm|Google) )?((GeForce|Radeon) )?", "");
    }
}
