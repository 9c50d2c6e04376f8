package dev.ridgepoint.validate;

import dev.ridgepoint.predict.Prediction.PhaseName;
import java.util.List;

/**
 * How far predictions of a group of rows are off. The absolute percentage error (APE) of a row is {@code |predicted - measured| / measured}.
 *
 * @param group     by what rows are grouped
 * @param key       which group
 * @param phase     of prefill or of decode
 * @param rows      how many rows
 * @param mape      mean APE, as a fraction
 * @param medianApe median APE, as a fraction
 * @param bias      mean of {@code (predicted - measured) / measured}: above 0, predictions are too fast
 */
public record ErrorSummary(Grouping group, String key, PhaseName phase, int rows, double mape, double medianApe, double bias) {

    static ErrorSummary of(Grouping group, String key, PhaseName phase, List<ValidatedRow> rows) {
        double[] errors = rows.stream().mapToDouble(ValidatedRow::absolutePercentageError).sorted().toArray();
        int middle = errors.length / 2;
        double median = errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
        double mape = rows.stream().mapToDouble(ValidatedRow::absolutePercentageError).average().orElseThrow();
        double bias = rows.stream().mapToDouble(ValidatedRow::relativeError).average().orElseThrow();
        return new ErrorSummary(group, key, phase, rows.size(), mape, median, bias);
    }
}
