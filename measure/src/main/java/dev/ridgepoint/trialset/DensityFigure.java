package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.RidgeFigure;
import dev.ridgepoint.chart.RidgeFigure.Height;
import dev.ridgepoint.chart.RidgeFigure.Ridge;
import dev.ridgepoint.statistics.KernelDensity;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** The density of each group's times, of the logarithms of times where these lie far apart. */
final class DensityFigure {

    /** Points of a density. */
    private static final int POINTS = 240;
    /** Of more times, so many that are evenly spaced in rank. */
    private static final int MOST_VALUES = 2000;
    private static final int MOST_TICKS = 300;
    /** So many bandwidths beyond the least and the greatest value. */
    private static final double BEYOND = 2.5;

    private DensityFigure() { }

    static RidgeFigure of(TrialStudy study) {
        List<GroupStatistics> groups = Drawn.first(study.groups());
        double[] all = groups.stream().flatMapToDouble(group -> Arrays.stream(group.values())).toArray();
        boolean factors = Drawn.farApart(all);
        List<Ridge> ridges = groups.stream().map(group -> ridge(group, factors)).toList();
        double[] reached = ridges.stream().flatMapToDouble(ridge -> DoubleStream.concat(ridge.density().stream().mapToDouble(Height::x),
                ridge.ticks().stream().mapToDouble(Double::doubleValue))).toArray();
        String few = ridges.stream().anyMatch(ridge -> ridge.density().isEmpty()) ? " Without a density: too few values, or all the same." : "";
        return new RidgeFigure("How densely times lie", "Densities of " + (factors ? "logarithms of times" : "times")
                + ", each as high as the others. The long stroke is the median, short ones are trials." + few + " " + Drawn.counted(study),
                Axis.between(study.roles().latency(), factors ? Scale.LOGARITHMIC : Scale.LINEAR, reached, Drawn.WRITTEN), ridges);
    }

    private static Ridge ridge(GroupStatistics group, boolean factors) {
        DoubleUnaryOperator onto = factors ? Math::log10 : DoubleUnaryOperator.identity();
        DoubleUnaryOperator back = factors ? at -> Math.pow(10, at) : DoubleUnaryOperator.identity();
        List<Double> ticks = Arrays.stream(thinned(group.values(), MOST_TICKS)).distinct().boxed().toList();
        try {
            KernelDensity density = KernelDensity.of(Arrays.stream(thinned(group.values(), MOST_VALUES)).map(onto).toArray());
            double from = Drawn.least(density.values()) - BEYOND * density.bandwidth();
            double to = Drawn.greatest(density.values()) + BEYOND * density.bandwidth();
            List<Height> heights = new ArrayList<>();
            for (int i = 0; i <= POINTS; i++) {
                double at = from + (to - from) * i / POINTS;
                double time = back.applyAsDouble(at);
                // No time is below 0, whatever is smoothed.
                if (time >= 0) {
                    heights.add(new Height(time, density.at(at)));
                }
            }
            return new Ridge(group.label(), heights, ticks, group.median());
        } catch (UndefinedStatisticException e) {
            return new Ridge(group.label(), List.of(), ticks, group.median());
        }
    }

    private static double[] thinned(double[] values, int most) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] kept = new double[Math.min(most, sorted.length)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sorted[(int) ((i + 0.5) * sorted.length / kept.length)];
        }
        return kept;
    }
}
