package dev.ridgepoint.efficiency;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How far predictions of cells are off, as fractions of what was measured.
 *
 * @param phase  of prefill or of decode
 * @param cells  how many
 * @param median median absolute percentage error
 * @param mean   mean absolute percentage error
 * @param worst  greatest absolute percentage error
 * @param bias   mean of {@code (predicted - measured) / measured}: above 0, predictions are too fast
 */
public record FitError(PhaseName phase, int cells, double median, double mean, double worst, double bias) {

    /** The errors of those cells that are of a phase; all 0 where there are none. */
    public static FitError of(PhaseName phase, List<FittedCell> cells) {
        List<FittedCell> those = cells.stream().filter(cell -> cell.row().measured().phase() == phase).toList();
        if (those.isEmpty()) {
            return new FitError(phase, 0, 0, 0, 0, 0);
        }
        double[] errors = those.stream().mapToDouble(FittedCell::absolutePercentageError).toArray();
        double[] signed = those.stream().mapToDouble(FittedCell::relativeError).toArray();
        return new FitError(phase, those.size(), new Median().evaluate(errors), StatUtils.mean(errors), StatUtils.max(errors), StatUtils.mean(signed));
    }
}
