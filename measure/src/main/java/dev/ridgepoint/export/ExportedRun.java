package dev.ridgepoint.export;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.BenchmarkResult.Summary;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.result.ResultFile;
import dev.ridgepoint.validate.Implausible;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A run that is exported.
 *
 * @param name        what it is called: its file's name, told apart from those of other files
 * @param file        what was read
 * @param implausible what of it no device of its kind could give; empty as well where that was not asked
 */
public record ExportedRun(String name, ResultFile file, List<Implausible> implausible) {

    /** Copies its list. */
    public ExportedRun {
        implausible = List.copyOf(implausible);
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it is no benchmark run, or has a number that is not finite
     */
    public static ExportedRun read(Path path, String name) {
        ExportedRun run = new ExportedRun(name, ResultFile.read(path), List.of());
        for (Metric metric : Metric.values()) {
            Measured measured = run.measured(metric);
            Summary all = measured.summary();
            if (Stream.concat(Stream.of(all.mean(), all.std(), all.min(), all.max(), all.median()), measured.values().stream())
                    .anyMatch(value -> value != null && !Double.isFinite(value))) {
                throw new InvalidInputException(path.toString(), metric.key() + " has a value that is not finite");
            }
        }
        return run;
    }

    /** The same run with what was found of it. */
    public ExportedRun doubted(List<Implausible> found) {
        return new ExportedRun(name, file, found);
    }

    /** What the file holds. */
    public BenchmarkResult result() {
        return file.result();
    }

    private int batch() {
        BenchmarkConfig config = result().metadata().benchmarkConfig();
        return config == null ? 1 : config.batchSize();
    }

    /** A metric of one iteration. */
    OptionalDouble of(Iteration iteration, Metric metric) {
        return metric.of(iteration, batch());
    }

    /** A metric as the file has it. */
    public Measured measured(Metric metric) {
        List<Double> values = Arrays.stream(metric.values(result().iterations(), batch())).boxed().toList();
        return new Measured(values, metric.in(result().results()));
    }

    /** What of a metric is implausible. */
    public Optional<Implausible> implausible(Metric metric) {
        return implausible.stream().filter(found -> found.metric().filter(metric::equals).isPresent()).findFirst();
    }
}
