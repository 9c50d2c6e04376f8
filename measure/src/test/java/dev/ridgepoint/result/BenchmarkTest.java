package dev.ridgepoint.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.result.BenchmarkResult.Iteration;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.Decoder;
import dev.ridgepoint.runtime.LanguageModel;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.trial.ColdStart;
import dev.ridgepoint.trial.Energy;
import dev.ridgepoint.trial.FakeDecoder;
import dev.ridgepoint.trial.FakeGates;
import dev.ridgepoint.trial.Generation.Shape;
import dev.ridgepoint.trial.ResidentMemory;
import dev.ridgepoint.trial.UsageMeter;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A benchmark on a decoder and a clock that do as they are told. */
class BenchmarkTest {

    static final Architecture MODEL = Library.find().architecture("smollm2-135m").withLayers(2);
    static final Environment ENVIRONMENT = new Environment("17", "a JVM", "an OS", "a CPU", 2, 8_000_000_000L, null, "1.0", "abc", "ridgepoint bench run");

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger coldStarts = new AtomicInteger();
    private final List<String> done = new ArrayList<>();
    private Path file;
    private IntToDoubleFunction probes = n -> 0.001;
    private IntToDoubleFunction steps = n -> 0.02;

    @BeforeEach
    void memory() throws IOException {
        Files.writeString(folder.resolve("status"), "VmHWM: 3000 kB\nVmRSS: 2000 kB\n");
        file = folder.resolve("run.json");
    }

    private static Subject subject(Architecture model) {
        return new Subject.Descriptor(model, StoredWeights.INT8);
    }

    static BenchmarkPlan plan(int iterations, int outputLength) {
        return new BenchmarkPlan("cpu", subject(MODEL), new Shape(0, 10, outputLength), 2, 4, "fake", iterations, 1, 3, 2, Optional.empty());
    }

