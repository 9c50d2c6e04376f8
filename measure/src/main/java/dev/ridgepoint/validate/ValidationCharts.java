package dev.ridgepoint.validate;

import dev.ridgepoint.chart.AgreementChart;
import dev.ridgepoint.chart.AgreementFigure;
import dev.ridgepoint.chart.AgreementFigure.Pair;
import dev.ridgepoint.chart.Ceiling;
import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.chart.MeasuredRoofline;
import dev.ridgepoint.chart.MeasuredRooflineChart;
import dev.ridgepoint.chart.RooflineFigure.Interval;
import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The charts of a validation: predicted against measured, and the roofline of each device with both under it. */
public final class ValidationCharts {

    private static final FigureSize SIZE = FigureSize.SCREEN;
    private static final int MOST_SERIES = 6;

    private ValidationCharts() { }

    /**
     * Writes them into a folder: {@code predicted-against-measured} and {@code roofline-DEVICE}.
     *
     * @return where they lie; empty when no row could be compared
     * @throws IOException if one cannot be written
     */
    public static List<ChartFiles> write(Validation validation, Path folder) throws IOException {
        if (validation.rows().isEmpty()) {
            return List.of();
        }
        List<ChartFiles> files = new ArrayList<>();
        files.add(ChartFiles.write(new AgreementChart(agreement(validation.rows()), SIZE), folder.resolve("predicted-against-measured.png")));
        for (Map.Entry<Hardware, List<ValidatedRow>> device : byDevice(validation.rows()).entrySet()) {
            MeasuredRoofline figure = roofline(device.getKey(), device.getValue());
            files.add(ChartFiles.write(new MeasuredRooflineChart(figure, SIZE), folder.resolve("roofline-" + device.getKey().id() + ".png")));
        }
        return files;
    }

    private static Map<Hardware, List<ValidatedRow>> byDevice(List<ValidatedRow> rows) {
        Map<String, Hardware> devices = new LinkedHashMap<>();
        Map<Hardware, List<ValidatedRow>> groups = new LinkedHashMap<>();
        for (ValidatedRow row : rows) {
            Hardware hardware = devices.computeIfAbsent(row.hardware().id(), id -> row.hardware());
            groups.computeIfAbsent(hardware, h -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    /** Predicted against measured; series are devices, or of one device the weights formats. */
    public static AgreementFigure agreement(List<ValidatedRow> rows) {
        boolean severalDevices = rows.stream().map(row -> row.hardware().id()).distinct().count() > 1;
        Function<ValidatedRow, String> series = severalDevices ? row -> row.hardware().id() : ValidatedRow::weights;
        List<Pair> points = rows.stream()
                .map(row -> new Pair(series.apply(row), row.predicted(), row.measured().tokensPerSecond())).toList();
        return new AgreementFigure(
                "Predicted against measured" + (severalDevices ? "" : " on " + rows.get(0).hardware().name()), rows.size() + " tests", "tokens/s", points);
    }

    /** The roofline of one device; series are models in their formats, or one of the two where that would be too many. */
    static MeasuredRoofline roofline(Hardware hardware, List<ValidatedRow> rows) {
        boolean severalModels = rows.stream().map(ValidatedRow::model).distinct().count() > 1;
        Function<ValidatedRow, String> series = series(rows);
        List<MeasuredRoofline.Point> points = new ArrayList<>();
        for (ValidatedRow row : rows) {
            double flops = row.measuredFlops();
            double spread = flops * row.measured().stddev().orElse(0) / row.measured().tokensPerSecond();
            // A deviation of all of the value or more has no lower end on a logarithmic axis.
            Interval interval = spread > 0 && spread < flops ? new Interval(flops - spread, flops + spread) : null;
            points.add(new MeasuredRoofline.Point(
                    series.apply(row), row.prediction().operationalIntensity(), row.prediction().performance(), flops, interval));
        }
        String what = severalModels ? rows.size() + " tests" : rows.get(0).model() + ", " + rows.size() + " tests";
        return new MeasuredRoofline("Predicted and measured on " + hardware.name(), what, machine(hardware, rows), points);
    }

    /** The finest split that colours can tell apart. */
    private static Function<ValidatedRow, String> series(List<ValidatedRow> rows) {
        List<Function<ValidatedRow, String>> splits = List.of(row -> row.model() + " " + row.weights(), ValidatedRow::model, ValidatedRow::weights);
        return splits.stream().filter(split -> rows.stream().map(split).distinct().count() <= MOST_SERIES).findFirst().orElse(ValidatedRow::model);
    }

    /** Every roof that a row stands under; the one over most rows makes the ridge. */
    private static Machine machine(Hardware hardware, List<ValidatedRow> rows) {
        Map<Peak, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.merge(row.prediction().roofline().roof(), 1, Integer::sum));
        Peak primary = counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        List<Ceiling.Compute> peaks = counts.keySet().stream().map(peak -> new Ceiling.Compute(
                peak.key() + " " + peak.unit().name().toLowerCase(Locale.ROOT) + " "
                        + Quantity.format(peak.rate().value(), Dimension.OPERATIONS_PER_SECOND), peak.rate().value(), peak == primary)).toList();
        Roofline roofline = rows.get(0).prediction().roofline();
        return new Machine(hardware.name(), peaks, List.of(new Ceiling.Memory(
                hardware.mainMemory().name().toUpperCase(Locale.ROOT) + " " + Quantity.format(roofline.bandwidth(), Dimension.BYTES_PER_SECOND),
                roofline.bandwidth(), true)));
    }
}
