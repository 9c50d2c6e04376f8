package dev.ridgepoint.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ridgepoint.Library;
import dev.ridgepoint.backend.Adjustment.When;
import dev.ridgepoint.backend.ProductKernel.Way;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator;
import dev.ridgepoint.workload.Workload;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The formulas, worked by hand for one matrix of Llama-2-7B on an RTX 3060: 4096 x 4096 numbers in Q4_0 are 9,437,184 bytes; 360 GB/s, 25.5 and 51 TFLOP/s in
 * FP16 and 102 TOP/s in INT8 as the profile has them, FP32 vectors at half of the FP16 rate.
 */
class BackendRatesTest {

    private static final Library LIBRARY = Library.find();
    private static final Hardware CHIP = LIBRARY.hardware("rtx-3060-12gb");
    private static final Numerics Q4_0 = Numerics.of(WeightsFormats.named("q4_0").orElseThrow());
    private static final Numerics F16 = Numerics.of(WeightsFormats.named("f16").orElseThrow());
    private static final double NUMBERS = 4096.0 * 4096;
    private static final double BYTES = NUMBERS * 18 / 32;

    /** No ceiling but those that the test names: streaming and units at their peaks, no overhead to speak of. */
    private static Backend backend(List<ProductKernel> kernels, Map<Parameter, Double> changed, Adjustment... adjustments) {
        Map<Parameter, Double> parameters = new EnumMap<>(Parameter.class);
        for (Parameter share : List.of(Parameter.STREAMING, Parameter.VECTOR, Parameter.INTEGER, Parameter.INTEGER_FALLBACK, Parameter.HALF,
                Parameter.EXPANSION, Parameter.ACTIVATIONS)) {
            parameters.put(share, 1.0);
        }
        parameters.put(Parameter.VECTOR_ROWS, 0.5);
        parameters.put(Parameter.INTEGER_RAMP, 16.0);
        parameters.put(Parameter.HALF_RAMP, 16.0);
        parameters.putAll(changed);
        return new Backend("test", "Test", "", 512, NumberFormat.FP32, false, kernels, Optional.empty(), parameters, List.of(adjustments), List.of(), List.of());
    }

    private static BackendRates rates(Backend backend, Numerics numerics, AttentionKernel attention) {
        return BackendRates.of(backend, CHIP, numerics, attention, Circumstances.USUAL);
    }

    private static Operator queries(Numerics numerics) {
        return Workload.of(LIBRARY.architecture("llama-2-7b"), numerics).operators().stream().filter(o -> o.name().equals("q_proj")).findFirst().orElseThrow();
    }

    private static double seconds(Backend backend, Numerics numerics, double rows, double bytes) {
        return rates(backend, numerics, AttentionKernel.FUSED).seconds(queries(numerics), rows, rows, 2 * NUMBERS * rows, bytes, 0);
    }

    private static double p4(double a, double b) {
        return Math.pow(Math.pow(a, 4) + Math.pow(b, 4), 0.25);
    }

    private static ProductKernel way(Way way) {
        return new ProductKernel(way, Integer.MAX_VALUE, false);
    }

    private static double peak(NumberFormat format) {
        return CHIP.matrixPeak(format).orElseThrow().rate().value();
    }

    @Test
    void oneRowOnTheVectorUnitOverlapsStreamingWithExpanding() {
        double vector = CHIP.peaks().stream().filter(p -> p.format() == NumberFormat.FP32).mapToDouble(p -> p.rate().value()).min().orElseThrow();
        double expected = p4(BYTES / CHIP.bandwidth(), 2 * NUMBERS / vector);
        assertThat(seconds(backend(List.of(way(Way.VECTOR)), Map.of()), Q4_0, 1, BYTES)).isCloseTo(expected, withPercentage(1e-9));
        // Four rows use the expanded weights twice as well: 4^0.5.
        assertThat(seconds(backend(List.of(way(Way.VECTOR)), Map.of()), Q4_0, 4, BYTES))
                .isCloseTo(p4(BYTES / CHIP.bandwidth(), 2 * 2 * NUMBERS / vector), withPercentage(1e-9));
    }

    @Test
    void integersStreamAndThenMultiplyAndFillTheirTiles() {
        double expected = BYTES / CHIP.bandwidth() + 2 * NUMBERS * 512 * (1 + 16 / 512.0) / peak(NumberFormat.INT8);
        assertThat(seconds(backend(List.of(way(Way.INTEGER)), Map.of()), Q4_0, 512, BYTES)).isCloseTo(expected, withPercentage(1e-9));
    }

