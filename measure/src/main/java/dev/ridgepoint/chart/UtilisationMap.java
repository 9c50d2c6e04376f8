package dev.ridgepoint.chart;

import dev.ridgepoint.chart.HeatMapFigure.Cell;
import dev.ridgepoint.chart.HeatMapFigure.Row;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How well devices are used by models: a map with a row for each device and a column for each model, and which roof each pair stands under. */
public final class UtilisationMap {

    /** What is mapped, on a logarithmic scale. */
    public enum Measure {
        /** Model FLOP utilisation: a row of one colour would be a device that every model uses alike. */
        MFU("Share of peak compute (MFU, %)", phase -> 100 * phase.mfu()),
        /** Model bandwidth utilisation. */
        MBU("Share of memory bandwidth (MBU, %)", phase -> 100 * phase.mbu()),
        /** Where the operating point stands on the intensity axis: 1 at the ridge, less to its left. */
        RIDGE("Operational intensity over that of the ridge", phase -> phase.operationalIntensity() / phase.potential().ridgeIntensity()),
        /** How many times faster the device could be at the same intensity. */
        HEADROOM("Headroom (times)", phase -> phase.potential().headroom()),
        /** Tokens a second over all sequences. */
        SPEED("Tokens a second", Phase::tokensPerSecond);

        private final String title;
        private final ToDoubleFunction<Phase> value;

        Measure(String title, ToDoubleFunction<Phase> value) {
            this.title = title;
            this.value = value;
        }
    }

    private UtilisationMap() { }

    /**
     * Maps predictions.
     *
     * @param title       the heading
     * @param subtitle    a smaller line under it, or null
     * @param predictions one for each device and model; devices and models stand in the order in which they come first. A pair that is left out, does not fit
     *                    into the device's memory or has no such phase is crossed
     * @param phase       of which phase
     * @param measure     what is mapped
     * @throws IllegalArgumentException if no prediction has the phase and fits
     */
    public static HeatMapFigure of(String title, String subtitle, List<Prediction> predictions, PhaseName phase, Measure measure) {
        Map<String, Map<String, Phase>> phases = new LinkedHashMap<>();
        Map<String, String> models = new LinkedHashMap<>();
        Map<String, String> devices = new LinkedHashMap<>();
        for (Prediction prediction : predictions) {
            String device = prediction.roofline().hardware().id();
            String model = prediction.workload().architecture().id();
            devices.putIfAbsent(device, shortName(prediction.roofline().hardware().name()));
            models.putIfAbsent(model, shortName(prediction.workload().architecture().name()));
            Map<String, Phase> row = phases.computeIfAbsent(device, id -> new LinkedHashMap<>());
            Optional<Phase> found = phase == PhaseName.PREFILL ? prediction.prefill() : prediction.decode();
            if (prediction.memory().fits()) {
                found.ifPresent(one -> row.put(model, one));
            }
        }
        double[] values = phases.values().stream().flatMap(row -> row.values().stream()).mapToDouble(measure.value).toArray();
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing to map: no model fits into a device's memory and has this phase");
        }
        List<Row> rows = new ArrayList<>();
        devices.forEach((id, name) -> rows.add(new Row(name,
                models.keySet().stream().map(model -> Optional.ofNullable(phases.get(id).get(model)).map(one -> cell(one, measure))).toList())));
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put("M", "memory-bound");
        marks.put("C", "compute-bound");
        return new HeatMapFigure(title, subtitle, List.copyOf(models.values()), rows,
                Axis.between(measure.title, Axis.Scale.LOGARITHMIC, values, Quantity::significant), marks, "does not fit");
    }

    private static Cell cell(Phase phase, Measure measure) {
        double value = measure.value.applyAsDouble(phase);
        return new Cell(value, twoDigits(value), phase.bound() == Bound.MEMORY ? "M" : "C");
    }

    /** Two digits say as much as a colour does. */
    private static String twoDigits(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return Quantity.significant(value >= 100 ? Math.rint(value) : Math.rint(value / unit) * unit);
    }

    /** A name without what its maker adds in brackets. */
    private static String shortName(String name) {
        int bracket = name.indexOf(" (");
        return bracket > 0 ? name.substring(0, bracket) : name;
    }
}
