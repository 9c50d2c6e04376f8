package dev.ridgepoint.roofline;

import static dev.ridgepoint.predict.Subjects.device;
import static dev.ridgepoint.predict.Subjects.numerics;
import static dev.ridgepoint.predict.Subjects.roofline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.Subjects;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator.Arithmetic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ceilings a device gives for a choice of formats. */
class RooflineTest {

    private static final double MIB = 1 << 20;

    @ParameterizedTest(name = "{0} with {1} weights: {2} FLOP/s in {3} on the {4} unit")
    @CsvSource({
        // The format's own peak.
        "h100-sxm,       fp8,    1978.9e12, FP8,  MATRIX",
        "h100-sxm,       w8a8,   1978.9e12, INT8, MATRIX",
        "h100-sxm,       bf16,   989.4e12,  BF16, MATRIX",
        // GGUF's weights are widened to FP16, whatever their own width.
        "h100-sxm,       q4_k_m, 989.4e12,  FP16, MATRIX",
        "a100-80gb-sxm,  int4,   312e12,    FP16, MATRIX",
        // A100 has no FP8 and no FP4, V100 neither INT8 nor BF16.
        "a100-80gb-sxm,  fp8,    312e12,    BF16, MATRIX",
        "a100-80gb-sxm,  nvfp4,  312e12,    BF16, MATRIX",
        "v100-sxm2-32gb, w8a8,   125e12,    FP16, MATRIX",
        "v100-sxm2-32gb, bf16,   125e12,    FP16, MATRIX",
        "v100-sxm2-32gb, fp8,    125e12,    FP16, MATRIX",
        // FP32 is not TF32.
        "a100-80gb-sxm,  fp32,   19.5e12,   FP32, VECTOR",
        "a100-80gb-sxm,  tf32,   156e12,    TF32, MATRIX",
        "h100-sxm,       fp32,   66.9e12,   FP32, VECTOR",
        // V100 has no TF32: FP32 lanes.
        "v100-sxm2-32gb, tf32,   15.7e12,   FP32, VECTOR",
        // GeForce: sums in 32 bits, not 142.3 in 16.
        "rtx-3090,       fp16,   71.2e12,   FP16, MATRIX",
        "rtx-3090,       q8_0,   71.2e12,   FP16, MATRIX",
        // One roof for all, as the paper draws it.
        "rooflinebench-rtx-3090, fp16, 35.58e12, FP32, VECTOR",
        "rooflinebench-rtx-3090, q8_0, 35.58e12, FP32, VECTOR",
        "tpu-v5e,        q8_0,   197e12,    BF16, MATRIX",
        "tpu-v5e,        w8a8,   394e12,    INT8, MATRIX"})
    void thePeakOfProductsWithWeights(String device, String weights, double rate, NumberFormat format, ComputeUnit unit) {
        Roofline roofline = roofline(device, weights);
        assertThat(roofline.peak()).isCloseTo(rate, within(rate * 1e-12));
        assertThat(roofline.peak(Arithmetic.WEIGHTS)).isEqualTo(roofline.peak());
        assertThat(roofline.weightsPeak().format()).isEqualTo(format);
        assertThat(roofline.weightsPeak().unit()).isEqualTo(unit);
        assertThat(roofline.weightsPeak().halfAccumulate()).isFalse();
        assertThat(roofline.secondsPerFlop(Arithmetic.WEIGHTS, 1)).isCloseTo(1 / rate, within(1e-24));
    }

    /** Whatever the order of the profile's lines. */
    @Test
    void sumsInSixteenBitsAreNeverTaken() {
        Hardware known = device("rtx-3090");
        List<Peak> halfFirst = Stream.concat(
                known.peaks().stream().filter(Peak::halfAccumulate), known.peaks().stream().filter(p -> !p.halfAccumulate())).toList();
        assertThat(halfFirst.get(0).rate().value()).isCloseTo(142.3e12, within(1.0));
        Hardware reordered = new Hardware(
                known.id(), known.name(), known.vendor(), known.kind(), known.year(), known.cores(), halfFirst, known.memory(),
                known.launchOverhead(), known.tdp(), known.price(), known.calibration(), known.sources(), known.notes());
        assertThat(Roofline.of(reordered, numerics("fp16")).peak()).isCloseTo(71.2e12, within(1.0));
    }