    @Test
    void expandedWeightsGoThroughMemoryTwiceIn16Bits() {
        double expected = 2 * NUMBERS * 512 * (1 + 16 / 512.0) / peak(NumberFormat.FP16) + (BYTES + 4 * NUMBERS) / CHIP.bandwidth();
        assertThat(seconds(backend(List.of(way(Way.EXPANDED)), Map.of()), Q4_0, 512, BYTES)).isCloseTo(expected, withPercentage(1e-9));
    }

    @Test
    void weightsOf16BitsAreNeverQuantised() {
        double expected = p4(2 * NUMBERS / CHIP.bandwidth(), 2 * NUMBERS * 512 * (1 + 16 / 512.0) / peak(NumberFormat.FP16));
        assertThat(seconds(backend(List.of(way(Way.INTEGER)), Map.of()), F16, 512, 2 * NUMBERS)).isCloseTo(expected, withPercentage(1e-9));
    }

    @Test
    void aKernelIsTakenUpToItsRows() {
        List<ProductKernel> kernels = List.of(new ProductKernel(Way.VECTOR, 8, false), way(Way.INTEGER));
        assertThat(seconds(backend(kernels, Map.of()), Q4_0, 8, BYTES)).isEqualTo(seconds(backend(List.of(way(Way.VECTOR)), Map.of()), Q4_0, 8, BYTES));
        assertThat(seconds(backend(kernels, Map.of()), Q4_0, 9, BYTES)).isEqualTo(seconds(backend(List.of(way(Way.INTEGER)), Map.of()), Q4_0, 9, BYTES));
    }

    @Test
    void coresBoundTheirStreamAndTheirProducts() {
        double coreClocks = CHIP.cores().orElseThrow().count() * CHIP.cores().orElseThrow().clock().orElseThrow().value();
        Backend narrow = backend(List.of(way(Way.INTEGER)), Map.of(Parameter.CORE_STREAMING, 4.0, Parameter.CORE_INTEGER, 500.0));
        double expected = BYTES * Math.hypot(1 / CHIP.bandwidth(), 1 / (4 * coreClocks))
                + 2 * NUMBERS * 512 * (1 + 16 / 512.0) * (1 / peak(NumberFormat.INT8) + 1 / (500 * coreClocks));
        assertThat(seconds(narrow, Q4_0, 512, BYTES)).isCloseTo(expected, withPercentage(1e-9));
    }

    @Test
    void aBoardsPowerBoundsItsProducts() {
        Backend hot = backend(List.of(way(Way.INTEGER)), Map.of(Parameter.INTEGERS_PER_JOULE, 100.0));
        double expected = BYTES / CHIP.bandwidth()
                + 2 * NUMBERS * 512 * (1 + 16 / 512.0) * (1 / peak(NumberFormat.INT8) + 1 / (170.0 * 100e9));
        assertThat(seconds(hot, Q4_0, 512, BYTES)).isCloseTo(expected, withPercentage(1e-9));
    }

    @Test
    void activationsHaveTheRuntimesWidth() {
        Backend backend = backend(List.of(way(Way.INTEGER)), Map.of());
        Operator norm = Workload.of(LIBRARY.architecture("llama-2-7b"), Q4_0).operators().stream()
                .filter(o -> o.name().equals("attn_norm")).findFirst().orElseThrow();
        double moved = 1e6;
        assertThat(rates(backend, Q4_0, AttentionKernel.FUSED).seconds(norm, 1, 1, 0, 0, moved))
                .isCloseTo(moved * 4 / Q4_0.activations().bytes() / CHIP.bandwidth(), withPercentage(1e-9));
    }

    @Test
    void overheadsGrowAsClocksFallAndThePassIsPaidOnce() {
        Backend backend = backend(List.of(way(Way.INTEGER)), Map.of(Parameter.OVERHEAD, 4.0, Parameter.OVERHEAD_CLOCK, 2.0, Parameter.PASS, 100.0));
        Workload workload = Workload.of(LIBRARY.architecture("llama-2-7b"), Q4_0);
        double clock = CHIP.cores().orElseThrow().clock().orElseThrow().value();
        double one = 4e-6 * Math.pow(1.8e9 / clock, 2);
        BackendRates unfused = rates(backend, Q4_0, AttentionKernel.UNFUSED);
        BackendRates fused = rates(backend, Q4_0, AttentionKernel.FUSED);
        assertThat(fused.overhead(queries(Q4_0), 1, 1)).isCloseTo(one, withPercentage(1e-9));
        Operator attention = workload.operators().stream().filter(o -> o.name().equals("attention")).findFirst().orElseThrow();
        assertThat(fused.overhead(attention, 1, 1)).isCloseTo(one, withPercentage(1e-9));
        assertThat(unfused.overhead(attention, 1, 1)).isCloseTo(3 * one, withPercentage(1e-9));
        Operator embedding = workload.operators().stream().filter(o -> o.name().equals("embedding")).findFirst().orElseThrow();
        assertThat(fused.overhead(embedding, 1, 1)).isCloseTo(one + 100e-6, withPercentage(1e-9));
    }

