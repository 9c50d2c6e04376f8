package dev.ridgepoint.compare;

import dev.ridgepoint.result.BenchmarkResult;
import dev.ridgepoint.result.BenchmarkResult.BenchmarkConfig;
import dev.ridgepoint.result.BenchmarkResult.DeviceInfo;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.result.BenchmarkResult.Metadata;
import dev.ridgepoint.result.BenchmarkResult.Model;
import dev.ridgepoint.result.BenchmarkResult.Results;
import dev.ridgepoint.result.BenchmarkResult.SystemInfo;
import dev.ridgepoint.result.Extension;
import dev.ridgepoint.result.RawTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs that never happened: 9 tokens after a first one, of a prompt of 64. */
final class Runs {

    private static final int STEPS = 9;

    private Runs() { }

    static Metadata metadata(String model, int input, String cpu, int iterations) {
        return new Metadata("2026-01-01T00:00:00Z", "cpu", new DeviceInfo(cpu, null), new Model(model, 1L, "int8"),
                new BenchmarkConfig(iterations, 1, input, STEPS + 1, 1), new SystemInfo("Linux", cpu, 16.0, null));
    }

    static Iteration iteration(int number, double firstMs, double stepMs) {
        return new Iteration(number, null, firstMs, stepMs, (STEPS + 1) * 1e3 / (firstMs + STEPS * stepMs), 100.0, 100.0, null, null);
    }

    /** As the schema alone has it. */
    static BenchmarkResult plain(Metadata metadata, double firstMs, double... stepMs) {
        List<Iteration> iterations = IntStream.range(0, stepMs.length).mapToObj(i -> iteration(i + 1, firstMs + i, stepMs[i])).toList();
        return new BenchmarkResult(metadata, Results.of(iterations, 1), iterations, null);
    }

    /**
     * A run of five iterations on a machine of some mood.
     *
     * @param mood what all times are multiplied by, the reference kernel's too
     * @param cost what the passes' times are multiplied by
     */
    static BenchmarkResult probed(Random random, double mood, double cost) {
        return of(random, mood, 0, cost);
    }

    /** The same where the mood changes with every iteration by that spread. */
    static BenchmarkResult moody(Random random, double spread, double cost) {
        return of(random, 1, spread, cost);
    }

    private static BenchmarkResult of(Random random, double runMood, double spread, double cost) {
        List<Iteration> iterations = new ArrayList<>();
        List<RawTrial> trials = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            double mood = runMood * noisy(random, spread);
            iterations.add(iteration(i, 50 * mood * cost * noisy(random, 0.02), 10 * mood * cost * noisy(random, 0.01)));
            List<Double> probes = Stream.generate(() -> 2 * mood * noisy(random, 0.03)).limit(STEPS + 2).toList();
            trials.add(new RawTrial(i, false, 0, 0, 0, List.of(), List.of(), probes, null, 2, List.of()));
        }
        return new BenchmarkResult(metadata("m", 64, "A", 5), Results.of(iterations, 1), iterations,
                new Extension(1, new Extension.Setup(4, 0, 2, "onnxruntime", null, null), null, null, null, null, null, null, null, Map.of(), trials, List.of(), null, null));
    }

    static double noisy(Random random, double spread) {
        return Math.exp(spread * random.nextGaussian());
    }
}
