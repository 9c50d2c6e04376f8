package dev.ridgepoint.predict;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Full predictions a second on one thread: a prompt and a generation of 128 tokens, every operator, a different device and another request each time so that
 * nothing can be reused. Run with {@code mvn -Pbenchmark verify -pl engine}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PredictorBenchmark {

    private static final int POINTS = 64;

    /** The model: one kind of layer, two kinds, experts, and latent attention with both of its executions. */
    @Param({"qwen2.5-1.5b", "gemma-3-4b", "qwen3-30b-a3b", "deepseek-v2-lite"})
    String model;

    /** The weights format; a mix stores some operators in two sizes. */
    @Param({"q8_0", "q4_k_m"})
    String weights;

    private final Roofline[] rooflines = new Roofline[POINTS];
    private final Request[] requests = new Request[POINTS];
    private final Totals totals = new Totals();
    private Predictor predictor;
    private int next;

    /** Loads devices and builds requests. */
    @Setup
    public void load() {
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named(weights).orElseThrow());
        predictor = new Predictor(Workload.of(library.architecture(model), numerics));
        List<String> devices = List.of("apple-m1-pro", "rtx-4090", "h100-sxm", "raspberry-pi-5-8gb");
        for (int i = 0; i < POINTS; i++) {
            rooflines[i] = Roofline.of(library.hardware(devices.get(i % devices.size())), numerics);
            requests[i] = new Request(64 + 61 * i, 128, 17 * i, 1 + i % 5, 512);
        }
    }

    /** One full prediction. */
    @Benchmark
    public double predict() {
        int point = next++ & POINTS - 1;
        predictor.predict(rooflines[point], requests[(point * 7 + 3) & POINTS - 1], totals);
        return totals.seconds();
    }
}
