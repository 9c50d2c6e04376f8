package dev.ridgepoint.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Operator.Arithmetic;
import dev.ridgepoint.workload.Workload;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A pass over sequences of any length is the pass that the predictor knows where all are alike, and lies where it must where they are not. */
class RaggedPassTest {

    private static final double PERCENT = 1e-9;
    private static final int MOST_TOKENS = 1024;
    private static final Library LIBRARY = Library.find();

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of(
                "llama-3.1-8b", "gemma-3-4b", "llama-4-scout", "deepseek-v2-lite", "qwen3-30b-a3b", "falcon-h1-3b", "falcon-mamba-7b", "gpt-oss-20b");
    }

    /** Runtimes on devices that they run on, and ideal ones. */
    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.of("apple-m1-pro", "h100-sxm", "raspberry-pi-5-8gb", "rtx-4090 llama.cpp-cuda-fa", "rtx-3090 llama.cpp-cuda",
                "apple-m1-pro llama.cpp-metal-fa", "raspberry-pi-5-8gb llama.cpp-cpu");
    }

    private static Roofline roofline(String setting, Workload workload) {
        String[] words = setting.split(" ");
        Hardware device = Subjects.device(words[0]);
        return words.length == 1 ? Roofline.of(device, workload.numerics())
                : Roofline.under(device, workload.numerics(), BackendRates.of(
                        LIBRARY.runtime(Backend.idOf(words[1])), device, workload.numerics(), workload.kernel(), Circumstances.USUAL));
    }

    private static Workload workload(String setting, String model) {
        String[] words = setting.split(" ");
        return Subjects.workload(Subjects.model(model), "q8_0", words.length == 1 ? AttentionKernel.FUSED : Backend.attention(words[1]));
    }

    /** What the pass does is what the phase does. */
    private static void assertWork(RaggedPass pass, RaggedBatch batch, PhaseTotals expected) {
        PassWork work = new PassWork();
        pass.work(batch, work);
        assertThat(Arrays.stream(Arithmetic.values()).mapToDouble(work::flops).sum()).isCloseTo(expected.flops(), withPercentage(PERCENT));
        assertThat(work.mainBytes()).isCloseTo(expected.mainBytes(), withPercentage(PERCENT));
    }

    /** Arithmetic adds up; bytes do, but for the weights. */
    private static void assertWorkOfBoth(RaggedPass pass, RaggedBatch decode, RaggedBatch prefill, RaggedBatch both) {
        PassWork first = new PassWork();
        PassWork second = new PassWork();
        PassWork together = new PassWork();
        pass.work(decode, first);
        pass.work(prefill, second);
        pass.work(both, together);
        double most = Math.max(first.mainBytes(), second.mainBytes());
        first.add(second);
        for (Arithmetic arithmetic : Arithmetic.values()) {
            assertThat(together.flops(arithmetic)).isCloseTo(first.flops(arithmetic), withPercentage(PERCENT));
        }
        assertThat(together.mainBytes()).isBetween(most * (1 - 1e-9), first.mainBytes());
    }

    private static RaggedPass pass(Predictor predictor, Roofline roofline) {
        return new RaggedPass(predictor, roofline, 1e9, MOST_TOKENS);
    }

    @Property(tries = 200)
    void sequencesThatAreAlikeDecodeAsPredicted(
            @ForAll("models") String model, @ForAll("settings") String setting, @ForAll @IntRange(min = 1, max = 128) int batch,
            @ForAll @IntRange(min = 1, max = 20_000) int depth) {
        Predictor predictor = new Predictor(workload(setting, model));
        Roofline roofline = roofline(setting, predictor.workload());
        RaggedPass pass = pass(predictor, roofline);
        RaggedBatch ragged = pass.batch();
        for (int i = 0; i < batch; i++) {
            ragged.decode(1, depth);
        }
        Totals totals = new Totals();
        predictor.predict(roofline, new Request(0, 1, depth, batch, 512), totals);
        assertThat(pass.seconds(ragged)).isCloseTo(totals.decode().seconds(), withPercentage(PERCENT));
        assertWork(pass, ragged, totals.decode());
    }

    @Property(tries = 200)
    void aPieceOfAPromptTakesWhatIsPredicted(
            @ForAll("models") String model, @ForAll("settings") String setting, @ForAll @IntRange(min = 1, max = MOST_TOKENS) int tokens,
            @ForAll @IntRange(min = 0, max = 20_000) int depth) {
        Predictor predictor = new Predictor(workload(setting, model));
        Roofline roofline = roofline(setting, predictor.workload());
        RaggedPass pass = pass(predictor, roofline);
        RaggedBatch ragged = pass.batch();
        ragged.prefill(tokens, depth, true);
        Totals totals = new Totals();
        predictor.predict(roofline, new Request(tokens, 0, depth, 1, tokens), totals);
        assertThat(pass.seconds(ragged)).isCloseTo(totals.prefill().seconds(), withPercentage(PERCENT));
        assertWork(pass, ragged, totals.prefill());
    }

    /** Where memory bounds attention, only the sum of the contexts counts. */
    @Test
    void contextsAddUp() {
        Predictor predictor = new Predictor(Subjects.workload("llama-3.1-8b", "bf16"));
        RaggedPass pass = pass(predictor, Subjects.roofline("h100-sxm", "bf16"));
        RaggedBatch uneven = pass.batch();
        uneven.decode(1, 1000);
        uneven.decode(1, 9000);
        RaggedBatch even = pass.batch();
        even.decode(1, 5000);
        even.decode(1, 5000);
        assertThat(pass.seconds(uneven)).isCloseTo(pass.seconds(even), withPercentage(1e-9));
    }

    /** With prompts in it, a pass takes longer than either part alone and less than both one after the other: the weights are read once. */
    @Property(tries = 100)
    void promptsAndDecodingShareTheWeights(
            @ForAll("models") String model, @ForAll @IntRange(min = 1, max = 64) int batch, @ForAll @IntRange(min = 1, max = 512) int tokens,
            @ForAll @IntRange(min = 0, max = 5000) int depth) {
        RaggedPass pass = pass(new Predictor(Subjects.workload(model, "bf16")), Subjects.roofline("h100-sxm", "bf16"));
        RaggedBatch decode = pass.batch();
        RaggedBatch prefill = pass.batch();
        RaggedBatch both = pass.batch();
        for (int i = 0; i < batch; i++) {
            decode.decode(1, depth);
            both.decode(1, depth);
        }
        prefill.prefill(tokens, 0, true);
        both.prefill(tokens, 0, true);
        double together = pass.seconds(both);
        assertThat(together).isGreaterThanOrEqualTo(Math.max(pass.seconds(decode), pass.seconds(prefill)) * (1 - 1e-12));
        assertThat(together).isLessThan(pass.seconds(decode) + pass.seconds(prefill));
        assertWorkOfBoth(pass, decode, prefill, both);
    }

    @Test
    void aBatchThatWasClearedIsEmpty() {
        RaggedPass pass = pass(new Predictor(Subjects.workload("gemma-3-4b", "bf16")), Subjects.roofline("h100-sxm", "bf16"));
        RaggedBatch batch = pass.batch();
        batch.decode(1, 700);
        double before = pass.seconds(batch);
        batch.prefill(300, 20, false);
        assertThat(batch.tokens()).isEqualTo(301);
        assertThat(batch.sampledTokens()).isEqualTo(1);
        batch.clear();
        assertThat(batch.tokens()).isZero();
        batch.decode(1, 700);
        assertThat(pass.seconds(batch)).isEqualTo(before);
    }
}
