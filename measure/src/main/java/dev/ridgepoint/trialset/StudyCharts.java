package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.IntervalChart;
import dev.ridgepoint.chart.SeriesChart;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.statistics.CurveFit;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import dev.ridgepoint.unit.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** The charts of a study: steadiness of each group, how much of its times is done by when, the natural cubic spline over contexts, and drivers. */
public final class StudyCharts {

    private static final DoubleFunction<String> WRITTEN = Quantity::significant;
    /** Steps of a distribution function: as many as can be told apart. */
    private static final int STEPS = 100;
    /** Points of a curve. */
    private static final int CURVE = 120;
    private static final double CONFIDENCE = 0.95;
    /** Colours that can be told apart. As many groups again are drawn hollow or broken; no chart shows more than both. */
    private static final int COLOURS = 6;
    private static final int MOST_GROUPS = 2 * COLOURS;

    private final TrialStudy study;

    /** Of one study. */
    public StudyCharts(TrialStudy study) {
        this.study = study;
    }

    /**
     * Draws them; one whose statistics are undefined is left out.
     *
     * @throws IOException if one cannot be written
     */
    public List<ChartFiles> write(Path folder) throws IOException {
        List<ChartFiles> files = new ArrayList<>();
        List<GroupStatistics> steady = study.groups().stream().filter(group -> group.stability().value().isPresent()).limit(MOST_GROUPS).toList();
        if (steady.size() > 1) {
            files.add(write(costMap(steady), folder, "cost-map"));
        }
        files.add(write(distributions(), folder, "distributions"));
        if (study.curve().value().isPresent() && study.curve().value().get().fits().get(1).value().isPresent()) {
            files.add(write(curve(study.curve().value().get()), folder, "context"));
        }
        if (study.drivers().value().isPresent()) {
            files.add(ChartFiles.write(new IntervalChart(ImportanceFigure.of(study.drivers().value().get())), folder.resolve("importance")));
        }
        return files;
    }

    private static ChartFiles write(SeriesFigure figure, Path folder, String name) throws IOException {
        return ChartFiles.write(new SeriesChart(figure, FigureSize.SCREEN), folder.resolve(name));
    }

    private SeriesFigure costMap(List<GroupStatistics> groups) {
        double[] variations = groups.stream().mapToDouble(group -> group.stability().number(s -> s.coefficientOfVariation())).toArray();
        double[] tails = groups.stream().mapToDouble(group -> group.stability().number(s -> s.tailRatio())).toArray();
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            series.add(new Series(groups.get(i).label(), i % COLOURS, marks(i), List.of(Point.of(variations[i], tails[i]))));
        }
        return new SeriesFigure("How much times vary, and how far their tail reaches", "To the lower left is steadier. " + counted(),
                Axis.fromZero("coefficient of variation", greatest(variations), WRITTEN), Axis.fromZero("P95 / P50", greatest(tails), WRITTEN), series);
    }

    private SeriesFigure distributions() {
        List<Series> series = new ArrayList<>();
        List<GroupStatistics> groups = study.groups().stream().limit(MOST_GROUPS).toList();
        for (GroupStatistics group : groups) {
            double[] sorted = group.values().clone();
            Arrays.sort(sorted);
            List<Point> points = new ArrayList<>(List.of(Point.of(sorted[0], 0)));
            int stride = Math.max(1, sorted.length / STEPS);
            for (int i = stride - 1; i < sorted.length; i += stride) {
                points.add(Point.of(sorted[i], points.get(points.size() - 1).y()));
                points.add(Point.of(sorted[i], 100.0 * (i + 1) / sorted.length));
            }
            points.add(Point.of(sorted[sorted.length - 1], 100));
            int place = series.size();
            series.add(new Series(group.label(), place % COLOURS, place < COLOURS ? Look.MEASURED_LINE : Look.PREDICTED_LINE, points));
        }
        double most = groups.stream().flatMapToDouble(group -> Arrays.stream(group.values())).max().orElseThrow();
        return new SeriesFigure("How many trials are done by when", "Where a line is steep, many trials took as long. " + counted(),
                Axis.fromZero(study.roles().latency(), most, WRITTEN), Axis.fromZero("trials done (%)", 100, WRITTEN), series);
    }

    private SeriesFigure curve(ContextCurve curve) {
        CurveFit fit = curve.fits().get(1).value().orElseThrow();
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
        List<Point> shown = line.stream().map(p -> new Point(p.x(), p.y(), Math.min(p.y(), Math.max(0, p.low())), Math.max(p.y(), Math.min(top, p.high())))).toList();
        List<Series> series = new ArrayList<>(List.of(new Series("natural cubic spline, 95 % band of the mean", COLOURS - 1, Look.MEASURED_LINE, shown)));
        for (int i = 0; i < Math.min(MOST_GROUPS, curve.points().size()); i++) {
            ContextCurve.Point point = curve.points().get(i);
            series.add(new Series(point.label(), i % COLOURS, marks(i), List.of(Point.of(point.x(), point.y()))));
        }
        return new SeriesFigure("Mean time of each group over the context it can hold",
                curve.points().size() + " groups with " + curve.abscissae() + " different contexts. " + counted(),
                Axis.logarithmicAt(study.roles().context().orElseThrow(), x, value -> Long.toString(Math.round(value))),
                Axis.fromZero("mean " + study.roles().latency(), highest, WRITTEN), series);
    }

    private static Point banded(CurveFit fit, double x) {
        try {
            CurveFit.Band band = fit.band(x, CONFIDENCE);
            return new Point(x, band.height(), band.low(), band.high());
        } catch (UndefinedStatisticException e) {
            return Point.of(x, fit.at(x));
        }
    }

    private static Look marks(int place) {
        return place < COLOURS ? Look.MEASURED_POINTS : Look.PREDICTED_POINTS;
    }

    private String counted() {
        int groups = study.groups().size();
        return study.selection().trials().size() + " trials" + (groups > MOST_GROUPS ? "; the first " + MOST_GROUPS + " of " + groups + " groups are drawn." : ".");
    }

    private static double greatest(double[] values) {
        return DoubleStream.of(values).max().orElseThrow();
    }
}
