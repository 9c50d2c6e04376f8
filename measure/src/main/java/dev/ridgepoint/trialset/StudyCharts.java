package dev.ridgepoint.trialset;

import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.IntervalChart;
import dev.ridgepoint.chart.PointsChart;
import dev.ridgepoint.chart.PrintedChart;
import dev.ridgepoint.chart.RidgeChart;
import dev.ridgepoint.chart.SeriesChart;
import dev.ridgepoint.statistics.UndefinedStatisticException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The charts of a study, of a column's width.
 *
 * @param drawn   in the order of the report
 * @param leftOut those whose statistics are undefined, each as its name and why
 */
public record StudyCharts(List<StudyChart> drawn, List<String> leftOut) {

    private static final FigureSize SIZE = FigureSize.COLUMN;

    /** Copies its lists. */
    public StudyCharts {
        drawn = List.copyOf(drawn);
        leftOut = List.copyOf(leftOut);
    }

    /** Of one study. */
    public static StudyCharts of(TrialStudy study) {
        Drawing drawing = new Drawing();
        drawing.add("distributions", "distributions", "How many trials of each group are done by when.",
                () -> new SeriesChart(DistributionFigure.of(study), SIZE));
        drawing.add("densities", "distributions", "How densely times lie: Gaussian kernels, with Silverman's rule of thumb for their width.",
                () -> new RidgeChart(DensityFigure.of(study), SIZE));
        drawing.add("interaction", "effects", "Mean time of each task, with its 95 % confidence interval.",
                () -> new SeriesChart(InteractionFigure.of(TaskMeans.of(study.selection(), study.roles()), study.roles()), SIZE));
        drawing.add("context", "curves", "Mean time of each group over context, and a natural cubic spline with its 95 % band.",
                () -> new SeriesChart(ContextFigure.of(study), SIZE));
        drawing.add("cost-map", "priority", "Variation and tail of each group, its outliers and its priority score.",
                () -> new PointsChart(CostMapFigure.of(study), SIZE));
        drawing.add("pareto", "pareto", "Groups that no other one beats, and the others.", () -> new PointsChart(ChoiceFigure.of(study), SIZE));
        drawing.add("importance", "drivers", "How much of R^2 a forest loses when a predictor is shuffled.",
                () -> new IntervalChart(ImportanceFigure.of(study.drivers().orUndefined())));
        return new StudyCharts(drawing.drawn, drawing.leftOut);
    }

    /** Charts so far. */
    private static final class Drawing {
        private final List<StudyChart> drawn = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();

        void add(String name, String section, String caption, Supplier<PrintedChart> chart) {
            try {
                drawn.add(new StudyChart(name, section, caption, chart.get()));
            } catch (UndefinedStatisticException e) {
                leftOut.add(name + ": " + e.getMessage());
            }
        }
    }

    /**
     * Writes each as PNG, SVG and PDF.
     *
     * @throws IOException if one cannot be written
     */
    public List<ChartFiles> write(Path folder) throws IOException {
        List<ChartFiles> files = new ArrayList<>();
        for (StudyChart chart : drawn) {
            files.add(ChartFiles.write(chart.chart(), folder.resolve(chart.name())));
        }
        return files;
    }
}
