package dev.ridgepoint.examples;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.PredictionBeside;
import dev.ridgepoint.result.ResultFile;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of {@code examples/rooflinebench/real/configurations.txt} and its run.
 *
 * @param name    of the configuration
 * @param layers  that the model was cut to
 * @param weights format
 * @param depth   tokens cached before the prompt
 * @param flops   of a mean step
 * @param bytes   of a mean step
 * @param result  what was measured
 */
public record TimedRun(String name, int layers, String weights, int depth, double flops, double bytes, BenchmarkResult result) {

    /** Tokens of every run's prompt. */
    public static final int PROMPT = 32;
    private static final int STEPS = 16;

    /** Median time of a token, milliseconds. */
    public double tokenMs() {
        return result.extension().spread().get("inter_token_ms").median();
    }

    /** FLOPs over bytes of the operators. */
    public double countedIntensity() {
        return flops / bytes;
    }

    /** FLOPs over what plain reads beside each step would have moved in its time, the median. */
    public double measuredIntensity() {
        return countedIntensity() * result.extension().reads().share().median();
    }

    /** Its lower quartile. */
    public double lowIntensity() {
        return countedIntensity() * result.extension().reads().share().lowerQuartile();
    }

    /** Its upper quartile. */
    public double highIntensity() {
        return countedIntensity() * result.extension().reads().share().upperQuartile();
    }

    /**
     * Every run of a folder.
     *
     * @param folder with {@code configurations.txt} and {@code results}
     */
    public static List<TimedRun> read(Path folder) throws IOException {
        List<TimedRun> runs = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("configurations.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                runs.add(run(folder, line.split(" ")));
            }
        }
        return runs;
    }

    private static TimedRun run(Path folder, String[] fields) {
        String name = fields[0];
        int layers = Integer.parseInt(fields[3]);
        String weights = fields[4];
        int depth = Integer.parseInt(fields[5]);
        String model = fields[1].contains("/") ? folder.resolve(fields[1]).toString() : fields[1];
        Architecture architecture = Library.find().architecture(model).withLayers(layers);
        StoredWeights stored = StoredWeights.valueOf(weights.toUpperCase(Locale.ROOT));
        Workload workload = Workload.of(architecture, PredictionBeside.numerics(stored));
        LatentExecution execution = fields[2].equals("-") ? LatentExecution.CHEAPER : LatentExecution.valueOf(fields[2].toUpperCase(Locale.ROOT));
        boolean expanded = execution == LatentExecution.EXPANDED;
        double cached = depth + PROMPT + (STEPS - 1) / 2.0;
        double flops = 0;
        double bytes = 0;
        for (Operator operator : workload.operators()) {
            if (operator.execution() != (expanded ? Operator.Execution.ABSORBED : Operator.Execution.EXPANDED)) {
                flops += operator.count() * (operator.flopsPerToken() + operator.flopsPerPair() * (cached + 1) + operator.flopsPerTokenRead() * (cached + 1));
                bytes += operator.count() * (operator.weightBytes() + operator.weightBytesPerToken() + operator.activationBytesPerToken()
                        + (operator.cacheReadPerTokenRead() + operator.activationBytesPerTokenRead()) * (cached + 1) + operator.cacheWritePerToken());
            }
        }
        Path file = folder.resolve("results").resolve(name + "-" + layers + "l-" + weights + "-d" + depth + ".json");
        return new TimedRun(name, layers, weights, depth, flops, bytes, ResultFile.read(file).result());
    }
}
