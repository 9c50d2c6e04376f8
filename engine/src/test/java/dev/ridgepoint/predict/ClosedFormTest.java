package dev.ridgepoint.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.GroupedQueryAttention;
import dev.ridgepoint.architecture.GroupedQueryAttention.QkNorm;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Operator.Rows;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * A generation in closed form against the sum of its steps, and a prompt in micro-batches against the sum of its passes.
 *
 * <p>The level that holds an operator's bytes is decided once for a run, by its largest pass, while a step decides for itself. The two therefore agree where
 * the level does not change on the way: on a device without caches; with caches, for fused attention with a cache of its own (its activations do not grow
 * with the context) and models larger than the cache. That is what is compared here.
 */
class ClosedFormTest {

    private static final double PERCENT = 1e-7;

    /** What a run costs, the six kinds apart. */
    private record Costs(double seconds, double flops, double weights, double activations, double cacheRead, double cacheWrite, double mainBytes) {

        private static final Costs NONE = new Costs(0, 0, 0, 0, 0, 0, 0);

        private static Costs of(PhaseTotals phase) {
            RunCost cost = phase.always;
            return new Costs(
                    cost.seconds, cost.flops, cost.weightBytes, cost.activationBytes, cost.cacheReadBytes, cost.cacheWriteBytes, cost.mainBytes);
        }

        private Costs plus(Costs other) {
            return new Costs(
                    seconds + other.seconds, flops + other.flops, weights + other.weights, activations + other.activations,
                    cacheRead + other.cacheRead, cacheWrite + other.cacheWrite, mainBytes + other.mainBytes);
        }

        private void areThoseOf(Costs expected) {
            same("FLOPs", flops, expected.flops);
            same("weight bytes", weights, expected.weights);
            same("activation bytes", activations, expected.activations);
            same("cache read bytes", cacheRead, expected.cacheRead);
            same("cache write bytes", cacheWrite, expected.cacheWrite);
            same("main memory's bytes", mainBytes, expected.mainBytes);
            same("seconds", seconds, expected.seconds);
        }

        private static void same(String what, double actual, double expected) {
            assertThat(actual).as(what).isCloseTo(expected, withPercentage(PERCENT));
        }
    }

    /** A model and how its latent attention, if any, is executed. */
    private record Subject(String name, Workload workload, LatentExecution execution) {

