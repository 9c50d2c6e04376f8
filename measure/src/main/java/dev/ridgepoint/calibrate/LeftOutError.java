package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How far predictions lie from one device or model that was left out.
 *
 * @param runtime   the runtime's id
 * @param left      what was left out
 * @param kind      what was predicted
 * @param key       id of the device or model
 * @param rows      measurements
 * @param medianApe median of {@code |predicted - measured| / measured}
 * @param bias      median of {@code (predicted - measured) / measured}: above 0 where predictions are too fast
 */
public record LeftOutError(String runtime, LeaveOneOut.Left left, Spread.Kind kind, String key, int rows, double medianApe, double bias) {

    /** One for each device and model that was left out, sorted. */
    public static List<LeftOutError> of(FittedBackend fitted) {
        List<LeftOutError> errors = new ArrayList<>();
        for (LeaveOneOut leaveOneOut : List.of(fitted.devices(), fitted.models())) {
            for (Spread.Kind kind : Spread.Kind.values()) {
                Map<String, List<LeaveOneOut.Row>> byKey = leaveOneOut.rows().stream().filter(row -> row.kind() == kind)
                        .collect(Collectors.groupingBy(leaveOneOut.left()::of, TreeMap::new, Collectors.toList()));
                byKey.forEach((key, rows) -> {
                    double[] errorsOfRows = rows.stream().mapToDouble(row -> Math.expm1(-row.logRatio())).toArray();
                    errors.add(new LeftOutError(fitted.backend().id(), leaveOneOut.left(), kind, key, rows.size(),
                            median(Arrays.stream(errorsOfRows).map(Math::abs).toArray()), median(errorsOfRows)));
                });
            }
        }
        return errors;
    }

    private static double median(double[] values) {
        return StatUtils.percentile(values, 50);
    }
}