    private BenchmarkMachine machine(Environment environment, int batch) {
        return new BenchmarkMachine(() -> new FakeDecoder(now, MODEL, batch, 0.5, steps), () -> new ColdStart(3 + coldStarts.getAndIncrement(), 2, 0.5),
                () -> FakeGates.of(probes), new UsageMeter(new ResidentMemory.ProcStatus(folder.resolve("status")), Energy.of(folder.resolve("none")), now::get),
                now::get, InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")), environment);
    }

    private Benchmark benchmark(BenchmarkPlan plan) {
        return benchmark(plan, ENVIRONMENT, Integer.MAX_VALUE);
    }

    /** A benchmark that is killed after so many results. */
    private Benchmark benchmark(BenchmarkPlan plan, Environment environment, int results) {
        AtomicInteger left = new AtomicInteger(results);
        return new Benchmark(plan, machine(environment, plan.batch()), new Benchmark.Watcher() {
            @Override
            public void doing(String what) {
                done.add(what);
            }

            @Override
            public void measured(BenchmarkResult soFar) {
                ResultFile.of(soFar).write(file);
                if (left.decrementAndGet() == 0) {
                    throw new IllegalStateException("killed");
                }
            }
        });
    }

    @Test
    void metricsAreAsDefined() {
        BenchmarkResult result = benchmark(plan(3, 4)).run();
        Iteration first = result.iterations().get(0);
        assertThat(first.iteration()).isEqualTo(1);
        assertThat(first.firstTokenMs()).isCloseTo(500, within(1e-6));
        assertThat(first.subsequentTokenMs()).isCloseTo(20, within(1e-6));
        // Two sequences of four tokens in 500 + 3 x 20 ms.
        assertThat(first.tokensPerSecond()).isCloseTo(8 / 0.56, within(1e-6));
        assertThat(result.results().throughput().tokensPerSecondAfterFirst().median()).isCloseTo(100, within(1e-6));
        assertThat(first.peakMemoryMb()).isCloseTo(2.048, within(1e-9));
        assertThat(first.averageMemoryMb()).isCloseTo(2.048, within(1e-9));
        assertThat(first.averagePowerW()).isNull();
        assertThat(first.peakPowerW()).isNull();
        assertThat(result.extension().resources().powerUnavailable()).contains("no folder");
    }

    @Test
    void metadataSaysWhatWasRun() {
        BenchmarkResult result = benchmark(plan(1, 4)).run();
        assertThat(result.metadata()).isEqualTo(new BenchmarkResult.Metadata("2026-11-21T10:00:00Z", "cpu", new BenchmarkResult.DeviceInfo("a CPU", null),
                new BenchmarkResult.Model("smollm2-135m", MODEL.parameters(), "int8"), new BenchmarkResult.BenchmarkConfig(1, 2, 10, 4, 1),
                new BenchmarkResult.SystemInfo("an OS", "a CPU", 8.0, null)));
        assertThat(result.extension().setup()).isEqualTo(new Extension.Setup(2, 0, 4, "fake", null, null));
        assertThat(result.extension().environment().runtime()).isEqualTo("fake 1.0 cpu");
    }

    @Test
    void coldStartsBelongToTheFirstIterations() {
        BenchmarkResult result = benchmark(plan(5, 4)).run();
        assertThat(result.iterations().stream().map(Iteration::coldStartMs)).containsExactly(3000.0, 4000.0, 5000.0, null, null);
        assertThat(result.results().latency().coldStartMs().mean()).isCloseTo(4000, within(1e-9));
        assertThat(result.results().latency().coldStartMs().std()).isCloseTo(1000, within(1e-9));
        assertThat(result.extension().coldStart().measured()).isEqualTo(3);
        assertThat(result.extension().coldStart().trials().get(0).loadMs()).isEqualTo(2000);
        assertThat(done).startsWith("cold start 1 of 3", "cold start 2 of 3", "cold start 3 of 3", "building the decoder", "warm-up 1");
    }

    @Test
    void everyTokenIsKept() {
        steps = n -> 0.02 + 0.001 * (n % 3);
        RawTrial trial = benchmark(plan(1, 4)).run().extension().trials().get(0);
        assertThat(trial.firstTokenMs()).isEqualTo(500);
        assertThat(trial.interTokenMs()).containsExactly(20.0, 21.0, 22.0);
        assertThat(trial.totalMs()).isEqualTo(563);
        assertThat(trial.runtimeMs()).containsExactly(450.0, 18.0, 18.9, 19.8);
        assertThat(trial.harnessMs()).isEqualTo(56.3);
        assertThat(trial.probeMs()).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0);
        assertThat(trial.baselineMs()).isEqualTo(1);
    }

    @Test
    void theHarnessIsMeasured() {
        Extension.Harness harness = benchmark(plan(4, 4)).run().extension().harness();
        assertThat(harness.share()).isCloseTo(0.1, within(1e-9));
        assertThat(harness.ms()).isCloseTo(4 * 56, within(1e-6));
    }

    @Test
    void spreadIsOverIterationsAndOverTokens() {
        steps = n -> n % 10 == 0 ? 0.2 : 0.02;
        BenchmarkResult result = benchmark(plan(5, 11)).run();
        Extension.Spread iterations = result.extension().spread().get("subsequent_token_ms");
        assertThat(iterations.n()).isEqualTo(5);
        assertThat(iterations.median()).isCloseTo(38, within(1e-6));
        assertThat(iterations.interval95()).hasSize(2);
        Extension.Spread tokens = result.extension().spread().get("inter_token_ms");
        assertThat(tokens.n()).isEqualTo(50);
        assertThat(tokens.median()).isEqualTo(20);
        assertThat(tokens.p95()).isEqualTo(200);
        assertThat(tokens.interval95()).isNull();
        assertThat(result.extension().spread()).doesNotContainKey("average_power_w");
    }

    @Test
    void oneTokenHasNoTokensAfterIt() {
        BenchmarkResult result = benchmark(plan(2, 1)).run();
        assertThat(result.iterations().get(0).subsequentTokenMs()).isNull();
        assertThat(result.results().latency().subsequentTokenMs()).isEqualTo(BenchmarkResult.Summary.NOTHING);
        assertThat(result.results().throughput().tokensPerSecondAfterFirst()).isEqualTo(BenchmarkResult.Summary.NOTHING);
        assertThat(result.iterations().get(0).tokensPerSecond()).isCloseTo(4, within(1e-9));
        assertThat(result.extension().warmup().stable()).isTrue();
        assertThat(result.extension().warmup().iterations()).isEqualTo(3);
    }

