package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.SeriesChart;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.reexamination.Platform;
import dev.ridgepoint.unit.Quantity;
import dev.ridgepoint.validate.ValidatedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What no study draws: the published accounting's line, its ceilings, and the rates above them. At the width of a paper's column. */
record ReexaminationFigures(Path folder) {

    private static final double GIGA = 1e9;

    /** Points as published, a line of slope 1 through those of each format. */
    void peakMemory(StudyPoints coded) throws IOException {
        List<Series> series = new ArrayList<>();
        ToDoubleFunction<StudyPoint> across = p -> p.number("as_coded_oi_per_byte_s");
        ToDoubleFunction<StudyPoint> up = p -> p.number("as_coded_performance_per_s") / GIGA;
        Range ends = Range.of(coded.stream().mapToDouble(across));
        for (String format : coded.levels("format")) {
            List<StudyPoint> points = coded.where("format", format).stream().sorted(Comparator.comparingDouble(across)).toList();
            series.add(new Series(format + ", " + Range.of(points.stream().mapToDouble(p -> p.number("memory_bytes") / GIGA)).words()
                    + " GB", series.size(), Look.LINE,
                    points.stream().map(p -> Point.of(across.applyAsDouble(p), up.applyAsDouble(p))).toList()));
        }
        double[] x = {ends.least(), ends.greatest()};
        double[] y = coded.stream().mapToDouble(up).toArray();
        write("peak-memory", new SeriesFigure("Points as published lie on lines", "performance over \"intensity\" is the peak memory",
                Axis.logarithmic("\"Intensity\" as coded (1/(byte s))", x, Quantity::significant),
                Axis.logarithmic("\"Performance\" as coded (G/s)", y, Quantity::significant), series));
    }

    /** Bandwidth of the data sheet, with two streams counted and with three, as shares of the first. */
    void bandwidths(List<Platform> platforms) throws IOException {
        List<String> names = platforms.stream().map(ReexaminationFigures::shortName).toList();
        List<Series> series = List.of(
                bars("two streams counted", 0, platforms, p -> 100 * p.measuredBandwidth() / p.bandwidth()),
                bars("three streams moved", 1, platforms, p -> 100 * p.correctedShare()));
        write("bandwidths", new SeriesFigure("Bandwidth of c = a + b", "percent of the data sheet's", Axis.names("Platform", names),
                Axis.fromZero("% of the data sheet", 100, Quantity::significant), series));
    }

    private static String shortName(Platform platform) {
        return platform.name().replaceFirst("^(NVIDIA|Apple|Jetson) ", "").replaceFirst(" 8G$", "");
    }

    private static Series bars(String name, int which, List<Platform> platforms, ToDoubleFunction<Platform> value) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < platforms.size(); i++) {
            points.add(Point.of(i + SeriesFigure.barOffset(which, 2), value.applyAsDouble(platforms.get(i))));
        }
        return new Series(name, which, Look.BARS, points);
    }

    /** Bandwidth that each decode rate of Table 5 needs, with the published ceiling and the corrected one. */
    void aboveCeiling(List<ValidatedRow> cells, Platform platform) throws IOException {
        List<ValidatedRow> decode = cells.stream().filter(cell -> cell.measured().phase() == PhaseName.DECODE).toList();
        List<String> models = decode.stream().map(ValidatedRow::model).distinct().toList();
        List<String> formats = decode.stream().map(ValidatedRow::weights).distinct().toList();
        List<Series> series = new ArrayList<>();
        ceiling("data sheet", 3, platform.bandwidth(), models.size(), series);
        ceiling("three streams", 4, platform.correctedBandwidth(), models.size(), series);
        ceiling("as published", 5, platform.measuredBandwidth(), models.size(), series);
        for (String format : formats) {
            series.add(new Series(format, formats.indexOf(format), Look.MEASURED_POINTS, decode.stream().filter(cell -> cell.weights().equals(format))
                    .map(cell -> Point.of(models.indexOf(cell.model()), cell.measuredBandwidth() / GIGA)).toList()));
        }
        write("above-ceiling", new SeriesFigure("Bandwidth that Table 5's decode rates need", shortName(platform),
                Axis.names("Model", models), Axis.fromZero("GB/s", platform.bandwidth() / GIGA, Quantity::significant), series));
    }

    private static void ceiling(String name, int colour, double bandwidth, int models, List<Series> series) {
        series.add(new Series(name, colour, Look.PREDICTED_LINE, List.of(Point.of(-0.5, bandwidth / GIGA), Point.of(models - 0.5, bandwidth / GIGA))));
    }

    private void write(String name, SeriesFigure figure) throws IOException {
        ChartFiles.write(new SeriesChart(figure, FigureSize.COLUMN), folder.resolve(name));
    }
}
