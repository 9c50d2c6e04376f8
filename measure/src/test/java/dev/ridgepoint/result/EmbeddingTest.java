package dev.ridgepoint.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.trial.ColdStart;
import dev.ridgepoint.trial.Energy;
import dev.ridgepoint.trial.FakeEncoder;
import dev.ridgepoint.trial.FakeGates;
import dev.ridgepoint.trial.Generation.Shape;
import dev.ridgepoint.trial.ResidentMemory;
import dev.ridgepoint.trial.UsageMeter;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encoder's benchmark: batches of 8 sequences of 128 tokens that take 100, 200 and 400 ms. */
class EmbeddingTest {

    private static final Architecture MODEL = Library.find().architecture("bge-small-en-v1.5").withLayers(2);

    @TempDir
    private Path folder;

    private static Prediction prediction() {
        Numerics numerics = PredictionBeside.numerics(StoredWeights.FP32);
        return new Predictor(Workload.of(MODEL, numerics))
                .predict(Roofline.of(Library.find().hardware("xeon-8490h"), numerics), new Request(128, 0, 0, 8, 128));
    }

    private BenchmarkResult run(Optional<Prediction> prediction, FakeEncoder encoder, AtomicLong now) {
        Subject subject = new Subject.Descriptor(MODEL, StoredWeights.FP32);
        BenchmarkPlan plan = new BenchmarkPlan("cpu", subject, new Shape(0, 128, 1), 8, 2, "fake", 3, 0, 1, 0, prediction);
        UsageMeter meter = new UsageMeter(new ResidentMemory.ProcStatus(folder.resolve("none")), Energy.of(folder.resolve("none")), now::get);
        return new Benchmark(plan, new BenchmarkMachine(() -> encoder, () -> new ColdStart(3, 2, 0.5), () -> FakeGates.of(n -> 0.001), meter, now::get,
                InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")), BenchmarkTest.ENVIRONMENT), new Benchmark.Watcher() {
            @Override
            public void doing(String what) { }

            @Override
            public void measured(BenchmarkResult soFar) { }
        }).run();
    }

    private BenchmarkResult run(Optional<Prediction> prediction) {
        AtomicLong now = new AtomicLong();
        return run(prediction, new FakeEncoder(now, 8, n -> 0.1 * (1 << n)), now);
    }

    @Test
    void queriesAreSequencesOverTheTimeOfTheirBatch() {
        Embedding embedding = run(Optional.empty()).extension().embedding();
        // 80, 40 and 20 queries a second: their mean is not 8 over the mean of the times.
        assertThat(embedding.queriesPerSecond().n()).isEqualTo(3);
        assertThat(embedding.queriesPerSecond().mean()).isCloseTo(140 / 3.0, within(1e-6));
        assertThat(embedding.queriesPerSecond().median()).isCloseTo(40, within(1e-6));
        assertThat(embedding.queriesPerSecond().max()).isCloseTo(80, within(1e-6));
        assertThat(embedding.embeddingMs().mean()).isCloseTo(700 / 3.0, within(1e-6));
        assertThat(embedding.embeddingMs().min()).isCloseTo(100, within(1e-6));
        // Squares of 133 1/3, 33 1/3 and 166 2/3 over 2.
        assertThat(embedding.embeddingMs().std()).isCloseTo(Math.sqrt(46_666.0 + 2.0 / 3) / Math.sqrt(2), within(1e-6));
        assertThat(embedding.prediction()).isNull();
    }

    @Test
    void anIterationIsOnePass() {
        AtomicLong now = new AtomicLong();
        FakeEncoder encoder = new FakeEncoder(now, 8, n -> 0.1);
        run(Optional.empty(), encoder, now);
        assertThat(encoder.passes).containsExactly(128, 128, 128);
    }

    @Test
    void tokensHaveNoMetricsAndThatIsSaid() throws IOException {
        BenchmarkResult result = run(Optional.empty());
        assertThat(result.results().latency().firstTokenMs()).isEqualTo(BenchmarkResult.Summary.NOTHING);
        assertThat(result.results().throughput().tokensPerSecond()).isEqualTo(BenchmarkResult.Summary.NOTHING);
        assertThat(result.results().latency().coldStartMs().median()).isEqualTo(3000);
        assertThat(result.extension().spread()).containsKeys("embedding_ms", "queries_per_second", "cold_start_ms").doesNotContainKey("first_token_ms");
        assertThat(result.extension().coldStart().note()).contains("first embedding");
        JsonNode json = new ObjectMapper().readTree(ResultFile.of(result).text());
        assertThat(json.at("/extension/embedding").fieldNames()).toIterable().containsExactly("note", "queries_per_second", "embedding_ms", "prediction");
        assertThat(json.at("/extension/embedding/embedding_ms").fieldNames()).toIterable().containsExactly("n", "mean", "std", "min", "max", "median");
        assertThat(json.at("/extension/embedding/note").textValue()).contains("no tokens");
        assertThat(json.at("/iterations/0/tokens_per_second").isNull()).isTrue();
        ResultFile.of(result).write(folder.resolve("run.json"));
        assertThat(ResultFile.read(folder.resolve("run.json")).result()).isEqualTo(result);
    }

    @Test
    void thePredictionIsThatOfOnePass() {
        Prediction prediction = prediction();
        BenchmarkResult result = run(Optional.of(prediction));
        assertThat(result.extension().prediction()).isNull();
        Embedding.Predicted beside = result.extension().embedding().prediction();
        assertThat(beside.embeddingMs()).isCloseTo(1e3 * prediction.prefill().orElseThrow().seconds(), within(1e-9));
        assertThat(beside.queriesPerSecond()).isCloseTo(8 / prediction.prefill().orElseThrow().seconds(), within(1e-6));
        assertThat(beside.embeddingRatio()).isCloseTo(0.2 / prediction.prefill().orElseThrow().seconds(), within(1e-6));
        assertThat(beside.hardware()).isEqualTo("xeon-8490h");
    }
}