    @Test
    void warmUpGoesOnUntilStable() {
        // 9 steps an iteration: the first two are slow, so that three windows of eight equal ones end in the fifth.
        steps = n -> n < 18 ? 0.1 : 0.02;
        Extension.Warmup warmup = benchmark(plan(1, 10)).run().extension().warmup();
        assertThat(warmup.iterations()).isEqualTo(5);
        assertThat(warmup.stable()).isTrue();
        assertThat(warmup.interTokenMs()).hasSize(45).startsWith(100.0).endsWith(20.0);
        assertThat(warmup.firstTokenMs()).hasSize(5);
    }

    @Test
    void warmUpThatNeverSettlesEndsAndSaysSo() {
        steps = n -> Math.pow(1.05, n);
        Extension.Warmup warmup = benchmark(plan(1, 10)).run().extension().warmup();
        assertThat(warmup.iterations()).isEqualTo(5);
        assertThat(warmup.stable()).isFalse();
    }

    @Test
    void withoutWarmUpNothingIsSaidOfIt() {
        BenchmarkPlan p = plan(1, 10);
        Extension.Warmup warmup = benchmark(new BenchmarkPlan(p.device(), p.subject(), p.shape(), p.batch(), p.threads(), p.runtime(), 1, 0, 0, 2,
                Optional.empty())).run().extension().warmup();
        assertThat(warmup.iterations()).isZero();
        assertThat(warmup.stable()).isNull();
        assertThat(done).containsExactly("building the decoder", "iteration 1 of 1");
    }

    @Test
    void disturbedIterationsAreRunAgainAndKeptAside() {
        // Cold starts have a gate of their own, with the same probes: three before and three after each. The first iteration has probes 0 to 4.
        probes = n -> n == 1 ? 0.002 : 0.001;
        BenchmarkResult result = benchmark(plan(2, 4)).run();
        assertThat(result.extension().noiseGate().reruns()).isEqualTo(1);
        assertThat(result.extension().noiseGate().interfered()).isZero();
        assertThat(result.extension().thrownAway()).singleElement().satisfies(trial -> {
            assertThat(trial.iteration()).isEqualTo(1);
            assertThat(trial.interfered()).isTrue();
            assertThat(trial.interferedPasses()).containsExactly(0, 1);
            assertThat(trial.probeMs()).containsExactly(1.0, 2.0, 1.0, 1.0, 1.0);
        });
        assertThat(result.iterations()).hasSize(2);
        assertThat(done).filteredOn("iteration 1 of 2"::equals).hasSize(2);
    }

    @Test
    void whatIsAlwaysDisturbedIsKeptAndCounted() {
        probes = n -> 0.002;
        BenchmarkResult result = benchmark(plan(2, 4)).run();
        assertThat(result.iterations()).hasSize(2);
        assertThat(result.extension().noiseGate().reruns()).isEqualTo(4);
        assertThat(result.extension().noiseGate().interfered()).isEqualTo(2);
        assertThat(result.extension().thrownAway()).extracting(RawTrial::iteration).containsExactly(1, 1, 2, 2);
        // Cold starts too: three processes for each of the two that iterations have.
        assertThat(coldStarts).hasValue(6);
        assertThat(result.extension().coldStart().thrownAway()).hasSize(4);
        assertThat(result.extension().coldStart().trials()).allMatch(Extension.RawColdStart::interfered);
    }

