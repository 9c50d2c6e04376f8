package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.chart.SeriesFigure.Look;
import dev.ridgepoint.chart.SeriesFigure.Point;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.unit.Quantity;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Panels of series, and the names below their axes. */
class PanelChartTest {

    private static SeriesFigure panel(String title) {
        return new SeriesFigure(title, null, Axis.names("Kind", List.of("one", "another")), Axis.fromZero("Rate", 10, Quantity::significant), List.of(
                new Series("bars", 0, Look.BARS, List.of(Point.of(-0.2, 8), Point.of(0.8, 4))),
                new Series("line", 1, Look.LINE, List.of(Point.of(0, 5), Point.of(1, 9)))));
    }

    private static PanelChart chart(int panels, FigureSize size) {
        return new PanelChart(new PanelFigure("A heading", IntStream.range(0, panels).mapToObj(i -> panel("Panel " + i)).toList()), size);
    }

    @ParameterizedTest
    @EnumSource(FigureSize.class)
    void everyPanelIsDrawnAtEverySizeWithOneLegend(FigureSize size) throws IOException {
        for (int panels : new int[] {2, 3, 4, 5}) {
            String svg = new String(ChartFiles.svg(chart(panels, size)), StandardCharsets.UTF_8);
            assertThat(svg).contains("A heading", "Panel 0", "Panel " + (panels - 1), ">another<").doesNotContain("NaN", "Infinity");
            assertThat(svg.split(">bars<", -1)).hasSize(2);
            assertThat(chart(panels, size).getWidth()).isEqualTo(size.width());
        }
        assertThat(ChartFiles.pdf(chart(3, size))).isEqualTo(ChartFiles.pdf(chart(3, size)));
    }

    @Test
    void panelsStandBelowOneAnotherInAColumnAndSideBySideOnAPage() {
        assertThat(chart(3, FigureSize.COLUMN).getHeight()).isGreaterThan(2 * chart(1, FigureSize.COLUMN).getHeight() / 2);
        assertThat(chart(3, FigureSize.PAGE).getHeight()).isLessThan(chart(1, FigureSize.PAGE).getHeight());
        assertThat(chart(4, FigureSize.PAGE).getHeight()).isGreaterThan(chart(3, FigureSize.PAGE).getHeight());
    }

    /** The first bar is twice as high as the second, and as wide. */
    @Test
    void barsHaveTheHeightOfTheirValues() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartFiles.png(chart(1, FigureSize.COLUMN))));
        Color blue = Palette.colour(0);
        int[] columns = new int[image.getWidth()];
        // Above the legend, whose sample is of the same colour.
        int plots = (int) (image.getHeight() * 0.8);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < plots; y++) {
                columns[x] += (image.getRGB(x, y) & 0xffffff) == (blue.getRGB() & 0xffffff) ? 1 : 0;
            }
        }
        int highest = IntStream.of(columns).max().orElseThrow();
        long high = IntStream.of(columns).filter(n -> n > 0.9 * highest).count();
        long half = IntStream.of(columns).filter(n -> Math.abs(n - highest / 2.0) < 0.1 * highest).count();
        assertThat(high).isPositive();
        assertThat((double) half).isCloseTo(high, within(0.35 * high));
    }

    @Test
    void everyNameIsThereOnOneLineOrBrokenOrOnAlternatingLines() {
        java.awt.Font font = Typeface.REGULAR.at(20);
        List<Axis.Tick> ticks = Axis.names("x", List.of("RTX 3070 Ti Laptop", "M1 Pro", "raspberry-pi-5-8gb")).ticks();
        assertThat(NameMarks.of(ticks, 500, font).names()).containsExactly(List.of("RTX 3070 Ti Laptop"), List.of("M1 Pro"), List.of("raspberry-pi-5-8gb"));
        double longest = Typeface.width(font, "raspberry-pi-5-8gb");
        assertThat(NameMarks.of(ticks, longest + 13, font).names().get(0)).hasSizeBetween(1, 2);
        List<List<String>> alternating = NameMarks.of(ticks, longest * 0.7, font).names();
        assertThat(alternating.get(1)).startsWith("").endsWith("M1 Pro");
        assertThat(alternating.get(2)).containsExactly("raspberry-pi-5-8gb");
        assertThat(NameMarks.of(ticks, longest * 0.7, font).lines()).isGreaterThan(1);
    }

    @Test
    void nothingCannotBeShown() {
        assertThatThrownBy(() -> new PanelFigure("A heading", List.of())).hasMessageContaining("needs a panel");
        assertThatThrownBy(() -> new PanelFigure(" ", List.of(panel("p")))).hasMessageContaining("must not be blank");
    }
}
