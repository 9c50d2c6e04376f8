package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ridgepoint.chart.IntervalFigure.Half;
import dev.ridgepoint.chart.IntervalFigure.Row;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalChartTest {

    private static Row row(String name, double middle) {
        return new Row(name, middle, middle * 0.9, middle * 1.2, Optional.of(new Half(middle * 0.95, middle * 1.1)),
                List.of(middle * 0.9, middle, middle * 1.2));
    }

    private static IntervalChart chart(Row... rows) {
        return new IntervalChart(new IntervalFigure("First token", "ms, less is better", List.of(rows), Optional.empty()));
    }

    private static List<Double> x(String svg, String element, String attribute) {
        return Pattern.compile("<" + element + " [^>]*" + attribute + "=\"([^\"]*)\"").matcher(svg).results().map(r -> Double.parseDouble(r.group(1))).toList();
    }

    @Test
    void dotsStandInTheOrderOfTheirValues() {
        String svg = InlineSvg.of(chart(row("a", 30), row("b", 10), row("c", 20)), "t", "first token");
        // Medians are drawn last, each as a disc and its outline.
        List<Double> discs = x(svg, "ellipse", "cx");
        List<Double> medians = discs.subList(discs.size() - 6, discs.size());
        assertThat(medians.get(0)).isGreaterThan(medians.get(4));
        assertThat(medians.get(4)).isGreaterThan(medians.get(2));
        // On an axis from zero, twice the value is twice as far.
        assertThat(medians.get(4) / medians.get(2)).isBetween(1.99, 2.01);
    }

    @Test
    void itGrowsWithItsRowsAndNotInWidth() {
        IntervalChart one = chart(row("a", 1));
        IntervalChart many = chart(IntStream.range(0, 40).mapToObj(i -> row("run " + i, 1 + i)).toArray(Row[]::new));
        assertThat(many.getWidth()).isEqualTo(one.getWidth());
        assertThat(many.getHeight()).isGreaterThan(30 * one.getHeight() / 3);
    }

    @Test
    void longNamesAreCutAndLeaveTheirValueFree() {
        String svg = InlineSvg.of(chart(row("a very long name of a run ".repeat(9), 12.34)), "t", "first token");
        MatchResult name = Pattern.compile("x=\"([^\"]*)\" y=\"[^\"]*\">(a very[^<]*)<").matcher(svg).results().findFirst().orElseThrow();
        MatchResult value = Pattern.compile("x=\"([^\"]*)\" y=\"[^\"]*\">12.34<").matcher(svg).results().findFirst().orElseThrow();
        double end = Double.parseDouble(name.group(1)) + Typeface.width(Typeface.REGULAR.at(35), name.group(2));
        assertThat(name.group(2)).endsWith("\u2026");
        assertThat(end).isLessThan(Double.parseDouble(value.group(1)));
    }

    @Test
    void chartsOfOnePageShareNoIds() {
        String svg = InlineSvg.of(chart(row("a", 1)), "first", "a <b> \"c\" & d");
        assertThat(svg).startsWith("<svg ").endsWith("</svg>").contains("viewBox=", "id=\"first-clip", "url(#first-clip",
                "aria-label=\"a &lt;b> &quot;c&quot; &amp; d\"")
                .doesNotContain("width=\"241").doesNotContain("url(#clip");
        assertThatIllegalArgumentException().isThrownBy(() -> InlineSvg.of(chart(row("a", 1)), "\"><script>", "x"));
    }

    @Test
    void aMiddleOutsideItsEndsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Row("a", 5, 1, 4, Optional.empty(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Row("a", 5, 1, Double.NaN, Optional.empty(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new IntervalFigure("t", "q", List.of(), Optional.empty()));
    }
}
