package dev.ridgepoint.parallel;

import static dev.ridgepoint.predict.Subjects.device;
import static dev.ridgepoint.predict.Subjects.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.hardware.Link;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Operator.Arithmetic;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardingTest {

    private static final String H100 = "h100-sxm";

    private static Workload sharded(String model, String weights, Parallelism parallelism) {
        return Sharding.of(workload(model, weights), parallelism, device(H100));
    }

    private static Workload tensor(String model, int devices) {
        return sharded(model, "bf16", Parallelism.of(devices, 1, 1, 1));
    }

    private static double sum(Workload workload, java.util.function.ToDoubleFunction<Operator> part) {
        return workload.operators().stream().mapToDouble(o -> o.count() * part.applyAsDouble(o)).sum();
    }

    private static Operator named(Workload workload, String name) {
        return workload.operators().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-3.1-70b", "deepseek-v3", "qwen3.5-397b-a17b", "gpt-oss-120b", "falcon-h1-7b"})
    void oneDeviceHasAllOfIt(String model) {
        Workload whole = workload(model, "bf16");
        assertThat(Sharding.of(whole, Parallelism.NONE, device("apple-m1"))).isSameAs(whole);
    }

    @ParameterizedTest
    @CsvSource({"llama-3.1-70b, 2", "llama-3.1-70b, 8", "llama-3.1-8b, 4", "qwen3-32b, 8", "qwen2.5-7b, 2", "olmo2-7b, 4"})
    void productsAreSharedWithoutRest(String model, int devices) {
        Workload part = tensor(model, devices);
        Workload whole = workload(model, "bf16");
        double products = sum(part, o -> o.arithmetic() == Arithmetic.WEIGHTS ? o.flopsPerToken() : 0);
        assertThat(devices * products).isCloseTo(sum(whole, o -> o.arithmetic() == Arithmetic.WEIGHTS ? o.flopsPerToken() : 0), withPercentage(0.2));
        assertThat(devices * sum(part, Operator::flopsPerPair)).isCloseTo(sum(whole, Operator::flopsPerPair), withPercentage(1e-9));
        // Norms are copied, and nothing else.
        assertThat(devices * (double) part.weightBytes()).isBetween((double) whole.weightBytes(), 1.01 * whole.weightBytes());
    }

    @Test
    void everyDeviceHoldsItsHeadsOfTheCache() {
        // Llama-3.1-70B has 8 key-value heads of 128: 2 x 128 x 2 B x 80 layers a token and head.
        assertThat(tensor("llama-3.1-70b", 1).cacheBytes(1)).isEqualTo(8 * 2 * 128 * 2 * 80);
        assertThat(tensor("llama-3.1-70b", 8).cacheBytes(1)).isEqualTo(2 * 128 * 2 * 80);
        // Sixteen devices hold two copies of each head.
        assertThat(tensor("llama-3.1-70b", 16).cacheBytes(1)).isEqualTo(2 * 128 * 2 * 80);
    }

    @Test
    void aLatentIsCopiedToEveryDevice() {
        // 512 + 64 elements a token and layer, however many share the heads.
        assertThat(tensor("deepseek-v3", 8).cacheBytes(1)).isEqualTo(576 * 2 * 61).isEqualTo(workload("deepseek-v3", "bf16").cacheBytes(1));
        assertThat(named(tensor("deepseek-v3", 8), "kv_a_proj").flopsPerToken()).isEqualTo(2.0 * 576 * 7168);
        assertThat(named(tensor("deepseek-v3", 8), "o_proj").flopsPerToken()).isEqualTo(2.0 * 7168 * 16 * 128);
    }

    @Test
    void twoSumsALayer() {
        List<Operator> sums = tensor("llama-3.1-70b", 8).operators().stream().filter(o -> o.exchange().devices() > 1).toList();
        assertThat(sums).singleElement().satisfies(sum -> {
            assertThat(sum.name()).isEqualTo("all_reduce");
            assertThat(sum.count()).isEqualTo(160);
            assertThat(sum.exchange().bytesPerToken()).isEqualTo(8192 * 2);
            assertThat(sum.exchange().over()).isEqualTo(Link.Kind.PEER);
        });
    }

    @Test
    void blocksSideBySideAddUpOnce() {
        // Falcon-7B runs attention and feed-forward side by side in each of 32 layers; its single key-value head is copied.
        Workload falcon = Sharding.of(workload("gemma-7b", "bf16"), Parallelism.of(2, 1, 1, 1), device(H100));
        assertThat(named(falcon, "all_reduce").count()).isEqualTo(2 * 28);
        assertThat(named(tensor("pythia-410m", 2), "all_reduce").count()).isEqualTo(24);
    }

    @Test
    void timeOfASumIsTheCollectives() {
        // 64 tokens of 8192 x 2 B are 1,048,576 B; in two shots over eight devices 2 x 1 us and 2 x 7/8 x 1,048,576 / 450 GB/s = 4.078 us.
        Workload part = tensor("llama-3.1-70b", 8);
        Roofline roofline = Roofline.of(device(H100), part.numerics());
        assertThat(roofline.exchangeSeconds(named(part, "all_reduce").exchange(), 64)).isCloseTo(2e-6 + 4.0778e-6, withPercentage(0.01));
        double with = new Predictor(part).seconds(roofline, 64, 1, 1000, 1);
        List<Operator> silent = part.operators().stream().filter(o -> o.exchange().devices() == 1).toList();
        Workload without = new Workload(part.architecture(), part.numerics(), part.kernel(), silent, part.weightBytes(), 1);
        assertThat(with - new Predictor(without).seconds(roofline, 64, 1, 1000, 1)).isCloseTo(160 * 6.0778e-6, withPercentage(0.01));
    }

    @Test
    void expertsAreDealtOut() {
        Workload whole = workload("deepseek-v3", "fp8");
        Workload inReplica = sharded("deepseek-v3", "fp8", Parallelism.of(8, 1, 1, 8));
        Workload cut = sharded("deepseek-v3", "fp8", Parallelism.of(8, 1, 1, 1));
        double experts = named(whole, "expert_gate_up").expertBytes();
        assertThat(named(inReplica, "expert_gate_up").expertBytes()).isCloseTo(experts / 8, withPercentage(0.01));
        assertThat(named(cut, "expert_gate_up").expertBytes()).isCloseTo(experts / 8, withPercentage(0.01));
        assertThat(named(inReplica, "expert_gate_up").flopsPerToken()).isCloseTo(named(whole, "expert_gate_up").flopsPerToken() / 8, withPercentage(1e-9));
        assertThat((double) inReplica.weightBytes()).isCloseTo(cut.weightBytes(), withPercentage(0.1));
        assertThat(inReplica.operators()).noneMatch(o -> o.name().equals("all_to_all"));
    }

    @Test
    void tokensOfAllReplicasMeetInTheExperts() {
        Workload whole = workload("deepseek-v3", "fp8");
        Workload part = sharded("deepseek-v3", "fp8", Parallelism.of(1, 1, 8, 8));
        Operator up = named(part, "expert_gate_up");
        // A device has an eighth of the experts, and an eighth of eight replicas' tokens.
        assertThat(up.flopsPerToken()).isEqualTo(named(whole, "expert_gate_up").flopsPerToken());
        assertThat(up.expertBytes()).isCloseTo(named(whole, "expert_gate_up").expertBytes() / 8, withPercentage(1e-9));
        assertThat(up.touchedExperts(10)).isCloseTo(named(whole, "expert_gate_up").touchedExperts(80), withPercentage(1e-9));
        Operator sent = named(part, "all_to_all");
        // Eight experts' hidden states of 7168 x 2 B there and back, in 58 layers.
        assertThat(sent.count()).isEqualTo(2 * 58);
        assertThat(sent.exchange().devices()).isEqualTo(8);
        assertThat(sent.exchange().bytesPerToken()).isEqualTo(8 * 7168 * 2);
        // Attention is a replica's own: whole heads on every device.
        assertThat(named(part, "o_proj")).isEqualTo(named(whole, "o_proj"));
    }

    @Test
    void stagesShareLayersAndCache() {
        Workload whole = workload("llama-3.1-70b", "bf16");
        Workload part = sharded("llama-3.1-70b", "bf16", Parallelism.of(1, 4, 1, 1));
        double head = 128_256.0 * 8192 * 2;
        double norm = 8192 * 2;
        assertThat(part.weightBytes()).isCloseTo(Math.round((whole.weightBytes() - 2 * head - norm) / 4 + head), withPercentage(1e-6));
        assertThat(part.cacheBytes(100)).isEqualTo(whole.cacheBytes(100) / 4);
        assertThat(named(part, "stage_send").count()).isEqualTo(3);
        assertThat(sum(part, Operator::flopsPerToken)).isEqualTo(sum(whole, Operator::flopsPerToken));
    }

    @Property(tries = 40)
    void moreDevicesNeverHoldMoreEach(@ForAll @IntRange(max = 3) int power, @ForAll @IntRange(min = 1, max = 100) int batch) {
        Workload few = tensor("llama-3.1-8b", 1 << power);
        Workload many = tensor("llama-3.1-8b", 2 << power);
        assertThat(many.weightBytes()).isLessThan(few.weightBytes());
        assertThat(many.cacheBytes(batch)).isLessThanOrEqualTo(few.cacheBytes(batch));
        assertThat(sum(many, Operator::flopsPerToken)).isLessThan(sum(few, Operator::flopsPerToken));
    }

    @Test
    void whatCannotBeSharedIsSaid() {
        assertThatThrownBy(() -> tensor("llama-3.1-70b", 3)).isInstanceOf(InvalidInputException.class).hasMessageContaining("64 heads, which 3 devices");
        assertThatThrownBy(() -> Sharding.of(workload("llama-3.1-8b", "bf16"), Parallelism.of(2, 1, 1, 1), device("apple-m1")))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("states no links");
        assertThatThrownBy(() -> Sharding.of(workload("llama-3.1-8b", "bf16"), Parallelism.of(16, 1, 1, 1), device("rtx-4090")))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("reaches 8 devices over pcie, not 16");
        assertThatThrownBy(() -> tensor("llama-3.1-8b", 1).equals(sharded("llama-3.1-8b", "bf16", Parallelism.of(1, 40, 1, 1))))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("32 layers, too few for 40 stages");
        assertThatThrownBy(() -> Parallelism.of(2, 1, 2, 3)).isInstanceOf(InvalidInputException.class).hasMessageContaining("3 parts do not divide 2 x 2");
        assertThatThrownBy(() -> new Parallelism(4, 1, 1, 8, 8)).isInstanceOf(InvalidInputException.class).hasMessageContaining("64 devices");
        assertThatThrownBy(() -> new Parallelism(0, 1, 1, 1, 1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void groupsBeyondANodeUseTheNetwork() {
        Workload part = tensor("llama-3.1-70b", 16);
        assertThat(named(part, "all_reduce").exchange().over()).isEqualTo(Link.Kind.NETWORK);
    }

    @Test
    void offloadedLayersComeOverTheBusInEveryPass() {
        Workload whole = workload("llama-3.1-8b", "bf16");
        Workload part = Offloading.of(whole, 8, device(H100));
        // 2 x 128256 x 4096 outer weights and a norm; a quarter of the 32 layers.
        double layers = whole.weightBytes() - 2.0 * (2 * 128_256L * 4096 + 4096);
        assertThat((double) part.weightBytes()).isCloseTo(whole.weightBytes() - layers / 4, withPercentage(1e-6));
        Roofline roofline = Roofline.of(device(H100), whole.numerics());
        double more = new Predictor(part).seconds(roofline, 1, 1, 0, 1) - new Predictor(whole).seconds(roofline, 1, 1, 0, 1);
        // PCIe 5.0 x16: 32 Gbit/s x 16 / 8 x 128 / 130 = 63.015 GB/s.
        assertThat(more).isCloseTo(layers / 4 / 63.0154e9, withPercentage(0.01));
        assertThat(Offloading.of(whole, 0, device("apple-m1"))).isSameAs(whole);
        assertThatThrownBy(() -> Offloading.of(whole, 33, device(H100))).hasMessageContaining("has 32 layers");
        assertThatThrownBy(() -> Offloading.of(whole, 1, device("apple-m1"))).hasMessageContaining("unified memory");
    }
}
