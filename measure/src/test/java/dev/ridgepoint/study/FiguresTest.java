package dev.ridgepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.PanelFigure;
import dev.ridgepoint.chart.SeriesFigure.Series;
import dev.ridgepoint.chart.SeriesFigure;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the figures of a study show. */
class FiguresTest {

    private static final String STUDY = """
            title: Figures
            devices: [apple-m1-pro, rtx-3090]
            models: [qwen2.5-0.5b, smollm2-135m]
            formats: [q8_0]
            scenarios: [SISO]
            sweep: [{field: device.memory.dram.bandwidth, name: memory_rate, values: [100 GB/s, 400 GB/s, 1 TB/s]}]
            accounting: [first-principles, as-coded, as-printed]
            figures:
            """;

    @TempDir
    private Path folder;
    private PointTable points;

    private Figure figure(String figure) throws IOException {
        return figure(STUDY, figure);
    }

    private Figure figure(String text, String figure) throws IOException {
        Study study = StudyReader.read(Library.find(), Files.writeString(folder.resolve("study.yaml"), text + "  - {name: f, title: F, " + figure + "}\n"));
        StringBuilder csv = new StringBuilder(Csv.header(study.columns()));
        study.devices().forEach(device -> study.models().forEach(model -> csv.append(new Block(study, device, model).csv())));
        points = PointTable.read(Files.writeString(folder.resolve("points.csv"), csv));
        return study.figures().get(0);
    }

    private static List<Double> heights(Series series) {
        return series.points().stream().map(SeriesFigure.Point::y).toList();
    }

    /** Decode is bound by the bandwidth, so the rate grows with it, but for what stays in the nearer level. */
    @Test
    void linesRunOverTheSweptFieldInItsUnit() throws IOException {
        LinesFigure lines = (LinesFigure) figure("kind: lines, x: memory_rate, y: decode_rate, series: model, panels: device");
        PanelFigure shown = lines.figure(points);
        assertThat(shown.panels()).extracting(SeriesFigure::title).containsExactly("apple-m1-pro", "rtx-3090");
        assertThat(shown.panels().get(0).across().title()).isEqualTo("Memory rate (TB/s)");
        Series first = shown.panels().get(0).series().get(0);
        assertThat(first.name()).isEqualTo("qwen2.5-0.5b");
        assertThat(first.points()).extracting(SeriesFigure.Point::x).containsExactly(0.1, 0.4, 1.0);
        assertThat(heights(first).get(1) / heights(first).get(0)).isCloseTo(4, within(0.05));
        assertThat(shown.panels()).extracting(panel -> panel.series().get(1).colour()).containsOnly(1);
        assertThat(lines.summaries(points)).hasSize(4).first()
                .satisfies(summary -> assertThat(summary.at()).isEqualTo("1 TB/s"));
    }

    @Test
    void barsStandSideBySideAboutTheirName() throws IOException {
        BarsFigure bars = (BarsFigure) figure("kind: bars, x: device, y: decode_rate, series: model, where: {memory_rate: 1 TB/s}, "
                + "relative-to: {model: qwen2.5-0.5b}");
        SeriesFigure shown = bars.figure(points).panels().get(0);
        assertThat(shown.across().ticks()).extracting(tick -> tick.text()).containsExactly("apple-m1-pro", "rtx-3090");
        assertThat(shown.series().get(0).points()).extracting(SeriesFigure.Point::x).containsExactly(-0.2, 0.8);
        assertThat(shown.series().get(1).points()).extracting(SeriesFigure.Point::x).containsExactly(0.2, 1.2);
        assertThat(heights(shown.series().get(0))).containsExactly(1.0, 1.0);
        assertThat(heights(shown.series().get(1))).allMatch(height -> height > 2);
        assertThat(shown.up().title()).isEqualTo("Decode rate relative to qwen2.5-0.5b");
    }