    @Test
    void killedHalfwayTheFileHoldsTheTrialsSoFarAndTheRunGoesOn() {
        // Three cold starts and two iterations.
        assertThatThrownBy(() -> benchmark(plan(5, 4), ENVIRONMENT, 5).run()).hasMessage("killed");
        BenchmarkResult soFar = ResultFile.read(file).result();
        assertThat(soFar.iterations()).hasSize(2);
        assertThat(soFar.isComplete()).isFalse();
        assertThat(soFar.results().latency().firstTokenMs().median()).isCloseTo(500, within(1e-6));

        done.clear();
        steps = n -> 0.03;
        BenchmarkResult all = benchmark(plan(5, 4)).goOnWith(soFar);
        assertThat(all.iterations()).hasSize(5).startsWith(soFar.iterations().toArray(Iteration[]::new));
        assertThat(all.iterations().stream().map(Iteration::iteration)).containsExactly(1, 2, 3, 4, 5);
        assertThat(all.iterations().get(4).subsequentTokenMs()).isCloseTo(30, within(1e-6));
        assertThat(all.extension().trials()).hasSize(5).startsWith(soFar.extension().trials().toArray(RawTrial[]::new));
        assertThat(all.isComplete()).isTrue();
        assertThat(coldStarts).hasValue(3);
        assertThat(done).startsWith("building the decoder", "warm-up 1").contains("iteration 3 of 5").doesNotContain("iteration 2 of 5");
    }

    @Test
    void killedAmongColdStartsOnlyTheMissingOnesAreRun() {
        assertThatThrownBy(() -> benchmark(plan(5, 4), ENVIRONMENT, 1).run()).hasMessage("killed");
        assertThat(ResultFile.read(file).result().iterations()).isEmpty();
        BenchmarkResult all = benchmark(plan(5, 4)).goOnWith(ResultFile.read(file).result());
        assertThat(all.iterations().stream().map(Iteration::coldStartMs)).containsExactly(3000.0, 4000.0, 5000.0, null, null);
        assertThat(coldStarts).hasValue(3);
    }

    @Test
    void aCompleteRunIsNotRunAgainButCanBeExtended() {
        BenchmarkResult two = benchmark(plan(2, 4)).run();
        done.clear();
        assertThat(ResultFile.of(benchmark(plan(2, 4)).goOnWith(two)).text()).isEqualTo(ResultFile.of(two).text());
        assertThat(done).isEmpty();
        BenchmarkResult four = benchmark(plan(4, 4)).goOnWith(two);
        assertThat(four.iterations()).hasSize(4);
        assertThat(four.metadata().benchmarkConfig().iterations()).isEqualTo(4);
    }

    /** Ways in which a run is another one. */
    enum Change {
        MODEL("model", p -> with(p, subject(Library.find().architecture("gpt2").withLayers(2)), p.shape(), p.batch(), p.threads(), p.runtime())),
        LAYERS("layers", p -> with(p, subject(BenchmarkTest.MODEL.withLayers(3)), p.shape(), p.batch(), p.threads(), p.runtime())),
        WEIGHTS("weights", p -> with(p, new Subject.Descriptor(BenchmarkTest.MODEL, StoredWeights.FP32), p.shape(), p.batch(), p.threads(), p.runtime())),
        INPUT("input-length", p -> with(p, p.subject(), new Shape(0, 11, 4), p.batch(), p.threads(), p.runtime())),
        OUTPUT("output-length", p -> with(p, p.subject(), new Shape(0, 10, 5), p.batch(), p.threads(), p.runtime())),
        DEPTH("depth", p -> with(p, p.subject(), new Shape(7, 10, 4), p.batch(), p.threads(), p.runtime())),
        BATCH("batch-size", p -> with(p, p.subject(), p.shape(), 3, p.threads(), p.runtime())),
        THREADS("threads", p -> with(p, p.subject(), p.shape(), p.batch(), 5, p.runtime())),
        RUNTIME("runtime", p -> with(p, p.subject(), p.shape(), p.batch(), p.threads(), "other"));

        private final String named;
        private final UnaryOperator<BenchmarkPlan> change;

        Change(String named, UnaryOperator<BenchmarkPlan> change) {
            this.named = named;
            this.change = change;
        }

