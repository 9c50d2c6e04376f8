package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.chart.Axis.Scale;
import dev.ridgepoint.chart.DesignSpaceFigure.Curve;
import dev.ridgepoint.chart.DesignSpaceFigure.Device;
import dev.ridgepoint.chart.DesignSpaceFigure.Rates;
import dev.ridgepoint.chart.DesignSpaceFigure.Standing;
import dev.ridgepoint.chart.HeatMapFigure.Cell;
import dev.ridgepoint.chart.HeatMapFigure.Row;
import dev.ridgepoint.chart.TornadoFigure.Bar;
import dev.ridgepoint.chart.TornadoFigure.Panel;
import dev.ridgepoint.chart.TornadoFigure.Side;
import dev.ridgepoint.unit.Quantity;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapAndTornadoTest {

    private static Axis logarithmic(double... values) {
        return Axis.between("x", Scale.LOGARITHMIC, values, Quantity::significant);
    }

    private static List<String> texts(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::text).toList();
    }

    @Test
    void axesEndAtPlainMarks() {
        assertThat(texts(logarithmic(1.3, 9))).containsExactly("1", "2", "5", "10");
        assertThat(texts(logarithmic(0.02, 2))).containsExactly("0.02", "0.05", "0.1", "0.2", "0.5", "1", "2");
        assertThat(texts(logarithmic(5, 5))).containsExactly("5", "10");
        assertThat(texts(Axis.between("x", Scale.LINEAR, new double[] {-49, 0, 98}, TornadoChart::signed))).containsExactly("\u221250", "0", "+50", "+100");
        assertThat(texts(Axis.between("x", Scale.LINEAR, new double[] {0, 0}, Quantity::significant))).startsWith("0").hasSizeGreaterThan(1);
        assertThatIllegalArgumentException().isThrownBy(() -> logarithmic(0, 1));
    }

    @Property(tries = 300)
    void axesHoldTheirValues(@ForAll @DoubleRange(min = -6, max = 9) double oneDecade, @ForAll @DoubleRange(min = -6, max = 9) double otherDecade) {
        double a = Math.pow(10, oneDecade);
        double b = Math.pow(10, otherDecade);
        for (Scale scale : new Scale[] {Scale.LINEAR, Scale.LOGARITHMIC}) {
            Axis axis = Axis.between("x", scale, new double[] {a, b}, Quantity::significant);
            assertThat(axis.low()).isLessThanOrEqualTo(Math.min(a, b) * (1 + 1e-8) + (scale == Scale.LINEAR ? 1e-8 * Math.max(a, b) : 0));
            assertThat(axis.high()).isGreaterThanOrEqualTo(Math.max(a, b) * (1 - 1e-8));
            assertThat(axis.ticks()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    /** Viridis as matplotlib tabulates it: both ends, and the middle. Lightness only grows, so that grey print keeps the order. */
    @Test
    void coloursRiseInLightness() {
        assertThat(ColourScale.at(0)).isEqualTo(new Color(0x440154));
        assertThat(ColourScale.at(0.5)).isEqualTo(new Color(0x21918c));
        assertThat(ColourScale.at(1)).isEqualTo(new Color(0xfde725)).isEqualTo(ColourScale.at(7));
        double before = -1;
        for (int i = 0; i <= 100; i++) {
            Color colour = ColourScale.at(i / 100.0);
            double grey = 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue();
            assertThat(grey).isGreaterThan(before);
            before = grey;
        }
        assertThat(ColourScale.inkOn(ColourScale.at(0))).isEqualTo(Color.WHITE);
        assertThat(ColourScale.inkOn(ColourScale.at(1))).isEqualTo(Palette.INK);
    }

    @Property(tries = 60)
    void namesOfColumnsNeverMeetAndStayOnThePage(@ForAll @IntRange(min = 1, max = 20) int devices, @ForAll @IntRange(min = 1, max = 15) int models) {
        for (FigureSize size : FigureSize.values()) {
            HeatMapChart chart = new HeatMapChart(MapsAndTornadoes.map(devices, models), size);
            List<Outline> names = chart.columnNameOutlines();
            Rectangle2D page = new Rectangle2D.Double(0, 0, chart.getWidth(), chart.getHeight());
            for (int i = 0; i < names.size(); i++) {
                assertThat(names.get(i).within(page)).isTrue();
                for (int j = 0; j < i; j++) {
                    assertThat(names.get(i).touches(names.get(j))).as("%s and %s at %s", i, j, size).isFalse();
                }
            }
        }
    }

    @Test
    void aCellHasTheColourOfItsValueAndALetterWhereThereIsRoom() throws IOException {
        HeatMapFigure figure = new HeatMapFigure("two", null, List.of("a", "b"), List.of(
                new Row("device", List.of(Optional.of(new Cell(1, "1", "M")), Optional.empty()))), logarithmic(1, 100),
                Map.of("M", "memory-bound", "C", "compute-bound"), "does not fit");
        HeatMapChart chart = new HeatMapChart(figure, FigureSize.PAGE);
        assertThat(chart.legendTexts()).containsExactly("memory-bound", "does not fit");
        assertThat(chart.wordsFit()).isTrue();
        assertThat(new HeatMapChart(MapsAndTornadoes.map(20, 15), FigureSize.COLUMN).wordsFit()).isFalse();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartFiles.png(chart)));
        int darkest = ColourScale.at(0).getRGB();
        int found = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            found += image.getRGB(x, 150) == darkest ? 1 : 0;
        }
        // One of two cells: a little less than half of what the name of the row leaves.
        assertThat(found).isBetween(image.getWidth() * 4 / 10, image.getWidth() / 2);
    }

    @Test
    void aMapNeedsACellForEachColumnAndAMeaningForEachLetter() {
        Axis axis = logarithmic(1, 10);
        Row row = new Row("device", List.of(Optional.of(new Cell(2, "", "M"))));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeatMapFigure("t", null, List.of("a", "b"), List.of(row), axis, Map.of("M", "m"), "-"))
                .withMessage("row 'device' has 1 cells for 2 columns");
        assertThatIllegalArgumentException().isThrownBy(() -> new HeatMapFigure("t", null, List.of("a"), List.of(row), axis, Map.of(), "-"))
                .withMessage("the mark 'M' is not explained");
        assertThatIllegalArgumentException().isThrownBy(() -> new HeatMapFigure("t", null, List.of(), List.of(), axis, Map.of(), "-"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cell(Double.NaN, "", ""));
        Row zero = new Row("device", List.of(Optional.of(new Cell(0, "", ""))));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeatMapFigure("t", null, List.of("a"), List.of(zero), axis, Map.of(), "-"));
    }

    @Test
    void barsAreSortedAndTheirEndsToldInWords() {
        TornadoFigure figure = MapsAndTornadoes.tornado();
        assertThat(figure.panels().get(0).bars()).extracting(Bar::name)
                .containsExactly("DRAM bandwidth", "weights format", "layers", "feed-forward width", "launch overhead", "KV heads", "peak");
        assertThat(figure.panels().get(0).bars().get(0).effect()).isCloseTo(147.3, within(1e-9));
        assertThat(new TornadoChart(figure, FigureSize.PAGE).endTexts()).startsWith("\u00d72: \u221249 %", "\u00f72: +98 %")
                .contains("256: +3 %, 1024: +1.5 %", "\u00f72: +0.02 %");
        // Both changes to one side: the bar reaches from 0 to the greater.
        assertThat(new Bar("b", Optional.of(new Side(3, "")), Optional.of(new Side(1.5, ""))).effect()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> new Bar("b", Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Panel("p", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Side(Double.POSITIVE_INFINITY, ""));
    }

    /** Long causes would leave the bars of a column no room. */
    @Test
    void causesGiveWayToBars() {
        TornadoFigure figure = new TornadoFigure("t", null, "Change (%)", "less", "more", List.of(new Panel("p", List.of(
                new Bar("peak", Optional.of(new Side(10.2, "890.5 TFLOP/s")), Optional.of(new Side(-8.3, "1.088 PFLOP/s")))))));
        assertThat(new TornadoChart(figure, FigureSize.COLUMN).endTexts()).containsExactly("\u22128.3 %", "+10 %");
        assertThat(new TornadoChart(figure, FigureSize.PAGE).endTexts()).containsExactly("1.088 PFLOP/s: \u22128.3 %", "890.5 TFLOP/s: +10 %");
    }

    @ParameterizedTest
    @EnumSource(FigureSize.class)
    void theTextsOfATornadoAreTextOfItsFiles(FigureSize size) throws IOException {
        TornadoChart chart = new TornadoChart(MapsAndTornadoes.tornado(), size);
        String svg = new String(ChartFiles.svg(chart), StandardCharsets.UTF_8);
        assertThat(svg).contains("Change of time (%)", "halved, or next below", "feed-forward width", "Decode, time per token").doesNotContain("E0", "NaN");
        assertThat(ChartFiles.png(chart)).isEqualTo(ChartFiles.png(new TornadoChart(MapsAndTornadoes.tornado(), size)));
        assertThat(ChartFiles.pdf(chart)).isNotEmpty();
    }

    @Property(tries = 30)
    void namesOfDevicesNeverLieOnOneAnother(@ForAll long seed) {
        Random random = new Random(seed);
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double bandwidth = Math.pow(10, 10 + 3 * random.nextDouble());
            devices.add(new Device(i < 15 ? "a device " + i : "", new Rates(bandwidth, bandwidth * Math.pow(10, 1 + 2 * random.nextDouble())),
                    i % 3 == 0 ? Standing.MISSES : Standing.MEETS));
        }
        List<Rates> curve = List.of(new Rates(1e11, 5e12), new Rates(1.2e11, 2e12), new Rates(1e15, 1.5e12));
        DesignSpaceChart chart = new DesignSpaceChart(
                new DesignSpaceFigure("t", null, List.of(new Curve("decode at 30 tok/s", curve)), curve, devices), FigureSize.PAGE);
        assertThat(chart.labelTexts()).hasSizeGreaterThan(5);
        List<Outline> names = chart.labelOutlines();
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(names.get(i).touches(names.get(j))).isFalse();
            }
        }
    }

    @Test
    void theFilesOfADesignSpaceHoldItsTexts() throws IOException {
        List<Rates> curve = List.of(new Rates(1e11, 5e12), new Rates(1e15, 1.5e12));
        DesignSpaceFigure figure = new DesignSpaceFigure("title", "subtitle", List.of(new Curve("decode at 30 tok/s", curve)), List.of(),
                List.of(new Device("M1 Pro", new Rates(204.8e9, 5.3e12), Standing.MEETS)));
        String svg = new String(ChartFiles.svg(new DesignSpaceChart(figure, FigureSize.SCREEN)), StandardCharsets.UTF_8);
        assertThat(svg).contains("decode at 30 tok/s", "M1 Pro", "100 GB/s", "1 TFLOP/s", "device that meets it")
                .doesNotContain("device that misses it", "enough");
        assertThatIllegalArgumentException().isThrownBy(() -> new DesignSpaceFigure("t", null, List.of(), List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rates(0, 1));
    }
}
