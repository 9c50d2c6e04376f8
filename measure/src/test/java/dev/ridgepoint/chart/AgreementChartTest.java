package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridgepoint.chart.AgreementFigure.Pair;
import dev.ridgepoint.chart.MeasuredRoofline.Point;
import dev.ridgepoint.chart.RooflineFigure.Interval;
import dev.ridgepoint.chart.RooflineFigure.Machine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two charts of measurements. */
class AgreementChartTest {

    private static AgreementFigure agreement(int series) {
        List<Pair> points = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            points.add(new Pair("device " + i, 10 * (i + 1), 8 * (i + 1)));
            points.add(new Pair("device " + i, 20_000, 11_000 + i));
        }
        return new AgreementFigure("Predicted against measured", null, "tokens/s", points);
    }

    private static MeasuredRoofline roofline() {
        Machine machine = new Machine("Chip", List.of(new Ceiling.Compute("fp16 matrix 10 TFLOP/s", 10e12, true)),
                List.of(new Ceiling.Memory("DRAM 100 GB/s", 100e9, true)));
        return new MeasuredRoofline("Predicted and measured on Chip", "two tests", machine, List.of(
                new Point("decode", 2, 0.2e12, 0.15e12, new Interval(0.14e12, 0.16e12)), new Point("prefill", 400, 10e12, 6e12, null)));
    }

    @ParameterizedTest
    @EnumSource(FigureSize.class)
    void axesAreEqual(FigureSize size) throws IOException {
        AgreementChart chart = new AgreementChart(agreement(3), size);
        assertThat(chart.plot().width).isEqualTo(chart.plot().height);
        assertThat(chart.plot().getMaxX()).isLessThan(size.width());
        assertThat(ImageIO.read(new ByteArrayInputStream(ChartFiles.png(chart))).getWidth()).isEqualTo((int) Math.round(size.width() * size.pixelsPerUnit()));
    }

    @Test
    void seriesBeyondSixShareAGrey() {
        assertThat(new AgreementChart(agreement(6), FigureSize.SCREEN).legendTexts())
                .containsExactly("device 0", "device 1", "device 2", "device 3", "device 4", "device 5", "predicted = measured", "within 10 %", "within 25 %");
        assertThat(new AgreementChart(agreement(9), FigureSize.SCREEN).legendTexts()).hasSize(9).contains("device 4", "other (4)");
    }

    @Test
    void ticksAreWrittenAsPeopleDo() throws IOException {
        String svg = new String(ChartFiles.svg(new AgreementChart(agreement(2), FigureSize.PAGE)), StandardCharsets.UTF_8);
        assertThat(svg).contains(">10,000<", ">10<", "Predicted (tokens/s)", "Measured (tokens/s)");
        assertThat(AgreementChart.tick(-1)).isEqualTo("0.1");
    }

    @Test
    void rooflineShowsBothAndTheirSpread() throws IOException {
        MeasuredRooflineChart chart = new MeasuredRooflineChart(roofline(), FigureSize.PAGE);
        assertThat(chart.legendTexts()).containsExactly("decode", "prefill", "hollow: predicted", "filled: measured, ± standard deviation");
        try (var document = Loader.loadPDF(ChartFiles.pdf(chart))) {
            assertThat(new PDFTextStripper().getText(document)).contains("DRAM 100 GB/s", "ridge 100 FLOP/byte", "Operational intensity (FLOP/byte)");
        }
    }

    @Test
    void theSameFigureGivesTheSameBytes() throws IOException {
        assertThat(ChartFiles.svg(new MeasuredRooflineChart(roofline(), FigureSize.COLUMN)))
                .isEqualTo(ChartFiles.svg(new MeasuredRooflineChart(roofline(), FigureSize.COLUMN)));
        assertThat(ChartFiles.pdf(new AgreementChart(agreement(2), FigureSize.COLUMN)))
                .isEqualTo(ChartFiles.pdf(new AgreementChart(agreement(2), FigureSize.COLUMN)));
    }

    @Test
    void nothingToShowIsRefused() {
        assertThatThrownBy(() -> new AgreementFigure("", null, "tokens/s", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pair("a", 0, 1)).hasMessageContaining("must be positive");
    }
}
