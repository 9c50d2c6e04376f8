package dev.ridgepoint.chart;

import dev.ridgepoint.chart.HeatMapFigure.Cell;
import dev.ridgepoint.chart.HeatMapFigure.Row;
import dev.ridgepoint.chart.TornadoFigure.Bar;
import dev.ridgepoint.chart.TornadoFigure.Panel;
import dev.ridgepoint.chart.TornadoFigure.Side;
import dev.ridgepoint.unit.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Maps and tornado figures as large as papers print them, for tests and, by {@link #main}, for the eye. */
final class MapsAndTornadoes {

    private static final List<String> DEVICES = List.of(
            "Raspberry Pi 5 8 GB", "Jetson Orin Nano 8 GB", "Jetson AGX Orin 64 GB", "Apple M1 Pro", "Apple M4 Max", "Snapdragon X Elite NPU", "RTX 3060",
            "RTX 3090", "RTX 4090", "RTX 5090", "A10", "A100 80 GB SXM", "H100 SXM", "H200 SXM", "B200", "MI300X", "TPU v5e", "TPU v6e", "L40S", "Gaudi 3");
    private static final List<String> MODELS = List.of(
            "Qwen2.5-0.5B", "Qwen2.5-1.5B", "SmolLM2-1.7B", "Llama-3.2-1B", "Gemma-3-4B", "Phi-3.5-mini", "Mistral-7B-v0.3", "Llama-3.1-8B", "Qwen3-8B",
            "DeepSeek-V2-Lite", "Qwen3-30B-A3B", "Llama-3.1-70B", "Mixtral-8x7B", "gpt-oss-120b", "DeepSeek-V3");

    private MapsAndTornadoes() { }

    /** Shares of peak between 0.1 % and 100 %, with a corner of models that do not fit. */
    static HeatMapFigure map(int devices, int models) {
        List<Row> rows = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            List<Optional<Cell>> cells = new ArrayList<>();
            for (int j = 0; j < models; j++) {
                double share = 100 / (1 + Math.exp((i - 2 * j) / 4.0 + 2));
                values.add(share);
                String text = Quantity.significant(Math.rint(share * 10) / 10);
                cells.add(i + 8 < j ? Optional.empty() : Optional.of(new Cell(share, text, share < 50 ? "M" : "C")));
            }
            rows.add(new Row(DEVICES.get(i), cells));
        }
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put("M", "memory-bound");
        marks.put("C", "compute-bound");
        Axis colours = Axis.between("Share of peak compute (%)", Axis.Scale.LOGARITHMIC, values.stream().mapToDouble(v -> v).toArray(), Quantity::significant);
        return new HeatMapFigure("Utilisation of " + devices + " devices by " + models + " models", "Decode, batch 1, weights q4_k_m, depth 4096",
                MODELS.subList(0, models), rows, colours, marks, "does not fit");
    }

    /** Two panels; in one a parameter goes to one side only, and in one both its changes do. */
    static TornadoFigure tornado() {
        return new TornadoFigure("Qwen2.5-1.5B on Apple M1 Pro", "q8_0, prompt 512, depth 0; each parameter alone", "Change of time (%)",
                "halved, or next below", "doubled, or next above", List.of(
                new Panel("Decode, time per token", List.of(
                        bar("KV heads", side(-0.8, "1"), side(1.6, "4")), bar("DRAM bandwidth", side(98.2, "÷2"), side(-49.1, "×2")),
                        bar("feed-forward width", side(-33.4, "÷2"), side(66.7, "×2")), bar("layers", side(-42, "14"), side(84, "56")),
                        bar("weights format", side(-46.3, "q4_0"), side(87, "f16")), new Bar("peak", Optional.of(side(0.02, "÷2")), Optional.empty()),
                        bar("launch overhead", side(-3.1, "÷2"), side(6.2, "×2")))),
                new Panel("Prefill", List.of(
                        bar("DRAM bandwidth", side(2.1, "÷2"), side(-0.4, "×2")), bar("peak", side(96, "÷2"), side(-47.8, "×2")),
                        bar("latent rank", side(3, "256"), side(1.5, "1024")), bar("layers", side(-44, "14"), side(88, "56"))))));
    }

    private static Bar bar(String name, Side smaller, Side larger) {
        return new Bar(name, Optional.of(smaller), Optional.of(larger));
    }

    private static Side side(double percent, String cause) {
        return new Side(percent, cause);
    }

    static Map<String, PrintedChart> all() {
        Map<String, PrintedChart> charts = new TreeMap<>();
        charts.put("map-page", new HeatMapChart(map(20, 15), FigureSize.PAGE));
        charts.put("map-column", new HeatMapChart(map(8, 6), FigureSize.COLUMN));
        charts.put("map-screen", new HeatMapChart(map(5, 4), FigureSize.SCREEN));
        charts.put("map-column-full", new HeatMapChart(map(20, 15), FigureSize.COLUMN));
        for (FigureSize size : FigureSize.values()) {
            charts.put("tornado-" + size.name().toLowerCase(Locale.ROOT), new TornadoChart(tornado(), size));
        }
        return charts;
    }

    /** Writes every figure into the folder given, to be looked at. */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, PrintedChart> chart : all().entrySet()) {
            System.out.println(ChartFiles.write(chart.getValue(), Path.of(args[0], chart.getKey())));
        }
    }
}
