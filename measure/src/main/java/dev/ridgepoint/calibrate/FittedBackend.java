package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A fitted runtime and what its fit is worth.
 *
 * @param backend      with its parameters, what single devices have of their own, and spreads
 * @param observations what it was fitted to
 * @param devices      each device left out in turn
 * @param models       each model left out in turn
 */
public record FittedBackend(Backend backend, Observations observations, LeaveOneOut devices, LeaveOneOut models) {

    /** Fits a runtime, and states its spreads from what was left out. */
    public static FittedBackend fit(Backend shape, Observations observations) {
        LeaveOneOut devices = LeaveOneOut.devices(shape, observations);
        LeaveOneOut models = LeaveOneOut.models(shape, observations);
        Backend fitted = DeviceResiduals.added(BackendFit.fitAll(shape, observations), observations);
        List<Spread> spreads = new ArrayList<>();
        for (Spread.Kind kind : Spread.Kind.values()) {
            spread(devices, kind, false).ifPresent(spreads::add);
            spread(models, kind, true).ifPresent(spreads::add);
        }
        return new FittedBackend(fitted.with(fitted.parameters(), fitted.adjustments(), spreads), observations, devices, models);
    }

    /** Quantiles of the ratios, every device counting as much as every other. */
    private static java.util.Optional<Spread> spread(LeaveOneOut out, Spread.Kind kind, boolean known) {
        Map<String, List<LeaveOneOut.Row>> byDevice = out.rows().stream().filter(row -> row.kind() == kind)
                .collect(Collectors.groupingBy(LeaveOneOut.Row::device, TreeMap::new, Collectors.toList()));
        if (byDevice.isEmpty()) {
            return java.util.Optional.empty();
        }
        double[][] points = byDevice.values().stream()
                .flatMap(rows -> rows.stream().map(row -> new double[] {row.logRatio(), 1.0 / rows.size()})).toArray(double[][]::new);
        Arrays.sort(points, (a, b) -> Double.compare(a[0], b[0]));
        double total = byDevice.size();
        return java.util.Optional.of(new Spread(kind, known, Math.exp(quantile(points, total, 0.1)), Math.exp(quantile(points, total, 0.9)),
                Math.exp(quantile(points, total, 0.025)), Math.exp(quantile(points, total, 0.975))));
    }

    private static double quantile(double[][] points, double total, double share) {
        double sum = 0;
        for (double[] point : points) {
            sum += point[1];
            if (sum >= share * total) {
                return point[0];
            }
        }
        return points[points.length - 1][0];
    }
}
