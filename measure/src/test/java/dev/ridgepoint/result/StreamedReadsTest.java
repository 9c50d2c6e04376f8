package dev.ridgepoint.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.runtime.StoredWeights;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedReadsTest {

    private static Workload workload(String model) {
        return Workload.of(Library.find().architecture(model), PredictionBeside.numerics(StoredWeights.FP32));
    }

    private static RawTrial trial(List<Double> tokens, List<Double> reads) {
        return new RawTrial(1, false, 0, 0, 0, tokens, List.of(), List.of(), reads, 1, List.of());
    }

    /** Every weight once, as the table is the output projection too; a row of the table; keys and values of 24 layers, 2 heads of 64, 10 tokens. */
    @Test
    void aStepReadsTheWeightsAndTheCache() {
        assertThat(StreamedReads.bytesRead(workload("qwen2.5-0.5b"), 1, 9)).isEqualTo(4.0 * 494_032_768 + 4 * 896 + 10 * 24 * 2 * 2 * 64 * 4);
    }

    /** 512 numbers of latent and 64 of rotated key, of which the expanded kind makes keys and values: those are not read. */
    @Test
    void latentsAreReadAsTheyLie() {
        Workload latent = workload("deepseek-v2-lite");
        double more = StreamedReads.bytesRead(latent, 1, 100) - StreamedReads.bytesRead(latent, 1, 99);
        assertThat(more).isCloseTo(27 * (512 + 64) * 4, within(1e-6));
    }

    @Test
    void theProbesOnBothSidesOfAStepCount() {
        Workload workload = workload("qwen2.5-0.5b");
        double bytes = StreamedReads.bytesRead(workload, 1, 12);
        // The prompt's pass lies between the first two probes.
        StreamedReads reads = StreamedReads.of(workload, 1, 2, 10, List.of(trial(List.of(100.0), List.of(1000.0, 40.0, 60.0)))).orElseThrow();
        assertThat(reads.bytesPerStep()).isEqualTo(bytes);
        assertThat(reads.probeGbPerSecond().median()).isEqualTo(50);
        assertThat(reads.stepGbPerSecond().median()).isCloseTo(bytes / 1e8, within(1e-9));
        assertThat(reads.share().median()).isCloseTo(bytes / 1e8 / 50, within(1e-12));
    }

    @Test
    void whereNothingWasProbedThereIsNothingToSay() {
        Workload workload = workload("qwen2.5-0.5b");
        assertThat(StreamedReads.of(workload, 1, 0, 10, List.of(trial(List.of(100.0), null)))).isEmpty();
        assertThat(StreamedReads.of(workload, 1, 0, 10, List.of(trial(List.of(), List.of(1.0, 1.0))))).isEmpty();
    }
}
