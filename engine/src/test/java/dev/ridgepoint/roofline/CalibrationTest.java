package dev.ridgepoint.roofline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Operator.Arithmetic;
import dev.ridgepoint.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calibration slows operators down to what a runtime reaches, and leaves the roof where it is. */
class CalibrationTest {

    private static final String PROFILE = """
            id: measured
            name: A measured machine
            kind: cpu
            peaks: {vector: {fp32: 400 GFLOP/s, int8: 1600 GOP/s}}
            memory: {dram: {bandwidth: 30 GB/s}}
            launch-overhead: 1 us
            calibration:
              runtime: a runtime on two threads
              streaming: {fp32: 20 GB/s}
              products: {fp32: {1: 10 GFLOP/s, 4: 40 GFLOP/s, 64: 160 GFLOP/s}}
              attention: {1: 25 GFLOP/s, 256: 50 GFLOP/s}
              elementwise: {bytes: 10 GB/s}
              launch-overhead: {fp32: 12 us, other: 6 us}
            """;

    @TempDir
    private Path folder;
    private Hardware hardware;
    private final Numerics numerics = Numerics.of(WeightsFormats.named("fp32").orElseThrow());

    @BeforeEach
    void read() throws IOException {
        hardware = read(PROFILE);
    }

    private Hardware read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("measured.yaml"), text);
        return new HardwareReader(Library.find().hardwareCatalog()).read(file);
    }

    @Test
    void productsTakeTheRateOfTheirRows() {
        Roofline roofline = Roofline.calibrated(hardware, numerics);
        assertThat(roofline.secondsPerFlop(Arithmetic.WEIGHTS, 1)).isCloseTo(1 / 10e9, within(1e-20));
        // Half-way between 1 and 4 rows on log axes, so half-way between 10 and 40 GFLOP/s.
        assertThat(roofline.secondsPerFlop(Arithmetic.WEIGHTS, 2)).isCloseTo(1 / 20e9, within(1e-20));
        assertThat(roofline.secondsPerFlop(Arithmetic.WEIGHTS, 64)).isCloseTo(1 / 160e9, within(1e-20));
        assertThat(roofline.secondsPerFlop(Arithmetic.WEIGHTS, 4096)).isCloseTo(1 / 160e9, within(1e-20));
        assertThat(roofline.secondsPerFlop(Arithmetic.ACTIVATIONS, 1)).isCloseTo(1 / 25e9, within(1e-20));
        assertThat(roofline.secondsPerFlop(Arithmetic.ACTIVATIONS, 512)).isCloseTo(1 / 50e9, within(1e-20));
    }

    @Test
    void anOperatorTakesWhatItsRuntimeTakes() {
        Architecture model = Library.find().architecture("qwen2.5-0.5b");
        Prediction prediction = new Predictor(Workload.of(model, numerics)).predict(Roofline.calibrated(hardware, numerics), new Request(0, 1, 0, 1, 1));
        // 896 x 4864 weights of 4 bytes at 20 GB/s take longer than their FLOPs at 10 GFLOP/s; 12 us to launch.
        double bytes = 4.0 * 896 * 4864 + 4.0 * (896 + 4864);
        assertThat(seconds(prediction, "gate_proj")).isCloseTo(Math.max(bytes / 20e9, 2.0 * 896 * 4864 / 10e9) + 12e-6, within(1e-12));
        // The activation function reads two vectors of 4864 and writes one, at 10 GB/s; 6 us to launch.
        assertThat(seconds(prediction, "activation")).isCloseTo(3 * 4864 * 4 / 10e9 + 6e-6, within(1e-12));
    }

    @Test
    void theRoofStaysTheDevices() {
        Roofline ideal = Roofline.of(hardware, numerics);
        Roofline calibrated = Roofline.calibrated(hardware, numerics);
        assertThat(calibrated.peak()).isEqualTo(ideal.peak());
        assertThat(calibrated.ridgeIntensity()).isEqualTo(ideal.ridgeIntensity());
        assertThat(ideal.launchOverhead(Arithmetic.WEIGHTS)).isEqualTo(1e-6);
        Predictor predictor = new Predictor(Workload.of(Library.find().architecture("qwen2.5-0.5b"), numerics));
        Prediction prediction = predictor.predict(calibrated, Request.of(64, 16));
        assertThat(prediction.prefill().orElseThrow().potential().headroom()).isGreaterThan(1.5);
        assertThat(prediction.totalSeconds()).isGreaterThan(predictor.predict(ideal, Request.of(64, 16)).totalSeconds());
    }

    @Test
    void aRuntimeIsNeverFasterThanTheRoof() throws IOException {
        Hardware boasting = read(PROFILE.replace("64: 160 GFLOP/s", "64: 900 GFLOP/s").replace("{fp32: 20 GB/s}", "{fp32: 90 GB/s}"));
        Roofline roofline = Roofline.calibrated(boasting, numerics);
        assertThat(roofline.secondsPerFlop(Arithmetic.WEIGHTS, 64)).isCloseTo(1 / 400e9, within(1e-20));
        assertThat(roofline.secondsPerByte(Arithmetic.WEIGHTS, 0)).isCloseTo(1 / 30e9, within(1e-20));
    }

    @Test
    void whatWasNotMeasuredIsRefused() {
        Numerics other = Numerics.of(WeightsFormats.named("onnx-int8").orElseThrow());
        assertThatThrownBy(() -> Roofline.calibrated(hardware, other)).isInstanceOf(InvalidInputException.class)
                .hasMessage("the calibration of measured has no products in onnx-int8; it has fp32");
        assertThatThrownBy(() -> Roofline.calibrated(Library.find().hardware("apple-m1-pro"), numerics)).isInstanceOf(InvalidInputException.class)
                .hasMessage("apple-m1-pro has no calibration");
        assertThatThrownBy(() -> read(PROFILE.replace("{1: 10 GFLOP/s", "{one: 10 GFLOP/s"))).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("measured.yaml:10: calibration.products.fp32.one: 'one' is not a number of rows");
    }

    private static double seconds(Prediction prediction, String operator) {
        return prediction.operators().stream().filter(o -> o.phase() == PhaseName.DECODE && o.operator().name().equals(operator))
                .mapToDouble(OperatorPrediction::seconds).findFirst().orElseThrow();
    }
}
