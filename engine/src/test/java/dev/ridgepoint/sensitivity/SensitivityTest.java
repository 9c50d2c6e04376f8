package dev.ridgepoint.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.RateScale;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.predict.Subjects;
import dev.ridgepoint.sensitivity.Influence.Effect;
import dev.ridgepoint.workload.AttentionKernel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SensitivityTest {

    private static Setting setting(Architecture model, String format, Hardware device, Request request) {
        return new Setting(device, model, Subjects.numerics(format), AttentionKernel.FUSED, LatentExecution.CHEAPER, request);
    }

    private static Sensitivity sensitivity(String model, String format, Hardware device, Request request) {
        return Sensitivity.of(setting(Subjects.model(model), format, device, request), Change.HALVE_AND_DOUBLE);
    }

    private static Influence of(Sensitivity sensitivity, PhaseName phase, String name) {
        return sensitivity.of(phase).stream().filter(influence -> influence.parameter().name().equals(name)).findFirst().orElseThrow();
    }

    private static double elasticity(Sensitivity sensitivity, PhaseName phase, String name) {
        return of(sensitivity, phase, name).elasticity().orElseThrow();
    }

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of("qwen2.5-1.5b", "gemma-3-1b", "deepseek-v2-lite", "qwen3-30b-a3b", "falcon-h1-3b", "lfm2-2.6b", "gpt2", "llama-4-scout");
    }

    @Provide
    Arbitrary<String> devices() {
        return Arbitraries.of("apple-m1-pro", "h100-sxm", "rtx-3090", "raspberry-pi-5-8gb", "tpu-v5e");
    }

    @Provide
    Arbitrary<Request> requests() {
        return Combinators.combine(
                Arbitraries.integers().between(1, 2000), Arbitraries.integers().between(1, 300), Arbitraries.integers().between(0, 4000),
                Arbitraries.integers().between(1, 32), Arbitraries.integers().between(16, 1024)).as(Request::new);
    }

    /** Every rate k times as high and overheads a k-th: a k-th of the time. So times are homogeneous of degree -1 and the elasticities sum to -1 (Euler). */
    @Property(tries = 60)
    void elasticitiesToAllRatesSumToMinusOne(@ForAll("models") String model, @ForAll("devices") String device, @ForAll("requests") Request request) {
        Hardware slow = Subjects.withOverhead(Subjects.device(device), 3e-6);
        Setting setting = setting(Subjects.model(model), "q4_k_m", slow, request);
        List<Parameter> rates = HardwareParameters.of(setting, Change.HALVE_AND_DOUBLE);
        for (PhaseName phase : PhaseName.values()) {
            double sum = 0;
            for (Parameter rate : rates) {
                double elasticity = Influence.of(rate, phase, setting).elasticity().orElseThrow();
                sum += rate.name().equals("launch overhead") ? -elasticity : elasticity;
                assertThat(rate.name().equals("launch overhead") ? -elasticity : elasticity).as(rate.name()).isBetween(-1.0001, 0.0001);
            }
            assertThat(sum).as("%s on %s", phase, device).isCloseTo(-1, within(1e-4));
        }
    }

    @Property(tries = 40)
    void ratesThatAreAllDoubledHalveTheTime(@ForAll("models") String model, @ForAll("devices") String device, @ForAll("requests") Request request) {
        Setting setting = setting(Subjects.model(model), "bf16", Subjects.withOverhead(Subjects.device(device), 3e-6), request);
        Times once = setting.times();
        Times twice = setting.with(new RateScale(2, 2, 2, 0.5)).times();
        assertThat(twice.decode() / once.decode()).isCloseTo(0.5, within(1e-12));
        assertThat(twice.prefill() / once.prefill()).isCloseTo(0.5, within(1e-12));
    }

    /** A peak without end: all of decode is bytes over bandwidth, and a share of the bytes is a share of the time. */
    @Test
    void elasticitiesOfMemoryBoundDecodeAreSharesOfItsBytes() {
        Hardware device = Subjects.flat(1e20, 1e11);
        Request request = new Request(100, 50, 1000, 4, 512);
        Sensitivity sensitivity = sensitivity("qwen2.5-1.5b", "bf16", device, request);
        assertThat(elasticity(sensitivity, PhaseName.DECODE, "memory bandwidth")).isCloseTo(-1, within(1e-9));
        assertThat(elasticity(sensitivity, PhaseName.DECODE, "peak")).isZero();
        assertThat(of(sensitivity, PhaseName.DECODE, "memory bandwidth").less().map(Effect::change).orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(of(sensitivity, PhaseName.DECODE, "memory bandwidth").more().map(Effect::change).orElseThrow()).isCloseTo(-0.5, within(1e-9));

        Prediction prediction = Subjects.predict(Subjects.workload("qwen2.5-1.5b", "bf16"), device, request);
        double weights = 0;
        double cache = 0;
        double all = 0;
        for (OperatorPrediction o : prediction.operators()) {
            if (o.phase() == PhaseName.DECODE) {
                weights += o.operator().count() * o.weightBytes();
                cache += o.operator().count() * (o.cacheReadBytes() + o.cacheWriteBytes());
                all += o.operator().count() * o.bytes();
            }
        }
        assertThat(elasticity(sensitivity, PhaseName.DECODE, "bits a weight")).isCloseTo(weights / all, within(1e-5));
        assertThat(elasticity(sensitivity, PhaseName.DECODE, "bits of the KV cache")).isCloseTo(cache / all, within(1e-5));
        assertThat(cache / all).isGreaterThan(0.02);
    }

    /** 14 heads: 2 key-value heads can become 1 or 7, and nothing between. */
    @Test
    void onlyValidNumbersOfHeadsAreTried() {
        Influence heads = of(sensitivity("qwen2.5-0.5b", "bf16", Subjects.flat(1e13, 1e11), Request.of(128, 128)), PhaseName.DECODE, "KV heads");
        assertThat(heads.less().orElseThrow().value()).isEqualTo("1");
        assertThat(heads.more().orElseThrow().value()).isEqualTo("7");
        assertThat(heads.over()).isEqualTo("1 to 7");
    }

    /** One key-value head cannot be made fewer; the elasticity is then that of the other side. */
    @Test
    void whatHasNoSmallerValueSaysSo() {
        Influence heads = of(sensitivity("gemma-3-1b", "bf16", Subjects.flat(1e13, 1e11), Request.of(128, 128)), PhaseName.DECODE, "KV heads");
        assertThat(heads.less()).isEmpty();
        assertThat(heads.more().orElseThrow().value()).isEqualTo("2");
        assertThat(heads.over()).isEqualTo("1 to 2");
        assertThat(heads.elasticity().orElseThrow()).isPositive();
    }

    /** Super-blocks of 256 in q4_k_m: other sizes would be stored in other blocks, which is another question. */
    @Test
    void sizesStayWholeBlocks() {
        Sensitivity sensitivity = sensitivity("llama-3.1-8b", "q4_k_m", Subjects.device("rtx-3090"), Request.of(128, 128));
        assertThat(of(sensitivity, PhaseName.DECODE, "hidden size").over()).isEqualTo("3840 to 4352");
        assertThat(of(sensitivity, PhaseName.DECODE, "feed-forward width").less().orElseThrow().value()).isEqualTo("7168");
        assertThat(of(sensitivity, PhaseName.DECODE, "layers").more().orElseThrow().value()).isEqualTo("64");
    }

    @Test
    void expertsAndLatentsHaveParametersOfTheirOwn() {
        Sensitivity sensitivity = sensitivity("deepseek-v2-lite", "bf16", Subjects.device("h100-sxm"), Request.of(128, 128));
        assertThat(of(sensitivity, PhaseName.DECODE, "experts a token").over()).isEqualTo("5 to 7");
        assertThat(of(sensitivity, PhaseName.DECODE, "experts a token").less().orElseThrow().value()).isEqualTo("3");
        assertThat(elasticity(sensitivity, PhaseName.DECODE, "experts a token")).isPositive();
        assertThat(elasticity(sensitivity, PhaseName.DECODE, "latent rank")).isPositive();
        assertThat(of(sensitivity, PhaseName.DECODE, "expert width").more().orElseThrow().value()).isEqualTo("2816");
        assertThat(sensitivity.influences()).noneMatch(influence -> influence.parameter().name().equals("KV heads"));
    }

    /** Formats are of the same family, multiplied in the same format. */
    @Test
    void formatsThatThereAre() {
        Sensitivity sensitivity = sensitivity("llama-3.1-8b", "q8_0", Subjects.device("rtx-3090"), Request.of(128, 128));
        assertThat(of(sensitivity, PhaseName.DECODE, "bits a weight").more().orElseThrow().value()).isEqualTo("f16");
        assertThat(of(sensitivity, PhaseName.DECODE, "bits a weight").less().orElseThrow().value()).startsWith("q");
        assertThat(of(sensitivity, PhaseName.DECODE, "bits of the KV cache").more().orElseThrow().value()).isEqualTo("f32");
    }

    /** BF16 has no relatives: half its bits are imagined; and no KV format is 10 % away from 16 bits. */
    @Test
    void bitsThatNoFormatHas() {
        Sensitivity halved = sensitivity("llama-3.1-8b", "bf16", Subjects.device("rtx-3090"), Request.of(128, 128));
        assertThat(of(halved, PhaseName.DECODE, "bits a weight").less().orElseThrow().value()).isEqualTo("8 bits");
        assertThat(of(halved, PhaseName.DECODE, "bits of the KV cache").more().orElseThrow().value()).isEqualTo("f32");
        Sensitivity little = Sensitivity.of(halved.setting(), Change.by(0.1));
        assertThat(of(little, PhaseName.DECODE, "bits of the KV cache").less().orElseThrow().value()).isEqualTo("14.4 bits");
    }

    /** Its pattern is one dense layer and 26 with experts, so that only twice the model is like it; Gemma's is six layers long. */
    @Test
    void layersAreCountedInWholePatterns() {
        Hardware device = Subjects.flat(1e14, 1e12);
        assertThat(of(sensitivity("deepseek-v2-lite", "bf16", device, Request.of(128, 128)), PhaseName.DECODE, "layers").over()).isEqualTo("27 to 54");
        assertThat(of(sensitivity("gemma-3-1b", "bf16", device, Request.of(128, 128)), PhaseName.DECODE, "layers").over()).isEqualTo("20 to 32");
        assertThat(of(sensitivity("llama-3.1-8b", "bf16", device, Request.of(128, 128)), PhaseName.DECODE, "layers").over()).isEqualTo("31 to 33");
    }

    @Property(tries = 20)
    void moreOfAModelTakesNoLess(@ForAll("models") String model, @ForAll("requests") Request request) {
        Sensitivity sensitivity = sensitivity(model, "bf16", Subjects.flat(1e13, 1e11), request);
        assertThat(sensitivity.influences()).filteredOn(influence -> influence.parameter().kind() != Parameter.Kind.HARDWARE)
                .allSatisfy(influence -> assertThat(influence.elasticity().orElse(0)).as(influence.parameter().name()).isGreaterThan(-1e-9));
    }

    @Test
    void aPhaseThatIsNotAskedForHasNoInfluences() {
        Sensitivity encoder = sensitivity("bert-base", "bf16", Subjects.flat(1e13, 1e11), Request.of(128, 0));
        assertThat(encoder.of(PhaseName.DECODE)).isEmpty();
        assertThat(encoder.of(PhaseName.PREFILL)).isNotEmpty().noneMatch(influence -> influence.parameter().name().equals("bits of the KV cache"));
        assertThat(Sensitivity.of(setting(Subjects.small(AttentionSpan.FULL), "bf16", Subjects.flat(1e13, 1e11), Request.of(0, 8)), Change.by(0.1))
                .of(PhaseName.PREFILL)).isEmpty();
    }

    @Test
    void changesGoDownAndUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> Change.times(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Change.by(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Change.by(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateScale(0, 1, 1, 1));
    }
}
