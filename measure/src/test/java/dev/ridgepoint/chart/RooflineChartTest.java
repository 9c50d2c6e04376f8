package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knowm.xchart.XYSeries;

class RooflineChartTest {

    /** A change of this file is a change of the figure: look at it before accepting it. */
    @Test
    void theDataOfTheFigureIsAsItWas() throws IOException {
        String golden;
        try (InputStream in = RooflineChartTest.class.getResourceAsStream("phases-and-operators.txt")) {
            golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(describe(new RooflineChart(SampleFigures.phasesAndOperators(), FigureSize.SCREEN))).isEqualTo(golden);
    }

    static String describe(RooflineChart chart) {
        StringBuilder text = new StringBuilder();
        LogPlane plane = chart.plane();
        text.append(String.format(Locale.ROOT, "axes\t%.4g..%.4g FLOP/byte\t%.4g..%.4g FLOP/s%n", plane.oi().low(), plane.oi().high(),
                plane.flops().low(), plane.flops().high()));
        for (XYSeries series : chart.drawn()) {
            if (!series.getName().endsWith("grid")) {
                text.append("series\t").append(series.getName()).append('\t').append(numbers(series.getXData())).append('\t')
                        .append(numbers(series.getYData())).append('\n');
            }
        }
        chart.placedLabels().forEach(label -> text.append("label\t").append(label.text()).append('\n'));
        chart.legendTexts().forEach(row -> text.append("legend\t").append(row).append('\n'));
        return text.toString().replace("\r\n", "\n");
    }

    private static String numbers(double[] values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(String.format(Locale.ROOT, "%.4g", value));
        }
        return String.join(" ", texts);
    }