        private static BenchmarkPlan with(BenchmarkPlan p, Subject subject, Shape shape, int batch, int threads, String runtime) {
            return new BenchmarkPlan(p.device(), subject, shape, batch, threads, runtime, 5, p.warmup(), p.coldStarts(), p.reruns(), p.prediction());
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aRunOfSomethingElseIsNotGoneOnWith(Change change) {
        BenchmarkResult earlier = benchmark(plan(1, 4)).run();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> benchmark(change.change.apply(plan(5, 4))).goOnWith(earlier)).withMessageContaining(" " + change.named + " ");
    }

    @Test
    void aRunOfAnotherMachineIsNotGoneOnWith() {
        BenchmarkResult earlier = benchmark(plan(1, 4)).run();
        Environment other = new Environment("17", "a JVM", "an OS", "another CPU", 2, 8_000_000_000L, null, "1.0", "abc", "ridgepoint bench run");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> benchmark(plan(5, 4), other, 100).goOnWith(earlier))
                .withMessageContaining("'a CPU'").withMessageContaining("'another CPU'");
    }

    @Test
    void aRunOfAnotherProgramIsNotGoneOnWith() {
        BenchmarkResult earlier = benchmark(plan(1, 4)).run();
        BenchmarkResult foreign = new BenchmarkResult(earlier.metadata(), earlier.results(), earlier.iterations(), null);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> benchmark(plan(5, 4)).goOnWith(foreign))
                .withMessageContaining("not one of Ridgepoint's");
    }

    @Test
    void aPredictionIsLaidBeside() {
        Numerics numerics = PredictionBeside.numerics(StoredWeights.INT8);
        Prediction prediction = new Predictor(Workload.of(MODEL, numerics))
                .predict(Roofline.of(Library.find().hardware("xeon-8490h"), numerics), new Request(10, 3, 0, 2, 10));
        BenchmarkPlan p = plan(2, 4);
        PredictionBeside beside = benchmark(new BenchmarkPlan(p.device(), p.subject(), p.shape(), p.batch(), p.threads(), p.runtime(), 2, 1, 0, 2,
                Optional.of(prediction))).run().extension().prediction();
        assertThat(beside.hardware()).isEqualTo("xeon-8490h");
        assertThat(beside.firstTokenMs()).isCloseTo(1e3 * prediction.timeToFirstToken(), within(1e-12));
        assertThat(beside.firstTokenRatio()).isCloseTo(0.5 / prediction.timeToFirstToken(), within(1e-6));
        assertThat(beside.subsequentTokenRatio()).isCloseTo(0.02 / prediction.decode().orElseThrow().seconds(), within(1e-6));
        assertThat(beside.tokensPerSecond()).isCloseTo(8 / prediction.totalSeconds(), within(1e-6));
        assertThat(beside.tokensPerSecondRatio()).isCloseTo(prediction.totalSeconds() / 0.56, within(1e-9));
    }

    @Test
    void theFileHoldsTheSchemaAndOneBlockOfOurs() throws IOException {
        BenchmarkResult result = benchmark(plan(1, 4)).run();
        String text = ResultFile.of(result).text();
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(json.fieldNames()).toIterable().containsExactly("metadata", "results", "iterations", "extension");
        assertThat(json.get("extension").fieldNames()).toIterable().containsExactly("version", "setup", "environment", "warmup", "noise_gate", "cold_start",
                "resources", "harness", "reads", "spread", "trials", "thrown_away", "prediction", "embedding");
        assertThat(text).doesNotContain("NaN");
        assertThat(ResultFile.read(file).result()).isEqualTo(result);
    }

    @Test
    void theDecoderIsClosed() {
        List<LanguageModel> built = new ArrayList<>();
        BenchmarkMachine m = machine(ENVIRONMENT, 2);
        new Benchmark(plan(1, 4), new BenchmarkMachine(() -> {
            built.add(m.model().get());
            return built.get(0);
        }, m.coldStart(), m.gate(), m.meter(), m.nanoTime(), m.time(), ENVIRONMENT), new Benchmark.Watcher() {
            @Override
            public void doing(String what) { }

            @Override
            public void measured(BenchmarkResult soFar) { }
        }).run();
        assertThat(built).singleElement().satisfies(model -> assertThat(((Decoder) model).cached()).isEqualTo(-1));
    }
}
