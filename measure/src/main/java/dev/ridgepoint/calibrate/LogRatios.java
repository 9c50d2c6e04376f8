package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Logarithms of measured / predicted rates in groups, every group counting as much as every other however many rows it has.
 */
final class LogRatios {

    /** Fewer groups say nothing of how groups differ. */
    private static final int LEAST = 3;

    private final double[][] weighted;
    private final int groups;

    private LogRatios(List<LeaveOneOut.Row> rows, Spread.Kind kind, Function<LeaveOneOut.Row, String> group) {
        Map<String, List<LeaveOneOut.Row>> grouped = rows.stream().filter(row -> row.kind() == kind)
                .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
        this.groups = grouped.size();
        this.weighted = grouped.values().stream()
                .flatMap(same -> same.stream().map(row -> new double[] {row.logRatio(), 1.0 / same.size()})).toArray(double[][]::new);
        Arrays.sort(weighted, (a, b) -> Double.compare(a[0], b[0]));
    }

    static LogRatios byDevice(List<LeaveOneOut.Row> rows, Spread.Kind kind) {
        return new LogRatios(rows, kind, row -> row.measured().measured().runtime() + " " + row.device());
    }

    static LogRatios byDeviceAndModel(List<LeaveOneOut.Row> rows, Spread.Kind kind) {
        return new LogRatios(rows, kind, row -> row.device() + " " + row.measured().predictor().workload().architecture().id());
    }

    /** These, unless they are of too few groups. */
    LogRatios orElse(LogRatios other) {
        return groups < LEAST && other.groups > groups ? other : this;
    }

    /** Their quantiles; empty without rows. */
    Optional<Spread> spread(Spread.Kind kind, boolean known) {
        if (groups == 0) {
            return Optional.empty();
        }
        return Optional.of(new Spread(kind, known, ratio(0.1), ratio(0.9), ratio(0.025), ratio(0.975)));
    }

    private double ratio(double share) {
        double sum = 0;
        for (double[] point : weighted) {
            sum += point[1];
            if (sum >= share * groups) {
                return Math.exp(point[0]);
            }
        }
        return Math.exp(weighted[weighted.length - 1][0]);
    }
}