    /** Labels are placed by our own arithmetic; it must be XChart's. */
    @Test
    void ourPlaneIsTheOneXChartDrawsOn() {
        RooflineChart chart = new RooflineChart(SampleFigures.phasesAndOperators(), FigureSize.SCREEN);
        Graphics2D g = new BufferedImage(FigureSize.SCREEN.width(), FigureSize.SCREEN.height(), BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.paint(g, chart.getWidth(), chart.getHeight());
        LogPlane plane = chart.plane();
        for (double oi : new double[] {0.2, 1, 300}) {
            assertThat(chart.getScreenXFromChart(oi)).isCloseTo(plane.x(oi) - plane.area().getX(), within(0.01));
        }
        for (double flops : new double[] {2e9, 3e11, 5e12}) {
            assertThat(chart.getScreenYFromChart(flops)).isCloseTo(plane.y(flops) - plane.area().getY(), within(0.01));
        }
        assertThat(chart.getWidth()).as("painting leaves the size alone").isEqualTo(FigureSize.SCREEN.width());
    }

    @Test
    void theFewDearestOperatorsAreLabelled() {
        List<String> labels = texts(new RooflineChart(SampleFigures.phasesAndOperators(), FigureSize.SCREEN));
        assertThat(labels).contains("decode", "prefill", "gate_up_proj", "ridge 25.9 FLOP/byte", "DRAM 204.8 GB/s",
                "fp16 / fp32 5.308 TFLOP/s", "decode's inference potential").doesNotContain("rope", "embed");
    }

    @Test
    void aCeilingWithoutRoomForItsLabelIsInTheLegend() {
        RooflineChart chart = new RooflineChart(SampleFigures.manyCeilings(), FigureSize.COLUMN);
        for (String ceiling : List.of("fp8 / int8 matrix 1978.9 TFLOP/s", "bf16 matrix 989.4 TFLOP/s", "tf32 matrix 494.7 TFLOP/s",
                "fp32 66.9 TFLOP/s", "L1 22.4 TB/s", "L2 8.1 TB/s", "HBM 3.35 TB/s")) {
            assertThat(texts(chart).contains(ceiling) || chart.legendTexts().contains(ceiling)).as(ceiling).isTrue();
        }
    }

    /** Of several machines the legend has the shapes of decode and prefill; of one the points say it themselves. */
    @Test
    void whatAShapeSaysIsNotRepeatedAtEveryPoint() {
        List<RooflineFigure.OperatingPoint> points = List.of(RooflineFigure.OperatingPoint.phase("M1 Pro", "decode", "decode", 1, 1e11),
                RooflineFigure.OperatingPoint.phase("M1 Pro", "prefill", "prefill", 100, 1e12));
        RooflineChart one = new RooflineChart(new RooflineFigure(null, null, List.of(SampleFigures.M1_PRO), points, List.of()), FigureSize.COLUMN);
        RooflineChart two = new RooflineChart(
                new RooflineFigure(null, null, List.of(SampleFigures.M1_PRO, SampleFigures.H100), points, List.of()), FigureSize.COLUMN);
        assertThat(texts(one)).contains("decode", "prefill");
        assertThat(texts(two)).doesNotContain("decode", "prefill");
        assertThat(two.legendTexts()).contains("decode", "prefill");
    }

    @Test
    void aFigureOfRoofsAloneNeedsNoLegend() {
        RooflineChart chart = new RooflineChart(new RooflineFigure(null, null, List.of(SampleFigures.M1_PRO), List.of(), List.of()),
                FigureSize.PAGE);
        assertThat(chart.legendTexts()).isEmpty();
        assertThat(texts(chart)).contains("ridge 25.9 FLOP/byte");
    }

    /** Whatever the data, no text lies on another text or on the legend, none leaves the plot, and the legend hides no point. */
    @ParameterizedTest
    @EnumSource(FigureSize.class)
    void nothingIsHidden(FigureSize size) {
        Random random = new Random(20261120);
        for (int i = 0; i < 25; i++) {
            RooflineChart chart = new RooflineChart(randomFigure(random), size);
            List<Label.Placed> labels = chart.placedLabels();
            for (int a = 0; a < labels.size(); a++) {
                Outline text = labels.get(a).outline(0);
                assertThat(text.within(chart.plane().area())).as(labels.get(a).text()).isTrue();
                if (chart.legendBox() != null) {
                    assertThat(text.touches(Outline.of(chart.legendBox()))).as(labels.get(a).text()).isFalse();
                }
                for (int b = a + 1; b < labels.size(); b++) {
                    assertThat(text.touches(labels.get(b).outline(0))).as(labels.get(a).text() + " on " + labels.get(b).text()).isFalse();
                }
            }
            for (XYSeries series : chart.drawn()) {
                if (chart.legendBox() != null && series.getXData().length == 1) {
                    assertThat(chart.legendBox().contains(chart.plane().at(series.getXData()[0], series.getYData()[0])))
                            .as(series.getName()).isFalse();
                }
            }
        }
    }

    static RooflineFigure randomFigure(Random random) {
        List<Machine> machines = new ArrayList<>();
        List<OperatingPoint> points = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int m = 0; m < count; m++) {
            String name = "machine " + (char) ('A' + m);
            List<Ceiling.Compute> compute = new ArrayList<>();
            double peak = Math.pow(10, 10 + 5 * random.nextDouble());
            for (int c = 0; c < 1 + random.nextInt(4); c++) {
                compute.add(new Ceiling.Compute("format " + c + " of some TFLOP/s", peak * Math.pow(2, random.nextInt(4) - c), c == 0));
            }
            double bandwidth = peak / Math.pow(10, 3 * random.nextDouble());
            List<Ceiling.Memory> memory = new ArrayList<>(List.of(new Ceiling.Memory("DRAM of some GB/s", bandwidth, true)));
            for (int c = 0; c < random.nextInt(3); c++) {
                memory.add(new Ceiling.Memory("cache " + c + " of some GB/s", bandwidth * (2 + 5 * random.nextDouble()), false));
            }
            machines.add(new Machine(name, compute, memory));
            for (String phase : List.of("prefill", "decode")) {
                double oi = Math.pow(10, 3 * random.nextDouble());
                double flops = Math.min(peak, oi * bandwidth) * (0.1 + 0.9 * random.nextDouble());
                points.add(OperatingPoint.phase(name, phase, name + " " + phase, oi, flops).between(flops * 0.8, flops * 1.2));
                for (int o = 0; o < random.nextInt(10); o++) {
                    double at = oi * Math.pow(10, random.nextGaussian() / 2);
                    points.add(OperatingPoint.operator(name, phase, "operator_" + o, at,
                            Math.min(peak, at * bandwidth) * random.nextDouble(0.05, 1), random.nextDouble(0.001, 0.4)));
                }
            }
        }
        return new RooflineFigure("A random figure with a title that may be rather too long for one line of a narrow column", "seen by no one",
                machines, points, List.of());
    }

    private static List<String> texts(RooflineChart chart) {
        return chart.placedLabels().stream().map(Label.Placed::text).toList();
    }
}