    @Test
    void productsOfActivationsAndElementwiseWorkHaveTheirOwnPeaks() {
        Roofline fp8 = roofline("h100-sxm", "fp8");
        // Attention multiplies BF16 by BF16; BF16 has no vector rate of its own on the H100, so FP32's.
        assertThat(fp8.peak(Arithmetic.ACTIVATIONS)).isCloseTo(989.4e12, within(1.0));
        assertThat(fp8.peak(Arithmetic.ELEMENTWISE)).isCloseTo(66.9e12, within(1.0));
        assertThat(roofline("h100-sxm", "fp16").peak(Arithmetic.ELEMENTWISE)).isCloseTo(267.6e12, within(1.0));
        // A TPU whose vector unit is not stated: the matrix unit's.
        assertThat(roofline("tpu-v5e", "bf16").peak(Arithmetic.ELEMENTWISE)).isCloseTo(197e12, within(1.0));
    }

    @Test
    void aDeviceThatCannotMultiplyTheFormatRefusesInOneLine() {
        assertThatThrownBy(() -> roofline("tpu-v5e", "fp32")).isInstanceOf(InvalidInputException.class)
                .hasMessage("tpu-v5e has no fp32 peak for weights in fp32; it has bf16, int8");
        assertThatThrownBy(() -> roofline("tpu-v5e", "fp32")).message().doesNotContain("\n");
    }

    @ParameterizedTest(name = "{0} with {1}: {2} FLOP/byte")
    @CsvSource({
        // 989.4e12 / 3350e9, 1978.9e12 / 3350e9, 312e12 / 2039e9.
        "h100-sxm,      bf16, 295.343", "h100-sxm, fp8, 590.716", "a100-80gb-sxm, bf16, 153.016",
        // The paper's own: 38.00, 25.39, 20.48 (2.089e12 / 102e9), 8.98 (0.1536e12 / 17.1e9), 37.05.
        "rooflinebench-rtx-3090, fp16, 38.005", "rooflinebench-apple-m1-pro, fp16, 25.391",
        "rooflinebench-jetson-orin-nano-super-8gb, q8_0, 20.480", "rooflinebench-raspberry-pi-5-8gb, q8_0, 8.982",
        "rooflinebench-rtx-3070-ti-laptop, fp16, 37.054"})
    void ridges(String device, String weights, double ridge) {
        Roofline roofline = roofline(device, weights);
        assertThat(roofline.ridgeIntensity()).isCloseTo(ridge, within(0.0011));
        assertThat(roofline.attainable(ridge * 2)).isEqualTo(roofline.peak());
        assertThat(roofline.attainable(ridge / 2)).isCloseTo(roofline.peak() / 2, within(roofline.peak() * 1e-4));
        assertThat(roofline.boundAt(ridge * 1.001)).isEqualTo(Bound.COMPUTE);
        assertThat(roofline.boundAt(ridge * 0.999)).isEqualTo(Bound.MEMORY);
        assertThat(roofline.boundAt(roofline.ridgeIntensity())).isEqualTo(Bound.COMPUTE);
    }

