package dev.ridgepoint.require;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Subjects;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** The inverse question gives what the question itself confirms: at the answer the rates are met, a little below it they are not. */
class DesignSpaceTest {

    private static final double WITHOUT_END = 1e30;
    private static final double LESS = 0.99;

    private static DesignSpace space(String model, String format, Request request) {
        return new DesignSpace(new Predictor(Subjects.workload(model, format)), request, Efficiency.IDEAL);
    }

    private static Target target(double decode, double prefill) {
        return new Target(OptionalDouble.of(decode), OptionalDouble.of(prefill));
    }

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of("qwen2.5-1.5b", "gemma-3-1b", "deepseek-v2-lite", "qwen3-30b-a3b", "falcon-h1-3b", "gpt2");
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of("bf16", "q4_k_m", "w8a8", "fp8");
    }

    @Provide
    Arbitrary<Request> requests() {
        return Combinators.combine(
                Arbitraries.integers().between(1, 2000), Arbitraries.integers().between(1, 300), Arbitraries.integers().between(0, 4000),
                Arbitraries.integers().between(1, 32), Arbitraries.integers().between(16, 1024)).as(Request::new);
    }

    /** The README's Qwen2.5-1.5B in q8_0: 1.651 GB a step, so 100 steps a second need 165.1 GB/s; 337.5 GFLOP for a prompt of 128, ten times a second. */
    @Test
    void ratesTimesBytesAndFlops() {
        DesignSpace space = space("qwen2.5-1.5b", "q8_0", Request.of(128, 128));
        Requirement requirement = space.requirement(target(100, 1280));
        assertThat(requirement.bandwidth()).isCloseTo(165.1e9, withPercentage(0.05));
        assertThat(requirement.peak()).isCloseTo(3.375e12, withPercentage(0.05));
        assertThat(requirement.memory().totalBytes()).isCloseTo(1.655e9, withPercentage(0.1));
    }

    @Property(tries = 40)
    void onePercentLessWillNotDo(
            @ForAll("models") String model, @ForAll("formats") String format, @ForAll("requests") Request request,
            @ForAll @DoubleRange(min = 0.5, max = 2000) double decode, @ForAll @DoubleRange(min = 5, max = 50_000) double prefill) {
        DesignSpace space = space(model, format, request);
        Target target = target(decode, prefill);
        Requirement found = space.requirement(target);
        assertThat(target.reached(space.rates(new DesignPoint(LESS * found.bandwidth(), WITHOUT_END)))).isLessThan(1);
        assertThat(target.reached(space.rates(new DesignPoint(WITHOUT_END, LESS * found.peak())))).isLessThan(1);
        for (DesignPoint point : new DesignPoint[] {found.leastBandwidth(), found.leastProduct(), found.leastPeak()}) {
            assertThat(target.reached(space.rates(point))).isGreaterThanOrEqualTo(1);
            assertThat(target.reached(space.rates(new DesignPoint(point.bandwidth(), LESS * point.peak())))).isLessThan(1);
            assertThat(point.bandwidth()).isGreaterThanOrEqualTo(found.bandwidth());
            assertThat(point.peak()).isGreaterThanOrEqualTo(found.peak());
            assertThat(found.leastProduct().bandwidth() * found.leastProduct().peak()).isLessThanOrEqualTo(point.bandwidth() * point.peak() * (1 + 1e-12));
        }
        assertThat(target.reached(space.rates(new DesignPoint(LESS * found.leastPeak().bandwidth(), found.leastPeak().peak())))).isLessThan(1);
    }

    /** Times scale with the rates, so what twice the rates need is twice as much. */
    @Property(tries = 15)
    void twiceTheRatesNeedTwiceTheDevice(@ForAll("models") String model, @ForAll("requests") Request request) {
        DesignSpace space = space(model, "bf16", request);
        Requirement once = space.requirement(target(10, 300));
        Requirement twice = space.requirement(target(20, 600));
        assertThat(twice.bandwidth()).isCloseTo(2 * once.bandwidth(), withPercentage(1e-8));
        assertThat(twice.peak()).isCloseTo(2 * once.peak(), withPercentage(1e-8));
        assertThat(twice.leastPeak().bandwidth()).isCloseTo(2 * once.leastPeak().bandwidth(), withPercentage(1e-4));
    }

    @Test
    void marginsAreDividedBy() {
        Request request = Request.of(512, 64);
        Predictor predictor = new Predictor(Subjects.workload("qwen3-8b", "q4_k_m"));
        Requirement ideal = new DesignSpace(predictor, request, Efficiency.IDEAL).requirement(target(20, 400));
        Requirement honest = new DesignSpace(predictor, request, new Efficiency(0.8, 0.5)).requirement(target(20, 400));
        assertThat(honest.bandwidth()).isCloseTo(ideal.bandwidth() / 0.8, withPercentage(1e-8));
        assertThat(honest.peak()).isCloseTo(ideal.peak() / 0.5, withPercentage(1e-8));
    }

    @Test
    void everyPointOfTheCurveJustMeetsTheTarget() {
        DesignSpace space = space("qwen2.5-1.5b", "q8_0", Request.of(512, 128));
        Target target = Target.prefillOnly(800);
        assertThat(space.curve(target, 1e9, 1e13, 60)).hasSizeGreaterThan(50).allSatisfy(point -> {
            assertThat(target.reached(space.rates(point))).isBetween(1.0, 1 + 1e-9);
            assertThat(target.reached(space.rates(new DesignPoint(point.bandwidth(), LESS * point.peak())))).isLessThan(1);
        });
        assertThat(space.curve(target, 1, 10, 5)).isEmpty();
    }

    @Test
    void aDeviceIsJudgedByItsPrediction() {
        Request request = Request.of(512, 128);
        Hardware device = Subjects.device("apple-m1-pro");
        Prediction prediction = Subjects.predict("qwen2.5-1.5b", "q8_0", "apple-m1-pro", request);
        double decode = prediction.decode().orElseThrow().tokensPerSecond();
        double prefill = prediction.prefill().orElseThrow().tokensPerSecond();
        DesignSpace space = space("qwen2.5-1.5b", "q8_0", request);
        assertThat(space.candidate(device, target(LESS * decode, LESS * prefill)).meets()).isTrue();
        Candidate slow = space.candidate(device, target(2 * decode, LESS * prefill));
        assertThat(slow.reached()).isCloseTo(0.5, withPercentage(1e-9));
        assertThat(slow.shortage()).singleElement().asString().startsWith("decode ").endsWith(" tok/s");
        // 70.55 B weights in 16 bits, 0.21 GB of cache for 640 tokens, the rest activations.
        Candidate small = space("llama-3.1-70b", "bf16", request).candidate(device, Target.decodeOnly(0.001));
        assertThat(small.shortage()).singleElement().asString().isEqualTo("memory 34.36 GB of 141.4 GB");
        assertThat(small.reached()).isCloseTo(34.36 / 141.4, withPercentage(0.1));
    }

    @Test
    void aDeviceWithoutTheFormatIsUnable() {
        Candidate unable = space("qwen2.5-1.5b", "fp32", Request.of(16, 16)).candidate(Subjects.device("tpu-v5e"), Target.decodeOnly(1));
        assertThat(unable.meets()).isFalse();
        assertThat(unable.shortage()).singleElement().asString().contains("no fp32 peak");
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThatThrownBy(() -> space("gpt2", "bf16", Request.of(16, 16)).requirement(Target.decodeOnly(1e30)))
                .isInstanceOf(InvalidInputException.class).hasMessageStartingWith("impossible: the target needs a bandwidth of more than");
        assertThatThrownBy(() -> space("gpt2", "bf16", Request.of(16, 0)).requirement(Target.decodeOnly(1))).hasMessageContaining("nothing is generated");
        assertThatThrownBy(() -> space("gpt2", "bf16", Request.of(0, 16)).requirement(Target.prefillOnly(1))).hasMessageContaining("there is no prompt");
        assertThatIllegalArgumentException().isThrownBy(() -> new Target(OptionalDouble.empty(), OptionalDouble.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> Target.decodeOnly(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Efficiency(1.1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Efficiency(1, 0));
    }
}
