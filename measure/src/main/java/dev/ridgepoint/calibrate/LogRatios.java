package dev.ridgepoint.calibrate;

import dev.ridgepoint.backend.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Logarithms of measured / predicted rates in groups, every group counting as much as every other however many rows it has.
 */
final class LogRatios {

    /** Fewer groups say nothing of how groups differ. */
    private static final int LEAST = 3;

    private final List<double[]> groups;

    private LogRatios(List<LeaveOneOut.Row> rows, Spread.Kind kind, Function<LeaveOneOut.Row, String> group) {
        Map<String, List<LeaveOneOut.Row>> grouped = rows.stream().filter(row -> row.kind() == kind)
                .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
        this.groups = grouped.values().stream().map(same -> same.stream().mapToDouble(LeaveOneOut.Row::logRatio).toArray()).toList();
    }

    static LogRatios byDevice(List<LeaveOneOut.Row> rows, Spread.Kind kind) {
        return new LogRatios(rows, kind, row -> row.measured().backend().orElseThrow().id() + " " + row.device());
    }

    static LogRatios byDeviceAndModel(List<LeaveOneOut.Row> rows, Spread.Kind kind) {
        return new LogRatios(rows, kind, row -> row.measured().backend().orElseThrow().id() + " " + row.device() + " " + row.model());
    }

    /** These, unless they are of too few groups. */
    LogRatios orElse(LogRatios other) {
        return groups.size() < LEAST && other.groups.size() > groups.size() ? other : this;
    }

    /**
     * Where a row of one more group will lie: {@code mean +- t s sqrt(1 + 1/n)} of n groups, with t the quantile of Student's distribution of n - 1 degrees of freedom
     * and s^2 the mean square distance of a group's rows from the mean, over n - 1 groups. Quantiles of so few groups would be too narrow: none of them has seen the
     * farthest.
     *
     * @return empty with fewer than two groups
     */
    Optional<Spread> spread(Spread.Kind kind, Spread.Unseen unseen) {
        int n = groups.size();
        if (n < 2) {
            return Optional.empty();
        }
        double mean = groups.stream().mapToDouble(StatUtils::mean).average().orElseThrow();
        double squares = groups.stream().mapToDouble(g -> Arrays.stream(g).map(x -> (x - mean) * (x - mean)).average().orElseThrow()).sum();
        double scale = Math.sqrt(squares / (n - 1) * (1 + 1.0 / n));
        TDistribution student = new TDistribution(n - 1);
        double eighty = scale * student.inverseCumulativeProbability(0.9);
        double ninetyFive = scale * student.inverseCumulativeProbability(0.975);
        return Optional.of(new Spread(kind, unseen, Math.exp(mean - eighty), Math.exp(mean + eighty), Math.exp(mean - ninetyFive), Math.exp(mean + ninetyFive)));
    }
}
