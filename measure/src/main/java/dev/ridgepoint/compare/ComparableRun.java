package dev.ridgepoint.compare;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.result.ResultFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** A file of results that says what was run, and whose numbers are such as a run can have. */
public final class ComparableRun {

    private ComparableRun() { }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it is no benchmark run, has no configuration, or a time, rate or memory that is not above 0
     */
    public static BenchmarkResult read(Path path) {
        BenchmarkResult run = ResultFile.read(path).result();
        String file = path.toString();
        BenchmarkConfig config = run.metadata().benchmarkConfig();
        if (config == null) {
            throw new InvalidInputException(file, "metadata.benchmark_config is missing: nothing says what was run");
        }
        if (config.batchSize() < 1) {
            throw new InvalidInputException(file, "metadata.benchmark_config.batch_size is " + config.batchSize() + ": a batch has 1 sequence or more");
        }
        for (int i = 0; i < run.iterations().size(); i++) {
            for (Metric metric : Metric.values()) {
                // The rate after the first token is in no file: it is worked out of the time.
                OptionalDouble value = metric.of(run.iterations().get(i), config.batchSize());
                if (metric != Metric.TOKENS_PER_SECOND_AFTER_FIRST && value.isPresent() && !isPossible(metric, value.getAsDouble())) {
                    throw new InvalidInputException(file, "iterations[" + i + "]." + field(metric) + " is " + written(value.getAsDouble()) + ": "
                            + rule(metric) + ", or null where it was not measured");
                }
            }
        }
        return run;
    }

    private static boolean isPossible(Metric metric, double value) {
        return Double.isFinite(value) && (isPower(metric) ? value >= 0 : value > 0);
    }

    private static String rule(Metric metric) {
        return switch (metric.unit()) {
            case "ms" -> "a time is above 0";
            case "MB" -> "memory is above 0";
            case "W" -> "power is 0 or more";
            default -> "a rate is above 0";
        };
    }

    private static boolean isPower(Metric metric) {
        return metric == Metric.AVERAGE_POWER || metric == Metric.PEAK_POWER;
    }

    /** An iteration calls memory {@code peak_memory_mb}, and the results {@code peak_memory_usage_mb}. */
    private static String field(Metric metric) {
        return metric.key().replace("_usage", "");
    }

    private static String written(double value) {
        return !Double.isFinite(value) ? "not a finite number" : value == 0 ? "0" : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
