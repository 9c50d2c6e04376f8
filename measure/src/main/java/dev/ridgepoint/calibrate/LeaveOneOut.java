package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Spread;
import dev.ridgepoint.validate.PreparedRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions of what a fit has not seen.
 *
 * @param left  what was left out in turn
 * @param rows  one a measurement
 */
public record LeaveOneOut(Left left, List<Row> rows) {

    /** What was left out. */
    public enum Left {
        /** All rows of a device: as for one that was never measured. */
        DEVICE,
        /** All rows of a model: as for a new model on known devices. */
        MODEL;

        /** The device or the model of a row. */
        String of(Row row) {
            return this == DEVICE ? row.device() : row.model();
        }
    }

    /**
     * One measurement, and its prediction by a fit without it.
     *
     * @param measured what was measured
     * @param unseen   what of it the fit had not seen
     * @param logRatio natural logarithm of measured / predicted rate
     */
    public record Row(PreparedRow measured, Spread.Unseen unseen, double logRatio) {

        /** {@code |predicted - measured| / measured}. */
        public double absolutePercentageError() {
            return Math.abs(Math.expm1(-logRatio));
        }

        /** Its kind of phase. */
        public Spread.Kind kind() {
            return measured.kind();
        }

        /** Its model. */
        public String model() {
            return modelOf(measured);
        }

        /** Its device. */
        public String device() {
            return measured.hardware().id();
        }
    }

    /** Copies its list. */
    public LeaveOneOut {
        rows = List.copyOf(rows);
    }

    /** Each device left out in turn. */
    public static LeaveOneOut devices(Backend shape, Observations observations) {
        List<Row> rows = new ArrayList<>();
        for (String device : observations.devices()) {
            Observations rest = observations.where(row -> !row.hardware().id().equals(device));
            if (!rest.rows().isEmpty()) {
                List<String> seen = rest.models();
                Backend fitted = BackendFit.fit(shape, rest);
                Observations out = observations.where(row -> row.hardware().id().equals(device));
                append(rows, out.where(row -> seen.contains(modelOf(row))), fitted, Spread.Unseen.DEVICE);
                append(rows, out.where(row -> !seen.contains(modelOf(row))), fitted, Spread.Unseen.BOTH);
            }
        }
        return new LeaveOneOut(Left.DEVICE, rows);
    }

    /** Each model left out in turn, its devices known by their other models. */
    public static LeaveOneOut models(Backend shape, Observations observations) {
        List<Row> rows = new ArrayList<>();
        for (String model : observations.models()) {
            Observations rest = observations.where(row -> !modelOf(row).equals(model));
            List<String> known = rest.devices();
            Observations out = observations.where(row -> modelOf(row).equals(model) && known.contains(row.hardware().id()));
            if (!out.rows().isEmpty()) {
                append(rows, out, DeviceResiduals.added(BackendFit.fit(shape, rest), rest), Spread.Unseen.MODEL);
            }
        }
        return new LeaveOneOut(Left.MODEL, rows);
    }

    private static String modelOf(PreparedRow row) {
        return row.predictor().workload().architecture().id();
    }

    private static void append(List<Row> rows, Observations out, Backend fitted, Spread.Unseen unseen) {
        double[] ratios = out.logRatios(fitted);
        for (int i = 0; i < ratios.length; i++) {
            rows.add(new Row(out.rows().get(i), unseen, ratios[i]));
        }
    }
}
