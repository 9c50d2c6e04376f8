package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.statistics.CurveFit;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The natural cubic spline over contexts with its band, and the groups' means. */
final class ContextFigure {

    /** Place of the natural cubic spline among the fits. */
    private static final int SPLINE = 1;
    /** Points of a curve. */
    private static final int CURVE = 120;
    private static final double CONFIDENCE = 0.95;

    private ContextFigure() { }

    static SeriesFigure of(TrialStudy study) {
        ContextCurve curve = study.curve().orUndefined();
        CurveFit fit = curve.fits().get(SPLINE).orUndefined();
        double[] x = curve.points().stream().mapToDouble(ContextCurve.Point::x).toArray();
        double least = DoubleStream.of(x).min().orElseThrow();
        double most = DoubleStream.of(x).max().orElseThrow();
        List<Point> line = new ArrayList<>();
        double highest = curve.points().stream().mapToDouble(ContextCurve.Point::y).max().orElseThrow();
        for (int i = 0; i <= CURVE; i++) {
            // Even steps of a logarithmic axis.
            double at = Math.min(most, Math.max(least, least * Math.pow(most / least, (double) i / CURVE)));
            Point point = banded(fit, at);
            if (point.y() < 0) {
                // No time is; the curve says so all the same, and the chart breaks off.
                continue;
            }
            line.add(point);
            highest = Math.max(highest, Math.min(point.high(), 2 * point.y()));
        }
        double top = highest;
        List<Point> shown = line.stream()
                .map(p -> new Point(p.x(), p.y(), Math.min(p.y(), Math.max(0, p.low())), Math.max(p.y(), Math.min(top, p.high())))).toList();
        List<Series> series = new ArrayList<>(List.of(new Series("natural cubic spline, 95 % band of the mean", Drawn.COLOURS - 1, Look.MEASURED_LINE, shown)));
        for (int i = 0; i < Math.min(Drawn.MOST_GROUPS, curve.points().size()); i++) {
            ContextCurve.Point point = curve.points().get(i);
            series.add(new Series(point.label(), i % Drawn.COLOURS, Drawn.points(i), List.of(Point.of(point.x(), point.y()))));
        }
        return new SeriesFigure("Mean time of each group over the context it can hold",
                curve.points().size() + " groups with " + curve.abscissae() + " different contexts. " + Drawn.counted(study),
                Axis.logarithmicAt(study.roles().context().orElseThrow(), x, value -> Long.toString(Math.round(value))),
                Axis.fromZero("mean " + study.roles().latency(), highest, Drawn.WRITTEN), series);
    }

    private static Point banded(CurveFit fit, double x) {
        try {
            CurveFit.Band band = fit.band(x, CONFIDENCE);
            return new Point(x, band.height(), band.low(), band.high());
        } catch (UndefinedStatisticException e) {
            return Point.of(x, fit.at(x));
        }
    }
}
