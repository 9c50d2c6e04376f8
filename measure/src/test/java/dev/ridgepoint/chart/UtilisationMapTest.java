package dev.ridgepoint.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ridgepoint.Library;
import dev.ridgepoint.chart.HeatMapFigure.Cell;
import dev.ridgepoint.chart.UtilisationMap.Measure;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtilisationMapTest {

    private static final List<String> DEVICES = List.of(
            "raspberry-pi-5-8gb", "jetson-orin-nano-8gb", "jetson-agx-orin-64gb", "apple-m1-pro", "apple-m4-max", "rtx-3060-12gb", "rtx-3090", "rtx-4090",
            "rtx-5090", "a10", "l4", "l40s", "a100-80gb-sxm", "h100-sxm", "h200-sxm", "mi300x", "tpu-v5e", "gaudi3", "h20", "t4");
    private static final List<String> MODELS = List.of(
            "smollm2-135m", "qwen2.5-0.5b", "llama-3.2-1b", "gemma-3-1b", "qwen2.5-1.5b", "smollm2-1.7b", "plm-1.8b", "phi-2", "qwen2.5-7b", "llama-3.1-8b",
            "deepseek-v2-lite", "gpt-oss-20b", "qwen3-30b-a3b", "llama-3.1-70b", "deepseek-v3");

    private static List<Prediction> predictions(int devices, int models, Request request) {
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named("q4_k_m").orElseThrow());
        List<Prediction> predictions = new ArrayList<>();
        for (String model : MODELS.subList(0, models)) {
            Predictor predictor = new Predictor(Workload.of(library.architecture(model), numerics));
            for (String device : DEVICES.subList(0, devices)) {
                predictions.add(predictor.predict(Roofline.of(library.hardware(device), numerics), request));
            }
        }
        return predictions;
    }

    private static String describe(HeatMapFigure figure) {
        StringBuilder text = new StringBuilder("colours\t" + figure.colours().ticks().stream().map(Axis.Tick::text).toList() + "\n");
        text.append("columns\t").append(String.join("\t", figure.columns())).append('\n');
        for (HeatMapFigure.Row row : figure.rows()) {
            text.append(row.name());
            row.cells().forEach(cell -> text.append('\t').append(cell.map(c -> c.text() + " " + c.mark()).orElse("X")));
            text.append('\n');
        }
        return text.toString();
    }

    /** A change of this file is a change of the figure: look at it before accepting it. The PNGs lie in {@code target/maps}. */
    @Test
    void theMapIsAsItWas() throws IOException {
        HeatMapFigure decode = UtilisationMap.of("Decode", null, predictions(6, 8, Request.of(512, 128)), PhaseName.DECODE, Measure.MFU);
        HeatMapFigure prefill = UtilisationMap.of("Prefill of a prompt of 64", "Weights q4_k_m, batch 1",
                predictions(20, 15, Request.of(64, 128)), PhaseName.PREFILL, Measure.MFU);
        ChartFiles.write(new HeatMapChart(decode, FigureSize.COLUMN), Path.of("target/maps/decode"));
        ChartFiles.write(new HeatMapChart(prefill, FigureSize.PAGE), Path.of("target/maps/prefill"));
        try (InputStream in = UtilisationMapTest.class.getResourceAsStream("utilisation-map.txt")) {
            assertThat(describe(decode)).isEqualTo(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Llama-3.1-70B does not fit a Raspberry Pi; where a model does, its cell is its phase. */
    @Test
    void cellsAreThePhasesOwn() {
        List<Prediction> predictions = predictions(4, 15, Request.of(512, 128));
        HeatMapFigure figure = UtilisationMap.of("t", null, predictions, PhaseName.DECODE, Measure.RIDGE);
        assertThat(figure.columns()).hasSize(15);
        assertThat(figure.rows().get(0).cells().get(13)).isEmpty();
        Prediction first = predictions.get(3);
        Cell cell = figure.rows().get(3).cells().get(0).orElseThrow();
        double ridge = first.roofline().ridgeIntensity();
        assertThat(cell.value()).isEqualTo(first.decode().orElseThrow().operationalIntensity() / ridge).isLessThan(1);
        assertThat(cell.mark()).isEqualTo("M");
    }

    @Test
    void nothingThatFitsIsNoMap() {
        List<Prediction> tooLarge = predictions(1, 15, Request.of(16, 16)).subList(14, 15);
        assertThatIllegalArgumentException().isThrownBy(() -> UtilisationMap.of("t", null, tooLarge, PhaseName.DECODE, Measure.MFU));
        List<Prediction> prefillOnly = predictions(1, 1, Request.of(16, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> UtilisationMap.of("t", null, prefillOnly, PhaseName.DECODE, Measure.MFU));
    }
}
