package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.PointsFigure;
import dev.ridgepoint.chart.PointsFigure.Areas;
import dev.ridgepoint.chart.PointsFigure.Point;
import dev.ridgepoint.chart.PointsFigure.Standing;
import dev.ridgepoint.statistics.OptimizationPriority;
import dev.ridgepoint.statistics.PriorityScore;
import dev.ridgepoint.statistics.Stability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Variation across, tail up, share of outliers as area and priority score by equation 11 as colour. */
final class CostMapFigure {

    private CostMapFigure() { }

    static PointsFigure of(TrialStudy study) {
        OptimizationPriority priority = study.priority().orUndefined().equation();
        List<PriorityScore> scores = priority.scores().stream().sorted(Comparator.comparingDouble(score -> -score.score())).limit(Drawn.MOST_GROUPS).toList();
        List<Point> points = new ArrayList<>();
        for (PriorityScore score : scores) {
            Stability stability = priority.measures().get(score.label());
            points.add(new Point(score.label(), stability.coefficientOfVariation(), stability.tailRatio(), OptionalDouble.of(score.score()),
                    stability.outlierShare(), score.score() > OptimizationPriority.INTERVENTION ? Standing.RINGED : Standing.PLAIN));
        }
        double[] across = points.stream().mapToDouble(Point::x).toArray();
        double[] up = points.stream().mapToDouble(Point::y).toArray();
        int all = priority.scores().size();
        return new PointsFigure("Where times vary, and how far their tail reaches",
                "To the lower left is steadier." + (all > points.size() ? " The " + points.size() + " of " + all + " groups with the highest scores." : ""),
                Drawn.fromZero("coefficient of variation", across),
                // No tail ratio is below 1.
                Axis.between("P95 / P50", Scale.LINEAR, new double[] {Math.min(1, Drawn.least(up)), Drawn.greatest(up)}, Drawn.WRITTEN), points, Optional.empty(),
                Optional.of(Axis.between("priority score", Scale.LINEAR, new double[] {0, 1}, Drawn.WRITTEN)),
                Optional.of(new Areas("outliers", Drawn.greatest(points.stream().mapToDouble(Point::area).toArray()),
                        share -> Drawn.WRITTEN.apply(Math.rint(1000 * share) / 10) + " %")),
                Map.of(Standing.RINGED, "score above " + OptimizationPriority.INTERVENTION + ": the paper asks for intervention"));
    }
}
