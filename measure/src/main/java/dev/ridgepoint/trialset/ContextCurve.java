package dev.ridgepoint.trialset;

import dev.ridgepoint.statistics.BSpline;
import dev.ridgepoint.statistics.Curve;
import dev.ridgepoint.statistics.CurveFit;
import dev.ridgepoint.statistics.NaturalCubicSpline;
import dev.ridgepoint.statistics.Polynomial;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups' mean times over the context that each can hold, and curves through them.
 *
 * @param points one a group
 * @param fits   a straight line, a natural cubic spline and a B-spline, of four degrees of freedom
 */
public record ContextCurve(List<Point> points, List<Outcome<CurveFit>> fits) {

    private static final List<Curve> CURVES = List.of(Polynomial.LINEAR, new NaturalCubicSpline(4), new BSpline(4, 3));

    /**
     * A group.
     *
     * @param label of it
     * @param x     context
     * @param y     mean time
     */
    public record Point(String label, double x, double y) { }

    /** Of a group, while it is read; its {@code x} is NaN once there are two. */
    private static final class Mean {
        private double x;
        private double sum;
        private int size;

        void add(double context, double latency) {
            x = size == 0 || x == context ? context : Double.NaN;
            sum += latency;
            size++;
        }
    }

    /** How many different contexts there are. */
    public int abscissae() {
        return (int) points.stream().mapToDouble(Point::x).distinct().count();
    }

    static ContextCurve of(double[] latencies, double[] contexts, List<String> labels) {
        Map<String, Mean> means = new LinkedHashMap<>();
        for (int row = 0; row < latencies.length; row++) {
            means.computeIfAbsent(labels.get(row), label -> new Mean()).add(contexts[row], latencies[row]);
        }
        List<Point> points = new ArrayList<>();
        means.forEach((label, mean) -> {
            if (Double.isNaN(mean.x)) {
                throw new UndefinedStatisticException("curves over context", label + " has no context, or more than one");
            }
            points.add(new Point(label, mean.x, mean.sum / mean.size));
        });
        double[] x = points.stream().mapToDouble(Point::x).toArray();
        double[] y = points.stream().mapToDouble(Point::y).toArray();
        if (Arrays.stream(x).distinct().count() < 3) {
            throw new UndefinedStatisticException("curves over context", "a curve needs three different contexts");
        }
        return new ContextCurve(List.copyOf(points), CURVES.stream().map(curve -> Outcome.of(() -> CurveFit.of(curve, x, y))).toList());
    }
}
