package dev.ridgepoint.serving;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Simulated requests a minute on one thread, 64 running at once because more come than are served. Run with {@code mvn -Pbenchmark verify -pl engine}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MINUTES)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SimulatorBenchmark {

    private static final int REQUESTS = 50_000;

    /** The model: one kind of attention, windows and full attention, latent attention with both of its executions. */
    @Param({"llama-3.1-8b", "gemma-3-4b", "deepseek-v2-lite"})
    String model;

    private Deployment deployment;
    private Traffic traffic;

    /** Prepares the costs of passes. */
    @Setup
    public void load() {
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named("bf16").orElseThrow());
        Predictor predictor = new Predictor(Workload.of(library.architecture(model), numerics));
        ServingPolicy policy = new ServingPolicy(64, 2048, new Preemption.Recompute(), Speculation.NONE, true);
        deployment = new Deployment(predictor, Roofline.of(library.hardware("h100-sxm"), numerics), policy, 16, 30e9);
        traffic = new Traffic(new Arrivals.Poisson(500), new Shapes.Independent(new Lengths.LogNormal(512, 0.8, 8192), new Lengths.LogNormal(128, 0.6, 2048)),
                0, 0, REQUESTS, 1);
    }

    /** One request of a run. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public ServingResult serve() {
        return deployment.serve(traffic.source(), Slo.NONE, 1);
    }
}
