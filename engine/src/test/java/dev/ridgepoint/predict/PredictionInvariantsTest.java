package dev.ridgepoint.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every prediction, whatever the model, the device and the request. */
class PredictionInvariantsTest {

    /** Room for rounding, no more. */
    private static final double ROUNDING = 1e-12;
    private static final double PERCENT = 1e-8;

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of(
                "llama-2-7b", "qwen2.5-1.5b", "gemma-3-1b", "llama-4-scout", "deepseek-v2-lite", "plm-1.8b", "qwen3-30b-a3b", "falcon-h1-3b",
                "falcon-mamba-7b", "lfm2-2.6b", "gpt-oss-20b", "gpt2", "phi-2", "smollm2-135m", "bert-base");
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of("bf16", "q8_0", "q4_k_m", "w8a8");
    }

    @Provide
    Arbitrary<String> devices() {
        return Arbitraries.of(
                "apple-m1-pro", "h100-sxm", "mi300x", "rtx-3090", "a100-80gb-sxm", "raspberry-pi-5-8gb", "rooflinebench-rtx-3090", "tpu-v5e");
    }

    @Provide
    Arbitrary<Request> requests() {
        return Combinators.combine(
                Arbitraries.integers().between(1, 3000), Arbitraries.integers().between(1, 600), Arbitraries.integers().between(0, 4000),
                Arbitraries.integers().between(1, 64), Arbitraries.integers().between(1, 1024)).as(Request::new);
    }

    @Property(tries = 250)
    void noOperatorIsFasterThanItsCeilings(
            @ForAll("models") String model, @ForAll("formats") String format, @ForAll("devices") String device, @ForAll("requests") Request request) {
        Roofline roofline = Subjects.roofline(device, format);
        double fastest = 0;
        for (int level = 0; level <= roofline.mainLevel(); level++) {
            fastest = Math.max(fastest, 1 / roofline.secondsPerByte(Operator.Arithmetic.WEIGHTS, level));
        }
        for (OperatorPrediction o : Subjects.predict(model, format, device, request).operators()) {
            double compute = o.flops() / roofline.peak(o.operator().arithmetic());
            assertThat(o.seconds()).as(o.operator().name()).isGreaterThanOrEqualTo((compute + roofline.launchOverhead(o.operator().arithmetic())) * (1 - ROUNDING));
            assertThat(o.seconds()).as(o.operator().name()).isGreaterThanOrEqualTo(o.bytes() / fastest * (1 - ROUNDING));
        }
    }

    /** Weights and cache of a model larger than every cache come from main memory. */
    @Property(tries = 250)
    void noPhaseIsFasterThanMainMemory(
            @ForAll("models") String model, @ForAll("formats") String format, @ForAll("devices") String device, @ForAll("requests") Request request) {
        Prediction prediction = Subjects.predict(model, format, device, request);
        Roofline roofline = prediction.roofline();
        for (Phase phase : phases(prediction)) {
            assertThat(phase.seconds()).isGreaterThanOrEqualTo(phase.mainBytes() / roofline.bandwidth() * (1 - ROUNDING));
            assertThat(phase.mainBytes()).isLessThanOrEqualTo(phase.bytes() * (1 + ROUNDING));
            assertThat(phase.mbu()).isBetween(0.0, 1 + ROUNDING);
            if (prediction.workload().weightBytes() > 1L << 30) {
                double home = prediction.operators().stream().filter(o -> o.phase() == phase.name())
                        .mapToDouble(o -> (o.weightBytes() + o.cacheReadBytes() + o.cacheWriteBytes()) * o.operator().count()).sum();
                assertThat(phase.mainBytes()).isGreaterThanOrEqualTo(home * (1 - ROUNDING));
            }
        }
    }

    @Property(tries = 250)
    void attainableIsNeverUnderThePerformance(
            @ForAll("models") String model, @ForAll("formats") String format, @ForAll("devices") String device, @ForAll("requests") Request request) {
        Prediction prediction = Subjects.predict(model, format, device, request);
        for (Phase phase : phases(prediction)) {
            assertThat(phase.potential().headroom()).isGreaterThanOrEqualTo(1 - ROUNDING);
            assertThat(phase.mfu()).isLessThanOrEqualTo(1 + ROUNDING);
            assertThat(phase.attainable()).isLessThanOrEqualTo(prediction.roofline().peak() * (1 + ROUNDING));
        }
    }

    /**
     * The same on a chip whose INT8 rate is a fifteenth of its FP16 rate, the B300: a long prompt spends most of its FLOPs in attention, at the FP16 rate, and
     * must not be placed under the INT8 roof.
     */
    @ParameterizedTest
    @ValueSource(ints = {512, 8192, 65_536})
    void attainableIsNeverUnderThePerformanceWhereAttentionHasTheHigherPeak(int prompt) {
        Prediction prediction = Subjects.predict("qwen2.5-1.5b", "w8a8", "b300-sxm", Request.of(prompt, 1));
        assertThat(prediction.prefill().orElseThrow().potential().headroom()).isGreaterThanOrEqualTo(1 - ROUNDING);
        assertThat(prediction.prefill().orElseThrow().mfu()).isLessThanOrEqualTo(1 + ROUNDING);
    }

    /** GeForce multiplies TF32 at just the rate of its vector unit, so a peak rounded down would leave element-wise work above the roof. */
    @ParameterizedTest
    @ValueSource(strings = {"rtx-3060-12gb", "rtx-3070", "rtx-4060", "rtx-4070", "rtx-4080", "rtx-5070-ti"})
    void tensorFloatOnGeForceStaysUnderItsRoof(String device) {
        Prediction prediction = Subjects.predict("qwen2.5-1.5b", "tf32", device, Request.of(8192, 1));
        assertThat(prediction.prefill().orElseThrow().mfu()).isLessThanOrEqualTo(1 + ROUNDING);
        assertThat(prediction.roofline().peak()).isGreaterThanOrEqualTo(prediction.roofline().peak(Operator.Arithmetic.ELEMENTWISE));
    }

    @Property(tries = 150)
    void withoutCachesTheAttainableIsTheClassicRoofline(
            @ForAll("models") String model, @ForAll("requests") Request request, @ForAll @DoubleRange(min = -1, max = 4) double ridgeDecades) {
        double bandwidth = 1e11;
        double peak = bandwidth * Math.pow(10, ridgeDecades);
        Prediction prediction = Subjects.predict(Subjects.workload(model, "bf16"), Subjects.flat(peak, bandwidth), request);
        for (OperatorPrediction o : prediction.operators()) {
            double ratio = o.flops() / peak / (o.bytes() / bandwidth);
            if (Math.abs(ratio - 1) > 1e-3) {
                // Of a run that changes sides, the side that takes longer in sum.
                assertThat(o.bound()).as(o.operator().name()).isEqualTo(ratio > 1 ? Bound.COMPUTE : Bound.MEMORY);
            }
        }
        for (Phase phase : phases(prediction)) {
            assertThat(phase.attainable()).isCloseTo(Math.min(peak, phase.flops() / phase.bytes() * bandwidth), withPercentage(PERCENT));
            assertThat(phase.bound()).isEqualTo(phase.flops() / phase.bytes() < peak / bandwidth ? Bound.MEMORY : Bound.COMPUTE);
            assertThat(phase.mainBytes()).isCloseTo(phase.bytes(), withPercentage(PERCENT));
        }
    }

    /** Where arithmetic costs nothing, memory is all there is, each byte at its level: nothing is left to give. */
    @Property(tries = 100)
    void withoutArithmeticThereIsNoHeadroom(
            @ForAll("models") String model, @ForAll("requests") Request request, @ForAll @DoubleRange(min = 1e5, max = 1e9) double cache) {
        for (Phase phase : phases(Subjects.predict(Subjects.workload(model, "bf16"), Subjects.cached(1e22, cache, 4e11, 1e11), request))) {
            assertThat(phase.potential().headroom()).isCloseTo(1, withPercentage(PERCENT));
        }
    }

    @Property(tries = 150)
    void moreBandwidthOrPeakNeverSlows(
            @ForAll("models") String model, @ForAll("requests") Request request, @ForAll @DoubleRange(min = 1e9, max = 1e13) double peak,
            @ForAll @DoubleRange(min = 1, max = 10) double factor, @ForAll @DoubleRange(min = 1e3, max = 1e10) double cache) {
        Workload workload = Subjects.workload(model, "bf16");
        double seconds = seconds(workload, Subjects.cached(peak, cache, 4e11, 1e11), request);
        double atMost = seconds * (1 + ROUNDING);
        assertThat(seconds(workload, Subjects.cached(peak * factor, cache, 4e11, 1e11), request)).isLessThanOrEqualTo(atMost);
        assertThat(seconds(workload, Subjects.cached(peak, cache, 4e11 * factor, 1e11), request)).isLessThanOrEqualTo(atMost);
        assertThat(seconds(workload, Subjects.cached(peak, cache, 4e12, 1e11 * factor), request))
                .isLessThanOrEqualTo(seconds(workload, Subjects.cached(peak, cache, 4e12, 1e11), request) * (1 + ROUNDING));
        assertThat(seconds(workload, Subjects.cached(peak, cache * factor, 4e11, 1e11), request)).isLessThanOrEqualTo(atMost);
        assertThat(seconds).isLessThanOrEqualTo(seconds(workload, Subjects.flat(peak, 1e11), request) * (1 + ROUNDING));
    }

    @Property(tries = 200)
    void moreTokensNeverCostLess(
            @ForAll("models") String model, @ForAll("devices") String device, @ForAll("requests") Request r,
            @ForAll @IntRange(min = 1, max = 700) int more) {
        Totals less = totals(model, device, r);
        assertMore(totals(model, device, new Request(r.prompt() + more, r.generate(), r.depth(), r.batch(), r.microBatch())), less);
        assertMore(totals(model, device, new Request(r.prompt(), r.generate() + more, r.depth(), r.batch(), r.microBatch())), less);
        assertMore(totals(model, device, new Request(r.prompt(), r.generate(), r.depth(), r.batch() + more, r.microBatch())), less);
        if (!hasChunks(model)) {
            // A chunk starts again from nothing, so depth alone may make a step cheaper there.
            assertMore(totals(model, device, new Request(r.prompt(), r.generate(), r.depth() + more, r.batch(), r.microBatch())), less);
        }
    }

    /**
     * In a chunked layer the last pass of a run may be the smallest: it starts a new chunk. Its score matrix of 512 x 512 fits the L2 of the H100 (42 MB of 52),
     * those of the passes before it do not (up to 671 MB), so the longer prompt cannot be the cheaper one.
     */
    @Test
    void aChunkThatStartsAgainDoesNotMoveTheWholeRunIntoTheCache() {
        Workload unfused = Subjects.workload(Subjects.model("llama-4-scout"), "bf16", AttentionKernel.UNFUSED);
        Roofline roofline = Subjects.roofline("h100-sxm", "bf16");
        double sixteenPasses = chunkedAttention(new Predictor(unfused).predict(roofline, new Request(8192, 0, 0, 1, 512)));
        double seventeenPasses = chunkedAttention(new Predictor(unfused).predict(roofline, new Request(8704, 0, 0, 1, 512)));
        assertThat(seventeenPasses).isGreaterThan(sixteenPasses);
    }

    private static double chunkedAttention(Prediction prediction) {
        return prediction.operators().stream()
                .filter(o -> o.operator().name().equals("attention") && o.operator().layerGroup().equals("chunked"))
                .mapToDouble(OperatorPrediction::seconds).sum();
    }

    @Property(tries = 150)
    void aBatchSharesTheWeights(@ForAll("models") String model, @ForAll("requests") Request r) {
        Prediction one = Subjects.predict(model, "bf16", "rooflinebench-rtx-3090", new Request(r.prompt(), r.generate(), r.depth(), 1, r.microBatch()));
        Prediction two = Subjects.predict(model, "bf16", "rooflinebench-rtx-3090", new Request(r.prompt(), r.generate(), r.depth(), 2, r.microBatch()));
        for (PhaseName name : PhaseName.values()) {
            if (one.decode().isPresent() || name == PhaseName.PREFILL) {
                // Weights of a dense model are read once; experts and embedding rows at most twice.
                assertThat(phase(two, name).bytes()).isLessThan(2 * phase(one, name).bytes());
                assertThat(phase(two, name).bytes()).isGreaterThan(phase(one, name).bytes());
                assertThat(phase(two, name).operationalIntensity()).isGreaterThan(phase(one, name).operationalIntensity());
            }
        }
    }

    @Property(tries = 100)
    void decodeIntensityRisesWithTheBatch(
            @ForAll("models") String model, @ForAll @IntRange(max = 4000) int depth, @ForAll @IntRange(min = 1, max = 256) int batch) {
        if (Subjects.model(model).kind() == Architecture.Kind.ENCODER) {
            return;
        }
        Workload workload = Subjects.workload(model, "bf16");
        Predictor absorbed = new Predictor(workload, LatentExecution.ABSORBED);
        Roofline roofline = Roofline.of(Subjects.flat(1e13, 1e11), workload.numerics());
        double before = absorbed.predict(roofline, new Request(0, 1, depth, batch, 1)).decode().orElseThrow().operationalIntensity();
        double after = absorbed.predict(roofline, new Request(0, 1, depth, batch + 1, 1)).decode().orElseThrow().operationalIntensity();
        assertThat(after).isGreaterThan(before);
    }

    /** FLOPs belong to the model. Latent attention is held to one execution: which is the cheaper may depend on the format. */
    @Property(tries = 60)
    void flopsDoNotDependOnTheFormat(@ForAll("models") String model, @ForAll("requests") Request request) {
        double expected = prefillFlops(model, "bf16", request);
        for (String format : List.of("fp16", "q8_0", "q4_k_m", "q2_k", "int4")) {
            assertThat(prefillFlops(model, format, request)).as(format).isCloseTo(expected, withPercentage(PERCENT));
        }
    }

    private static double prefillFlops(String model, String format, Request request) {
        return new Predictor(Subjects.workload(model, format), LatentExecution.EXPANDED)
                .predict(Subjects.roofline("rooflinebench-rtx-3090", format), request).prefill().orElseThrow().flops();
    }

    @Property(tries = 60)
    void narrowerWeightsMoveFewerBytes(@ForAll("models") String model, @ForAll("requests") Request request) {
        double before = Double.POSITIVE_INFINITY;
        for (String format : List.of("fp32", "f16", "q8_0", "q4_0")) {
            double bytes = Subjects.predict(model, format, "rooflinebench-rtx-3090", request).operators().stream()
                    .mapToDouble(o -> o.weightBytes() * o.operator().count()).sum();
            assertThat(bytes).as(format).isLessThan(before);
            before = bytes;
        }
    }

    @Property(tries = 80)
    void unfusedAttentionMovesTheScoresBesides(@ForAll("requests") Request r) {
        for (String model : List.of("qwen2.5-1.5b", "gemma-3-1b", "deepseek-v2-lite")) {
            Workload fused = Subjects.workload(model, "bf16");
            Workload unfused = Subjects.workload(Subjects.model(model), "bf16", AttentionKernel.UNFUSED);
            Roofline roofline = Subjects.roofline("rooflinebench-rtx-3090", "bf16");
            Prediction without = new Predictor(fused, LatentExecution.ABSORBED).predict(roofline, r);
            Prediction with = new Predictor(unfused, LatentExecution.ABSORBED).predict(roofline, r);
            for (PhaseName name : PhaseName.values()) {
                assertThat(phase(with, name).bytes()).isGreaterThan(phase(without, name).bytes());
                assertThat(phase(with, name).flops()).isCloseTo(phase(without, name).flops(), withPercentage(PERCENT));
            }
        }
    }

    @Test
    void theScoreMatrixIsWrittenAndReadOnce() {
        Workload unfused = Subjects.workload(Subjects.model("llama-2-7b"), "f16", AttentionKernel.UNFUSED);
        Prediction prediction = Subjects.predict(unfused, Subjects.flat(1e14, 1e12), new Request(100, 1, 28, 3, 512));
        // 3 sequences x 32 heads x 100 queries x 128 keys, 2 bytes, written and read; query and output of 4096 a token.
        OperatorCosts.of(prediction, PhaseName.PREFILL, "attention").are(
                3 * 16_384.0 * (100 * 28 + 5050), 0, 3 * 100 * 16_384 + 2 * 2 * 3 * 32 * 100 * 128, 3 * 128 * 16_384, 3 * 100 * 16_384);
    }

    @Property(tries = 120)
    void theCheaperExecutionIsTheCheaper(
            @ForAll("mla") String model, @ForAll("devices") String device, @ForAll("requests") Request request) {
        Roofline roofline = Subjects.roofline(device, "bf16");
        Workload workload = Subjects.workload(model, "bf16");
        Prediction cheaper = new Predictor(workload).predict(roofline, request);
        Prediction expanded = new Predictor(workload, LatentExecution.EXPANDED).predict(roofline, request);
        Prediction absorbed = new Predictor(workload, LatentExecution.ABSORBED).predict(roofline, request);
        for (PhaseName name : PhaseName.values()) {
            assertThat(phase(cheaper, name).seconds())
                    .isCloseTo(Math.min(phase(expanded, name).seconds(), phase(absorbed, name).seconds()), withPercentage(PERCENT));
        }
    }

    @Provide
    Arbitrary<String> mla() {
        return Arbitraries.of("deepseek-v2-lite", "plm-1.8b", "minicpm3-4b");
    }

    @Property(tries = 150)
    void aLargerMicroBatchNeverReadsMoreWeights(
            @ForAll("models") String model, @ForAll("requests") Request r, @ForAll @IntRange(min = 1, max = 500) int more) {
        double small = prefillWeights(model, r);
        double large = prefillWeights(model, new Request(r.prompt(), r.generate(), r.depth(), r.batch(), r.microBatch() + more));
        assertThat(large).isLessThanOrEqualTo(small * (1 + 1e-10));
    }

    @Test
    void weightsAreReadOnceAMicroBatch() {
        // 1000 tokens in pieces of 300 are four passes; the output projection and the final norm run in the last only, rows of the table once a token.
        double read = prefillWeights("llama-2-7b", new Request(1000, 0, 0, 1, 300));
        double layers = 2 * (6_738_415_616.0 - 2 * 131_072_000.0 - 266_240) + 4 * 64 * 4096;
        assertThat(read).isCloseTo(4 * layers + 2 * 131_072_000.0 + 4 * 4096 + 1000 * 8192, withPercentage(PERCENT));
    }

    private static double prefillWeights(String model, Request request) {
        return Subjects.predict(model, model.equals("llama-2-7b") ? "f16" : "bf16", "rooflinebench-rtx-3090", request).operators().stream()
                .filter(o -> o.phase() == PhaseName.PREFILL).mapToDouble(o -> o.weightBytes() * o.operator().count()).sum();
    }

    @Property(tries = 150)
    void aWindowThatHoldsEverythingIsNoWindow(
            @ForAll AttentionSpan.Kind kind, @ForAll @IntRange(min = 1, max = 300) int prompt, @ForAll @IntRange(min = 1, max = 200) int generate,
            @ForAll @IntRange(max = 100) int depth, @ForAll @IntRange(min = 1, max = 128) int microBatch) {
        if (kind == AttentionSpan.Kind.BIDIRECTIONAL) {
            return;
        }
        Request request = new Request(prompt, generate, depth, 2, microBatch);
        int length = (int) request.length();
        Prediction full = prediction(AttentionSpan.FULL, request);
        Prediction bounded = prediction(new AttentionSpan(kind, length), request);
        assertThat(bounded.totalSeconds()).isCloseTo(full.totalSeconds(), withPercentage(PERCENT));
        assertThat(bounded.memory()).isEqualTo(full.memory());
        for (PhaseName name : PhaseName.values()) {
            assertThat(phase(bounded, name).flops()).isCloseTo(phase(full, name).flops(), withPercentage(PERCENT));
            assertThat(phase(bounded, name).bytes()).isCloseTo(phase(full, name).bytes(), withPercentage(PERCENT));
        }
        if (kind == AttentionSpan.Kind.SLIDING && length > 2) {
            assertThat(prediction(new AttentionSpan(kind, 1), request).totalSeconds()).isLessThan(full.totalSeconds());
        }
    }

    private static Prediction prediction(AttentionSpan span, Request request) {
        return Subjects.predict(Subjects.workload(Subjects.small(span), "bf16"), Subjects.flat(1e12, 1e11), request);
    }

    @Property(tries = 60)
    void twiceTheLayersCostTwice(@ForAll("models") String model, @ForAll("requests") Request request) {
        Architecture once = Subjects.model(model);
        int cycle = once.layerPattern().cycle().size();
        Architecture short1 = once.withLayers(cycle);
        Architecture short2 = once.withLayers(2 * cycle);
        for (PhaseName name : PhaseName.values()) {
            assertThat(layerSeconds(short2, name, request)).isCloseTo(2 * layerSeconds(short1, name, request), withPercentage(PERCENT));
        }
    }

    private static double layerSeconds(Architecture model, PhaseName phase, Request request) {
        return Subjects.predict(Subjects.workload(model, "bf16"), Subjects.flat(1e13, 1e11), request).operators().stream()
                .filter(o -> o.phase() == phase && !o.operator().layerGroup().equals("model"))
                .mapToDouble(OperatorPrediction::totalSeconds).sum();
    }

    @Property(tries = 100)
    void ratesFollowFromTimes(@ForAll("models") String model, @ForAll("requests") Request r) {
        Prediction prediction = Subjects.predict(model, "bf16", "h100-sxm", r);
        Phase prefill = prediction.prefill().orElseThrow();
        assertThat(prefill.tokensPerSecond()).isCloseTo(r.batch() * (double) r.prompt() / prefill.seconds(), withPercentage(PERCENT));
        assertThat(prediction.timeToFirstToken()).isEqualTo(prefill.seconds());
        prediction.decode().ifPresent(decode -> {
            assertThat(decode.tokensPerSecond()).isCloseTo(r.batch() / decode.seconds(), withPercentage(PERCENT));
            assertThat(prediction.totalSeconds()).isCloseTo(prefill.seconds() + r.generate() * decode.seconds(), withPercentage(PERCENT));
        });
    }

    @Test
    void launchOverheadIsPaidOnceAnOperatorInEachPass() {
        Workload workload = Subjects.workload("llama-2-7b", "f16");
        Hardware free = Subjects.flat(1e14, 1e12);
        Request request = new Request(1000, 10, 0, 1, 300);
        Prediction without = Subjects.predict(workload, free, request);
        Prediction with = Subjects.predict(workload, Subjects.withOverhead(free, 1e-3), request);
        // Twelve operators in each of 32 layers and the embedding, in four micro-batches; final norm and output once.
        double prefill = 4 * (12 * 32 + 1) + 2;
        double decode = 12 * 32 + 3;
        assertThat(phase(with, PhaseName.PREFILL).seconds() - phase(without, PhaseName.PREFILL).seconds()).isCloseTo(1e-3 * prefill, withPercentage(1e-6));
        assertThat(phase(with, PhaseName.DECODE).seconds() - phase(without, PhaseName.DECODE).seconds()).isCloseTo(1e-3 * decode, withPercentage(1e-6));
    }

    @Test
    void aCacheThatHoldsTheModelServesIt() {
        // 135 M weights in BF16 are 269 MB: nothing comes from main memory once they are in a cache of 1 GB.
        Workload workload = Subjects.workload("smollm2-135m", "bf16");
        Prediction held = Subjects.predict(workload, Subjects.cached(1e15, 1e9, 4e11, 1e11), new Request(0, 10, 100, 1, 512));
        Prediction notHeld = Subjects.predict(workload, Subjects.cached(1e15, 1e8, 4e11, 1e11), new Request(0, 10, 100, 1, 512));
        assertThat(phase(held, PhaseName.DECODE).mainBytes()).isZero();
        assertThat(phase(notHeld, PhaseName.DECODE).mainBytes()).isGreaterThan(200e6);
        assertThat(phase(notHeld, PhaseName.DECODE).seconds() / phase(held, PhaseName.DECODE).seconds()).isBetween(3.5, 4.0 + ROUNDING);
    }

    /** Weights fit, weights and cache together do not: both come from main memory. */
    @Test
    void theCacheCountsForWhereTheModelLives() {
        Workload workload = Subjects.workload("smollm2-135m", "bf16");
        Hardware device = Subjects.cached(1e15, workload.weightBytes() + 100e6, 4e11, 1e11);
        // 30 layers x 2 x 3 x 64 elements of 2 bytes: 23040 bytes a token, 100 MB at 4340 tokens.
        assertThat(phase(Subjects.predict(workload, device, new Request(0, 1, 4000, 1, 512)), PhaseName.DECODE).mainBytes()).isZero();
        assertThat(phase(Subjects.predict(workload, device, new Request(0, 1, 5000, 1, 512)), PhaseName.DECODE).mainBytes()).isGreaterThan(300e6);
    }

    /** Bytes that stay near still pass the near level, together with those that come from far. */
    @Test
    void anOperatorTakesTheLongestOfItsArithmeticAndEachLevel() {
        Workload workload = Subjects.workload("llama-2-7b", "f16");
        Hardware device = Subjects.cached(1e15, 1e9, 2e11, 1e11);
        Prediction prediction = Subjects.predict(workload, device, new Request(0, 1, 100, 1, 512));
        // q_proj: 33 554 432 bytes of weights from memory and 16 384 of activations in the cache.
        assertThat(Subjects.operator(prediction, PhaseName.DECODE, "q_proj").seconds()).isCloseTo(33_554_432 / 1e11, withPercentage(PERCENT));
        // activation: no weights, so only the cache: 3 x 11008 x 2 bytes.
        assertThat(Subjects.operator(prediction, PhaseName.DECODE, "activation").seconds()).isCloseTo(66_048 / 2e11, withPercentage(PERCENT));
        // A prompt of 2000: the norm moves 4 x 4096 x 2 x 2000 bytes in the cache, more than its 16 384 bytes of weights from memory take.
        Prediction prefill = Subjects.predict(workload, device, new Request(2000, 0, 0, 1, 2000));
        assertThat(Subjects.operator(prefill, PhaseName.PREFILL, "attn_norm").seconds())
                .isCloseTo((65_536_000 + 16_384) / 2e11, withPercentage(PERCENT));
        // All activations fit the cache, attention's query and output too: only weights and KV cache come from memory.
        double home = prediction.operators().stream()
                .mapToDouble(o -> (o.weightBytes() + o.cacheReadBytes() + o.cacheWriteBytes()) * o.operator().count()).sum();
        assertThat(phase(prediction, PhaseName.DECODE).mainBytes()).isCloseTo(home, withPercentage(PERCENT));
    }

    @Test
    void whatIsNotAskedForIsNotThere() {
        Prediction noPrompt = Subjects.predict("llama-2-7b", "f16", "rtx-3090", Request.of(0, 5));
        assertThat(noPrompt.prefill()).isEmpty();
        assertThat(noPrompt.timeToFirstToken()).isZero();
        Prediction noGeneration = Subjects.predict("llama-2-7b", "f16", "rtx-3090", Request.of(5, 0));
        assertThat(noGeneration.decode()).isEmpty();
        assertThat(noGeneration.totalSeconds()).isEqualTo(noGeneration.timeToFirstToken());
    }

    @Test
    void impossibleRequestsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(0, 0, 10, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(-1, 2, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(1, -1, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(1, 1, -1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(1, 1, 0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(1, 1, 0, 1, 0));
    }

    /** A sweep reuses its room: what was there before leaves no trace. */
    @Property(tries = 60)
    void totalsCarryNothingOver(
            @ForAll("models") String model, @ForAll("requests") Request first, @ForAll("requests") Request second) {
        Predictor predictor = new Predictor(Subjects.workload(model, "bf16"));
        Roofline roofline = Subjects.roofline("h100-sxm", "bf16");
        Totals reused = new Totals();
        predictor.predict(roofline, first, reused);
        predictor.predict(roofline, second, reused);
        Totals fresh = new Totals();
        predictor.predict(roofline, second, fresh);
        assertThat(reused.seconds()).isEqualTo(fresh.seconds());
        assertThat(reused.prefill().bytes()).isEqualTo(fresh.prefill().bytes());
        assertThat(reused.decode().flops()).isEqualTo(fresh.decode().flops());
        assertThat(reused.decode().execution()).isEqualTo(fresh.decode().execution());
    }

    private static void assertMore(Totals more, Totals less) {
        assertThat(more.seconds()).isGreaterThanOrEqualTo(less.seconds() * (1 - ROUNDING));
        assertThat(more.prefill().bytes() + more.decode().bytes())
                .isGreaterThanOrEqualTo((less.prefill().bytes() + less.decode().bytes()) * (1 - ROUNDING));
    }

    private static Totals totals(String model, String device, Request request) {
        Totals totals = new Totals();
        // One execution: a longer request may choose the one of fewer bytes.
        new Predictor(Subjects.workload(model, "bf16"), LatentExecution.ABSORBED).predict(Subjects.roofline(device, "bf16"), request, totals);
        return totals;
    }

    private static boolean hasChunks(String model) {
        return Subjects.workload(model, "bf16").operators().stream().anyMatch(o -> o.span().kind() == AttentionSpan.Kind.CHUNKED);
    }

    private static double seconds(Workload workload, Hardware device, Request request) {
        return Subjects.predict(workload, device, request).totalSeconds();
    }

    private static Phase phase(Prediction prediction, PhaseName name) {
        return (name == PhaseName.PREFILL ? prediction.prefill() : prediction.decode()).orElseThrow();
    }

    private static List<Phase> phases(Prediction prediction) {
        return Stream.concat(prediction.prefill().stream(), prediction.decode().stream()).toList();
    }
}
