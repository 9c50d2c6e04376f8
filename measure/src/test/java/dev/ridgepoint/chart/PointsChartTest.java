package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.chart.PointsFigure.Areas;
import dev.ridgepoint.chart.PointsFigure.Better;
import dev.ridgepoint.chart.PointsFigure.Corner;
import dev.ridgepoint.chart.PointsFigure.Front;
import dev.ridgepoint.chart.PointsFigure.Point;
import dev.ridgepoint.chart.PointsFigure.Standing;
import dev.ridgepoint.unit.Quantity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PointsChartTest {

    private static PointsFigure figure(List<Point> points) {
        return new PointsFigure("Title", null, Axis.fromZero("across", 1, Quantity::significant), Axis.fromZero("up", 1, Quantity::significant), points,
                Optional.of(new Front(List.of(new Corner(0.2, 0.6), new Corner(0.6, 0.2)), Better.LESS, Better.LESS)),
                Optional.of(Axis.fromZero("score", 1, Quantity::significant)),
                Optional.of(new Areas("share", 1, Quantity::significant)), Map.of(Standing.RINGED, "above the line"));
    }

    @ParameterizedTest
    @EnumSource(FigureSize.class)
    void noNameLiesOnAnotherOrOnAPoint(FigureSize size) {
        Random random = new Random(5);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            points.add(new Point("Model-with-a-name-" + i, 0.4 + 0.3 * random.nextDouble(), 0.4 + 0.2 * random.nextDouble(),
                    OptionalDouble.of(random.nextDouble()), random.nextDouble(), Standing.values()[i % 3]));
        }
        PointsChart chart = new PointsChart(figure(points), size);
        assertThat(chart.nameTexts()).hasSize(9);
        List<Outline> names = chart.nameOutlines();
        assertThat(names).allMatch(name -> chart.pointOutlines().stream().noneMatch(name::touches));
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(names.get(i).touches(names.get(j))).as("%s on %s", chart.nameTexts().get(i), chart.nameTexts().get(j)).isFalse();
            }
        }
    }

    @Test
    void textsAreTextsAndTheLegendSaysWhatARingIs() throws IOException {
        String svg = new String(ChartFiles.svg(new PointsChart(figure(List.of(
                new Point("a<b", 0.5, 0.5, OptionalDouble.of(0.7), 0.1, Standing.RINGED))), FigureSize.COLUMN)), StandardCharsets.UTF_8);
        assertThat(svg).contains(">a&lt;b<", ">above the line<", ">share 0<", ">share 1<", ">score<", ">front<");
        String plain = new String(ChartFiles.svg(new PointsChart(figure(List.of(
                new Point("a", 0.5, 0.5, OptionalDouble.of(0.2), 0.1, Standing.PLAIN))), FigureSize.COLUMN)), StandardCharsets.UTF_8);
        assertThat(plain).doesNotContain("above the line");
    }
}
