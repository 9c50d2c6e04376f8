package dev.ridgepoint.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Backend;
import dev.ridgepoint.backend.BackendRates;
import dev.ridgepoint.backend.Circumstances;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of any model under any runtime on any device. */
class RuntimeInvariantsTest {

    private static final Library LIBRARY = Library.find();
    private static final double ROUNDING = 1e-9;
    private static final Map<List<Object>, Predictor> PREDICTORS = new HashMap<>();
    private static final Map<String, Hardware> DEVICES = new HashMap<>();
    private static final Map<String, Backend> RUNTIMES = new HashMap<>();

    @Provide
    Arbitrary<String> devices() {
        return Arbitraries.of("apple-m1", "apple-m3-ultra", "apple-m5", "rtx-3060-12gb", "rtx-4090", "h100-sxm", "v100-sxm2-32gb", "mi300x", "rx-7900-xtx",
                "ryzen-ai-max-395-8060s", "arc-b580", "raspberry-pi-5-8gb", "xeon-8490h", "jetson-orin-nano-super-8gb", "snapdragon-x-elite-npu");
    }

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of("llama-2-7b", "qwen2.5-0.5b", "gpt-oss-20b", "deepseek-v2-lite", "gemma-3-4b", "mamba2-130m", "qwen3-next-80b-a3b", "gpt2");
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of("f16", "q8_0", "q4_0", "q4_k_m");
    }

    @Provide
    Arbitrary<String> runtimes() {
        return Arbitraries.of(LIBRARY.runtimeCatalog().ids().stream().flatMap(id -> Stream.of(id, id + Backend.FUSED)).toList());
    }

    @Provide
    Arbitrary<Request> requests() {
        return Combinators.combine(Arbitraries.integers().between(0, 3000), Arbitraries.integers().between(1, 200), Arbitraries.integers().between(0, 20_000),
                Arbitraries.integers().between(1, 48), Arbitraries.integers().between(1, 1024)).as(Request::new);
    }

    private static Predictor predictor(String model, String format, String runtime) {
        return PREDICTORS.computeIfAbsent(List.of(model, format, Backend.attention(runtime)), k -> new Predictor(Workload.of(
                LIBRARY.architecture(model), Numerics.of(WeightsFormats.named(format).orElseThrow()), Backend.attention(runtime))));
    }

    private static Roofline roofline(String device, String runtime, Predictor predictor) {
        Hardware hardware = DEVICES.computeIfAbsent(device, LIBRARY::hardware);
        Backend backend = RUNTIMES.computeIfAbsent(Backend.idOf(runtime), LIBRARY::runtime);
        Workload workload = predictor.workload();
        return Roofline.under(hardware, workload.numerics(),
                BackendRates.of(backend, hardware, workload.numerics(), workload.kernel(), Circumstances.USUAL));
    }

    /** Neither its arithmetic nor its traffic: a runtime is slower than the roof over it. */
    @Property(tries = 300)
    void noPhaseIsFasterThanTheUnitsThatRunIt(
            @ForAll("models") String model, @ForAll("formats") String format, @ForAll("devices") String device, @ForAll("runtimes") String runtime,
            @ForAll("requests") Request request) {
        Predictor predictor = predictor(model, format, runtime);
        Prediction prediction = predictor.predict(roofline(device, runtime, predictor), request);
        for (Phase phase : Stream.concat(prediction.prefill().stream(), prediction.decode().stream()).toList()) {
            assertThat(phase.seconds()).isFinite().isPositive();
            assertThat(phase.mbu()).isLessThanOrEqualTo(1 + ROUNDING);
            assertThat(phase.seconds()).isGreaterThanOrEqualTo(phase.mainBytes() / prediction.roofline().bandwidth() * (1 - ROUNDING));
        }
    }

    /** A generation in closed form is the sum of its steps. */
    @Property(tries = 150)
    void aGenerationIsTheSumOfItsSteps(
            @ForAll("models") String model, @ForAll("devices") String device, @ForAll("runtimes") String runtime,
            @ForAll @IntRange(min = 2, max = 40) int steps, @ForAll @IntRange(max = 9000) int depth, @ForAll @IntRange(min = 1, max = 16) int batch) {
        Predictor predictor = predictor(model, "q4_0", runtime);
        Roofline roofline = roofline(device, runtime, predictor);
        Totals totals = new Totals();
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            predictor.predict(roofline, new Request(0, 1, depth + step, batch, 512), totals);
            sum += totals.decode().seconds();
        }
        predictor.predict(roofline, new Request(0, steps, depth, batch, 512), totals);
        // The level that holds what attention moves is decided once for a run, and by each step for itself.
        assertThat(totals.decode().seconds()).isCloseTo(sum, withPercentage(0.5));
    }

    /** Deeper contexts, longer prompts and more sequences never take less. */
    @Property(tries = 150)
    void moreWorkTakesNoLess(
            @ForAll("models") String model, @ForAll("formats") String format, @ForAll("devices") String device, @ForAll("runtimes") String runtime,
            @ForAll("requests") Request request) {
        Predictor predictor = predictor(model, format, runtime);
        Roofline roofline = roofline(device, runtime, predictor);
        Prediction less = predictor.predict(roofline, request);
        Prediction deeper = predictor.predict(roofline,
                new Request(request.prompt(), request.generate(), request.depth() + 1000, request.batch(), request.microBatch()));
        assertThat(deeper.totalSeconds()).isGreaterThanOrEqualTo(less.totalSeconds() * (1 - ROUNDING));
    }
}
