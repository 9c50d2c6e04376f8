package dev.ridgepoint.export;

import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.trial.Distribution;
import java.util.List;
import java.util.Optional;

/**
 * One metric of one run.
 *
 * @param values  in each iteration of the file that measured it
 * @param summary as the file has it
 */
public record Measured(List<Double> values, Summary summary) {

    /** Fewer values than this have no quartiles to speak of. */
    private static final int LEAST_FOR_QUARTILES = 4;

    /** Copies its list. */
    public Measured {
        values = List.copyOf(values);
    }

    /** Whether there is anything. */
    public boolean isPresent() {
        return middle().isPresent();
    }

    /** The median, or the mean where the file has no median. */
    public Optional<Double> middle() {
        return Optional.ofNullable(summary.median() == null ? summary.mean() : summary.median());
    }

    /** The values, where there are enough for quartiles. */
    public Optional<Distribution> distribution() {
        return values.size() < LEAST_FOR_QUARTILES ? Optional.empty()
                : Optional.of(Distribution.of(values.stream().mapToDouble(v -> v).toArray()));
    }

    /** All of it in another unit. */
    public Measured dividedBy(double unit) {
        return new Measured(values.stream().map(v -> v / unit).toList(), new Summary(over(summary.mean(), unit), over(summary.std(), unit),
                over(summary.min(), unit), over(summary.max(), unit), over(summary.median(), unit)));
    }

    private static Double over(Double value, double unit) {
        return value == null ? null : (Double) (value / unit);
    }
}