    @Test
    void adjustmentsHoldUnderTheirConditionsAndNeverPassWhatPhysicsAllows() {
        Adjustment half = new Adjustment(new When(Optional.of("NVIDIA"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("q4_*"),
                Optional.empty()), Map.of(Parameter.STREAMING, 0.5));
        Adjustment other = new Adjustment(new When(Optional.of("AMD"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty()), Map.of(Parameter.STREAMING, 0.1));
        Adjustment impossible = new Adjustment(When.device(CHIP.id()), Map.of(Parameter.STREAMING, 100.0));
        double plain = seconds(backend(List.of(way(Way.INTEGER)), Map.of()), Q4_0, 1, BYTES);
        double stream = BYTES / CHIP.bandwidth();
        assertThat(seconds(backend(List.of(way(Way.INTEGER)), Map.of(), half, other), Q4_0, 1, BYTES)).isCloseTo(plain + stream, withPercentage(1e-9));
        assertThat(seconds(backend(List.of(way(Way.INTEGER)), Map.of(), impossible), Q4_0, 1, BYTES)).isEqualTo(plain);
    }

    @Test
    void nativeProductsRunInTheWeightsOwnFormat() {
        // W4A16 on a chip without another unit for it: half of the FP16 peak, with 65 rows as slow as with 65 + 65.
        Backend server = backend(List.of(new ProductKernel(Way.NATIVE, Integer.MAX_VALUE, false)),
                Map.of(Parameter.NATIVE, 0.5, Parameter.NATIVE_EXPERTS, 0.25, Parameter.NATIVE_RAMP, 65.0));
        Numerics int4 = Numerics.of(WeightsFormats.named("int4").orElseThrow());
        double peak = CHIP.matrixPeak(NumberFormat.FP16).orElseThrow().rate().value();
        double arithmetic = 2 * NUMBERS * 65 * 2 / (0.5 * peak);
        double streaming = BYTES / 360e9;
        assertThat(seconds(server, int4, 65, BYTES)).isCloseTo(Math.pow(Math.pow(arithmetic, 4) + Math.pow(streaming, 4), 0.25), withPercentage(0.1));
        // The same product with weights of 16 bits.
        assertThat(seconds(server, F16, 65, BYTES)).isCloseTo(Math.pow(Math.pow(arithmetic, 4) + Math.pow(streaming, 4), 0.25), withPercentage(0.1));
        assertThat(server.alwaysFused()).isTrue();
        assertThat(rates(server, int4, AttentionKernel.FUSED).name()).isEqualTo("test");
    }

    @Test
    void exchangesTakeAShareOfTheLinkAndAnOverhead() {
        Backend server = backend(List.of(new ProductKernel(Way.NATIVE, Integer.MAX_VALUE, false)),
                Map.of(Parameter.EXCHANGE, 0.5, Parameter.EXCHANGE_OVERHEAD, 7.0));
        BackendRates rates = rates(server, F16, AttentionKernel.FUSED);
        assertThat(rates.exchangeShare()).isEqualTo(0.5);
        assertThat(rates.exchangeOverhead()).isCloseTo(7e-6, withPercentage(1e-9));
    }

    @Test
    void aServersRatesAreInSeconds() {
        ServerRates server = rates(backend(List.of(new ProductKernel(Way.NATIVE, Integer.MAX_VALUE, false)),
                Map.of(Parameter.SEQUENCE, 3.0, Parameter.REQUEST, 20.0, Parameter.PROMPT_WAIT, 0.7, Parameter.BUNCHING, 0.1)), F16, AttentionKernel.FUSED).server();
        assertThat(server.sequenceSeconds()).isCloseTo(3e-6, withPercentage(1e-9));
        assertThat(server.requestSeconds()).isCloseTo(0.02, withPercentage(1e-9));
        assertThat(server.promptWait()).isEqualTo(0.7);
        assertThat(server.bunching()).isEqualTo(0.1);
        assertThat(server.memory()).isEqualTo(0.9);
    }
}
