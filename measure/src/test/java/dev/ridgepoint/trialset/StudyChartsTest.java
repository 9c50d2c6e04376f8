package dev.ridgepoint.trialset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.chart.Axis;
import dev.ridgepoint.chart.PointsFigure;
import dev.ridgepoint.chart.PointsFigure.Better;
import dev.ridgepoint.chart.PointsFigure.Corner;
import dev.ridgepoint.chart.PointsFigure.Front;
import dev.ridgepoint.chart.PointsFigure.Point;
import dev.ridgepoint.chart.PointsFigure.Standing;
import dev.ridgepoint.chart.RidgeFigure;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.driver.HoldOut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyChartsTest {

    private static final List<String> COLUMNS = List.of("model", "task", "parameters_b", "latency_ms");

    private static TrialStudy study(List<String> criteria, List<String> lines) {
        Sheet.Rows rows = new Sheet.Rows(Path.of("t.csv"), COLUMNS);
        IntStream.range(0, lines.size()).forEach(i -> rows.add(i + 2, List.of(lines.get(i).split(","))));
        TrialTable table = TrialTable.of(COLUMNS, List.of(rows.sheet()));
        Roles roles = Roles.in(table, null, null, null, null, null, null);
        return TrialStudy.of(Selection.of(table, roles, List.of(), OptionalDouble.empty()), roles, criteria.stream().map(Criterion.Asked::parse).toList(),
                new DriverQuestion(Optional.empty(), List.of(), HoldOut.values()[0], 5, 1));
    }

    /** Five times about a mean, the outer two off by a share of it: its coefficient of variation is the share over the root of 2. */
    private static List<String> group(String name, double mean, double share) {
        return IntStream.of(-1, 0, 0, 0, 1).mapToObj(side -> name + ",x,1," + mean * (1 + side * share)).toList();
    }

    /** Over the front of swift, knee and steady, the one at the knee scales to 1/7 and 1/7, a sum below 1. */
    private static List<String> four() {
        List<String> lines = new ArrayList<>(group("beaten", 9, 0.5));
        lines.addAll(group("steady", 8, 0.1));
        lines.addAll(group("knee", 2, 0.2));
        lines.addAll(group("swift", 1, 0.8));
        return lines;
    }

    private static Point point(PointsFigure figure, String name) {
        return figure.points().stream().filter(point -> point.name().startsWith(name)).findFirst().orElseThrow();
    }

    @Test
    void theFrontIsAStepLineAndItsKneeIsNamed() {
        PointsFigure figure = ChoiceFigure.of(study(List.of("latency", "cv"), four()));
        assertThat(figure.front().orElseThrow().corners()).extracting(Corner::x).containsExactly(1.0, 2.0, 8.0);
        assertThat(figure.front().orElseThrow().corners().get(1).y()).isCloseTo(0.2 / Math.sqrt(2), within(1e-9));
        assertThat(figure.points()).extracting(Point::name).containsExactly("swift", "knee (knee)", "steady", "beaten");
        assertThat(figure.points()).extracting(Point::standing).containsExactly(Standing.PLAIN, Standing.RINGED, Standing.PLAIN, Standing.FAINT);
        assertThat(figure.colours()).isEmpty();
    }

    /** Of the slowest, and the larger of two as fast: no group is better in both, and the corners go from the slowest to the largest. */
    @Test
    void aFrontOfWhatIsBetterWhenItIsMoreGoesToTheUpperRight() {
        PointsFigure figure = ChoiceFigure.of(study(List.of("max:latency", "max:parameters_b"), List.of("slow,x,1,9", "slow,x,1,9", "large,x,7,2", "large,x,7,2",
                "small,x,3,2", "small,x,3,2")));
        assertThat(figure.subtitle()).contains("To the upper right is better");
        assertThat(figure.front()).contains(new Front(List.of(new Corner(9, 1), new Corner(2, 7)), Better.MORE, Better.MORE));
        assertThat(point(figure, "small").standing()).isEqualTo(Standing.FAINT);
        assertThat(figure.up().title()).isEqualTo("mean parameters_b");
    }

    /** A column may hold values below 0, as a score does. */
    @Test
    void anAxisHoldsValuesBelowZero() {
        PointsFigure figure = ChoiceFigure.of(study(List.of("latency", "max:parameters_b"), List.of("a,x,-4,1", "a,x,-4,1", "b,x,-1,2", "b,x,-1,2")));
        assertThat(figure.points()).allMatch(point -> point.y() >= figure.up().low() && point.y() <= figure.up().high());
    }

    @Test
    void aThirdMeasureIsTheColour() {
        PointsFigure figure = ChoiceFigure.of(study(List.of("latency", "cv", "tail"), four()));
        assertThat(figure.front()).isEmpty();
        assertThat(figure.colours()).map(Axis::title).contains("P95 / P50");
        // The 95th percentile of five lies 0.8 of the way from the fourth to the fifth: 1 + 0.8 x 0.2.
        assertThat(point(figure, "knee").colour().getAsDouble()).isCloseTo(1.16, within(1e-9));
    }

    @Test
    void theMapHasScoresAsColoursAndRingsAboveTheLine() {
        TrialStudy study = study(List.of("latency", "cv"), four());
        PointsFigure figure = CostMapFigure.of(study);
        // Symmetric alike, so that only variation and tail differ: the greatest of both has 0.35 + 0.35, and the least has 0.
        assertThat(figure.points().get(0).name()).isEqualTo("swift");
        assertThat(figure.points().get(0).standing()).isEqualTo(Standing.RINGED);
        assertThat(point(figure, "steady").standing()).isEqualTo(Standing.PLAIN);
        assertThat(figure.points()).allMatch(point -> (point.colour().getAsDouble() > 0.6) == (point.standing() == Standing.RINGED));
        assertThat(point(figure, "knee").x()).isCloseTo(0.2 / Math.sqrt(2), within(1e-9));
        // Quartiles are all the middle value, so both outer ones of five are outliers.
        assertThat(figure.points()).allMatch(point -> Math.abs(point.area() - 0.4) < 1e-12);
    }

    /** Of 1 and 3: mean 2, standard error 1, Student's t of one degree of freedom at 97.5 % 12.706. */
    @Test
    void meansHaveStudentsIntervals() {
        TaskMeans means = means(List.of("a,x,1,1", "a,x,1,3", "a,y,1,5", "b,x,2,4", "b,x,2,4"));
        assertThat(means.levels()).containsExactly("1", "2");
        assertThat(means.cells()).extracting(TaskMeans.Cell::task).containsExactly("x", "x", "y");
        assertThat(means.cells().get(0).mean()).isEqualTo(2);
        assertThat(means.cells().get(0).interval().orElseThrow().high()).isCloseTo(14.706, within(0.0005));
        assertThat(means.cells().get(1).interval().orElseThrow().high()).isEqualTo(4);
        assertThat(means.cells().get(2).interval()).isEmpty();
    }

    private static TaskMeans means(List<String> lines) {
        TrialStudy study = study(List.of("latency", "cv"), lines);
        return TaskMeans.of(study.selection(), study.roles());
    }

    @Test
    void manySizesAreClasses() {
        TaskMeans means = means(IntStream.rangeClosed(1, 14).mapToObj(size -> "m" + size + ",x," + size + "," + (10 + size)).toList());
        assertThat(means.levels()).containsExactly("1 to 4", "5 to 7", "8 to 11", "12 to 14");
        assertThat(means.cells()).extracting(TaskMeans.Cell::trials).containsExactly(4, 3, 4, 3);
        assertThat(means.cells().get(1).mean()).isEqualTo(16);
    }

    @Test
    void timesFarApartAreOnFactors() {
        List<String> lines = List.of("a,x,1,1", "a,x,1,1.5", "a,y,1,100", "b,x,2,2", "b,y,2,200");
        SeriesFigure figure = InteractionFigure.of(means(lines), study(List.of("latency", "cv"), lines).roles());
        assertThat(figure.up().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(figure.series()).extracting(SeriesFigure.Series::name).containsExactly("x", "y");
        assertThat(figure.subtitle()).contains("multiply");
    }

    @Test
    void fewOrEqualTimesAreStrokes() {
        List<String> lines = new ArrayList<>(List.of("one,x,1,7", "same,x,1,4", "same,x,1,4", "same,x,1,4", "same,x,1,4"));
        lines.addAll(group("more", 5, 0.2));
        RidgeFigure figure = DensityFigure.of(study(List.of("latency", "cv"), lines));
        assertThat(figure.ridges()).extracting(ridge -> ridge.density().isEmpty()).containsExactly(true, true, false);
        assertThat(figure.ridges().get(1).ticks()).containsExactly(4.0);
        assertThat(figure.across().scale()).isEqualTo(Axis.Scale.LINEAR);
        RidgeFigure wide = DensityFigure.of(study(List.of("latency", "cv"), List.of("a,x,1,1", "a,x,1,30", "a,x,1,2", "a,x,1,40")));
        assertThat(wide.across().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(wide.ridges().get(0).density()).allMatch(at -> at.x() >= wide.across().low() && at.x() <= wide.across().high());
    }

    @Test
    void whatCannotBeDrawnIsLeftOutAndSaysWhy() {
        StudyCharts charts = StudyCharts.of(study(List.of("latency", "cv"), List.of("a,x,1,5", "a,x,1,5")));
        assertThat(charts.drawn()).extracting(StudyChart::name).containsExactly("distributions", "densities");
        assertThat(charts.leftOut()).hasSize(5)
                .anyMatch(reason -> reason.startsWith("interaction: ") && reason.contains("two different values of parameters_b"))
                .anyMatch(reason -> reason.startsWith("cost-map: ")).anyMatch(reason -> reason.startsWith("pareto: "));
    }
}
