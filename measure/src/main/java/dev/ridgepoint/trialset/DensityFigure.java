package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.RidgeFigure;
import dev.ridgepoint.chart.RidgeFigure.Height;
import dev.ridgepoint.chart.RidgeFigure.Ridge;
import dev.ridgepoint.statistics.KernelDensity;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The density of each group's times, of the logarithms of times where these lie far apart. */
final class DensityFigure {

    /** Points of a density. */
    private static final int POINTS = 240;
    /** Of more times, so many that are evenly spaced in rank. */
    private static final int MOST_VALUES = 2000;
    /** So many bandwidths beyond the least and the greatest value. */
    private static final double BEYOND = 3;

    private DensityFigure() { }

    static RidgeFigure of(TrialStudy study) {
        List<GroupStatistics> groups = Drawn.first(study.groups());
        double[] all = groups.stream().flatMapToDouble(group -> Arrays.stream(group.values())).toArray();
        boolean factors = Drawn.farApart(all);
        DoubleUnaryOperator onto = factors ? Math::log10 : DoubleUnaryOperator.identity();
        DoubleUnaryOperator back = factors ? at -> Math.pow(10, at) : DoubleUnaryOperator.identity();
        String title = study.roles().latency();
        Axis axis = factors ? Axis.logarithmic(title, all, Drawn.WRITTEN) : Axis.fromZero(title, Drawn.greatest(all), Drawn.WRITTEN);
        List<Ridge> ridges = groups.stream().map(group -> ridge(group, axis, onto, back)).toList();
        String ticked = ridges.stream().anyMatch(ridge -> ridge.density().isEmpty()) ? " Values too few for one, or all the same, are strokes." : "";
        return new RidgeFigure("How densely times lie" + (factors ? ", in factors" : ""),
                "Each density as high as the others; the black stroke is the median." + ticked + " " + Drawn.counted(study), axis, ridges);
    }

    private static Ridge ridge(GroupStatistics group, Axis axis, DoubleUnaryOperator onto, DoubleUnaryOperator back) {
        double[] values = thinned(group.values());
        try {
            KernelDensity density = KernelDensity.of(Arrays.stream(values).map(onto).toArray());
            double reach = BEYOND * density.bandwidth();
            double from = Math.max(onto.applyAsDouble(axis.low()), Drawn.least(density.values()) - reach);
            double to = Math.min(onto.applyAsDouble(axis.high()), Drawn.greatest(density.values()) + reach);
            List<Height> heights = new ArrayList<>();
            for (int i = 0; i <= POINTS; i++) {
                double at = from + (to - from) * i / POINTS;
                heights.add(new Height(back.applyAsDouble(at), density.at(at)));
            }
            return new Ridge(group.label(), heights, List.of(), group.median());
        } catch (UndefinedStatisticException e) {
            return new Ridge(group.label(), List.of(), Arrays.stream(values).distinct().boxed().toList(), group.median());
        }
    }

    private static double[] thinned(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] kept = new double[Math.min(MOST_VALUES, sorted.length)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sorted[(int) ((i + 0.5) * sorted.length / kept.length)];
        }
        return kept;
    }
}