    @Test
    void theLevelThatHoldsSomethingIsTheNearestWithRoom() {
        Roofline h100 = roofline("h100-sxm", "bf16");
        assertThat(h100.levels()).extracting(MemoryLevel::name).containsExactly("l2", "hbm");
        assertThat(h100.levelHolding(1)).isZero();
        assertThat(h100.levelHolding(50 * MIB)).isZero();
        assertThat(h100.levelHolding(50 * MIB + 1)).isEqualTo(1);
        // Main memory takes what is left, even what does not fit: that is the footprint's to say.
        assertThat(h100.levelHolding(1e15)).isEqualTo(h100.mainLevel()).isEqualTo(1);
        assertThat(h100.secondsPerByte(Arithmetic.WEIGHTS, 0)).isCloseTo(1 / 8138e9, within(1e-24));
        assertThat(h100.secondsPerByte(Arithmetic.WEIGHTS, 1)).isCloseTo(1 / 3350e9, within(1e-24));
        assertThat(h100.launchOverhead(Arithmetic.WEIGHTS)).isCloseTo(3e-6, within(1e-15));
    }

    /** The H100's L1 is 33 MiB at 22.4 TB/s, but no core can read another's: an activation of 1 MiB is not there for the next operator. */
    @Test
    void aCacheThatCoresDoNotShareHoldsNothingBetweenOperators() {
        assertThat(device("h100-sxm").memory()).filteredOn(MemoryLevel::perCore).extracting(MemoryLevel::name).containsExactly("l1");
        Roofline h100 = roofline("h100-sxm", "bf16");
        assertThat(h100.levels().get(h100.levelHolding(MIB)).name()).isEqualTo("l2");
    }

    @Test
    void aLevelWithoutBandwidthGivesNoCeiling() {
        // The L2 of the M1 Pro and of the RTX 3090 have a capacity and no bandwidth.
        assertThat(roofline("apple-m1-pro", "bf16").levels()).extracting(MemoryLevel::name).containsExactly("slc", "dram");
        assertThat(roofline("rtx-3090", "fp16").levels()).extracting(MemoryLevel::name).containsExactly("dram");
        assertThat(roofline("mi300x", "bf16").levels()).extracting(MemoryLevel::name).containsExactly("infinity-cache", "hbm");
    }

    /** Someone imagines twice the bandwidth and says nothing of the cache: the cache then holds nothing back. */
    @Test
    void aLevelNoFasterThanMainMemoryIsNotCharged() {
        Numerics numerics = numerics("bf16");
        Roofline slowCache = Roofline.of(Subjects.cached(1e12, 64 * MIB, 1e11, 2e11), numerics);
        assertThat(slowCache.levels()).extracting(MemoryLevel::name).containsExactly("dram");
        Roofline fastCache = Roofline.of(Subjects.cached(1e12, 64 * MIB, 3e11, 2e11), numerics);
        assertThat(fastCache.levels()).extracting(MemoryLevel::name).containsExactly("cache", "dram");
    }

    static Stream<String> everyDevice() {
        return Library.find().hardwareCatalog().ids().stream();
    }

    @ParameterizedTest
    @MethodSource("everyDevice")
    void mainMemoryIsLastAndTheSlowest(String id) {
        Numerics fitting = Stream.of("bf16", "w8a8").map(Subjects::numerics)
                .filter(n -> device(id).matrixPeak(n.weights().compute()).isPresent()).findFirst().orElseThrow();
        Roofline roofline = Roofline.of(device(id), fitting);
        List<MemoryLevel> levels = roofline.levels();
        assertThat(levels.get(levels.size() - 1)).isSameAs(device(id).mainMemory());
        assertThat(roofline.mainLevel()).isEqualTo(levels.size() - 1);
        assertThat(roofline.bandwidth()).isEqualTo(device(id).bandwidth());
        assertThat(levels).noneMatch(MemoryLevel::perCore);
        for (int level = 1; level < levels.size(); level++) {
            assertThat(roofline.secondsPerByte(Arithmetic.WEIGHTS, level)).isGreaterThan(roofline.secondsPerByte(Arithmetic.WEIGHTS, level - 1));
        }
    }

    @Test
    void numericsAreTheRooflines() {
        assertThat(roofline("h100-sxm", "fp8").numerics()).isEqualTo(numerics("fp8"));
        assertThat(roofline("h100-sxm", "fp8").hardware()).isSameAs(device("h100-sxm"));
    }
}
