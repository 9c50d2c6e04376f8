package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.chart.Axis.Tick;
import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.unit.Quantity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Axes and charts of series. */
class SeriesChartTest {

    private static List<String> texts(Axis axis) {
        return axis.ticks().stream().map(Tick::text).toList();
    }

    private static Axis logarithmic(double... values) {
        return Axis.logarithmic("x", values, Quantity::significant);
    }

    @Test
    void ticksAreWrittenAsPeopleDo() {
        assertThat(texts(logarithmic(3, 40_000))).containsExactly("10", "100", "1000", "10000");
        assertThat(texts(logarithmic(30, 180))).containsExactly("50", "100", "200");
        assertThat(texts(logarithmic(7))).containsExactly("5", "10");
        assertThat(texts(Axis.logarithmicAt("x", new double[] {512, 64, 64, 16}, Quantity::significant))).containsExactly("16", "64", "512");
        assertThat(texts(Axis.fromZero("x", 512, Quantity::significant))).containsExactly("0", "100", "200", "300", "400", "500");
        assertThat(texts(Axis.fromZero("x", 0.3, Quantity::significant))).containsExactly("0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3");
        assertThat(texts(Axis.names("x", List.of("a", "b")))).containsExactly("a", "b");
    }

    @Test
    void valuesLieWithinTheirAxis() {
        Axis axis = logarithmic(3, 40_000);
        assertThat(axis.fraction(3)).isBetween(0.0, 0.1);
        assertThat(axis.fraction(40_000)).isBetween(0.9, 1.0);
        assertThat(axis.fraction(Math.sqrt(3.0 * 40_000))).isCloseTo(0.5, within(1e-12));
        assertThat(Axis.names("x", List.of("a", "b")).fraction(0)).isCloseTo(0.25, within(1e-12));
    }

    private static SeriesFigure figure() {
        return new SeriesFigure("A title that is long enough to be broken over two lines where the page is as narrow as a column", "a subtitle",
                Axis.logarithmicAt("Prompt (tokens)", new double[] {16, 64}, Quantity::significant), logarithmic(1, 100), List.of(
                        new Series("measured", 0, Look.MEASURED_POINTS, List.of(new Point(16, 2, -1, 5), Point.of(64, 40))),
                        new Series("measured line", 1, Look.MEASURED_LINE, List.of(new Point(16, 2, 1, 3), new Point(64, 3, 2, 4))),
                        new Series("predicted", 0, Look.PREDICTED_POINTS, List.of(Point.of(16, 3))),
                        new Series("predicted line", 1, Look.PREDICTED_LINE, List.of(Point.of(16, 3), Point.of(64, 50)))));
    }

    @ParameterizedTest
    @EnumSource(FigureSize.class)
    void everyLookIsDrawnAtEverySize(FigureSize size) throws IOException {
        SeriesChart chart = new SeriesChart(figure(), size);
        assertThat(chart.legendTexts()).containsExactly("measured", "measured line", "predicted", "predicted line");
        assertThat(chart.plot().getMaxX()).isLessThan(size.width());
        assertThat(ImageIO.read(new ByteArrayInputStream(ChartFiles.png(chart))).getWidth()).isEqualTo((int) Math.round(size.width() * size.pixelsPerUnit()));
        assertThat(new String(ChartFiles.svg(chart), StandardCharsets.UTF_8)).contains("Prompt (tokens)", ">64<", "predicted line")
                .doesNotContain("NaN", "Infinity");
        assertThat(ChartFiles.pdf(chart)).isEqualTo(ChartFiles.pdf(new SeriesChart(figure(), size)));
    }

    @Test
    void whatCannotBeShownIsRefused() {
        assertThatThrownBy(() -> logarithmic(0, 1)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> Axis.fromZero("x", Double.NaN, Quantity::significant)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> new Axis(" ", Axis.Scale.LINEAR, 0, 1, List.of())).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> new Axis("x", Axis.Scale.LINEAR, 1, 1, List.of())).hasMessageContaining("goes up");
        assertThatThrownBy(() -> new Point(1, 2, 3, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Point.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Series("a", 0, Look.MEASURED_LINE, List.of())).hasMessageContaining("no point");
        assertThatThrownBy(() -> new SeriesFigure("t", null, logarithmic(1), logarithmic(1), List.of())).hasMessageContaining("needs a series");
    }
}
