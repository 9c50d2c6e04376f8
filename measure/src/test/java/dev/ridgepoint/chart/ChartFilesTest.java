package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ChartFilesTest {

    @TempDir
    Path folder;

    @Test
    void threeFilesAreWrittenIntoNewFoldersAndNothingElse() throws IOException {
        ChartFiles files = ChartFiles.write(chart(FigureSize.SCREEN), folder.resolve("figures/qwen2.5-m1.pro.svg"));
        assertThat(files.png()).isEqualTo(folder.resolve("figures/qwen2.5-m1.pro.png"));
        try (Stream<Path> written = Files.list(folder.resolve("figures"))) {
            assertThat(written).containsExactlyInAnyOrder(files.png(), files.svg(), files.pdf());
        }
    }

    @Test
    void aFileThatIsThereIsReplaced() throws IOException {
        Path old = Files.writeString(folder.resolve("figure.svg"), "old");
        ChartFiles.write(chart(FigureSize.COLUMN), folder.resolve("figure"));
        assertThat(old).content().contains("<svg");
    }

    @ParameterizedTest
    @EnumSource(FigureSize.class)
    void theBitmapHasItsSizeAndIsNotBlank(FigureSize size) throws IOException {
        RooflineChart chart = chart(size);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartFiles.png(chart)));
        assertThat(image.getWidth()).isEqualTo(Math.round(size.width() * size.pixelsPerUnit())).isGreaterThan(1400);
        assertThat(image.getHeight()).isEqualTo(Math.round(chart.getHeight() * size.pixelsPerUnit()));
        assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
        assertThat(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())).contains(0xff0072b2);
    }

    @Test
    void theSvgIsSmallAndItsTextIsText() throws Exception {
        byte[] svg = ChartFiles.svg(chart(FigureSize.COLUMN));
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("241.25pt");
        assertThat(document.getDoctype()).isNull();
        List<String> texts = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        assertThat(texts).contains("Operational intensity (FLOP/byte)", "Performance (FLOP/s)", "DRAM 204.8 GB/s", "0.1", "1000", "10 T");
        assertThat(new String(svg, java.nio.charset.StandardCharsets.UTF_8)).contains("DejaVu Sans&quot;,Verdana").contains("font-weight:bold");
        assertThat(svg).hasSizeLessThan(60_000);
    }

    @Test
    void thePdfIsOnePageOfItsPrintedSizeWithSearchableText() throws IOException {
        byte[] pdf = ChartFiles.pdf(chart(FigureSize.PAGE));
        assertThat(new String(pdf, 0, 4, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("%PDF");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            PDRectangle page = document.getPage(0).getMediaBox();
            assertThat(page.getWidth()).isCloseTo(504, within(0.1f));
            assertThat(new PDFTextStripper().getText(document)).contains("Operational intensity (FLOP/byte)", "100 GFLOP/s", "ridge 25.9 FLOP/byte");
        }
    }

    @Test
    void theSameFigureGivesTheSameBytes() throws IOException {
        assertThat(ChartFiles.png(chart(FigureSize.COLUMN))).isEqualTo(ChartFiles.png(chart(FigureSize.COLUMN)));
        assertThat(ChartFiles.svg(chart(FigureSize.COLUMN))).isEqualTo(ChartFiles.svg(chart(FigureSize.COLUMN)));
        assertThat(ChartFiles.pdf(chart(FigureSize.COLUMN))).isEqualTo(ChartFiles.pdf(chart(FigureSize.COLUMN)));
        RooflineChart twice = chart(FigureSize.COLUMN);
        ChartFiles.png(twice);
        assertThat(ChartFiles.svg(twice)).isEqualTo(ChartFiles.svg(chart(FigureSize.COLUMN)));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamedInOneLine() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> ChartFiles.write(chart(FigureSize.COLUMN), file.resolve("figure"))).isInstanceOf(IOException.class)
                .hasMessage("cannot write " + file.resolve("figure.png") + ": " + file + " is not a folder");
        Files.createDirectories(folder.resolve("taken.png/full"));
        assertThatThrownBy(() -> ChartFiles.write(chart(FigureSize.COLUMN), folder.resolve("taken"))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write " + folder.resolve("taken.png")).message().hasLineCount(1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("file", "taken.png");
        }
    }

    private static RooflineChart chart(FigureSize size) {
        return new RooflineChart(SampleFigures.phasesAndOperators(), size);
    }
}
