package dev.ridgepoint.reexamination;

import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.validate.ValidatedRow;
import java.util.Comparator;
import java.util.List;

/**
 * A decode rate that needs more bandwidth than is said to be there. Each token reads all weights and the cache so far, so its rate implies a bandwidth.
 *
 * @param cell    the measurement
 * @param needed  bytes a second that it implies
 * @param ceiling bytes a second that are said to be there
 */
public record AboveCeiling(ValidatedRow cell, double needed, double ceiling) {

    /** How many times the ceiling is needed. */
    public double excess() {
        return needed / ceiling;
    }

    /** Those among cells, the highest first. */
    public static List<AboveCeiling> among(List<ValidatedRow> cells, double ceiling) {
        return cells.stream()
                .filter(cell -> cell.measured().phase() == PhaseName.DECODE && cell.measuredBandwidth() > ceiling)
                .map(cell -> new AboveCeiling(cell, cell.measuredBandwidth(), ceiling))
                .sorted(Comparator.comparingDouble(AboveCeiling::needed).reversed())
                .toList();
    }
}