        private Subject(String name, Workload workload) {
            this(name, workload, LatentExecution.CHEAPER);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Architecture MULTI_HEAD = Subjects.small(new GroupedQueryAttention(
            4, 4, 16, AttentionSpan.FULL, false, false, QkNorm.NONE, false, false, false, 0, false));

    /** Every kind of mixer and mask, both executions of latent attention, experts, both kernels. */
    private static final List<Subject> SUBJECTS = List.of(
            new Subject("MHA", Subjects.workload(MULTI_HEAD, "bf16")),
            new Subject("GQA", Subjects.workload("qwen2.5-1.5b", "q8_0")),
            new Subject("GQA, mixed sizes", Subjects.workload("qwen2.5-1.5b", "q4_k_m")),
            new Subject("sliding, Gemma 3", Subjects.workload("gemma-3-1b", "bf16")),
            new Subject("sliding, window 40", Subjects.workload(Subjects.small(new AttentionSpan(AttentionSpan.Kind.SLIDING, 40)), "bf16")),
            new Subject("chunked, Llama 4", Subjects.workload("llama-4-scout", "bf16")),
            new Subject("chunked, 48", Subjects.workload(Subjects.small(new AttentionSpan(AttentionSpan.Kind.CHUNKED, 48)), "bf16")),
            new Subject("chunked, 48, unfused", Subjects.workload(
                    Subjects.small(new AttentionSpan(AttentionSpan.Kind.CHUNKED, 48)), "bf16", AttentionKernel.UNFUSED)),
            new Subject("GQA, unfused", Subjects.workload(Subjects.model("qwen2.5-1.5b"), "bf16", AttentionKernel.UNFUSED)),
            new Subject("MLA expanded", Subjects.workload("deepseek-v2-lite", "bf16"), LatentExecution.EXPANDED),
            new Subject("MLA absorbed", Subjects.workload("deepseek-v2-lite", "bf16"), LatentExecution.ABSORBED),
            new Subject("indexed MLA expanded", Subjects.workload(Subjects.smallIndexed(60), "bf16"), LatentExecution.EXPANDED),
            new Subject("indexed MLA absorbed", Subjects.workload(Subjects.smallIndexed(60), "bf16"), LatentExecution.ABSORBED),
            new Subject("attention beside Mamba-2", Subjects.workload("falcon-h1-3b", "bf16")),
            new Subject("Mamba-1", Subjects.workload("falcon-mamba-7b", "bf16")),
            new Subject("delta-net, attention, experts", Subjects.workload(Subjects.model("qwen3-next-80b-a3b").withLayers(8), "bf16")),
            new Subject("short convolution", Subjects.workload("lfm2-2.6b", "bf16")),
            new Subject("experts, sliding, sinks", Subjects.workload("gpt-oss-20b", "mxfp4")));

    /** Larger than any cache used here, and with no activations that grow with the context. */
    private static final List<String> FOR_CACHES = List.of(
            "GQA", "GQA, mixed sizes", "sliding, Gemma 3", "chunked, Llama 4", "MLA absorbed", "attention beside Mamba-2", "Mamba-1",
            "delta-net, attention, experts", "short convolution", "experts, sliding, sinks");

    @Provide
    Arbitrary<Subject> subjects() {
        return Arbitraries.of(SUBJECTS);
    }

    @Provide
    Arbitrary<Subject> subjectsForCaches() {
        return Arbitraries.of(SUBJECTS.stream().filter(s -> FOR_CACHES.contains(s.name())).toList());
    }

    /** Ridges from far under any operator's intensity to far over it, so that operators change sides at every context. */
    @Property(tries = 400)
    void aGenerationIsTheSumOfItsStepsOnAnyDeviceWithoutCaches(
            @ForAll("subjects") Subject subject, @ForAll @DoubleRange(min = -1, max = 3) double ridgeDecades,
            @ForAll @IntRange(max = 120) int depth, @ForAll @IntRange(max = 60) int prompt,
            @ForAll @IntRange(min = 1, max = 150) int generate, @ForAll @IntRange(min = 1, max = 9) int batch) {
        Hardware device = Subjects.withOverhead(Subjects.flat(Math.pow(10, ridgeDecades) * 1e11, 1e11), 1e-6);
        compareDecode(subject, Roofline.of(device, subject.workload().numerics()), new Request(prompt, generate, depth, batch, 512));
    }

    @Property(tries = 150)
    void aGenerationIsTheSumOfItsStepsOnTheDevicesOfThePaper(
            @ForAll("subjects") Subject subject, @ForAll("paperDevices") String device, @ForAll @IntRange(max = 1200) int depth,
            @ForAll @IntRange(min = 1, max = 100) int generate, @ForAll @IntRange(min = 1, max = 64) int batch) {
        compareDecode(subject, Roofline.of(Subjects.device(device), subject.workload().numerics()), new Request(0, generate, depth, batch, 512));
    }

    @Provide
    Arbitrary<String> paperDevices() {
        return Arbitraries.of(
                "rooflinebench-apple-m1-pro", "rooflinebench-jetson-orin-nano-super-8gb", "rooflinebench-raspberry-pi-5-8gb",
                "rooflinebench-rtx-3070-ti-laptop", "rooflinebench-rtx-3090");
    }

    @Property(tries = 200)
    void aGenerationIsTheSumOfItsStepsWhereActivationsStayInACache(
            @ForAll("subjectsForCaches") Subject subject, @ForAll("devicesWithCaches") String device,
            @ForAll @IntRange(max = 600) int depth, @ForAll @IntRange(max = 60) int prompt,
            @ForAll @IntRange(min = 1, max = 120) int generate, @ForAll @IntRange(min = 1, max = 16) int batch) {
        Roofline roofline = Roofline.of(Subjects.device(device), subject.workload().numerics());
        assertThat(roofline.levels()).hasSizeGreaterThan(1);
        compareDecode(subject, roofline, new Request(prompt, generate, depth, batch, 512));
    }

    @Provide
    Arbitrary<String> devicesWithCaches() {
        return Arbitraries.of("apple-m1-pro", "h100-sxm", "mi300x");
    }

    /** A cache of 2 GiB holds everything but the weights, whatever the context: expanded keys and values, and score matrices too. */
    @Property(tries = 100)
    void aGenerationIsTheSumOfItsStepsWhereGrowingActivationsStayInACache(
            @ForAll boolean expanded, @ForAll @DoubleRange(min = 0, max = 3) double ridgeDecades, @ForAll @IntRange(max = 400) int depth,
            @ForAll @IntRange(min = 1, max = 120) int generate, @ForAll @IntRange(min = 1, max = 8) int batch) {
        Subject subject = expanded
                ? new Subject("MLA expanded", Subjects.workload("deepseek-v2-lite", "bf16"), LatentExecution.EXPANDED)
                : new Subject("unfused", Subjects.workload(Subjects.model("qwen2.5-1.5b"), "bf16", AttentionKernel.UNFUSED));
        Hardware device = Subjects.cached(Math.pow(10, ridgeDecades) * 1e11, 0x1p31, 3e11, 1e11);
        compareDecode(subject, Roofline.of(device, subject.workload().numerics()), new Request(0, generate, depth, batch, 512));
    }

    @Property(tries = 250)
    void aPromptInMicroBatchesIsTheSumOfItsPasses(
            @ForAll("subjects") Subject subject, @ForAll @DoubleRange(min = -1, max = 3) double ridgeDecades,
            @ForAll @IntRange(max = 120) int depth, @ForAll @IntRange(min = 1, max = 300) int prompt,
            @ForAll @IntRange(min = 1, max = 80) int microBatch, @ForAll @IntRange(min = 1, max = 4) int batch) {
        Hardware device = Subjects.withOverhead(Subjects.flat(Math.pow(10, ridgeDecades) * 1e11, 1e11), 1e-6);
        comparePrefill(subject, Roofline.of(device, subject.workload().numerics()), new Request(prompt, 0, depth, batch, microBatch));
    }

    @Property(tries = 80)
    void aPromptInMicroBatchesIsTheSumOfItsPassesWhereActivationsStayInACache(
            @ForAll("subjectsForCaches") Subject subject, @ForAll @IntRange(max = 120) int depth,
            @ForAll @IntRange(min = 1, max = 300) int prompt, @ForAll @IntRange(min = 1, max = 80) int microBatch) {
        comparePrefill(subject, Roofline.of(Subjects.device("h100-sxm"), subject.workload().numerics()),
                new Request(prompt, 0, depth, 1, microBatch));
    }

    /**
     * An operator that changes sides on the way, by hand: MHA reads 2 x 2 x 64 bytes a token for 4 x 64 FLOPs, and moves 512 bytes a step besides. Under a
     * ridge of one FLOP a byte it is memory-bound for ever; under one of 0.9 it is compute-bound from the 18th token on (512 / (256 / 0.9 - 256)).
     */
    @Test
    void anOperatorChangesSidesWithinAGeneration() {
        Workload workload = Subjects.workload(MULTI_HEAD, "bf16");
        double peak = 0.9e9;
        double bandwidth = 1e9;
        Prediction prediction = Subjects.predict(workload, Subjects.flat(peak, bandwidth), new Request(0, 100, 0, 1, 512));
        double seconds = 0;
        int memoryBound = 0;
        for (int read = 1; read <= 100; read++) {
            double compute = 256.0 * read / peak;
            // Query and output of 64 elements, the new key and value of 64 written, and those of every token read.
            double memory = (2 * 2 * 64 + 2 * 2 * 64 + 256.0 * read) / bandwidth;
            memoryBound += memory > compute ? 1 : 0;
            seconds += Math.max(compute, memory);
        }
        assertThat(memoryBound).isBetween(17, 18);
        OperatorPrediction attention = Subjects.operator(prediction, PhaseName.DECODE, "attention");
        assertThat(attention.seconds() * 100).isCloseTo(seconds, withPercentage(PERCENT));
    }

    @Test
    void threePiecesOfASlidingWindowByHand() {
        Workload workload = Subjects.workload(Subjects.small(new AttentionSpan(AttentionSpan.Kind.SLIDING, 10)), "bf16");
        Prediction prediction = Subjects.predict(workload, Subjects.flat(1e12, 1e12), new Request(0, 25, 4, 1, 512));
        // Steps read 5, 6, .. 10 and then 10 for 19 steps: 45 + 190 = 235 tokens of 2 x 2 x 16 elements of 2 bytes; 4 x 8 x 16 FLOPs each.
        OperatorPrediction attention = Subjects.operator(prediction, PhaseName.DECODE, "attention");
        assertThat(attention.cacheReadBytes() * 25).isCloseTo(235 * 128, withPercentage(PERCENT));
        assertThat(attention.flops() * 25).isCloseTo(235 * 512, withPercentage(PERCENT));
    }

    @Test
    void threePiecesOfAChunkByHand() {
        Workload workload = Subjects.workload(Subjects.small(new AttentionSpan(AttentionSpan.Kind.CHUNKED, 10)), "bf16");
        Prediction prediction = Subjects.predict(workload, Subjects.flat(1e12, 1e12), new Request(0, 25, 4, 1, 512));
        // Steps read 5 .. 10, 1 .. 10 and 1 .. 9: 45 + 55 + 45 = 145 tokens.
        OperatorPrediction attention = Subjects.operator(prediction, PhaseName.DECODE, "attention");
        assertThat(attention.cacheReadBytes() * 25).isCloseTo(145 * 128, withPercentage(PERCENT));
        assertThat(attention.flops() * 25).isCloseTo(145 * 512, withPercentage(PERCENT));
    }

    /** The report opens up what the totals say: the same numbers, operator by operator. */
    @Property(tries = 100)
    void operatorsAddUpToThePhase(
            @ForAll("subjects") Subject subject, @ForAll @IntRange(max = 200) int depth, @ForAll @IntRange(min = 1, max = 200) int prompt,
            @ForAll @IntRange(min = 1, max = 100) int generate, @ForAll @IntRange(min = 1, max = 5) int batch) {
        Roofline roofline = Roofline.of(Subjects.device("mi300x"), subject.workload().numerics());
        Request request = new Request(prompt, generate, depth, batch, 64);
        Prediction prediction = new Predictor(subject.workload(), subject.execution()).predict(roofline, request);
        for (Prediction.Phase phase : List.of(prediction.prefill().orElseThrow(), prediction.decode().orElseThrow())) {
            List<OperatorPrediction> operators = prediction.operators().stream().filter(o -> o.phase() == phase.name()).toList();
            Costs.same("FLOPs", operators.stream().mapToDouble(o -> o.flops() * o.operator().count()).sum(), phase.flops());
            Costs.same("bytes", operators.stream().mapToDouble(o -> o.bytes() * o.operator().count()).sum(), phase.bytes());
            Costs.same("seconds", operators.stream().mapToDouble(OperatorPrediction::totalSeconds).sum(), phase.seconds());
        }
    }

    private static void compareDecode(Subject subject, Roofline roofline, Request request) {
        Predictor predictor = new Predictor(subject.workload(), subject.execution());
        Totals totals = new Totals();
        predictor.predict(roofline, request, totals);
        Costs whole = Costs.of(totals.decode());
        Costs steps = Costs.NONE;
        for (int step = 0; step < request.generate(); step++) {
            predictor.predict(roofline, new Request(0, 1, request.depth() + request.prompt() + step, request.batch(), request.microBatch()), totals);
            steps = steps.plus(Costs.of(totals.decode()));
        }
        whole.areThoseOf(steps);
    }

    private static void comparePrefill(Subject subject, Roofline roofline, Request request) {
        Predictor predictor = new Predictor(subject.workload(), subject.execution());
        Prediction whole = predictor.predict(roofline, request);
        Costs passes = Costs.NONE;
        Costs output = Costs.NONE;
        for (int done = 0; done < request.prompt(); done += request.microBatch()) {
            int tokens = Math.min(request.microBatch(), request.prompt() - done);
            Prediction pass = predictor.predict(roofline, new Request(tokens, 0, request.depth() + done, request.batch(), tokens));
            passes = passes.plus(sum(pass.operators().stream().filter(o -> o.operator().rows() != Rows.LAST_TOKEN)));
            output = sum(pass.operators().stream().filter(o -> o.operator().rows() == Rows.LAST_TOKEN));
        }
        sum(whole.operators().stream()).areThoseOf(passes.plus(output));
    }

    private static Costs sum(Stream<OperatorPrediction> operators) {
        return operators.map(o -> {
            double n = o.operator().count();
            return new Costs(
                    n * o.seconds(), n * o.flops(), n * o.weightBytes(), n * o.activationBytes(), n * o.cacheReadBytes(), n * o.cacheWriteBytes(), 0);
        }).reduce(Costs.NONE, Costs::plus);
    }

    /** Guards the comparison itself: the subjects are what their names say. */
    @Test
    void subjectsCoverEveryMaskAndMixer() {
        Map<AttentionSpan.Kind, Long> kinds = SUBJECTS.stream()
                .flatMap(s -> s.workload().operators().stream())
                .collect(Collectors.groupingBy(o -> o.span().kind(), Collectors.counting()));
        assertThat(kinds).containsOnlyKeys(
                AttentionSpan.Kind.FULL, AttentionSpan.Kind.SLIDING, AttentionSpan.Kind.CHUNKED, AttentionSpan.Kind.SELECTED);
        assertThat(SUBJECTS.stream().filter(s -> FOR_CACHES.contains(s.name()))).hasSize(FOR_CACHES.size())
                .allMatch(s -> s.workload().weightBytes() > 256L << 20);
    }
}
