package dev.ridgepoint.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.workload.AttentionKernel;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a device must hold at once, worked out by hand. */
class MemoryFootprintTest {

    private static final double PERCENT = 1e-10;

    @Test
    void llama2InF16() {
        MemoryFootprint memory = Subjects.predict("llama-2-7b", "f16", "rtx-3090", new Request(1000, 24, 1000, 2, 512)).memory();
        // 6 738 415 616 weights: 65 norms of 4096 in 32 bits, all else in 16.
        assertThat(memory.weightsBytes()).isEqualTo(2 * (6_738_415_616.0 - 266_240) + 4 * 266_240);
        // Two sequences of 2024 tokens, 524 288 bytes each.
        assertThat(memory.cacheBytes()).isEqualTo(2 * 2024 * 524_288.0);
        // A pass of 2 x 512 tokens: the residual stream, and the largest operator's inputs and outputs: gate and up in, their product out.
        assertThat(memory.activationsBytes()).isCloseTo(1024 * 2.0 * (4096 + 3 * 11_008), withPercentage(PERCENT));
        assertThat(memory.capacityBytes()).hasValue(24 * (double) (1L << 30));
        assertThat(memory.totalBytes()).isCloseTo(
                13_477_363_712.0 + 2_122_317_824.0 + 76_021_760.0, withPercentage(PERCENT));
        assertThat(memory.fits()).isTrue();
        assertThat(memory.excessBytes()).isCloseTo(13_477_363_712.0 + 2_122_317_824.0 + 76_021_760.0 - 25_769_803_776.0, withPercentage(PERCENT));
    }

    @Test
    void whatDoesNotFitSaysByHowMuch() {
        MemoryFootprint memory = Subjects.predict("llama-3-70b", "bf16", "h100-sxm", Request.of(128, 128)).memory();
        assertThat(memory.fits()).isFalse();
        // 70 553 706 496 weights of 2 bytes; 80 layers x 2 x 8 x 128 elements of 2 bytes for 256 tokens; 80 GiB.
        assertThat(memory.weightsBytes()).isEqualTo(141_107_412_992.0);
        assertThat(memory.cacheBytes()).isEqualTo(256 * 327_680.0);
        assertThat(memory.excessBytes()).isCloseTo(
                141_107_412_992.0 + 83_886_080.0 + memory.activationsBytes() - 80 * (double) (1L << 30), withPercentage(PERCENT));
        assertThat(memory.excessBytes()).isGreaterThan(55e9);
    }

    @Test
    void exactlyFullFits() {
        MemoryFootprint full = new MemoryFootprint(60, 30, 10, OptionalDouble.of(100));
        assertThat(full.excessBytes()).isZero();
        assertThat(full.fits()).isTrue();
        assertThat(new MemoryFootprint(60, 31, 10, OptionalDouble.of(100)).fits()).isFalse();
    }

    @Test
    void anUnknownCapacityFits() {
        MemoryLevel dram = Subjects.level("dram", Double.NaN, 1e11);
        Prediction prediction = Subjects.predict(
                Subjects.workload("llama-2-7b", "f16"), Subjects.device(1e12, 1e12, List.of(dram)), Request.of(10, 10));
        assertThat(prediction.memory().capacityBytes()).isEmpty();
        assertThat(prediction.memory().fits()).isTrue();
    }

    @Test
    void slidingLayersKeepOnlyTheirWindow() {
        // Gemma 3 1B: of 26 layers every sixth sees all (layers 5, 11, 17, 23), 22 the last 512; 2 x 1 x 256 elements of 2 bytes.
        double cache = Subjects.predict("gemma-3-1b", "bf16", "h100-sxm", new Request(0, 10, 9990, 1, 512)).memory().cacheBytes();
        assertThat(cache).isEqualTo(1024.0 * (4 * 10_000 + 22 * 512));
        assertThat(cache).isNotEqualTo(1024.0 * 26 * 10_000);
        double within = Subjects.predict("gemma-3-1b", "bf16", "h100-sxm", new Request(0, 10, 390, 1, 512)).memory().cacheBytes();
        assertThat(within).isEqualTo(1024.0 * 26 * 400);
    }

    @Test
    void allExpertsAreHeldThoughFewAreRead() {
        // Mixtral 8x7B: 46 702 792 704 weights.
        Prediction prediction = Subjects.predict("mixtral-8x7b", "bf16", "h100-sxm", Request.of(0, 1));
        assertThat(prediction.memory().weightsBytes()).isEqualTo(2 * 46_702_792_704.0);
        assertThat(prediction.decode().orElseThrow().bytes()).isLessThan(27e9);
    }

    @Test
    void decodeAloneNeedsTheActivationsOfOneToken() {
        MemoryFootprint memory = Subjects.predict("llama-2-7b", "f16", "rtx-3090", new Request(0, 10, 100, 3, 512)).memory();
        // Three tokens: 4096 of residual stream, and the output projection's 4096 in and 32000 out.
        assertThat(memory.activationsBytes()).isCloseTo(3 * 2.0 * (4096 + 36_096), withPercentage(PERCENT));
    }

    @Test
    void unfusedAttentionHoldsTheScores() {
        Prediction prediction = Subjects.predict(
                Subjects.workload(Subjects.model("llama-2-7b"), "f16", AttentionKernel.UNFUSED),
                Subjects.flat(1e14, 1e12), new Request(512, 0, 1536, 2, 512));
        // Query and output of 4096, and 32 heads of 512 x 2048 scores written and read, two sequences; the residual stream.
        assertThat(prediction.memory().activationsBytes())
                .isCloseTo(2 * 512 * 2.0 * (4096 + 8192) + 2 * 2 * 2 * 32.0 * 512 * 2048, withPercentage(PERCENT));
    }

    /** An encoder runs its whole input in one pass, whatever the micro-batch. */
    @Test
    void anEncoderHoldsTheActivationsOfItsWholeInput() {
        double inOnePass = Subjects.predict("bert-base", "bf16", "h100-sxm", new Request(512, 0, 0, 1, 512)).memory().activationsBytes();
        double inPieces = Subjects.predict("bert-base", "bf16", "h100-sxm", new Request(512, 0, 0, 1, 64)).memory().activationsBytes();
        // Residual stream of 768, and the largest operator, the non-linearity, with 3072 in and 3072 out.
        assertThat(inOnePass).isCloseTo(512 * 2.0 * (768 + 2 * 3072), withPercentage(PERCENT));
        assertThat(inPieces).isEqualTo(inOnePass);
    }
}
