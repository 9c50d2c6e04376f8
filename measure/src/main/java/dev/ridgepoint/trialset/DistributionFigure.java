package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many trials of each group are done by when: empirical distribution functions. */
final class DistributionFigure {

    /** Steps of a distribution function: as many as can be told apart. */
    private static final int STEPS = 100;

    private DistributionFigure() { }

    static SeriesFigure of(TrialStudy study) {
        List<Series> series = new ArrayList<>();
        List<GroupStatistics> groups = Drawn.first(study.groups());
        for (GroupStatistics group : groups) {
            double[] sorted = group.values().clone();
            Arrays.sort(sorted);
            List<Point> points = new ArrayList<>(List.of(Point.of(sorted[0], 0)));
            int stride = Math.max(1, sorted.length / STEPS);
            for (int i = stride - 1; i < sorted.length; i += stride) {
                points.add(Point.of(sorted[i], points.get(points.size() - 1).y()));
                points.add(Point.of(sorted[i], 100.0 * (i + 1) / sorted.length));
            }
            points.add(Point.of(sorted[sorted.length - 1], points.get(points.size() - 1).y()));
            points.add(Point.of(sorted[sorted.length - 1], 100));
            int place = series.size();
            series.add(new Series(group.label(), place % Drawn.COLOURS, Drawn.line(place), points));
        }
        double most = groups.stream().flatMapToDouble(group -> Arrays.stream(group.values())).max().orElseThrow();
        return new SeriesFigure("How many trials are done by when", "Where a line is steep, many trials took as long. " + Drawn.counted(study),
                Drawn.fromZero(study.roles().latency(), most), Axis.fromZero("trials done (%)", 100, Drawn.WRITTEN), series);
    }
}