    @Test
    void scatteredPointsLieUnderTheRoof() throws IOException {
        ScatterFigure scatter = (ScatterFigure) figure("kind: scatter, x: decode_oi, y: decode_performance, series: memory_rate");
        SeriesFigure shown = scatter.figure(points).panels().get(0);
        assertThat(shown.series()).extracting(Series::name).containsExactly("100 GB/s", "400 GB/s", "1 TB/s");
        // The axis counts in TFLOP/s, and most of what decode reads comes from main memory.
        assertThat(shown.up().title()).isEqualTo("Decode performance (TFLOP/s)");
        assertThat(shown.series().get(0).points()).hasSize(4).allSatisfy(point -> assertThat(point.y()).isCloseTo(0.1 * point.x(), within(0.1 * point.y())));
    }

    @Test
    void aMapHasACellForEachPairMarkedByItsRoof() throws IOException {
        String svg = svg(figure("kind: trap-map, rows: device, columns: [model, memory_rate], value: decode_mfu"));
        assertThat(svg).contains("apple-m1-pro", "qwen2.5-0.5b / 100 GB/s", "memory-bound", "Decode MFU");
    }

    @Test
    void roofsAreThoseOfTheSweptBandwidths() throws IOException {
        String svg = svg(figure("kind: roofline, roofs: [device, memory_rate], series: model, where: {device: apple-m1-pro}"));
        assertThat(svg).contains("apple-m1-pro / 100 GB/s", "apple-m1-pro / 1 TB/s");
        String gap = STUDY.replace("rtx-3090]", "{profile: apple-m1-pro, name: slow, with: {memory.dram.bandwidth: 102.4 GB/s}}]").replaceAll("sweep:.*\n", "");
        assertThat(svg(figure(gap, "kind: roofline, series: model, gap: [apple-m1-pro, slow]"))).contains("gap: 2x bandwidth, 1x peak");
    }

    /** What is held times how long: both are in the CSV. */
    @Test
    void thePublishedAccountingIsLaidBeside() throws IOException {
        Figure figure = figure("kind: lines, x: memory_rate, y: as_coded_oi, series: model, panels: device");
        List<Column> columns = Accounting.AS_CODED.columns();
        PointTable.Row row = points.rows().get(0);
        double held = row.number(Columns.named("memory_bytes")) * row.number(Columns.named("request_time"));
        assertThat(row.number(Columns.named(columns, "as_coded_traffic"))).isCloseTo(held, within(1e-6 * held));
        assertThat(row.number(Columns.named(columns, "as_coded_oi"))).isCloseTo(row.number(Columns.named(columns, "as_coded_work")) / held, within(1e-6));
        assertThat(Columns.named(columns, "as_coded_oi").heading()).isEqualTo("as_coded_oi_per_byte_s");
        assertThat(figure.rows(points)).hasSize(12);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> figure(STUDY.replace("first-principles, ", ""), "kind: lines"))
                .withMessageContaining("study.yaml:7: accounting: the others are laid beside first-principles");
    }

    @Test
    void aFigureWithoutPointsIsAMistake() throws IOException {
        Figure none = figure(STUDY.replace("[qwen2.5-0.5b, smollm2-135m]", "[whisper-tiny]"), "kind: bars, x: device, y: decode_rate, series: memory_rate");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> none.chart(points)).withMessageContaining("all that it chooses were skipped");
        // Right of the ridge there is no region.
        Figure flat = figure("kind: lines, x: memory_rate, y: prefill_area, series: [model, device], y-scale: log, "
                + "where: {memory_rate: [400 GB/s, 1 TB/s], device: apple-m1-pro}");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> flat.chart(points)).withMessageContaining("no values of prefill_area");
    }

    private String svg(Figure figure) throws IOException {
        return Files.readString(ChartFiles.write(figure.chart(points), folder.resolve("f")).svg(), StandardCharsets.UTF_8);
    }
}
