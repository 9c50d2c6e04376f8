package dev.ridgepoint.serving;

import static dev.ridgepoint.predict.Subjects.device;
import static dev.ridgepoint.predict.Subjects.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.concurrency.ClosedLoop;
import dev.ridgepoint.concurrency.ClosedLoop.Steady;
import dev.ridgepoint.concurrency.Replica;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.RaggedBatch;
import dev.ridgepoint.predict.RaggedPass;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a runtime's file says that serving costs, in the simulator as in the closed form. */
class RuntimeServingTest {

    private static final Hardware H100 = device("h100-sxm");
    private static final Predictor MODEL = new Predictor(workload("llama-3.1-8b", "bf16"));

    private static Roofline under(String runtime) {
        Workload workload = MODEL.workload();
        return Roofline.under(H100, workload.numerics(),
                BackendRates.of(Library.find().runtime(runtime), H100, workload.numerics(), AttentionKernel.FUSED, Circumstances.USUAL));
    }

    private static Deployment deployment(String runtime, int sequences) {
        return new Deployment(MODEL, under(runtime), Servers.policy(sequences, 8192, new Preemption.Recompute()), 16, 55e9);
    }

    /**
     * As many run as there are places, and one comes for each that ends. The closed form's share of prompts that generation waits for was fitted; here passes
     * hold both and hide of the prompts what the roofline says.
     */
    @ParameterizedTest
    @CsvSource({"vllm, 8", "vllm, 32", "sglang, 8", "tensorrt-llm, 8", "tensorrt-llm, 32", "tensorrt-llm, 128"})
    void theSimulatorAgreesWithTheClosedForm(String runtime, int inFlight) {
        Steady steady = new ClosedLoop(new Replica(MODEL, under(runtime), Parallelism.NONE, 8192), 1024, 256).at(inFlight);
        Traffic traffic = new Traffic(new Arrivals.Poisson(1000), new Shapes.Independent(new Lengths.Fixed(1024), new Lengths.Uniform(192, 320)), 0, 0,
                40 * inFlight, 1);
        ServingResult served = deployment(runtime, inFlight).serve(traffic.source(), Slo.NONE, 1);
        assertThat(served.tpot().mean()).isCloseTo(steady.timePerToken(), withPercentage(10));
        assertThat(served.stages().get(0).occupancy().meanRunning()).isCloseTo(inFlight, withPercentage(10));
    }

    /** vLLM takes 21.97 ms for a request before its prompt and 3.056 us for each sequence in a step, wherever it is asked. */
    @Test
    void aRequestAndASequenceCostWhatTheRuntimeSays() {
        Steady alone = new ClosedLoop(new Replica(MODEL, under("vllm"), Parallelism.NONE, 8192), 1024, 256).at(1);
        ServingResult served = deployment("vllm", 8).serve(Servers.requests(List.of(new double[] {3, 1024, 256})), Slo.NONE, 1);
        assertThat(served.ttft().mean()).isCloseTo(alone.timeToFirstToken(), withPercentage(1e-6));
        assertThat(served.tpot().mean()).isCloseTo(alone.timePerToken(), withPercentage(1e-6));
        double promptSeconds = alone.promptSeconds();
        assertThat(served.ttft().mean() - promptSeconds).isCloseTo(21.97e-3, within(1e-9));
        // Nothing runs in the meantime.
        assertThat(served.seconds() - served.stages().get(0).busySeconds()).isCloseTo(3 + 21.97e-3, within(1e-9));
        RaggedPass pass = new RaggedPass(MODEL, under("vllm"), 55e9, 64);
        RaggedBatch five = pass.batch();
        for (int i = 0; i < 5; i++) {
            five.decode(1, 1000);
        }
        assertThat(new PredictedPass(pass, 3.056e-6, null, 1).seconds(five) - pass.seconds(five)).isCloseTo(5 * 3.056e-6, within(1e-12));
    }
}
